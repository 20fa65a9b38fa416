"""Characters that have no place in a registry: what hides, reorders or breaks text.

Bytes become text strictly (UTF-8, no byte-order mark); control, bidirectional, zero-width and
unassigned characters are named with their place, so that nothing invisible reaches a page.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from boas.finding import Replacement, Words
from boas.reading.fault import MOST_OF_A_SORT, Fault

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
INVISIBLE = re.compile(r"[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
LONGEST_COMPOSED = 2_000
PLANE_ENDS = "".join(chr(plane + end) for plane in range(0x10000, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))
FORBIDDEN = re.compile(f"{CONTROL.pattern}|{INVISIBLE.pattern}|[{PLANE_ENDS}]")
LINE_BREAKS = frozenset("\r\x85\u2028\u2029")
"""Characters without which two lines would become one."""
LINE_END = re.compile(r"\r\n|\n|\r")


def decode(data: bytes) -> tuple[str, tuple[Fault, ...]]:
    """The text of a file and what is wrong with its characters; the text is empty when it cannot be read."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return "", (not_utf8(data, error),)
    if text.startswith("\ufeff"):
        return text[1:], (byte_order_mark(), *character_faults(text[1:]))
    return text, tuple(character_faults(text))


def not_utf8(data: bytes, error: UnicodeDecodeError) -> Fault:
    """The place of the first byte that is not UTF-8."""
    before = data[: error.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    return Fault(
        "unreadable-text",
        line,
        column,
        Words("Le fichier n’est pas en UTF-8.", "The file is not UTF-8."),
        Words("L’enregistrer en UTF-8, sans marque d’ordre des octets.", "Save it as UTF-8 without a byte-order mark."),
    )


def byte_order_mark() -> Fault:
    """A mark some editors put first; other tools read it as part of the first word."""
    return Fault(
        "unreadable-text",
        1,
        1,
        Words("Le fichier commence par une marque d’ordre des octets.", "The file starts with a byte-order mark."),
        Words("L’enregistrer en UTF-8 sans cette marque (BOM).", "Save it as UTF-8 without that mark (BOM)."),
    )


def character_faults(text: str) -> Iterator[Fault]:
    """Every forbidden character of a text, and one fault when the text is not in composed form."""
    for rule, pattern in (("unreadable-text", CONTROL), ("bidi-control", INVISIBLE)):
        starts = (match.start() for match in pattern.finditer(text) if not text.startswith("\r\n", match.start()))
        yield from (character_fault(rule, text, start) for start in islice(starts, MOST_OF_A_SORT + 1))
    if not text.isascii():
        yield from islice(not_composed(text), 1)


def character_fault(rule: str, text: str, offset: int) -> Fault:
    """One forbidden character, by its code point."""
    line, column = line_and_column(text, offset)
    code = f"U+{ord(text[offset]):04X}"
    name = unicodedata.name(text[offset], "control character").lower()
    return Fault(
        rule,
        line,
        column,
        Words(
            f"Caractère invisible ou de contrôle {code} ({name}).", f"Invisible or control character {code} ({name})."
        ),
        Words("Supprimer ce caractère.", "Delete this character."),
        length=1,
        replacement=None if text[offset] in LINE_BREAKS else Replacement("", is_safe=False),
    )


def not_composed(text: str) -> Iterator[Fault]:
    """Every line that is not in composed form: it looks the same but compares as different.

    A line end never takes part in composing, so each line can be looked at alone. Only a short one is composed to
    find the place, because composing a long run of accents takes time that grows with its square.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if not line.isascii() and not unicodedata.is_normalized("NFC", line):
            composed = unicodedata.normalize("NFC", line) if len(line) <= LONGEST_COMPOSED else ""
            column = next((i for i, (a, b) in enumerate(zip(line, composed, strict=False), 1) if a != b), 1)
            yield Fault(
                "unreadable-text",
                number,
                column,
                Words(
                    "Le texte n’est pas en forme Unicode composée (NFC).",
                    "The text is not in composed Unicode form (NFC).",
                ),
                Words("Convertir le fichier en NFC.", "Convert the file to NFC."),
                length=1,
            )


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a place in a text."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def forbidden_characters(text: str) -> tuple[tuple[int, int], ...]:
    """Offset and code point of each control (but line feed, tab), surrogate, noncharacter, bidi or zero-width one."""
    return tuple((match.start(), ord(match[0])) for match in FORBIDDEN.finditer(text))
