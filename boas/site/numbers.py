"""Numbers, proportions and dates as French and English readers write them.

Values come in machine form (fractions, ISO 8601); nothing is rounded: every digit given is shown,
none is added.
"""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from boas.finding import Language

LOCALES = {"fr": "fr_FR", "en": "en_GB"}
DIGITS = "#,##0.############"

PROPORTIONS = frozenset(
    {"sensitivity", "specificity", "ppv", "npv", "accuracy", "balanced-accuracy", "prevalence", "flag-rate"}
)
"""Metrics read as percentages."""

UNIT = PROPORTIONS | {"f1", "auc", "c-index", "discrimination", "kappa", "mcc", "brier"}
"""Metrics that lie between 0 and 1 and can share one axis."""


@lru_cache(maxsize=4096)
def number(value: float, language: Language) -> str:
    """A number with all its digits: 0,8826 or 0.8826; 1 669 or 1,669."""
    return format_decimal(Decimal(repr(value)), DIGITS, locale=LOCALES[language])


@lru_cache(maxsize=4096)
def percent(value: float, language: Language) -> str:
    """A fraction as a percentage with all its digits: 88,26 % or 88.26%."""
    return format_percent(Decimal(repr(value)), locale=LOCALES[language], decimal_quantization=False)


def figure(metric: str, value: float, language: Language) -> str:
    """A value the way its metric is read: proportions as percentages, everything else as it is."""
    return percent(value, language) if metric in PROPORTIONS else number(value, language)


def interval(metric: str, lower: float, upper: float, language: Language) -> str:
    """Both bounds of an interval in square brackets."""
    between = " ; " if language == "fr" else "; "
    return f"[{figure(metric, lower, language)}{between}{figure(metric, upper, language)}]"


@lru_cache(maxsize=4096)
def day(moment: str, language: Language) -> str:
    """A date in words, from `2026-11-21`, `2026-11-21T22:16:14+00:00`, `2026-11` or `2026`."""
    parts = moment[:10].split("-")
    if len(parts) == 1:
        return moment
    pattern = "long" if len(parts) == 3 else "LLLL y"  # noqa: PLR2004 -- year, month and day
    shown = format_date(date(*(int(part) for part in (*parts, "1")[:3])), pattern, locale=LOCALES[language])
    return shown.replace("1 ", "1er ", 1) if language == "fr" and shown.startswith("1 ") else shown


def period(written: str, language: Language) -> str:
    """One or two dates: `2015/2019` becomes `2015 – 2019`."""
    return " – ".join(day(moment, language) for moment in written.split("/"))
