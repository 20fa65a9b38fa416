"""Numbers, proportions and dates as readers of each language write them.

Values come in machine form (fractions, ISO 8601). What a source printed keeps every digit and gets none;
what the registry computed is rounded to what one can read, never to 0 or 100 % when it is not.
"""

import re
from decimal import Decimal
from functools import lru_cache

from babel.core import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent, get_decimal_symbol
from babel.units import format_unit

from boas.documents import DURATION, parse_moment
from boas.site._translations import load_page_catalogue
from boas.site._translations import mark as _
from boas.translation import Language, resolve_language

_LOCALES = {"fr": "fr_FR", "en": "en_GB"}
_DIGITS = "#,##0.############"

_PROPORTIONS = frozenset(
    {"sensitivity", "specificity", "ppv", "npv", "accuracy", "balanced-accuracy", "prevalence", "flag-rate"}
)
"""Metrics read as percentages."""

UNIT = _PROPORTIONS | {"f1", "auc", "c-index", "discrimination", "kappa", "mcc", "brier"}
"""Metrics that lie between 0 and 1 and can share one axis."""


SEMICOLON = _("; ")
_PERCENT = _("%")


def _get_locale(language: Language) -> str:
    """Whose habits numbers and dates follow: those of the interface around them."""
    resolved = resolve_language(language)
    return _LOCALES.get(resolved, resolved)


def _get_separator(language: Language) -> str:
    """What stands between the bounds of an interval."""
    return load_page_catalogue(language).gettext(SEMICOLON)


@lru_cache(maxsize=4096)
def format_number(value: float, language: Language) -> str:
    """A number with all its digits: 0,8826 or 0.8826; 1 669 or 1,669."""
    return format_decimal(Decimal(repr(value)), _DIGITS, locale=_get_locale(language))


@lru_cache(maxsize=4096)
def format_percentage(value: float, language: Language) -> str:
    """A fraction as a percentage with all its digits: 88,26 % or 88.26%."""
    return format_percent(Decimal(repr(value)), locale=_get_locale(language), decimal_quantization=False)


def format_figure(metric: str, value: float, language: Language) -> str:
    """A value the way its metric is read: proportions as percentages, everything else as it is."""
    return format_percentage(value, language) if metric in _PROPORTIONS else format_number(value, language)


def format_printed(words: str, language: Language) -> str:
    """A source's own words with their decimals as the reader writes them: `environ 0.75` becomes `environ 0,75`.

    What has more than one point is no number (a version, a date) and stays as it is.
    """
    return _DECIMAL.sub(rf"\1{get_decimal_symbol(_get_locale(language))}\2", words)


_DECIMAL = re.compile(r"(?<![\d.,])(\d+)[.](\d+)(?![.,]?\d)")


def format_interval(metric: str, lower: float, upper: float, language: Language) -> str:
    """Both bounds of an interval in square brackets."""
    separator = _get_separator(language)
    return f"[{format_figure(metric, lower, language)}{separator}{format_figure(metric, upper, language)}]"


_PERCENT_DIGITS = 1
_PLAIN_DIGITS = 3
_RATIO_DIGITS = 2
_SMALLEST_P = 0.001


def _count_shown_digits(metric: str, value: float) -> int:
    """Decimals a computed value is shown with; more of them close to 0 and 100 %, where they tell something."""
    if metric not in _PROPORTIONS:
        return _PLAIN_DIGITS
    digits, distance = _PERCENT_DIGITS, 100 * min(abs(value), abs(1 - value))
    while 0 < distance < 1:
        digits, distance = digits + 1, distance * 10
    return digits


def count_decimals(metric: str, value: float) -> int:
    """How many decimals a printed value has, in the unit it is read in."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return max(0, -int(exponent) - (2 if metric in _PROPORTIONS else 0))


@lru_cache(maxsize=4096)
def _format_rounded(value: float, digits: int, language: Language) -> str:
    """A number with so many decimals: 0,812 or 0.812; no minus before a zero."""
    exact = round(Decimal(repr(value)), digits)
    shown = format_decimal(exact or abs(exact), f"#,##0.{'0' * digits}", locale=_get_locale(language))
    return shown.replace("-", "−")


def format_computed(metric: str, value: float, language: Language, digits: int | None = None) -> str:
    """A value the registry computed: 88,3 % or 0,812."""
    shown = _count_shown_digits(metric, value) if digits is None else digits
    if metric not in _PROPORTIONS:
        return _format_rounded(value, shown, language)
    return _format_rounded(100 * value, shown, language) + load_page_catalogue(language).gettext(_PERCENT)


def format_computed_interval(
    metric: str, bounds: tuple[float | None, float | None], value: float, language: Language
) -> str:
    """Both bounds with as many decimals as their value; an unbounded side is infinite, a missing interval is empty."""
    if bounds == (None, None):
        return ""
    digits = _count_shown_digits(metric, value)
    low, high = (
        endless if bound is None else format_computed(metric, bound, language, digits)
        for bound, endless in zip(bounds, ("−∞", "∞"), strict=True)
    )
    return f"[{low}{_get_separator(language)}{high}]"


def format_points(difference: float, language: Language) -> str:
    """A difference of two proportions in percentage points, with its sign: −10,2."""
    shown = _format_rounded(100 * difference, _PERCENT_DIGITS, language)
    return f"+{shown}" if round(100 * difference, _PERCENT_DIGITS) > 0 else shown


def format_points_interval(lower: float, upper: float, language: Language) -> str:
    """Both bounds of a difference in percentage points."""
    return f"[{format_points(lower, language)}{_get_separator(language)}{format_points(upper, language)}]"


def format_ratio(value: float, language: Language) -> str:
    """A ratio of two proportions: 0,85."""
    return _format_rounded(value, _RATIO_DIGITS, language)


def format_ratio_interval(lower: float, upper: float, language: Language) -> str:
    """Both bounds of a ratio."""
    return f"[{format_ratio(lower, language)}{_get_separator(language)}{format_ratio(upper, language)}]"


def format_p_value(value: float, language: Language) -> str:
    """A p-value: 0,012, or that it is smaller than the smallest worth telling."""
    if value < _SMALLEST_P:
        return "<\u00a0" + _format_rounded(_SMALLEST_P, _PLAIN_DIGITS, language)
    return _format_rounded(value, _PLAIN_DIGITS, language)


@lru_cache(maxsize=4096)
def format_day(moment: str, language: Language) -> str:
    """A date in words, from `2026-11-21`, `2026-11-21T22:16:14+00:00`, `2026-11` or `2026`.

    What does not exist is shown as written: it was published before a rule knew.
    """
    parts, days = moment[:10].split("-"), parse_moment(moment[:10])
    if days is None or len(parts) == 1:
        return moment
    pattern = "long" if len(parts) == 3 else "LLLL y"  # noqa: PLR2004 -- year, month and day
    shown = format_date(days[0], pattern, locale=_get_locale(language))
    return shown.replace("1 ", "1er ", 1) if language == "fr" and shown.startswith("1 ") else shown


def format_period(written: str, language: Language) -> str:
    """One or two dates: `2015/2019` becomes `2015 – 2019`."""
    return " – ".join(format_day(moment, language) for moment in written.split("/"))


_TIMES = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour"}
"""Units of the Unicode CLDR, by the letter that ISO 8601 has for them."""


def format_duration(written: str, language: Language) -> str:
    """A length of time in words: `P10Y` becomes `10 ans`; what has another form stays as it is written."""
    if not DURATION.fullmatch(written):
        return written
    number = int(written.strip("PTYMWDH"))
    shown = str(format_unit(number, f"duration-{_TIMES[written[-1]]}", locale=_get_locale(language)))
    return shown.replace(" ", "\u00a0")


def name_country(code: str, language: Language) -> str:
    """The name of a country; the code itself for one that the Unicode CLDR does not know."""
    return str(Locale.parse(_get_locale(language)).territories.get(code, code))
