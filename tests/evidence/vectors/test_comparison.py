"""Answers are held against expected ones by name of the row, numbers within tolerances, texts to the letter."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.evidence.vectors import compare_answers, find_missing_columns, is_close
from boas.parsing import Table, read_table


def table(*lines: str) -> Table:
    found = read_table("".join(f"{line}\n" for line in lines).encode())
    assert not found.diagnostics
    return found


@pytest.mark.parametrize(
    ("expected", "answer", "absolute", "relative", "close"),
    [
        ("0.5", "0.50", 0, 0, True),
        ("1", "1.0", 0, 0, True),
        ("1e-3", "0.001", 0, 0, True),
        ("0.5", "0.5001", 0, 0, False),
        ("0.5", "0.5001", 0.001, 0, True),
        ("100", "101", 0, 0.01, True),
        ("100", "101.1", 0, 0.01, False),
        ("0", "0.0005", 0.001, 0, True),
        ("-2", "2", 0.1, 0.1, False),
        ("I639", "I639", 0, 0, True),
        ("I639", "i639", 9, 9, False),
        ("0592", "592", 0, 0, False),
        ("", "", 0, 0, True),
        ("", "0", 1, 1, False),
        ("0.5", "NA", 1, 1, False),
        ("0,5", "0.5", 1, 1, False),
        ("nan", "nan", 0, 0, True),
        ("1", "inf", 1, 1, False),
    ],
)
def test_an_answer_is_near_enough_or_not(
    expected: str, answer: str, absolute: float, relative: float, *, close: bool
) -> None:
    assert is_close(expected, answer, absolute, relative) is close


_NUMBERS = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 6))
_TOLERANCES = st.sampled_from([0.0, 0.001, 0.1, 2.0])


@pytest.mark.no_cover
@given(_NUMBERS, _NUMBERS, _TOLERANCES, _TOLERANCES)
def test_tolerances_mean_what_numpy_means_by_them(
    expected: float, answer: float, absolute: float, relative: float
) -> None:
    edge = absolute + relative * abs(expected)
    if not math.isclose(abs(answer - expected), edge, rel_tol=1e-9):
        asked = np.isclose(answer, expected, rtol=relative, atol=absolute)
        assert is_close(repr(expected), repr(answer), absolute, relative) == bool(asked)


def test_rows_and_columns_may_come_in_any_order_and_further_columns_are_passed_over() -> None:
    expected = table("row,score,group", "a,0.5,low", "b,0.9,high")

    assert compare_answers(expected, table("group,row,seconds,score", "high,b,3,0.9", "low,a,2,0.5")) == ()


def test_what_is_missing_wrong_or_too_much_is_told_with_its_line() -> None:
    expected = table("row,score,group", "a,0.5,low", "b,0.9,high", "c,0.1,low")

    found = compare_answers(expected, table("row,score,group", "c,0.1,high", "a,0.6,low", "z,1,low"))

    assert [(one.line, one.row, one.column, one.expected, one.answer) for one in found] == [
        (2, "a", "score", "0.5", "0.6"),
        (3, "b", "", "0.9,high", ""),
        (4, "c", "group", "low", "high"),
        (0, "z", "", "", "1,low"),
    ]


def test_a_column_that_is_not_answered_is_named() -> None:
    assert find_missing_columns(table("row,score,group", "a,1,x"), table("row,group", "a,x")) == ("score",)
