"""Small numbers of people written elsewhere than in a table: a number of persons, or words beside a figure."""

import re
from collections.abc import Iterator
from dataclasses import replace

from boas.checks._person_identifiers import mask
from boas.checks._related_documents import resolve_threshold
from boas.checks._rule import report_at_field
from boas.documents import Card, DataSource, Evaluation
from boas.finding import Finding
from boas.parsing import Collection, Document, FieldPath
from boas.translation import Message

_SINCE = "2026-11-28"
"""Day from which more than the tables and figures of an evaluation is held to the threshold."""

_NUMBER_WORDS = (
    "un une one|deux two|trois three|quatre four|cinq five|six|sept seven|huit eight|neuf nine|dix ten"
    "|onze eleven|douze twelve|treize thirteen|quatorze fourteen|quinze fifteen|seize sixteen"
    "|dix-sept seventeen|dix-huit eighteen|dix-neuf nineteen|vingt twenty"
)
_NUMBERS_BY_WORD = {
    word: number for number, words in enumerate(_NUMBER_WORDS.split("|"), start=1) for word in words.split()
}
"""Small numbers as words."""

_SPELT = "|".join(sorted(_NUMBERS_BY_WORD, key=len, reverse=True))
_NUMBER = rf"(?<![\d.,])(\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+|\d+|\b(?:{_SPELT})\b)(?![.,]?\d)"
_OF = r"\s*(?:/|⁄|÷|\b(?:sur|of|out of|parmi|des|among|in|dans)\b)\s*(?:les?|the|its|ses)?\s*"  # noqa: RUF001 -- fraction bar
_PEOPLE = (
    r"(?:patient|personne|person|people|individu|subject|sujet|participant|malade|case|cas\b|s[eé]jour|stay|dossier"
    r"|record|femme|women|woman|homme|men\b|man\b|enfant|child|d[eé]c[eè]s|death|positi[fv]|n[eé]gati[fv]|vrais?\b"
    r"|faux\b|true\b|false\b|[eé]v[eé]nement|event)"
)
_WHO = rf"(?:\s+(?:[^\W\d]+\s+)?{_PEOPLE}[^\W\d]*)?"
_SHARE = re.compile(_NUMBER + _WHO + _OF + _NUMBER, re.IGNORECASE)
_WITH = re.compile(rf"{_NUMBER}{_WHO},?\s+(?:dont|including|of (?:whom|which|these))\s+{_NUMBER}", re.IGNORECASE)
"""A number of people and, after it, how many of them are meant."""
_SIZE = re.compile(rf"\bn\s*(?:=|:|≈|~|of\b|de\b)\s*{_NUMBER}", re.IGNORECASE)
_COUNT = re.compile(rf"{_NUMBER}\s+(?:[^\W\d]+\s+)?{_PEOPLE}", re.IGNORECASE)
_BESIDE = re.compile(rf"{_NUMBER}\s*\(\s*[\d.,]+\s*%|\(\s*{_NUMBER}\s*\)", re.IGNORECASE)
"""A count and its percentage, either of them between brackets."""
_ANY = re.compile(rf"{_NUMBER}(?!\s*%)", re.IGNORECASE)
_COUNTS = frozenset({"reference-positives", "reference-negatives", "flagged"})
"""Metrics that are counts of people themselves."""


def find_small_numbers(document: Document, collection: Collection) -> Iterator[Finding]:
    """Small numbers of people among the fields and the words of a card, a data source or an evaluation."""
    smallest, content = resolve_threshold(collection), document.content
    small: list[tuple[FieldPath, Message]] = []
    if isinstance(content, DataSource) and _is_small(content.n_persons, smallest):
        small = [(("n_persons",), _FEW)]
    if isinstance(content, Card):
        sources = enumerate(content.data.sources if isinstance(content.data.sources, tuple | list) else ())
        small = [
            (("data", "sources", at, "n_persons"), _FEW) for at, use in sources if _is_small(use.n_persons, smallest)
        ]
    if isinstance(content, Evaluation):
        small = [
            (("reported", at, "as_printed"), _IN_WORDS)
            for at, figure in enumerate(content.reported or ())
            if figure.as_printed and not figure.already_public
            if implies_small_count(figure.as_printed, smallest, is_count=figure.metric in _COUNTS)
        ]
    for loc, message in small:
        said = message.fill(smallest=smallest)
        help_message = _LEFT_OUT if loc[-1] == "n_persons" else _NO_COUNT
        finding = report_at_field("small-cell", document, loc, said, help_message, since=_SINCE)
        yield replace(finding, source=mask(finding.source, finding.location.column - 1, finding.length))


def _is_small(n: float | None, smallest: int) -> bool:
    """Whether a number of people leads to some of them; 0 leads to nobody."""
    return n is not None and 0 < n < smallest


def implies_small_count(text: str, smallest: int, *, is_count: bool = False) -> bool:
    """Whether words give a small number of people: `9 sur 12`, `9/12`, `n = 9`, `neuf patients`.

    Of a share, those who are left are people too. `is_count` is for words that stand for a number of people.
    """
    for value, other in (*_SHARE.findall(text), *_WITH.findall(text)):
        k, n = _parse_number(value), _parse_number(other)
        if _is_small(k, smallest) or _is_small(n, smallest) or _is_small(abs(n - k), smallest):
            return True
    looks = (_SIZE, _COUNT, _BESIDE, _ANY) if is_count else (_SIZE, _COUNT, _BESIDE)
    found = (group for look in looks for match in look.finditer(text) for group in match.groups() if group)
    return any(_is_small(_parse_number(text), smallest) for text in found)


def _parse_number(text: str) -> int:
    """A whole number in digits or in words."""
    return _NUMBERS_BY_WORD.get(text.casefold()) or int(re.sub(r"\D", "", text))


_FEW = Message("Fewer than {smallest} people.")
_IN_WORDS = Message("These words give a count below {smallest}, or let it be worked out.")
_LEFT_OUT = Message("Remove this number, and say why it is missing where the field allows it.")
_NO_COUNT = Message("Take the count out of these words, or remove this number.")
