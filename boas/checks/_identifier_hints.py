"""What a text must hold for any identifier to be in it: quick looks at the whole of it, before patterns are tried.

A list of codes has tens of thousands of lines and hardly ever an identifier. Each look lets through all that its
pattern can find, and more; what it does not let through no pattern finds.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from typing import AnyStr

_DIGITS, _SIGNS = bytes(range(0x30, 0x3A)), bytes(range(128))
_KEPT = bytes(sign for sign in _SIGNS if chr(sign).isalnum() or chr(sign) in ",\n")
_RUNS = bytes.maketrans(_DIGITS, b"0" * 10)
_GAPS = bytes(sign for sign in _SIGNS if sign not in _KEPT)
"""What may part the digits of one number; what is not ASCII counts among it."""
_DATES = bytes.maketrans(_DIGITS + b".-", b"0" * 10 + b"//")


def has_long_number(text: str) -> bool:
    """Whether six digits stand in a row, whatever signs but letters, commas and line ends part them."""
    return _LONG in text.encode("ascii", "replace").translate(_RUNS, _GAPS)


_LONG = b"000000"


def has_day(text: str) -> bool:
    """Whether a day with its year may stand there: in figures, or with a month and a space after it."""
    figures = text.encode("ascii", "replace").translate(_DATES)
    if b"/0/" in figures or b"/00/" in figures or has_long_number(text):
        return True
    return has_hint(text, _MONTHS)


_MONTHS = (
    *("janvier ", "février ", "fevrier ", "mars ", "avril ", "mai ", "juin ", "juillet ", "août ", "aout "),
    *("septembre ", "octobre ", "novembre ", "décembre ", "decembre ", "january ", "february ", "march ", "april "),
    *("may ", "june ", "july ", "august ", "september ", "october ", "november ", "december "),
)


def has_mailbox_sign(text: str) -> bool:
    """Whether the sign of an e-mail address may stand there, in letters or as itself."""
    return has_hint(text, _MAILBOX_SIGNS)


def find_hints(texts: Sequence[str], whole: str) -> Iterator[int]:
    """Positions of the texts that any of the looks above lets through, in no order and perhaps several times.

    All of them are looked at as one, which takes a small part of the time that looking at each would.

    Args:
        texts: The texts.
        whole: The same joined by line ends, or another text with as many signs for each of them.
    """
    lowered = whole.lower()
    if has_odd_letter(whole) or len(lowered) != len(whole):
        yield from range(len(texts))
        return
    yield from find_long_numbers(texts, whole)
    figures = whole.encode("ascii", "replace").translate(_DATES)
    places = chain(
        *(_find_places(figures, sign) for sign in (b"/0/", b"/00/")),
        *(_find_places(lowered, sign) for sign in (*_MONTHS, *_MAILBOX_SIGNS)),
    )
    ends = list(accumulate(len(text) + 1 for text in texts))
    yield from (bisect_right(ends, place) for place in places)


def find_long_numbers(texts: Sequence[str], whole: str) -> Iterator[int]:
    """Positions of the texts that have a long number, arguments as above."""
    if has_long_number(whole):
        marked = bytearray(whole.encode("ascii", "replace"))
        for end in accumulate(len(text) + 1 for text in texts[:-1]):
            marked[end - 1] = _END
        numbers = marked.translate(_RUNS, _GAPS).split(bytes((_END,)))
        yield from (position for position, digits in enumerate(numbers) if _LONG in digits)


_END = 0xFF
"""Stands for the end of a text where there are only signs of ASCII beside; no look takes it for a gap."""


def _find_places(text: AnyStr, sign: AnyStr) -> Iterator[int]:
    """Every place of a sign in a text."""
    place = text.find(sign)
    while place >= 0:
        yield place
        place = text.find(sign, place + 1)


_MAILBOX_SIGNS = (
    *("@", "arobas", "&#64;", "&#x40;", "&commat;", "%40", " at "),
    *(f"{bracket}{space}{sign}" for bracket in "([{<" for space in ("", " ") for sign in ("at", "à")),
)


def has_hint(text: str, hints: Sequence[str]) -> bool:
    """Whether one of some words in small letters may stand there, whatever its capitals."""
    lowered = text.lower()
    for hint in hints:  # asked around every long number, where `any` of a generator would take twice the time
        if hint in lowered:
            return True
    return has_odd_letter(text)


def has_odd_letter(text: str) -> bool:
    """Whether a letter stands there that patterns take for another one when capitals do not matter."""
    return not text.isascii() and any(sign in text for sign in _ODD_LETTERS)


_ODD_LETTERS = "\u0130\u0131\u017f\u212a"
"""Capital i with a dot, small i without, long s, and the sign of the kelvin."""
