"""Rules about the names of groups, sites and variants: each once, known where it is spoken of, and the whole too."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from boas.checks._related_documents import is_usable, load_tables
from boas.checks._rule import document_rule, report_at_field, report_at_span
from boas.checks._values import make_printable
from boas.documents import Evaluation, Reported, load_vocabulary
from boas.evidence import is_unknown, name_dimensions
from boas.finding import Finding
from boas.parsing import Collection, Document, FieldPath, SourceSpan, Table, find_nearest_term
from boas.translation import Message

_SINCE = "2026-11-28"
_NAME_COLUMNS = ("variant", "site", *(name for name in load_vocabulary("subgroup_dimensions").terms if name != "site"))
"""Columns of a table that hold names."""
_BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d])-(?=[^\W\d])")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")

_Names = dict[str, dict[str, int]]
"""By column, every name in it with the line it first stands on."""


@document_rule("evidence", since=_SINCE)
def group_twice(document: Document, collection: Collection) -> Iterator[Finding]:  # noqa: ARG001 -- a rule's shape
    """A group, a site or a variant has one name, written everywhere in the same way.

    Why: `75+` and `75 +` would be two groups; their people would be counted together nowhere.

    Help: write the name everywhere in the same way, and put their counts together.
    """
    if document.kind in {"counts", "scores"} and is_usable(document):
        for column, lines in _collect_names(document).items():
            for name, other in _find_similar_names(lines):
                message = _describe_same_name(column, name, other)
                yield report_at_span("group-twice", document, SourceSpan(lines[name], 1, 0), message, _ONE_NAME)
    elif isinstance(document.content, Evaluation):
        yield from _find_claim_duplicates(document, document.content)


def _find_claim_duplicates(document: Document, evaluation: Evaluation) -> Iterator[Finding]:
    """Names of groups and sites that figures and reference groups write in two ways."""
    places: dict[str, dict[str, FieldPath]] = {}
    for column, name, loc in _iter_named_groups(evaluation):
        places.setdefault(column, {}).setdefault(name, loc)
    for column, names in places.items():
        for name, other in _find_similar_names(names):
            yield report_at_field(
                "group-twice", document, names[name], _describe_same_name(column, name, other), _ONE_NAME
            )


def _describe_same_name(column: str, name: str, other: str) -> Message:
    """Two ways of writing one name."""
    by = name_dimensions((column,))
    return Message(
        "`{name}` and `{other}` are the same name ({by}).",
        name=make_printable(name),
        other=make_printable(other),
        by=by,
    )


_ONE_NAME = Message("Keep one way of writing it everywhere; if both have counts, make one row of them.")


def _find_similar_names(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Names that only differ in how they are written, each with the first one."""
    first: dict[str, str] = {}
    for name in names:
        other = first.setdefault(_normalise_name(name), name)
        if other != name:
            yield name, other


def _normalise_name(name: str) -> str:
    """A name without case, spaces, accents and kinds of dashes; a dash between two numbers stays one."""
    plain = unicodedata.normalize("NFKD", _DASHES.sub("-", name)).casefold()
    kept = "".join(sign for sign in plain if not sign.isspace() and not unicodedata.combining(sign) and sign != "_")
    return _BETWEEN_LETTERS.sub("", kept)


@document_rule("evidence", since=_SINCE)
def unknown_group(document: Document, collection: Collection) -> Iterator[Finding]:
    """A group, a site or a reference group that an evaluation speaks of is one of those in its tables.

    Why: a name that the table lacks cannot be checked, and a reference group that is nowhere serves no comparison.

    Help: write the name as it is in counts.csv or scores.csv, or add its rows.
    """
    evaluation = document.content
    if not isinstance(evaluation, Evaluation):
        return
    tables = [table for table in load_tables(document, collection) if table]
    if not all(map(is_usable, tables)):
        return
    known = _OF_VOCABULARIES | _merge_names(map(_collect_names, tables))
    claimed = {(column, name) for column, name, loc in _iter_named_groups(evaluation) if loc[0] == "reported"}
    for column, name, loc in _iter_named_groups(evaluation):
        names = known.get(column, {})
        is_reference = loc[0] == "reference_groups"
        if (
            name in names
            or is_unknown(name)
            or (not names and not is_reference)
            or (is_reference and (column, name) in claimed)
        ):
            continue
        yield _report_unknown_group(document, evaluation, (column, name, loc), tuple(names))


_OF_VOCABULARIES = {"sex": {name: None for name in load_vocabulary("sexes").terms if name != "all"}}
"""Names of groups that are known where no table has others."""


def _report_unknown_group(
    document: Document, evaluation: Evaluation, spoken: tuple[str, str, FieldPath], names: tuple[str, ...]
) -> Finding:
    """One name that no table has."""
    column, name, loc = spoken
    by = name_dimensions((column,))
    message = Message("No table has `{name}` ({by}).", name=make_printable(name), by=by)
    near = next((text for text in names if _normalise_name(text) == _normalise_name(name)), "") or find_nearest_term(
        name, names
    )
    help_message = Message("Write `{near}`.", near=make_printable(near)) if near else _ADD_ROWS
    finding = report_at_field("unknown-group", document, loc, message, help_message, nearest=near)
    is_public = loc[0] == "reported" and (evaluation.reported or ())[int(loc[1])].already_public is not None
    return replace(finding, severity="warning") if is_public else finding


_ADD_ROWS = Message("Write a name that is in counts.csv or scores.csv, or add the rows of this group there.")


def _iter_named_groups(evaluation: Evaluation) -> Iterator[tuple[str, str, FieldPath]]:
    """Column, name and place of each group and site that an evaluation names; not those of other people."""
    for dimension, group in (evaluation.reference_groups or {}).items():
        yield dimension, group, ("reference_groups", dimension)
    for position, figure in enumerate(evaluation.reported or ()):
        if figure.population is None:
            yield from _iter_claim_groups(position, figure)


def _iter_claim_groups(position: int, figure: Reported) -> Iterator[tuple[str, str, FieldPath]]:
    """Groups and site of one figure."""
    for dimension, group in (figure.subgroup or {}).items():
        yield dimension, group, ("reported", position, "subgroup", dimension)
    if figure.site:
        yield "site", figure.site, ("reported", position, "site")


def _collect_names(document: Document) -> _Names:
    """Names in the columns of a sound table."""
    table = document.content
    found: _Names = {}
    for position, column in enumerate(table.header if isinstance(table, Table) else ()):
        if column in _NAME_COLUMNS:
            cells = found[column] = {}
            for row in table.rows:
                if row.cells[position]:
                    cells.setdefault(row.cells[position], row.line)
    return found


def _merge_names(tables: Iterable[_Names]) -> dict[str, dict[str, None]]:
    """Names of several tables by column, in order."""
    found: dict[str, dict[str, None]] = {}
    for names in tables:
        for column, lines in names.items():
            found.setdefault(column, {}).update(dict.fromkeys(lines))
    return found


@document_rule("evidence", severity="warning", since=_SINCE)
def missing_whole(document: Document, collection: Collection) -> Iterator[Finding]:  # noqa: ARG001 -- a rule's shape
    """A table of counts by group has a row for everybody too.

    Why: without the whole one cannot see whether somebody is missing, and the figure one quotes comes from no row.

    Help: add a row without site and group that counts everybody.
    """
    if document.kind not in {"counts", "scores"} or not is_usable(document):
        return
    table = document.content
    places = {column: table.header.index(column) for column in _NAME_COLUMNS if column in table.header}
    at = places.pop("variant", None)
    has_whole: dict[str, bool] = {}
    lines: dict[str, int] = {}
    for row in table.rows:
        variant = "" if at is None else row.cells[at]
        lines.setdefault(variant, row.line)
        has_whole[variant] = has_whole.get(variant, False) or not any(row.cells[place] for place in places.values())
    for variant, has in has_whole.items():
        if not has:
            yield report_at_span("missing-whole", document, SourceSpan(lines[variant], 1, 0), _NO_WHOLE, _ADD_WHOLE)


_NO_WHOLE = Message("No row counts everybody.")
_ADD_WHOLE = Message("Add a row whose cells of site and group are empty, with the counts of everybody.")
