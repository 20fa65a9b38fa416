"""The calendar of documents: what exists, what it spans, what runs backwards."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.documents import is_reversed, parse_moment, parse_period
from boas.documents._scalars import A_DAY, A_MOMENT


@pytest.mark.parametrize(
    ("moment", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
    ],
)
def test_a_year_month_or_day_spans_its_days(moment: str, first: str, last: str) -> None:
    assert parse_moment(moment) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "moment",
    [
        "2025-02-30",
        "2024-04-31",
        "2025-13",
        "2025-00",
        "0000-00-00",
        "0000",
        "2023-02-29",
        "2024-06-99",
        "1499",
        "2200",
    ],
)
def test_what_no_calendar_holds_spans_nothing(moment: str) -> None:
    assert parse_moment(moment) is None
    assert parse_period(moment) is None
    assert not re.fullmatch(A_MOMENT, moment) or moment == "2023-02-29"


@pytest.mark.parametrize("period", ["2025-06/2024-05", "2024/2023-12-31", "2024-02-02/2024-02-01"])
def test_a_period_that_runs_backwards_holds_no_day(period: str) -> None:
    assert is_reversed(period)
    assert parse_period(period) is None


@pytest.mark.parametrize("period", ["2024-06/2024", "2024/2024-01", "2024", "2019-02-30/2015"])
def test_a_period_whose_ends_overlap_or_do_not_exist_does_not_run_backwards(period: str) -> None:
    assert not is_reversed(period)


@given(st.dates(date(1500, 1, 1), date(2199, 12, 31)))
def test_every_day_exists_for_the_calendar_and_for_editors(day: date) -> None:
    assert parse_moment(day.isoformat()) == (day, day)
    assert re.fullmatch(A_DAY, day.isoformat())


@given(st.dates(date(1500, 1, 1), date(2199, 12, 31)), st.integers(0, 4000))
def test_two_days_joined_hold_all_between_them(day: date, later: int) -> None:
    end = min(day + timedelta(days=later), date(2199, 12, 31))

    assert parse_period(f"{day}/{end}") == (day, end)
    assert is_reversed(f"{end}/{day}") == (end > day)
