"""Rules about codelists: codes that exist in form, once each, from a named release, never on both sides."""

# ruff: noqa: ARG001 -- every rule takes the same two arguments, and few need both.

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from boas.checks._fields import EACH, iter_strings, iter_values, list_field_paths
from boas.checks._rule import document_rule, report_at_field, report_at_span
from boas.checks._values import as_list, get_value, make_printable
from boas.documents import DOCUMENTS, build_path, build_version_path
from boas.finding import Finding, Replacement
from boas.parsing import Collection, CsvRow, Document, FieldPath, SourceSpan, Table, quote_like
from boas.translation import Message

SYNTAX = {
    system: re.compile(pattern)
    for system, pattern in {
        "CIM-10": r"[A-Z][0-9]{2}(?:[0-9]{1,3}|[0-9]?\+[0-9]{1,2})?",
        "CCAM": r"[A-Z]{4}[0-9]{3}",
        "CSARR": r"[A-Z]{3}\+[0-9]{3}",
        "NABM": r"[0-9]{4}",
        "LPP": r"[0-9]{7}",
        "CIP13": r"3400[0-9]{9}",
        "CIP7": r"[0-9]{7}",
        "UCD7": r"[0-9]{7}",
        "UCD13": r"34008[0-9]{8}",
        "ATC": r"[A-V](?:[0-9]{2}(?:[A-Z](?:[A-Z](?:[0-9]{2})?)?)?)?",
        "GHM": r"[0-9]{2}[CHKMZ][0-9]{2}[1-4A-EJTZ]",
        "GHS": r"[0-9]{1,4}",
        "ALD": r"(?:[1-9]|[12][0-9]|3[0-2])",
        "NGAP": r"[0-9]{1,4}|[A-Z]{1,4}",
        "ICD-10": r"[A-Z][0-9]{2}(?:\.?[0-9A-Z]{1,4})?",
        "SNOMED-CT": r"[1-9][0-9]{5,17}",
        "LOINC": r"[0-9]{1,7}-[0-9]",
        "Read-v2": r"[0-9A-Za-z.]{5}(?:00|1[0-9])?",
        "CTV3": r"[0-9A-Za-z.]{5}",
        "OPCS-4": r"[A-Z][0-9]{2}(?:\.?[0-9])?",
    }.items()
}
"""Form of a whole code: those of the SNDS and PMSI as they store them, without a dot and in upper case."""

PREFIX_SYNTAX = {
    "CIM-10": re.compile(r"[A-Z](?:[0-9](?:[0-9](?:[0-9]{1,3}|[0-9]?\+[0-9]{0,2})?)?)?"),
    "GHM": re.compile(r"[0-9]{2}(?:[CHKMZ][0-9]{0,2}.?)?"),
    "CCAM": re.compile(r"[A-Z]{1,4}[0-9]{0,3}"),
    "ICD-10": re.compile(r"[A-Z](?:[0-9]{0,2}|[0-9]{2}\.?[0-9A-Z]{0,4})"),
    "OPCS-4": re.compile(r"[A-Z](?:[0-9]{0,2}|[0-9]{2}\.?[0-9]?)"),
}
"""Form of the start of a code, for lists that match by prefix."""

_DOTTED = re.compile(r"([A-Z][0-9]{2})\.([0-9A-Z+]{1,4})")


@dataclass(frozen=True, slots=True)
class _CodelistEntry:
    """One code of a list and where it stands."""

    text: str
    row: CsvRow


@dataclass(frozen=True, slots=True)
class _CodelistReference:
    """The declaration of one codelist in a card, read from its plain value so that other errors do not hide it."""

    path: str
    system: str
    role: str
    match: str
    field: str


def _list_codelist_references(card: Document | None) -> list[_CodelistReference]:
    """Every codelist a card names, in order; an entry that is no mapping gives an empty use."""
    entries = as_list(get_value(card.value, ("logic", "codelists"))) if card and card.kind == "card" else []
    return [
        _CodelistReference(*(_read_text_field(entry, name) for name in ("path", "system", "role", "match", "field")))
        for entry in entries
    ]


def _read_text_field(entry: object, name: str) -> str:
    """One field of a plain value when it is a text, otherwise an empty text."""
    value = get_value(entry, (name,))
    return value if isinstance(value, str) else ""


def _iter_codes(table: Table) -> Iterator[_CodelistEntry]:
    """Codes of the column `code`."""
    if "code" in table.header:
        column = table.header.index("code")
        yield from (_CodelistEntry(row.cells[column], row) for row in table.rows)


def _find_card_document(document: Document, collection: Collection) -> Document | None:
    """The card of the version a file belongs to."""
    names = document.location
    return collection.documents.get(build_path("card", algorithm=names.algorithm, version=names.version))


def _find_codelist_reference(document: Document, collection: Collection) -> _CodelistReference | None:
    """The declaration of a codelist's file in its card; None when the card does not name it."""
    own = f"codelists/{document.location.name('codelist')}.csv"
    return next(
        (use for use in _list_codelist_references(_find_card_document(document, collection)) if use.path == own), None
    )


def _locate_code(document: Document, code: _CodelistEntry) -> SourceSpan:
    """Where a code stands on its line."""
    start = document.get_line(code.row.line).find(code.text)
    return SourceSpan(code.row.line, max(start, 0) + 1, len(code.text))


@document_rule("codelists")
def bad_code(document: Document, collection: Collection) -> Iterator[Finding]:
    """Each code has the form of its code system, as the SNDS and PMSI store it.

    Why: a dotted code (I21.0) or one followed by a comma selects nobody, and nothing says so at run time.

    Help: write the code without dot or space, in capitals, one a line, in the column `code`.
    """
    yield from _find_bad_inline_codes(document)
    if document.kind != "codelist" or not isinstance(document.content, Table):
        return
    if "code" not in document.content.header and document.content.header:
        message = Message("The list has no column `code`.")
        help_message = Message("Name the column of codes `code`.")
        yield report_at_span("bad-code", document, SourceSpan(1, 1, 0), message, help_message)
    if use := _find_codelist_reference(document, collection):
        for code in _iter_codes(document.content):
            if not _is_code(use.system, code.text, prefix=use.match == "prefix"):
                yield _report_bad_code(document, use, code)


def _find_bad_inline_codes(document: Document) -> Iterator[Finding]:
    """Codes that stand beside their system in a document itself; one cited as an example may be the start of codes."""
    for loc, name in list_coded_parts(document.kind) if document.kind in DOCUMENTS else ():
        for at, part in iter_values(document.value, loc):
            system = _read_text_field(part, "system")
            for inside, code in iter_strings(part, (name, EACH) if name == "codes" else (name,)):
                is_start = name == "codes" and _is_code(system, code, prefix=True)
                if system and not is_start and not _is_code(system, code, prefix=False):
                    message, help_message, near = _describe_bad_code(system, code, prefix=False)
                    here = (*at, *inside)
                    found = report_at_field(
                        "bad-code", document, here, message, help_message, nearest=near, since="2026-11-28"
                    )
                    yield replace(found, replacement=_build_replacement(document, here, near))


def _build_replacement(document: Document, loc: FieldPath, near: str) -> Replacement | None:
    """What to write over a code of a document, in the quotes that stand there."""
    at = document.find_span(loc)
    written = document.get_line(at.line)[at.column - 1 : at.column - 1 + at.length]
    return Replacement(quote_like(written, near), is_safe=True) if near and written else None


@cache
def list_coded_parts(kind: str) -> tuple[tuple[FieldPath, str], ...]:
    """Paths of the parts of a kind of document in which codes stand beside their system, with the codes' field."""
    known = {loc for _, loc in list_field_paths(kind)}
    return tuple((loc[:-1], str(loc[-1])) for loc in sorted(known, key=str) if _is_beside_system(loc, known))


def _is_beside_system(loc: FieldPath, known: set[FieldPath]) -> bool:
    """Whether a path is that of a code, or of codes, with the system beside."""
    return loc[-1] in {"code", "codes"} and (*loc[:-1], "system") in known


def _is_code(system: str, text: str, *, prefix: bool) -> bool:
    """Whether a text has the form of a code, or of the start of one; systems without a known form accept all."""
    syntax = (PREFIX_SYNTAX.get(system) if prefix else None) or SYNTAX.get(system)
    return syntax is None or bool(syntax.fullmatch(text))


def _report_bad_code(document: Document, use: _CodelistReference, code: _CodelistEntry) -> Finding:
    """The finding of a code of the wrong form, with the code it may have been."""
    message, help_message, near = _describe_bad_code(use.system, code.text, prefix=use.match == "prefix")
    finding = report_at_span("bad-code", document, _locate_code(document, code), message, help_message)
    # A point, a space or small letters never make another code.
    return replace(finding, nearest=near, replacement=Replacement(near, is_safe=True) if near else None)


def _describe_bad_code(system: str, code: str, *, prefix: bool) -> tuple[Message, Message, str]:
    """Message, help and the nearest valid code for a code of the wrong form."""
    text = make_printable(code)
    cleaned = _DOTTED.sub(r"\1\2", code.strip(" ,;'\"").upper())
    near = cleaned if cleaned != code and _is_code(system, cleaned, prefix=prefix) else ""
    message = Message("`{text}` does not have the form of a {system} code.", text=text, system=make_printable(system))
    return message, Message("Write `{near}`.", near=near) if near else _LOOK_UP, near


_LOOK_UP = Message("Look the code up in its system; delete it if it does not exist.")


@document_rule("codelists")
def duplicate_code(document: Document, collection: Collection) -> Iterator[Finding]:
    """A code stands once in a list.

    Why: a double falsifies the number of codes and often hides a slip in its neighbour.

    Help: delete the second line.
    """
    if document.kind != "codelist" or not isinstance(document.content, Table):
        return
    first: dict[str, int] = {}
    for code in _iter_codes(document.content):
        line = first.setdefault(code.text, code.row.line)
        if line != code.row.line:
            text = make_printable(code.text)
            message = Message("The code `{text}` already stands on line {line}.", text=text, line=line)
            help_message = Message("Delete this line.")
            yield report_at_span("duplicate-code", document, _locate_code(document, code), message, help_message)


@document_rule("codelists")
def include_exclude_overlap(document: Document, collection: Collection) -> Iterator[Finding]:
    """A code is not both included and excluded in the same way for the same field.

    Why: the result would depend on the order of steps, which every program chooses for itself.

    Help: remove the code from one of the two lists.
    """
    uses = _list_codelist_references(document)
    included = {
        key: use.path
        for use in uses
        if use.role == "include"
        for key in _iter_selection_keys(use, document, collection)
    }
    for position, use in enumerate(uses):
        both = (
            [key for key in _iter_selection_keys(use, document, collection) if key in included]
            if use.role == "exclude"
            else []
        )
        if both:
            message = _describe_overlap(make_printable(both[0][3]), len(both) - 1, make_printable(included[both[0]]))
            help_message = Message("Remove these codes from one of the two lists.")
            loc = ("logic", "codelists", position, "path")
            yield report_at_field("include-exclude-overlap", document, loc, message, help_message)


def _describe_overlap(code: str, others: int, path: str) -> Message:
    """The message about codes that are both included and excluded."""
    if not others:
        return Message("The code `{code}` is also included by {path}.", code=code, path=path)
    return Message(
        "The code `{code}` is also included by {path}; codes in the same case: {others} more.",
        code=code,
        path=path,
        others=others,
    )


def _iter_selection_keys(
    use: _CodelistReference, card: Document, collection: Collection
) -> Iterator[tuple[str, str, str, str]]:
    """What makes two codes select the same thing: system, field, match and code."""
    names = card.location
    listing = collection.documents.get(build_version_path(names.algorithm, names.version, use.path))
    if listing and isinstance(listing.content, Table):
        yield from ((use.system, use.field, use.match, code.text) for code in _iter_codes(listing.content))


@document_rule("codelists", severity="warning")
def missing_release(document: Document, collection: Collection) -> Iterator[Finding]:
    """A codelist says which release of the code system it comes from.

    Why: code systems change every year; a code removed or split changes who is flagged.

    Help: add `release: …`, for instance `CIM-10 FR 2019`; if the source does not say, leave the warning.
    """
    if document.kind != "card":
        return
    for position, use in enumerate(as_list(get_value(document.value, ("logic", "codelists")))):
        if isinstance(use, dict) and "release" not in use:
            message = Message("The release of the code system is not given.")
            help_message = Message(
                "Add `release: …`, for instance `CIM-10 FR 2019`; if the source does not say it, do nothing."
            )
            yield report_at_field("missing-release", document, ("logic", "codelists", position), message, help_message)
