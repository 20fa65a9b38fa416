"""What a version holds, as plain values: what two versions are compared by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from boas.documents import VECTOR_FILES, Algorithm, build_algorithm_path, build_version_path, get_file_name, is_language
from boas.parsing import CoefficientKey, Collection, Document, Table, map_coefficients

Plain = Any
"""A plain value of any shape, as YAML or JSON gives it."""

Json = Mapping[str, Any]
"""A plain mapping."""


TableRows = Sequence[Sequence[str]]
"""Cells of a table row by row, the names of its columns first."""


@dataclass(frozen=True)
class VersionContent:
    """One version as plain values."""

    card: Json
    """The document `card.yaml`."""
    codelists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By file (`codelists/NAME.csv`), the rest of the row by code."""
    methods: Mapping[str, str] = field(default_factory=dict)
    """Long descriptions by language."""
    code: Mapping[str, str] = field(default_factory=dict)
    """Files of `code/` by their path inside it, each as the id of its content."""
    origin: str = "submitted"
    """Who wrote the card, a term of `origins`: filling a gap of a compiled card documents the same algorithm."""
    coefficients: Mapping[CoefficientKey, Mapping[str, str]] = field(default_factory=dict)
    """What each row of `coefficients.csv` tells, by variant, term and level."""
    vectors: Mapping[str, TableRows] = field(default_factory=dict)
    """Tables of test vectors by file (`vectors/NAME/input.csv`)."""


def says_spelling(content: VersionContent) -> bool:
    """Whether a card says of one of its changes that only spelling was corrected."""
    changes = content.card.get("changes")
    listed = changes if isinstance(changes, list) else ()
    return any(isinstance(change, Mapping) and change.get("kind") == EDITORIAL for change in listed)


def without_claim(content: VersionContent) -> VersionContent:
    """The same version, without what it says of spelling."""
    return replace(content, card={name: value for name, value in content.card.items() if name != "changes"})


def with_claim(content: VersionContent) -> VersionContent:
    """The same version, saying that only spelling was corrected where that can be."""
    return replace(content, card={**content.card, "changes": [{"kind": EDITORIAL}]})


EDITORIAL = "editorial"
"""The kind of a change, a term of `change_kinds`, that only corrects spelling."""


def find_value(card: Json, path: str) -> Plain:
    """The value of a card's field by its dotted path; None when it is not there."""
    value: Plain = card
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def is_text(value: object) -> bool:
    """Whether a value is a text by language."""
    return isinstance(value, Mapping) and bool(value) and all(map(is_language, value))


def is_translation(before: Plain, after: Plain) -> bool:
    """Whether two values differ only by a language that was added or taken away."""
    if is_text(before) and is_text(after):
        shared = set(before) & set(after)
        return bool(shared) and all(before[language] == after[language] for language in shared)
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return all(value == two or is_translation(value, two) for value, two in zip(before, after, strict=True))
    if isinstance(before, Mapping) and isinstance(after, Mapping) and set(before) == set(after):
        return all(before[key] == after[key] or is_translation(before[key], after[key]) for key in before)
    return False


def build_version_content(collection: Collection, algorithm: str, version: str) -> VersionContent | None:
    """The content of a version of a collection; None when its card cannot be read."""
    folder = build_version_path(algorithm, version, "")
    own = {document.path[len(folder) :]: document for document in collection.folders.get(folder, ())}
    card = own.get(get_file_name("card"))
    if card is None or not isinstance(card.value, dict) or card.part is None:
        return None
    return VersionContent(
        card=card.value,
        codelists={
            path: map_table_by_code(document.content)
            for path, document in own.items()
            if document.kind == "codelist" and isinstance(document.content, Table)
        },
        coefficients=read_coefficients(own.get(get_file_name("coefficients"))),
        methods={
            document.location.name("language"): document.text for document in own.values() if document.kind == "method"
        },
        code={
            document.location.name("file"): sha256(document.load()).hexdigest()
            for document in own.values()
            if document.kind == "code"
        },
        vectors={
            path: list_cells(document.content)
            for path, document in own.items()
            if document.kind in VECTOR_FILES and isinstance(document.content, Table)
        },
        origin=_find_origin(collection, algorithm),
    )


def read_coefficients(document: Document | None) -> dict[CoefficientKey, dict[str, str]]:
    """The rows of a table of coefficients; none when there is no table."""
    table = document.content if document else None
    return map_coefficients(table.header, [row.cells for row in table.rows]) if isinstance(table, Table) else {}


def _find_origin(collection: Collection, algorithm: str) -> str:
    """The `origin` of an algorithm; `submitted` (by its authors) when it cannot be read."""
    document = collection.documents.get(build_algorithm_path(algorithm))
    known = document.content if document else None
    return known.origin if isinstance(known, Algorithm) else "submitted"


def list_cells(table: Table) -> TableRows:
    """Cells of a table, the names of its columns first."""
    return (table.header, *(row.cells for row in table.rows))


def map_rows_by_code(header: Sequence[str], rows: Iterable[Sequence[str]]) -> dict[str, str]:
    """The rest of each row of a codelist by its code."""
    if "code" not in header:
        return {}
    column = header.index("code")
    return {row[column]: "\t".join(cell for n, cell in enumerate(row) if n != column) for row in rows}


def map_table_by_code(table: Table) -> dict[str, str]:
    """The rest of each row of a codelist's table by its code."""
    return map_rows_by_code(table.header, (row.cells for row in table.rows))
