"""Test vectors of a version run with a program of its user: what agrees, and that as an evaluation to propose."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import boas
from boas.documents import (
    VectorRun,
    VectorUse,
    build_path,
    build_version_path,
    is_version,
    parse_version,
)
from boas.errors import UsageError
from boas.evidence.vectors import VectorMismatch, compare_answers, diagnose_vector, find_missing_columns
from boas.library._program_run import run_program
from boas.parsing import Collection, Document, Table, compute_folder_digest, read_algorithm, read_languages, read_table
from boas.translation import Message


@dataclass(frozen=True, slots=True)
class VectorOutcome:
    """What one vector gave."""

    run: VectorRun
    mismatches: tuple[VectorMismatch, ...]


@dataclass(frozen=True, slots=True)
class VectorReport:
    """What all vectors of a version gave."""

    algorithm: str
    version: str
    digest: str
    """SHA-256 of the version's folder."""
    languages: tuple[str, ...]
    """Languages of the registry."""
    outcomes: tuple[VectorOutcome, ...]

    @property
    def is_right(self) -> bool:
        """Whether every answer is the expected one."""
        return not any(outcome.mismatches for outcome in self.outcomes)


def run_vectors(root: Path, wanted: str, command: Sequence[str], seconds: float, only: str = "") -> VectorReport:
    """Run a program on the test vectors of a version.

    The program reads `input.csv` on its standard input and prints a table on its standard output: the columns of
    `expected.csv`, in any order. It is run once for each vector.

    Args:
        root: Folder that holds `model_cards/`.
        wanted: `ID@VERSION`, or `ID` for the newest version.
        command: The program and its arguments.
        seconds: How long it may take for one vector.
        only: The folder of one vector, `vectors/NAME` or `NAME`; all of them when it is empty.

    Raises:
        UsageError: There is no such version or vector, its tables cannot be used, or the program does not answer.
        MachineError: The program cannot be started.
    """
    algorithm, _, version = wanted.partition("@")
    collection = read_algorithm(root, algorithm)
    card = _find_card(collection, algorithm, version)
    uses = _select_vectors(card, only)
    folder = build_version_path(algorithm, card.location.version, "")
    files = {file.path.removeprefix(folder): collection.tree.read(file) for file in collection.contents[folder]}
    return VectorReport(
        algorithm,
        card.location.version,
        compute_folder_digest(files),
        read_languages(collection.tree),
        tuple(_run_vector(use, files, command, seconds) for use in uses),
    )


def _find_card(collection: Collection, algorithm: str, version: str) -> Document:
    """The card of a version, or of the newest one; raises `UsageError` when it cannot be read."""
    versions = sorted(filter(is_version, collection.versions[algorithm]), key=parse_version)
    chosen = version or versions[-1]
    card = collection.documents.get(build_path("card", algorithm=algorithm, version=chosen))
    if card is None:
        raise UsageError(
            Message("There is no version `{version}` of `{algorithm}`.", version=chosen, algorithm=algorithm),
            Message("Versions: {versions}.", versions=", ".join(versions)),
        )
    if card.part is None:
        raise UsageError(Message("The card of {version} cannot be read.", version=chosen), _CHECK_FIRST)
    return card


_CHECK_FIRST = Message("Fix first what `boas check` says.")


def _select_vectors(card: Document, only: str) -> tuple[VectorUse, ...]:
    """The vectors that a card names, or one of them; raises `UsageError` when there is none."""
    uses: tuple[VectorUse, ...] = card.content.vectors or ()
    chosen = tuple(use for use in uses if only in {"", use.path, use.path.removeprefix("vectors/")})
    if chosen:
        return chosen
    names = ", ".join(use.path for use in uses)
    raise UsageError(
        Message(
            "`{algorithm}` {version} has no such test vector.",
            algorithm=card.location.algorithm,
            version=card.location.version,
        ),
        Message("Vectors that are there: {names}.", names=names) if names else _NO_VECTOR,
    )


_NO_VECTOR = Message("Its card names no test vector.")


def _run_vector(use: VectorUse, files: Mapping[str, bytes], command: Sequence[str], seconds: float) -> VectorOutcome:
    """Run the program on one vector."""
    data = {name: files.get(f"{use.path}/{name}.csv", b"") for name in ("input", "expected")}
    given, expected = (read_table(data[name]) for name in ("input", "expected"))
    if given.diagnostics or expected.diagnostics or any(diagnose_vector(given, expected)):
        raise UsageError(Message("The tables of {path} cannot be used.", path=use.path), _CHECK_FIRST)
    answers = _read_answers(run_program(command, data["input"], seconds), expected)
    tolerances = use.absolute_tolerance or 0, use.relative_tolerance or 0
    mismatches = compare_answers(expected, answers, *tolerances)
    n_answers = len(expected.header) - 1
    wrong = sum(1 if one.column else n_answers for one in mismatches if one.line)
    n = n_answers * len(expected.rows)
    run = VectorRun(
        path=use.path,
        input=sha256(data["input"]).hexdigest(),
        expected=sha256(data["expected"]).hexdigest(),
        command=Path(command[0]).name,
        n=n,
        agreeing=n - wrong,
    )
    return VectorOutcome(run, mismatches)


def _read_answers(printed: bytes, expected: Table) -> Table:
    """The table that a program printed; raises `UsageError` when it is none, or lacks a column."""
    answers = read_table(printed)
    if answers.diagnostics:
        first = answers.diagnostics[0]
        message = Message(
            "What the program printed is no table, line {line}: {why}", line=first.line, why=first.message
        )
        raise UsageError(message, _PRINT_CSV)
    if missing := find_missing_columns(expected, answers):
        raise UsageError(
            Message("The program printed no column `{name}`.", name=missing[0]),
            Message("Columns that are expected: {names}.", names=", ".join(expected.header)),
        )
    return answers


_PRINT_CSV = Message("Print CSV in UTF-8 with commas, a header in small letters, and nothing else.")


def build_vector_evaluation(report: VectorReport, date: str) -> dict[str, object]:
    """The evaluation that tells of a run, without who ran it: plain values, in the order of the document."""
    number = "".join(sign if sign.isalnum() else "-" for sign in report.version.lower())
    return {
        "schema_version": 1,
        "id": f"vectors-{number}-{date}",
        "subject": {"id": report.algorithm, "version": report.version, "digest": report.digest},
        "date": date,
        "benefit": "technical",
        "population": {"description": {language: _INVENTED.in_(language) for language in report.languages}},
        "recomputed_with": f"boas {boas.__version__}",
        "vectors": [outcome.run.model_dump() for outcome in report.outcomes],
    }


_INVENTED = Message("Invented rows of the version’s test vectors; nobody stands behind them.")


def iter_report_lines(report: VectorReport) -> Iterator[Message]:
    """What people read of a run: each vector, and its first mismatches."""
    for outcome in report.outcomes:
        run = outcome.run
        yield _COUNT.fill(path=run.path, agreeing=run.agreeing, n=run.n)
        yield from (_describe_mismatch(one) for one in outcome.mismatches[:_MOST_SHOWN])
        if len(outcome.mismatches) > _MOST_SHOWN:
            yield _MORE.fill(n=len(outcome.mismatches) - _MOST_SHOWN)


_MOST_SHOWN = 20
_COUNT = Message("{path}: {agreeing} of {n} answers as expected.")
_MORE = Message("  … and {n} more.")


def _describe_mismatch(one: VectorMismatch) -> Message:
    """One answer that is not the expected one."""
    if not one.line:
        return Message("  row `{row}`: nobody asked for it.", row=one.row)
    if not one.column:
        return Message("  expected.csv:{line}, row `{row}`: no answer.", line=one.line, row=one.row)
    return Message(
        "  expected.csv:{line}, row `{row}`, `{column}`: `{expected}` expected, `{answer}` given.",
        line=one.line,
        row=one.row,
        column=one.column,
        expected=one.expected,
        answer=one.answer,
    )
