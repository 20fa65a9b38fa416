"""Days, months, years and periods that exist: the one place that knows the calendar.

A period is written as ISO 8601 has it: a year, a month or a day, or two of them joined by `/`. What was read before
is never refused here; rules report what does not exist, and nothing is worked out from it.
"""

import re
from calendar import monthrange
from datetime import date
from typing import Annotated

from boas.documents._bounds import Year
from boas.documents._scalars import Date, Period

_FIRST_YEAR, _LAST_YEAR = 1500, 2199
"""Years a document can speak of: printing began before, and nothing is promised for later."""

_MOMENT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DECEMBER = 12

Days = tuple[date, date]
"""First and last day of a stretch of time."""


class PastMarker:
    """Marks a date, a period or a year that speaks of what has happened."""


PastDate = Annotated[Date, PastMarker()]
PastPeriod = Annotated[Period, PastMarker()]
PastYear = Annotated[Year, PastMarker()]


def parse_moment(moment: str) -> Days | None:
    """First and last day of a year, month or day; nothing when there is no such thing in the calendar."""
    match = _MOMENT.fullmatch(moment)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        first = date(year, month, day)
    except ValueError:
        return None
    last_month = month if match[2] else _DECEMBER
    return first, date(year, last_month, day if match[3] else monthrange(year, last_month)[1])


def parse_period_ends(period: str) -> tuple[Days, Days] | None:
    """The days of both ends of a period, twice the same for a single one; nothing when an end does not exist."""
    ends = [parse_moment(moment) for moment in period.split("/")]
    first, last = ends[0], ends[-1]
    return (first, last) if first and last else None


def is_reversed(period: str) -> bool:
    """Whether a period ends before it begins; never true of one that does not exist."""
    ends = parse_period_ends(period)
    return ends is not None and ends[0][0] > ends[1][1]


def parse_period(period: str) -> Days | None:
    """First and last day of a period; nothing when it does not exist or ends before it begins."""
    ends = parse_period_ends(period)
    return None if ends is None or is_reversed(period) else (ends[0][0], ends[1][1])
