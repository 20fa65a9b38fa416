"""Codelists that hold people: a column that counts them by code, or a row for each of them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from boas.checks._person_identifiers import mask
from boas.checks._related_documents import resolve_threshold
from boas.checks._rule import report_at_span
from boas.finding import Finding
from boas.parsing import Collection, Document, SourceSpan, Table
from boas.translation import Message

_SINCE = "2026-11-28"
"""Day from which codelists are held to the threshold."""

_PEOPLE = "patients?|personnes?|persons?|people|individus?|individuals?|subjects?|sujets?|sejours?|stays?|cas|cases?"
_COUNT = re.compile(
    rf"(?:n|nb|nbr|nombre|number|num|count|counts|effectifs?|freq|frequence|frequency|occurrences?|total)(?:_.*)?"
    rf"|.*_(?:n|nb|count|counts|effectifs?)|(?:.*_)?(?:patients|personnes|persons|people|individus|individuals|sejours)"
    rf"|n(?:{_PEOPLE})"
)
"""Names of columns that count people or what happened to them."""
_PERSON = re.compile(
    "(?:.*_)?(?:nir|ipp|ins|nip|iep|nda|patient|patientid|person|personne|subject|sujet|individu|encounter|naissance"
    "|birth|birthdate|dob|ddn|prenom|firstname|lastname|e?mail|telephone|phone|adresse|address)(?:_.*)?"
)
"""Words in the name of a column that mark it as being about one person."""
_ABOUT_ONE = re.compile("(?:age|sexe?|gender|genre|deces|death|hopital|hospital|.*date.*)(?:_.*)?")
"""Names of columns that distinguish people when the same code is on many rows."""


def find_small_counts(document: Document, collection: Collection) -> Iterator[Finding]:
    """Small counts in a codelist."""
    for table in _iter_tables(document):
        smallest = resolve_threshold(collection)
        for column in (place for place, name in enumerate(table.header) if _COUNT.fullmatch(_normalise_column(name))):
            for row in table.rows:
                cell = row.cells[column].strip()
                if cell.isdecimal() and 0 < int(cell) < smallest:
                    yield _report_small_count(document, row.line, cell, smallest)


def _report_small_count(document: Document, line: int, cell: str, smallest: int) -> Finding:
    """The finding of one small count, which it does not repeat."""
    message = Message("This codelist counts fewer than {smallest} people.", smallest=smallest)
    finding = report_at_span("small-cell", document, SourceSpan(line, 1, 0), message, _CODES_ONLY, since=_SINCE)
    source = re.sub(rf"(?<!\d){cell}(?!\d)", lambda found: mask(found[0], 0, len(found[0])), finding.source)
    return replace(finding, source=source)


def find_person_columns(document: Document) -> Iterator[Finding]:
    """Columns of a codelist that are about one person each."""
    for table in _iter_tables(document):
        codes = [row.cells[table.header.index("code")] for row in table.rows] if "code" in table.header else []
        repeats = len(set(codes)) < len(codes)
        for name in table.header:
            plain = _normalise_column(name)
            if (_PERSON.fullmatch(plain) and not _COUNT.fullmatch(plain)) or (repeats and _ABOUT_ONE.fullmatch(plain)):
                start = document.get_line(1).find(name)
                span = SourceSpan(1, max(start, 0) + 1, len(name) if start >= 0 else 0)
                yield report_at_span("row-level-data", document, span, _ONE_PERSON, _CODES_ONLY, since=_SINCE)


def _iter_tables(document: Document) -> Iterator[Table]:
    """The table of a codelist that could be read."""
    if document.kind == "codelist" and isinstance(document.content, Table):
        yield document.content


def _normalise_column(name: str) -> str:
    """A column's name in small letters without accents, its words joined by `_`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


_ONE_PERSON = Message("This column is about one person.")
_CODES_ONLY = Message("Keep only codes, their labels and what describes them.")
