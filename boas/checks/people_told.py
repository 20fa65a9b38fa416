"""Small numbers of people written elsewhere than in a table: a number of persons, or words beside a figure."""

import re
from collections.abc import Iterator
from dataclasses import replace

from boas.checks.neighbours import threshold
from boas.checks.person_identifiers import mask
from boas.checks.rule import at_field
from boas.documents import Card, DataSource, Evaluation
from boas.finding import Finding, Words
from boas.reading import Collection, Document, Loc

SINCE = "2026-11-28"
"""Day from which more than the tables and figures of an evaluation is held to the threshold."""

WORDS = (
    "un une one|deux two|trois three|quatre four|cinq five|six|sept seven|huit eight|neuf nine|dix ten"
    "|onze eleven|douze twelve|treize thirteen|quatorze fourteen|quinze fifteen|seize sixteen"
    "|dix-sept seventeen|dix-huit eighteen|dix-neuf nineteen|vingt twenty"
)
NAMED = {word: number for number, words in enumerate(WORDS.split("|"), start=1) for word in words.split()}
"""Small numbers as words."""

SPELT = "|".join(sorted(NAMED, key=len, reverse=True))
NUMBER = rf"(?<![\d.,])(\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+|\d+|\b(?:{SPELT})\b)(?![.,]?\d)"
OF = r"\s*(?:/|⁄|÷|\b(?:sur|of|out of|parmi|des|among|in|dans)\b)\s*(?:les?|the|its|ses)?\s*"  # noqa: RUF001 -- fraction bar
PEOPLE = (
    r"(?:patient|personne|person|people|individu|subject|sujet|participant|malade|case|cas\b|s[eé]jour|stay|dossier"
    r"|record|femme|women|woman|homme|men\b|man\b|enfant|child|d[eé]c[eè]s|death|positi[fv]|n[eé]gati[fv]|vrais?\b"
    r"|faux\b|true\b|false\b|[eé]v[eé]nement|event)"
)
WHO = rf"(?:\s+(?:[^\W\d]+\s+)?{PEOPLE}[^\W\d]*)?"
SHARE = re.compile(NUMBER + WHO + OF + NUMBER, re.IGNORECASE)
WITH = re.compile(rf"{NUMBER}{WHO},?\s+(?:dont|including|of (?:whom|which|these))\s+{NUMBER}", re.IGNORECASE)
"""A number of people and, after it, how many of them are meant."""
SIZE = re.compile(rf"\bn\s*(?:=|:|≈|~|of\b|de\b)\s*{NUMBER}", re.IGNORECASE)
COUNT = re.compile(rf"{NUMBER}\s+(?:[^\W\d]+\s+)?{PEOPLE}", re.IGNORECASE)
BESIDE = re.compile(rf"{NUMBER}\s*\(\s*[\d.,]+\s*%|\(\s*{NUMBER}\s*\)", re.IGNORECASE)
"""A count and its percentage, either of them between brackets."""
ANY = re.compile(rf"{NUMBER}(?!\s*%)", re.IGNORECASE)
COUNTS = frozenset({"reference-positives", "reference-negatives", "flagged"})
"""Metrics that are counts of people themselves."""


def people_told(document: Document, collection: Collection) -> Iterator[Finding]:
    """Small numbers of people among the fields and the words of a card, a data source or an evaluation."""
    smallest, content = threshold(collection), document.content
    told: list[tuple[Loc, Words]] = []
    if isinstance(content, DataSource) and is_small(content.n_persons, smallest):
        told = [(("n_persons",), FEW)]
    if isinstance(content, Card):
        sources = enumerate(content.data.sources if isinstance(content.data.sources, tuple | list) else ())
        told = [(("data", "sources", at, "n_persons"), FEW) for at, one in sources if is_small(one.n_persons, smallest)]
    if isinstance(content, Evaluation):
        told = [
            (("reported", at, "as_printed"), IN_WORDS)
            for at, one in enumerate(content.reported or ())
            if one.as_printed and not one.already_public
            if tells_of_few(one.as_printed, smallest, is_count=one.metric in COUNTS)
        ]
    for loc, message in told:
        said = Words(message.fr.format(smallest), message.en.format(smallest))
        mend = LEFT_OUT if loc[-1] == "n_persons" else NO_COUNT
        finding = at_field("small-cell", document, loc, said, mend, since=SINCE)
        yield replace(finding, source=mask(finding.source, finding.location.column - 1, finding.length))


def is_small(n: float | None, smallest: int) -> bool:
    """Whether a number of people leads to some of them; 0 leads to nobody."""
    return n is not None and 0 < n < smallest


def tells_of_few(text: str, smallest: int, *, is_count: bool = False) -> bool:
    """Whether words give a small number of people: `9 sur 12`, `9/12`, `n = 9`, `neuf patients`.

    Of a share, those who are left are people too. `is_count` is for words that stand for a number of people.
    """
    for one, other in (*SHARE.findall(text), *WITH.findall(text)):
        k, n = number(one), number(other)
        if is_small(k, smallest) or is_small(n, smallest) or is_small(abs(n - k), smallest):
            return True
    looks = (SIZE, COUNT, BESIDE, ANY) if is_count else (SIZE, COUNT, BESIDE)
    found = (group for look in looks for match in look.finditer(text) for group in match.groups() if group)
    return any(is_small(number(one), smallest) for one in found)


def number(text: str) -> int:
    """A whole number in digits or in words."""
    return NAMED.get(text.casefold()) or int(re.sub(r"\D", "", text))


FEW = Words("Moins de {} personnes.", "Fewer than {} people.")
IN_WORDS = Words(
    "Ces mots donnent un effectif inférieur à {}, ou le laissent déduire.",
    "These words give a count below {}, or let it be worked out.",
)
LEFT_OUT = Words(
    "Retirer ce nombre, et dire pourquoi il manque si le champ le permet.",
    "Remove this number, and say why it is missing where the field allows it.",
)
NO_COUNT = Words(
    "Retirer l’effectif de ce texte, ou retirer ce chiffre.",
    "Take the count out of these words, or remove this number.",
)
