"""What keeps a CSV table from being aggregated evidence: columns, cells, repeated strata, rows about one person.

Runs on tables that are sound CSV. Nothing is guessed or repaired, and no cell is repeated in a message: in a file
that should not be here, it may be about somebody.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from boas.finding import Replacement
from boas.parsing._diagnostic import TextDiagnostic
from boas.parsing._evidence_cells import diagnose_cells, diagnose_strata
from boas.parsing._evidence_sheet import COUNTED, RANGE, Sheet
from boas.parsing._tables import MOST_DIAGNOSTICS, CsvRow, Table
from boas.parsing._term_matching import find_nearest_term
from boas.translation import Message

_NUMBERS = frozenset((*RANGE, *(name for names in COUNTED.values() for name in names)))
"""Columns of numbers, whatever the kind of table."""

_OTHER_NAMES = {
    "vp": "tp",
    "vn": "tn",
    "positifs": "positives",
    "negatifs": "negatives",
    "centre": "site",
    "hopital": "site",
    "hospital": "site",
    "variante": "variant",
    "sexe": "sex",
    "gender": "sex",
    "age": "age_band",
}
"""Names an author may use for a column, and the one it has."""

_PERSON = re.compile(
    "(?:id|nom|name|prenom|firstname|lastname|anonyme|num_enq)"
    "|(?:.*_)?(?:nir|ipp|ins|nip|iep|nda|patient|patientid|person|subject|encounter|naissance|birth|birthdate|dob|ddn"
    "|e?mail|telephone|phone|adresse|address)(?:_.*)?"
)
"""Names of columns about one person: some as a whole, others by one of their words."""

FEWEST_ROWS = 21
"""Rows from which on a table whose rows all count one person is taken for a list of people."""


def diagnose_evidence(kind: str, table: Table, data: bytes) -> tuple[TextDiagnostic, ...]:
    """At most 50 diagnostics of a well-formed CSV table of one kind (`counts` or `scores`), whose bytes are `data`.

    These are reported alone: columns about people, wrong columns, wrong cells, rows about people.
    """
    sheet = Sheet(kind, table, tuple(data.decode().replace("\r\n", "\n").split("\n")))
    looks = (_diagnose_personal_columns, _diagnose_columns, diagnose_cells, _diagnose_personal_rows, diagnose_strata)
    found = (tuple(islice(look(sheet), MOST_DIAGNOSTICS)) for look in looks)
    return next((diagnostics for diagnostics in found if diagnostics), ())


def _diagnose_personal_columns(sheet: Sheet) -> Iterator[TextDiagnostic]:
    """Columns that are about one person."""
    for position, name in enumerate(sheet.table.header):
        if name not in sheet.known and _PERSON.fullmatch(name):
            message = Message("The column `{name}` is about one person: this table is not aggregated.", name=name)
            yield sheet.make_diagnostic("row-level-data", sheet.header, position, message, _AGGREGATE)


def _diagnose_personal_rows(sheet: Sheet) -> Iterator[TextDiagnostic]:
    """Rows that all count exactly one person."""
    rows = sheet.table.rows
    if len(rows) >= FEWEST_ROWS and all(_counts_one_person(row, sheet.counted) for row in rows):
        yield sheet.make_diagnostic("row-level-data", rows[0], 0, _ONE_EACH, _AGGREGATE)


def _counts_one_person(row: CsvRow, places: tuple[int, ...]) -> bool:
    """Whether a row counts one person."""
    return [row.cells[place] for place in places if row.cells[place] not in {"", "0"}] == ["1"]


def _diagnose_columns(sheet: Sheet) -> Iterator[TextDiagnostic]:
    """Columns that no table of this kind has, and those that every one has and this one lacks; and no rows at all."""
    header = sheet.table.header
    first = min((header.index(name) for name in sheet.numbers if name in header), default=0)
    for position, name in enumerate(header):
        if name not in sheet.known:
            yield _diagnose_unknown_column(sheet, position, is_before=position < first)
    missing = [name for name in sheet.numbers if name not in header]
    if missing:
        names = ", ".join(missing)
        message = Message("This table lacks: {names}.", names=names)
        yield sheet.make_diagnostic("missing-field", sheet.header, 0, message, _ALL_COLUMNS)
    elif not sheet.table.rows:
        yield sheet.make_diagnostic("missing-field", sheet.header, 0, _NO_ROWS, _ADD_ROWS)


def _diagnose_unknown_column(sheet: Sheet, position: int, *, is_before: bool) -> TextDiagnostic:
    """A column of no known name; before the numbers it stands where a dimension does."""
    name = sheet.table.header[position]
    other = _OTHER_NAMES.get(name, "")
    nearest = other if other in sheet.known else find_nearest_term(name, sheet.known)
    is_dimension = is_before and not {name, nearest} & _NUMBERS
    allowed = sheet.dimensions if is_dimension else sheet.known
    listed = ", ".join(allowed)
    message = (
        Message("`{name}` is no known dimension.", name=name)
        if is_dimension
        else Message("There is no column `{name}` here.", name=name)
    )
    help_message = (
        Message("Write `{nearest}`, or delete the column.", nearest=nearest)
        if nearest
        else Message("Choose one of: {listed}.", listed=listed)
    )
    diagnostic = sheet.make_diagnostic(
        "unknown-term" if is_dimension else "unknown-field", sheet.header, position, message, help_message
    )
    replacement = Replacement(nearest, is_safe=False) if nearest else None
    return replace(diagnostic, expected=allowed, nearest=nearest, replacement=replacement)


_AGGREGATE = Message("Never publish rows about people: count by group, for instance with `boas evidence from-rows`.")
_ONE_EACH = Message("Every row counts one person: these are people and not counts.")
_ALL_COLUMNS = Message("Add these columns; leave cells empty that were not measured.")
_NO_ROWS = Message("This table has no row.")
_ADD_ROWS = Message("Add the counts, or delete the file.")
