"""Codelists as rules see them: which card uses one and how, and which codes stand where in it."""

from dataclasses import dataclass

from boas.checks._values import as_list, get_value
from boas.documents import build_path, build_version_path
from boas.nomenclatures import resolve_match
from boas.parsing import Collection, CsvRow, Document, SourceSpan, Table


@dataclass(frozen=True, slots=True)
class CodelistEntry:
    """One code of a list and where it stands."""

    text: str
    row: CsvRow


@dataclass(frozen=True, slots=True)
class CodelistReference:
    """The declaration of one codelist in a card, read from its plain value so that other errors do not hide it."""

    path: str
    system: str
    role: str
    match: str
    field: str
    release: str
    as_published: bool


def list_codelist_references(card: Document | None) -> list[CodelistReference]:
    """Every codelist a card names, in order; an entry that is no mapping gives an empty use."""
    entries = as_list(get_value(card.value, ("logic", "codelists"))) if card and card.kind == "card" else []
    return [_read_reference(entry) for entry in entries]


def _read_reference(entry: object) -> CodelistReference:
    """One declaration; how codes are compared is resolved, so that every rule means the same by it."""
    texts = {name: read_text_field(entry, name) for name in _TEXT_FIELDS}
    texts["match"] = resolve_match(texts["system"], texts["match"])
    return CodelistReference(**texts, as_published=get_value(entry, ("as_published",)) is True)


_TEXT_FIELDS = ("path", "system", "role", "match", "field", "release")


def read_text_field(entry: object, name: str) -> str:
    """One field of a plain value when it is a text, otherwise an empty text."""
    value = get_value(entry, (name,))
    return value if isinstance(value, str) else ""


def list_codes(table: Table) -> tuple[str, ...]:
    """Texts of the column `code`, row by row; empty without one."""
    column = table.header.index("code") if "code" in table.header else None
    return () if column is None else tuple([row.cells[column] for row in table.rows])


def get_code(table: Table, place: int) -> CodelistEntry:
    """The code of one row, which `list_codes` gives at this place."""
    row = table.rows[place]
    return CodelistEntry(row.cells[table.header.index("code")], row)


def find_card_document(document: Document, collection: Collection) -> Document | None:
    """The card of the version a file belongs to."""
    names = document.location
    return collection.documents.get(build_path("card", algorithm=names.algorithm, version=names.version))


def find_codelist_reference(document: Document, collection: Collection) -> CodelistReference | None:
    """The declaration of a codelist's file in its card; None when the card does not name it."""
    own = f"codelists/{document.location.name('codelist')}.csv"
    return next(
        (use for use in list_codelist_references(find_card_document(document, collection)) if use.path == own), None
    )


def locate_code(document: Document, code: CodelistEntry) -> SourceSpan:
    """Where a code stands on its line."""
    start = document.get_line(code.row.line).find(code.text)
    return SourceSpan(code.row.line, max(start, 0) + 1, len(code.text))


def list_used_codes(use: CodelistReference, card: Document, collection: Collection) -> tuple[str, ...]:
    """Codes of the list that a card uses; none when the file is missing or cannot be read."""
    names = card.location
    listing = collection.documents.get(build_version_path(names.algorithm, names.version, use.path))
    return list_codes(listing.content) if listing and isinstance(listing.content, Table) else ()
