"""Releases of code systems: which of two came first, as far as their names tell."""

import re

_DIGITS = re.compile(r"[0-9]+")
_YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")


def compare_releases(one: str, other: str) -> int | None:
    """Below 0 when a release came before another, 0 for the same one, above 0 when after; nothing when nobody can tell.

    Names alike but for their numbers are held number by number (`CCAM 62` and `CCAM 71`); otherwise the one year that
    each of them names must differ (`CIM-10 FR 2019` and `2024`).
    """
    if _DIGITS.sub("0", _fold(one)) == _DIGITS.sub("0", _fold(other)):
        before, after = _list_numbers(one), _list_numbers(other)
    else:
        before, after = (tuple(int(year) for year in _YEAR.findall(name)) for name in (one, other))
        if len(before) != 1 or len(after) != 1 or before == after:
            return None
    return (before > after) - (before < after)


def _fold(name: str) -> str:
    """A name in small letters, with single spaces."""
    return " ".join(name.casefold().split())


def _list_numbers(name: str) -> tuple[int, ...]:
    """The numbers in a name, in order."""
    return tuple(int(digits[-_MOST_DIGITS:]) for digits in _DIGITS.findall(name))


_MOST_DIGITS = 18
"""Digits of one number that are held against each other, from its end: no release has more."""
