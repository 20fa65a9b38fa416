"""Rows of data are selected as every form of the codelists selects them."""

import pytest

from boas.formats import SELECTED, ListedCodes, build_code_sets, name_data_column, select_rows
from tests.formats.codelists.stays import CASES, FIELD, Case


def one_list(name: str, role: str = "include", match: str = "exact", **facts: str) -> ListedCodes:
    known = {"system": "CIM-10", "field": FIELD, "code": "I639"} | facts
    path = f"codelists/{name}.csv"
    return ListedCodes(path, known["system"], role, match, "", known["field"], ("code",), ((known["code"],),))


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_rows_selected_are_the_stays_that_every_form_selects(case: Case) -> None:
    answers = select_rows(case.lists, ("stay", "dgn_pal"), ((stay, stay) for stay in case.stays))

    assert {stay for stay, found in zip(case.stays, answers, strict=True) if found[SELECTED]} == case.selected


@pytest.mark.parametrize(
    ("header", "column"),
    [
        (("row", "code", "cim_10", "dgn_pal"), "dgn_pal"),
        (("row", "code", "cim_10"), "cim_10"),
        (("row", "code"), "code"),
        (("row", "diagnosis"), ""),
    ],
)
def test_a_set_looks_in_the_column_of_its_field_then_of_its_system_then_in_code(
    header: tuple[str, ...], column: str
) -> None:
    (one,) = build_code_sets([one_list("avc")])

    assert name_data_column(one, header) == column


def test_a_field_of_several_words_is_a_column_with_underscores() -> None:
    (one,) = build_code_sets([one_list("avc", field="DP / DR")])

    assert name_data_column(one, ("dp_dr",)) == "dp_dr"


def test_each_list_answers_for_itself_and_an_exclusion_by_another_field_counts() -> None:
    lists = (
        one_list("avc"),
        one_list("actes", system="CCAM", field="CDC_ACT", code="EAQH001"),
        one_list("sauf", "exclude", system="GHM", field="GRG_GHM", code="90Z00Z"),
    )
    rows = (("I639", "", ""), ("", "EAQH001", ""), ("I639", "", "90Z00Z"), ("I64", "", ""))

    answers = list(select_rows(lists, ("dgn_pal", "cdc_act", "grg_ghm"), rows))

    assert [found[SELECTED] for found in answers] == [True, True, False, False]
    assert [found["actes"] for found in answers] == [False, True, False, False]
    assert [found["sauf"] for found in answers] == [False, False, True, False]


def test_a_list_whose_column_is_not_there_takes_no_row() -> None:
    (found,) = select_rows([one_list("avc")], ("row",), [("I639",)])

    assert found == {SELECTED: False, "avc": False}
