"""A text in place of a code: the same code otherwise written, a pattern, a range, a wrong digit."""

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from boas.nomenclatures import (
    FORMS,
    are_codes,
    compute_check_digit,
    expand_range,
    find_code_problem,
    is_code,
    is_wide_start,
    list_code_problems,
    normalise_code,
    normalise_codes,
)

DIGITS = "0123456789"


def make_code(system: str, body: str) -> str:
    """A code of a system with a check digit, from the digits before it."""
    text = f"{body}-0" if system == "LOINC" else f"{body}0"
    return text[:-1] + compute_check_digit(FORMS[system], text)


codes = st.one_of(
    st.tuples(st.just("LOINC"), st.from_regex(r"\A[1-9][0-9]{0,6}\Z")),
    st.tuples(st.just("SNOMED-CT"), st.from_regex(r"\A[1-9][0-9]{3,12}[01]0\Z")),
    st.tuples(st.just("CIP13"), st.from_regex(r"\A3400[0-9]{8}\Z")),
    st.tuples(st.just("UCD13"), st.from_regex(r"\A34008[0-9]{7}\Z")),
)


@given(codes)
def test_a_code_with_the_digit_that_the_others_ask_for_is_right(code: tuple[str, str]) -> None:
    system, body = code

    assert find_code_problem(system, make_code(system, body)) is None


@given(codes, st.data())
def test_one_changed_digit_is_always_found(code: tuple[str, str], data: st.DataObject) -> None:
    system, right = code[0], make_code(*code)
    place = data.draw(st.sampled_from([at for at, one in enumerate(right) if one in DIGITS]))
    digit = data.draw(st.sampled_from([one for one in DIGITS if one != right[place]]))

    assert find_code_problem(system, right[:place] + digit + right[place + 1 :]) is not None


UNSEEN: dict[str, Callable[[str, str], bool]] = {
    "LOINC": lambda one, two: {one, two} == {"0", "9"},
    "CIP13": lambda one, two: abs(int(one) - int(two)) == 5,
    "UCD13": lambda one, two: abs(int(one) - int(two)) == 5,
    "SNOMED-CT": lambda _one, _two: False,
}
"""Neighbours that each kind of check digit cannot tell apart when they change places; Verhoeff's tells all."""


@given(codes, st.data())
def test_two_neighbours_that_change_places_are_found(code: tuple[str, str], data: st.DataObject) -> None:
    system, right = code[0], make_code(*code)
    places = [at for at in range(len(right) - 1) if right[at] in DIGITS and right[at + 1] in DIGITS]
    assume(places)
    at = data.draw(st.sampled_from(places))
    one, two = right[at], right[at + 1]
    assume(one != two and not UNSEEN[system](one, two))

    assert find_code_problem(system, right[:at] + two + one + right[at + 2 :]) is not None


@pytest.mark.parametrize(
    ("system", "wrong", "right"),
    [
        ("LOINC", "4548-5", "4548-4"),
        ("SNOMED-CT", "44054007", "44054006"),
        ("CIP13", "3400999999999", "3400999999991"),
    ],
)
def test_a_wrong_check_digit_is_named_with_the_one_that_fits(system: str, wrong: str, right: str) -> None:
    problem = find_code_problem(system, wrong)

    assert problem
    assert (problem.kind, problem.near) == ("check-digit", right)
    assert find_code_problem(system, right) is None


def test_the_id_of_a_description_is_no_concept() -> None:
    description = "754786011"
    digit = compute_check_digit(FORMS["SNOMED-CT"], description)
    problem = find_code_problem("SNOMED-CT", description[:-1] + digit)

    assert problem
    assert problem.kind == "no-concept"


@pytest.mark.parametrize(
    ("system", "one", "other"),
    [
        ("CIM-10", "J30.4", "J304"),
        ("ICD-10", "j30.4 ", "J304"),
        ("ICD-10-CM", "F40.210", "F40210"),
        ("OPCS-4", "K40.1", "K401"),
        ("ORPHA", "ORPHA:558", "558"),
    ],
)
def test_two_spellings_of_a_code_are_one_code(system: str, one: str, other: str) -> None:
    assert normalise_code(system, one) == normalise_code(system, other) == other


@pytest.mark.parametrize("code", ["X00D1", "x00d1", "G66.."])
def test_a_code_in_which_case_counts_stays_as_it_is(code: str) -> None:
    assert normalise_code("CTV3", code) == code


@pytest.mark.parametrize(
    ("text", "start"),
    [("I21*", "I21"), ("I21%", "I21"), ("I21.-", "I21"), ("M80.x", "M80"), ("I21-", "I21"), ("I25.1*", "I251")],
)
def test_a_pattern_stands_for_the_start_of_codes(text: str, start: str) -> None:
    problem = find_code_problem("CIM-10", text)

    assert problem
    assert (problem.kind, problem.starts) == ("pattern", (start,))


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("I20-I25", ("I20", "I21", "I22", "I23", "I24", "I25")),
        ("E10–E14", ("E10", "E11", "E12", "E13", "E14")),
        ("I20 à I22", ("I20", "I21", "I22")),
        ("I20.0-I20.2", ("I200", "I201", "I202")),
        ("I20.0-I20.9", ("I20",)),
        ("I25-I20", ()),
        ("I20-J25", ()),
        ("I20-I251", ()),
        ("DDAF001", ()),
    ],
)
def test_a_range_stands_for_each_start_in_it(text: str, starts: tuple[str, ...]) -> None:
    assert expand_range("CIM-10", text) == starts


@given(st.integers(0, 99), st.integers(0, 99))
def test_a_range_holds_both_ends_and_only_starts_of_codes(low: int, high: int) -> None:
    starts = expand_range("CIM-10", f"J{low:02}-J{high:02}")

    assert all(is_code("CIM-10", one, is_start=True) for one in starts)
    assert bool(starts) == (low < high)


@pytest.mark.parametrize(("system", "text"), [("CIM-10", "I"), ("CIM-10", "E1"), ("ATC", "A"), ("CCAM", "D")])
def test_a_start_below_the_smallest_group_is_wide(system: str, text: str) -> None:
    assert is_wide_start(system, text)


@pytest.mark.parametrize(("system", "text"), [("CIM-10", "E11"), ("ATC", "A10"), ("GHM", "05"), ("DRC", "1")])
def test_a_start_that_names_a_group_is_not_wide(system: str, text: str) -> None:
    assert not is_wide_start(system, text)


def test_two_codes_in_one_cell_are_no_code() -> None:
    assert not are_codes("CIM-10", ["I210\nI211"])
    assert [place for place, _ in list_code_problems("CIM-10", ["I210", "I210\nI211"])] == [1]


@given(
    st.sampled_from(["CIM-10", "ICD-10", "CCAM", "CTV3", "ORPHA", "LOINC", "DRC"]),
    st.lists(st.text("AIZai0123456789.+-* \n:OPRH", max_size=9), max_size=8),
    st.booleans(),
)
def test_of_many_codes_is_said_what_is_said_of_each(system: str, texts: list[str], is_start: bool) -> None:  # noqa: FBT001
    each = [(place, find_code_problem(system, text, is_start=is_start)) for place, text in enumerate(texts)]

    assert list(normalise_codes(system, texts)) == [normalise_code(system, text) for text in texts]
    assert list(list_code_problems(system, texts, is_start=is_start)) == [(at, one) for at, one in each if one]
    if not any("\n" in text for text in texts):
        assert are_codes(system, texts, is_start=is_start) == all(
            is_code(system, text, is_start=is_start) for text in texts
        )
