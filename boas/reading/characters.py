"""Characters that have no place in a registry: what hides, reorders or breaks text.

Bytes become text strictly (UTF-8, no byte-order mark); control, bidirectional, zero-width and
unassigned characters are named with their place, so that nothing invisible reaches a page.
"""

import re
import unicodedata
from collections.abc import Iterator

from boas.finding import Words
from boas.reading.fault import Fault

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
INVISIBLE = re.compile(r"[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
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
    for match in CONTROL.finditer(text):
        if match[0] != "\r" or text[match.end() : match.end() + 1] != "\n":
            yield character_fault("unreadable-text", text, match.start())
    for match in INVISIBLE.finditer(text):
        yield character_fault("bidi-control", text, match.start())
    if not unicodedata.is_normalized("NFC", text):
        yield not_composed(text)


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
    )


def not_composed(text: str) -> Fault:
    """The first character that is not in composed form: it looks the same but compares as different."""
    composed = unicodedata.normalize("NFC", text)
    offset = next(i for i, (a, b) in enumerate(zip(text, composed + "\0", strict=False)) if a != b)
    line, column = line_and_column(text, offset)
    return Fault(
        "unreadable-text",
        line,
        column,
        Words("Le texte n’est pas en forme Unicode composée (NFC).", "The text is not in composed Unicode form (NFC)."),
        Words("Convertir le fichier en NFC.", "Convert the file to NFC."),
        length=1,
    )


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a place in a text."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
