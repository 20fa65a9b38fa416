"""What is remembered comes back as it was, under a key that changes with whatever it was made of."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.parsing import EntryCodec


class Sign(Enum):
    """A cell that is no number."""

    PLUS = "+"


@dataclass(frozen=True, slots=True)
class Part:
    """A record in a record."""

    number: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Whole:
    """Something of each sort that records have."""

    parts: tuple[Part, ...]
    by_name: Mapping[str, Part]
    cell: int | Sign | None
    ends: tuple[float, float] | None = None


SHELF = EntryCodec("whole", Whole)
TEXTS = st.text(st.characters())
"""Also with surrogates that stand alone, as in the name of a file that is not UTF-8."""
NAMES = st.text(st.characters(exclude_categories=["Cs"]))
"""What records are keyed by: names of metrics and of counts, which are ours."""
PARTS = st.builds(Part, st.none() | st.floats(), TEXTS)
WHOLES = st.builds(
    Whole,
    st.lists(PARTS, max_size=4).map(tuple),
    st.dictionaries(NAMES, PARTS, max_size=4),
    st.none() | st.integers() | st.sampled_from(Sign),
    st.none() | st.tuples(st.floats(), st.floats()),
)
PLAIN = st.none() | st.integers() | TEXTS | st.floats(allow_nan=False)


@given(WHOLES)
def test_a_record_comes_back_as_it_was(whole: Whole) -> None:
    assert repr(SHELF.read(SHELF.write(whole))) == repr(whole)


@given(WHOLES)
def test_the_same_record_is_written_as_the_same_bytes(whole: Whole) -> None:
    assert SHELF.write(SHELF.read(SHELF.write(whole))) == SHELF.write(whole)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, -0.0, 1.0, 5e-324, 0.1 + 0.2, None], ids=str)
def test_every_number_keeps_its_last_digit(number: float | None) -> None:
    (part,) = SHELF.read(SHELF.write(Whole((Part(number, ""),), {}, None))).parts

    assert repr(part.number) == repr(number)


@given(st.lists(PLAIN, max_size=4), st.lists(PLAIN, max_size=4))
def test_a_key_is_the_same_for_the_same_things_only(one: list[object], other: list[object]) -> None:
    assert (SHELF.make_key(*one) == SHELF.make_key(*other)) == (repr(one) == repr(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(("ab", "c"), ("a", "bc"), id="cut elsewhere"),
        pytest.param(("a", ""), ("a",), id="an empty thing at the end"),
        pytest.param((("a", "b"), 11), (("a", "b"), 12), id="another number"),
        pytest.param((0.1,), (None,), id="nothing for a number"),
    ],
)
def test_things_that_differ_little_have_different_keys(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert SHELF.make_key(*one) != SHELF.make_key(*other)


def test_shelves_share_no_key() -> None:
    assert SHELF.make_key("a") != EntryCodec("other", Whole).make_key("a")
