"""Forbidden characters: those that hide, reorder or break text.

Bytes become text strictly (UTF-8, no byte-order mark); control, bidirectional, zero-width and
unassigned characters are named with their place, so that nothing invisible reaches a page.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from boas.finding import Replacement
from boas.parsing._diagnostic import MOST_OF_A_SORT, Diagnostic
from boas.translation import Message

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
INVISIBLE = re.compile(r"[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
_LONGEST_COMPOSED = 2_000
_PLANE_ENDS = "".join(chr(plane + end) for plane in range(0x10000, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))
_FORBIDDEN = re.compile(f"{CONTROL.pattern}|{INVISIBLE.pattern}|[{_PLANE_ENDS}]")
_LINE_BREAKS = frozenset("\r\x85\u2028\u2029")
"""Characters without which two lines would become one."""
LINE_END = re.compile(r"\r\n|\n|\r")


def decode(data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text of a file and what is wrong with its characters; the text is empty when it cannot be read."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return "", (_make_encoding_diagnostic(data, error),)
    if text.startswith("\ufeff"):
        return text[1:], (_make_bom_diagnostic(), *diagnose_characters(text[1:]))
    return text, tuple(diagnose_characters(text))


def _make_encoding_diagnostic(data: bytes, error: UnicodeDecodeError) -> Diagnostic:
    """The place of the first byte that is not UTF-8."""
    before = data[: error.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    return Diagnostic(
        "unreadable-text",
        line,
        column,
        Message("The file is not UTF-8."),
        Message("Save it as UTF-8 without a byte-order mark."),
    )


def _make_bom_diagnostic() -> Diagnostic:
    """A mark some editors put first; other tools read it as part of the first word."""
    return Diagnostic(
        "unreadable-text",
        1,
        1,
        Message("The file starts with a byte-order mark."),
        Message("Save it as UTF-8 without that mark (BOM)."),
    )


def diagnose_characters(text: str) -> Iterator[Diagnostic]:
    """Every forbidden character of a text, and one diagnostic when the text is not in composed form (NFC)."""
    signs = list_signs(text)
    for rule, pattern in (("unreadable-text", CONTROL), ("bidi-control", INVISIBLE)):
        if not pattern.search(signs):
            continue
        starts = (match.start() for match in pattern.finditer(text) if not text.startswith("\r\n", match.start()))
        yield from (_make_character_diagnostic(rule, text, start) for start in islice(starts, MOST_OF_A_SORT + 1))
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        yield from islice(_diagnose_composition(text), 1)


def _make_character_diagnostic(rule: str, text: str, offset: int) -> Diagnostic:
    """One forbidden character, by its code point."""
    line, column = locate_offset(text, offset)
    code = f"U+{ord(text[offset]):04X}"
    name = unicodedata.name(text[offset], "control character").lower()
    return Diagnostic(
        rule,
        line,
        column,
        Message("Invisible or control character {code} ({name}).", code=code, name=name),
        Message("Delete this character."),
        length=1,
        replacement=None if text[offset] in _LINE_BREAKS else Replacement("", is_safe=False),
    )


_NOT_COMPOSED = Message("The text is not in composed Unicode form (NFC).")
_COMPOSE = Message("Convert the file to NFC.")


def _diagnose_composition(text: str) -> Iterator[Diagnostic]:
    """Every line that is not in composed form: it looks the same but compares as different.

    A line end never takes part in composing, so each line can be checked alone. Only a short one is composed to
    find the place, because composing a long run of accents takes time that grows with its square.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if not line.isascii() and not unicodedata.is_normalized("NFC", line):
            composed = unicodedata.normalize("NFC", line) if len(line) <= _LONGEST_COMPOSED else ""
            column = next((i for i, (a, b) in enumerate(zip(line, composed, strict=False), 1) if a != b), 1)
            yield Diagnostic("unreadable-text", number, column, _NOT_COMPOSED, _COMPOSE, length=1)


def locate_offset(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a place in a text."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def find_forbidden_characters(text: str) -> tuple[tuple[int, int], ...]:
    """Offset and code point of each control (but line feed, tab), surrogate, noncharacter, bidi or zero-width one."""
    if not _FORBIDDEN.search(list_signs(text)):
        return ()
    return tuple((match.start(), ord(match[0])) for match in _FORBIDDEN.finditer(text))


@lru_cache(maxsize=2)
def list_signs(text: str) -> str:
    """Every sign of a text once, sorted: a pattern of single signs that finds none among them finds none at all."""
    return "".join(sorted(set(text)))
