"""Rules about test vectors: rows and answers fit together, codelists give what is expected, runs are of these files.

The registry runs what codelists select, and nothing else: a program is never run here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from boas.checks._codelist_uses import find_card_document, list_codelist_references, read_text_field
from boas.checks._rule import document_rule, report_at_field, report_at_file, report_at_span
from boas.checks._values import as_list, get_value, make_printable
from boas.documents import VECTOR_FILES, Evaluation, VectorRun, build_path, build_version_path
from boas.evidence.vectors import VectorMismatch, compare_answers, diagnose_vector
from boas.finding import Finding
from boas.formats import SELECTED, ListedCodes, build_code_sets, name_data_column, select_rows
from boas.parsing import Collection, CsvRow, Document, SourceSpan, Table
from boas.translation import Message

_SINCE = "2026-11-29"
"""Day from which versions have test vectors."""


@dataclass(frozen=True, slots=True)
class _ListVector:
    """A vector that the registry runs."""

    given: Table
    expected: Table
    lists: tuple[ListedCodes, ...]


@document_rule("structure", since=_SINCE)
def unused_vector(document: Document, collection: Collection) -> Iterator[Finding]:
    """A test vector in the folder is named by the card.

    Why: only the card declares that its rows are invented, and who can run it.

    Help: name its folder in `vectors`, with `synthetic: true` if that is so, or put it outside model_cards/.
    """
    card = find_card_document(document, collection) if document.kind in VECTOR_FILES else None
    if card is None or not isinstance(card.value, dict) or _find_use(document, card):
        return
    own = _name_folder(document)
    help_message = Message("Name `{own}` in `vectors`, or put it outside model_cards/.", own=own)
    message = Message("The card does not name this test vector.")
    yield report_at_file("unused-vector", document.path, message, help_message)


def _name_folder(document: Document) -> str:
    """The folder of a vector's file, as a card names it."""
    return f"vectors/{document.location.name('vector')}"


def _find_use(document: Document, card: Document) -> Mapping[str, object]:
    """What a card says of the vector that a file belongs to; empty when it says nothing."""
    uses = as_list(get_value(card.value, ("vectors",)))
    found = (use for use in uses if read_text_field(use, "path") == _name_folder(document))
    return next((use for use in found if isinstance(use, dict)), {})


@document_rule("evidence", since=_SINCE)
def bad_vector(document: Document, collection: Collection) -> Iterator[Finding]:
    """The two files of a test vector fit together, and codelists can answer what is expected of them.

    Why: an answer expected of a row that is not there is never compared, and nobody notices.

    Help: the first column of expected.csv names rows of input.csv; each other column is an answer. For codelists that
    is `selected` or the name of a list, `1` or `0`, and input.csv has a column of codes.
    """
    given = _find_sibling(document, "vector_input", collection)
    if document.kind != "vector_expected" or given is None:
        return
    diagnostics = list(diagnose_vector(given.content, document.content))
    for one in diagnostics:
        yield report_at_span("bad-vector", document, SourceSpan(one.line, 1, 0), one.message, one.help)
    vector = None if diagnostics else _load_list_vector(document, collection)
    if vector:
        for message, help_message in _iter_list_problems(vector):
            yield report_at_span("bad-vector", document, SourceSpan(1, 1, 0), message, help_message)


def _find_sibling(document: Document, kind: str, collection: Collection) -> Document | None:
    """The other file of a vector; nothing when either cannot be read."""
    if document.kind not in VECTOR_FILES:
        return None
    other = collection.documents.get(build_path(kind, **dict(document.location.names)))
    is_whole = other is not None and all(
        isinstance(one.content, Table) and not one.diagnostics for one in (document, other)
    )
    return other if is_whole else None


def _load_list_vector(document: Document, collection: Collection) -> _ListVector | None:
    """The vector of an `expected.csv` that codelists run; nothing for those that need a program."""
    card, given = find_card_document(document, collection), _find_sibling(document, "vector_input", collection)
    if card is None or given is None or _find_use(document, card).get("run_by") != "codelists":
        return None
    return _ListVector(given.content, document.content, tuple(_iter_lists(card, collection)))


def _iter_lists(card: Document, collection: Collection) -> Iterator[ListedCodes]:
    """Codelists of a card that can be read."""
    names = card.location
    for use in list_codelist_references(card):
        listing = collection.documents.get(build_version_path(names.algorithm, names.version, use.path))
        if listing and isinstance(listing.content, Table) and not listing.diagnostics:
            table = listing.content
            rows = tuple(row.cells for row in table.rows)
            yield ListedCodes(use.path, use.system, use.role, use.match, use.release, use.field, table.header, rows)


def _iter_list_problems(vector: _ListVector) -> Iterator[tuple[Message, Message]]:
    """Why codelists cannot answer what is expected."""
    known = (SELECTED, *dict.fromkeys(one.name for one in vector.lists))
    unknown = [name for name in vector.expected.header[1:] if name not in known]
    if unknown:
        message = Message("No codelist answers `{name}`.", name=make_printable(unknown[0]))
        yield message, Message("Columns they answer: {names}.", names=make_printable(", ".join(known)))
    if not any(name_data_column(one, vector.given.header) for one in build_code_sets(vector.lists)):
        yield _NO_CODES, _NAME_COLUMN
    if any(one.match == "descendants" for one in vector.lists):
        yield _DESCENDANTS, _RUN_BY_COMMAND
    names = [row.cells[vector.given.header.index(vector.expected.header[0])] for row in vector.given.rows]
    if len(set(names)) < len(names):
        twice = next(name for at, name in enumerate(names) if name in names[:at])
        yield Message("Two rows of the input are named `{name}`.", name=make_printable(twice)), _NAME_ONCE


_NO_CODES = Message("The input has no column of codes that a list looks at.")
_NAME_COLUMN = Message("Name it as the list's field or system, in small letters with `_`, or `code`.")
_DESCENDANTS = Message("A list takes all descendants of its codes, which no text of a code tells.")
_RUN_BY_COMMAND = Message("Write `run_by: command`.")
_NAME_ONCE = Message("Give each row a name of its own.")


@document_rule("evidence", since=_SINCE)
def vector_mismatch(document: Document, collection: Collection) -> Iterator[Finding]:
    """The codelists of a version select those rows of its test vectors that are expected.

    Why: whoever takes the list over runs the same rows; where the registry itself gives another answer, either the
    list or what its authors believe of it is wrong.

    Help: correct the codelist, its `match` or its `role`, or the expected answer.
    """
    vector = _load_list_vector(document, collection) if document.kind == "vector_expected" else None
    given = _find_sibling(document, "vector_input", collection)
    if vector is None or given is None:
        return
    if any(diagnose_vector(vector.given, vector.expected)) or any(_iter_list_problems(vector)):
        return
    for mismatch in compare_answers(vector.expected, _run_lists(vector)):
        if mismatch.line:
            span = SourceSpan(mismatch.line, 1, 0)
            yield report_at_span("vector-mismatch", document, span, _describe_mismatch(mismatch), _CORRECT_EITHER)


def _run_lists(vector: _ListVector) -> Table:
    """What the lists answer for each row of the input."""
    given, key = vector.given, vector.expected.header[0]
    at, names = given.header.index(key), vector.expected.header[1:]
    answers = select_rows(vector.lists, given.header, (row.cells for row in given.rows))
    rows = (
        CsvRow(row.line, (row.cells[at], *("1" if found[name] else "0" for name in names)))
        for row, found in zip(given.rows, answers, strict=True)
    )
    return Table(vector.expected.header, tuple(rows), ())


def _describe_mismatch(mismatch: VectorMismatch) -> Message:
    """What was expected of a row, and what the lists give."""
    return Message(
        "Row `{row}`: `{column}` is expected to be `{expected}`, and the codelists give `{answer}`.",
        row=make_printable(mismatch.row),
        column=mismatch.column,
        expected=make_printable(mismatch.expected),
        answer=mismatch.answer,
    )


_CORRECT_EITHER = Message("Correct the list, how it is matched, or the expected answer.")


@document_rule("evidence", since=_SINCE)
def stale_vector_run(document: Document, collection: Collection) -> Iterator[Finding]:
    """A run of a test vector is one of the files of the version that was evaluated.

    Why: a run of other rows says nothing of this version, however well it went.

    Help: run `boas vectors` again on this version, and write what it gives.
    """
    evaluation = document.content
    if not isinstance(evaluation, Evaluation):
        return
    subject = evaluation.subject
    for position, run in enumerate(evaluation.vectors or ()):
        folder = build_version_path(subject.id, subject.version, run.path)
        for name, message in _iter_run_problems(run, folder, collection):
            loc = ("vectors", position, name)
            yield report_at_field("stale-vector-run", document, loc, message, _RUN_AGAIN)


_RUN_AGAIN = Message("Run `boas vectors` again on this version, and write what it gives.")


def _iter_run_problems(run: VectorRun, folder: str, collection: Collection) -> Iterator[tuple[str, Message]]:
    """Fields of a run that say otherwise than the files of the version."""
    for name in ("input", "expected"):
        file = collection.load(f"{folder}/{name}.csv")
        if file is None:
            yield "path", Message("The version has no file `{name}`.", name=make_printable(f"{run.path}/{name}.csv"))
        elif sha256(file.load()).hexdigest() != getattr(run, name):
            yield name, Message("The file `{name}` of the version is another one.", name=f"{run.path}/{name}.csv")
    if run.agreeing > run.n:
        yield "agreeing", Message("{agreeing} of {n} answers cannot agree.", agreeing=run.agreeing, n=run.n)
