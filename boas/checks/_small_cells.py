"""Rules about small cells: no count below the threshold is printed or can be inferred, and no row is about one person.

They also compare evaluations that may be about the same people. Messages never repeat a small count.
"""

# ruff: noqa: ARG001 -- every rule takes the same two arguments, and few need both.

from collections.abc import Iterator
from dataclasses import replace

from boas.checks._codelist_privacy import find_person_columns, find_small_counts
from boas.checks._evidence import evaluate_document
from boas.checks._person_identifiers import mask
from boas.checks._population_overlap import find_evaluation_folder, index_evaluations
from boas.checks._related_documents import (
    build_sibling_path,
    is_usable,
    iter_siblings,
    load_counts,
    load_document,
    load_tables,
    resolve_threshold,
)
from boas.checks._rule import document_rule, report_at_field, report_at_span, report_diagnostics
from boas.checks._small_numbers import find_small_numbers
from boas.documents import Evaluation, get_file_name
from boas.evidence import CELLS, CountsTable, DisclosedCell, Stratum, describe_count, describe_stratum, name_dimensions
from boas.evidence.disclosure import PublishedEvaluation, list_rows
from boas.finding import Finding
from boas.parsing import Collection, Document, FieldPath, SourceSpan
from boas.translation import Message


@document_rule("privacy")
def small_cell(document: Document, collection: Collection) -> Iterator[Finding]:
    """No count below the registry's threshold (11 mostly; 0 may stand) is published, nor given by a rate and its n.

    Why: three people of a known age, sex and hospital can be found; Git keeps everything, for ever and for
    everybody.

    Help: write `<11` instead, or merge groups; do not give a rate of so small a group. `boas evidence
    from-rows` suppresses what must be.
    """
    for disclosed in _iter_disclosures(document, collection, frozenset({"printed", "implied"})):
        smallest = resolve_threshold(collection)
        finding = _report_disclosure(
            "small-cell", document, disclosed, _suggest_suppression(smallest) if disclosed.line else _LEAVE_OUT
        )
        yield _without_counts(finding, document, smallest) if disclosed.kind == "printed" else finding
    yield from _find_weak_masks(document, collection)
    yield from find_small_numbers(document, collection)
    yield from find_small_counts(document, collection)


@document_rule("privacy", since="2026-11-28")
def small_cell_by_subtraction(document: Document, collection: Collection) -> Iterator[Finding]:
    """No suppressed small count follows by subtraction, between rows or between evaluations.

    Why: 40 people of whom 33 are men and `<11` women: they are 7, and nothing was hidden.

    Help: withhold a second cell with `[c]`; `boas evidence from-rows` chooses which.
    """
    for disclosed in _iter_disclosures(document, collection, frozenset({"subtraction", "unchecked"})):
        finding = _report_disclosure("small-cell-by-subtraction", document, disclosed, _SUPPRESS_ANOTHER)
        yield replace(finding, since="2026-11-28", help=_FEWER) if disclosed.kind == "unchecked" else finding
    yield from _check_earlier_evaluations(document, collection)
    yield from _find_uncounted_people(document, collection)


@document_rule("privacy")
def row_level_data(document: Document, collection: Collection) -> Iterator[Finding]:
    """A table does not hold a row for each person.

    Why: even without a name, a row per patient can be matched to a record; the registry takes counts only.

    Help: never commit this file; `boas evidence from-rows` draws counts.csv from it and writes nothing else.
    """
    for finding in report_diagnostics(document, "row-level-data"):
        # Below the names of the columns, the line is somebody's.
        yield replace(finding, source="") if finding.location.line > 1 else finding
    yield from find_person_columns(document)


def _find_weak_masks(document: Document, collection: Collection) -> Iterator[Finding]:
    """Counts written `<2` or `<3`: they leave one value, or two, where the registry's threshold leaves many."""
    smallest = resolve_threshold(collection)
    if document.kind not in {"counts", "scores"} or not is_usable(document):
        return
    for row in document.content.rows:
        for name, cell in zip(document.content.header, row.cells, strict=True):
            if name in _COUNT_COLUMNS and cell in {"<2", "<3"} and int(cell[1:]) < smallest:
                message = Message(
                    "`{cell}` leaves fewer possible values than `<{smallest}`.", cell=cell, smallest=smallest
                )
                help_message = Message("Write `<{smallest}`.", smallest=smallest)
                span = locate_cell(document, row.line, name)
                yield report_at_span("small-cell", document, span, message, help_message, since="2026-11-28")


def _find_uncounted_people(document: Document, collection: Collection) -> Iterator[Finding]:
    """Few people whom the population counts and no group of a breakdown does."""
    published = (
        index_evaluations(collection).load_publication(find_evaluation_folder(document))
        if document.kind == "evaluation"
        else None
    )
    people = published.evaluation.population if published else None
    if published is None or people is None or {people.n, people.events} == {None} or not _breaks_down(published):
        return
    from boas.evidence.disclosure import find_incomplete_breakdowns  # noqa: PLC0415 -- loads numpy, which most can spare

    for name, by in {breakdown.of: breakdown for breakdown in find_incomplete_breakdowns(published)}.values():
        what, dimensions = describe_count(name, Stratum()), name_dimensions(by)
        message = Message(
            "{what}: the difference from the sum of the groups ({dimensions}) is below {collection}.",
            what=what,
            dimensions=dimensions,
            collection=resolve_threshold(collection),
        )
        loc: FieldPath = ("population", "n" if name == "n" else "events")
        yield report_at_field("small-cell-by-subtraction", document, loc, message, _COUNT_ALL, since="2026-11-28")


def _breaks_down(published: PublishedEvaluation) -> bool:
    """Whether there are results by group or site, and no row of the table for everybody."""
    rows = list_rows(published)
    parts = any(row.stratum.groups or row.stratum.site for row in rows)
    figures = any(figure.subgroup or figure.site for figure in published.evaluation.reported or ())
    return (parts or figures) and not any(row.stratum == Stratum() for row in rows)


_FEWER = Message("Break down by fewer groups, or remove figures from this evaluation.")
_COUNT_ALL = Message("Give the number of those who are in a group, or put the others into a larger group.")


def _suggest_suppression(smallest: int) -> Message:
    """What to write instead of a small count."""
    return Message(
        "Write `<{smallest}`, or merge groups; see that nothing gives it back by subtraction.", smallest=smallest
    )


_LEAVE_OUT = Message("Remove this number, or give it for a larger group.")
_SUPPRESS_ANOTHER = Message("Suppress a second cell of this breakdown with `[c]`.")


def _iter_disclosures(document: Document, collection: Collection, kinds: frozenset[str]) -> Iterator[DisclosedCell]:
    """Findings about small counts disclosed in a document: an evaluation or one of its tables."""
    own = document if document.kind == "evaluation" else None
    if document.kind in {"counts", "scores"}:
        own = load_document(collection, build_sibling_path(document, get_file_name("evaluation")))
    evidence = evaluate_document(own, collection) if own else None
    for disclosed in evidence.disclosures if evidence else ():
        if disclosed.kind in kinds and _select_document_kind(disclosed) == document.kind:
            yield disclosed


def _select_document_kind(disclosed: DisclosedCell) -> str:
    """The kind of document at which a small count is reported."""
    is_printed_beside = disclosed.kind == "printed" and not disclosed.line
    return "evaluation" if disclosed.position is not None or is_printed_beside else disclosed.table


def _report_disclosure(rule: str, document: Document, disclosed: DisclosedCell, help_message: Message) -> Finding:
    """The finding of one small count at its place."""
    if document.kind != "evaluation":
        span = locate_cell(document, disclosed.line, disclosed.cell) if disclosed.line else SourceSpan(1, 1, 0)
        return report_at_span(rule, document, span, disclosed.sentence, help_message)
    loc: FieldPath = ("population", "events" if disclosed.cell == "positives" else "n")
    if disclosed.position is not None:
        loc = ("reported", disclosed.position, "n" if disclosed.cell == "n" else "value")
    return report_at_field(rule, document, loc, disclosed.sentence, help_message)


def locate_cell(document: Document, line: int, column: str) -> SourceSpan:
    """Where a cell stands on its line; the start of the line when it holds quoted cells or no such one."""
    text, header = document.get_line(line), document.content.header
    if column not in header or '"' in text:
        return SourceSpan(line, 1, 0)
    before = text.split(",")[: header.index(column) + 1]
    return SourceSpan(line, len(",".join(before)) - len(before[-1]) + 1, len(before[-1]))


def _without_counts(finding: Finding, document: Document, smallest: int) -> Finding:
    """The same finding with small counts blotted out of the line it shows: a report is copied further than the file."""
    source, start = finding.source, 0
    if document.kind == "evaluation":
        return replace(finding, source=mask(source, finding.location.column - 1, finding.length))
    if '"' in source:
        return replace(finding, source="")
    for name, cell in zip(document.content.header, source.split(","), strict=False):
        if name in _COUNT_COLUMNS and cell.isdecimal() and 0 < int(cell) < smallest:
            source = mask(source, start, len(cell))
        start += len(cell) + 1
    return replace(finding, source=source)


_COUNT_COLUMNS = frozenset({*CELLS, "positives", "negatives"})
"""Columns that count people."""


def _check_earlier_evaluations(document: Document, collection: Collection) -> Iterator[Finding]:
    """Small counts that come back when an earlier evaluation of the same people is subtracted."""
    own = (
        load_document(collection, build_sibling_path(document, get_file_name("evaluation")))
        if document.kind == "counts"
        else None
    )
    counts, evaluation = load_counts(document, collection), own.content if own else None
    if counts is None or not isinstance(evaluation, Evaluation) or evaluation.counts_already_public:
        return
    for other in iter_siblings(document, collection, Evaluation):
        before = load_counts(load_tables(other.document, collection)[0], collection)
        is_earlier = _make_sort_key(other.document, other.content) < _make_sort_key(document, evaluation)
        if before and is_earlier and _are_same_people(other.content, evaluation):
            name = other.document.location.name("evaluation")
            yield from _compare_tables(document, before, counts, name)


def _make_sort_key(document: Document, evaluation: Evaluation) -> tuple[str, str]:
    """Evaluations by date, then by the name of their folder."""
    return evaluation.date or "", document.location.name("evaluation")


def _are_same_people(evaluation: Evaluation, other: Evaluation) -> bool:
    """Whether two evaluations declare the same data of the same period."""
    own = (evaluation.source, evaluation.population.period)
    return all(own) and own == (other.source, other.population.period)


def _compare_tables(document: Document, before: CountsTable, after: CountsTable, other: str) -> Iterator[Finding]:
    """Strata of two tables about the same people that differ by few of them."""
    rows = {row.stratum: row for row in before.rows}
    for row in after.rows:
        cells = zip(row.cells, rows[row.stratum].cells if row.stratum in rows else (), strict=False)
        steps = [now - then for now, then in cells if isinstance(now, int) and isinstance(then, int)]
        if len(steps) < len(row.cells):
            continue
        who = describe_stratum(row.stratum)
        if 0 < abs(sum(steps)) < after.threshold:
            message = Message(
                "The difference from evaluation `{other}` tells of fewer than {threshold} people ({who}).",
                other=other,
                threshold=after.threshold,
                who=who,
            )
            yield report_at_span(
                "small-cell-by-subtraction", document, SourceSpan(row.line, 1, 0), message, _SAME_PEOPLE
            )
        elif sum(steps) == 0 and 0 < abs(steps[0] + steps[1]) < after.threshold:
            message = Message(
                "The difference from evaluation `{other}` is fewer than {threshold} people flagged ({who}).",
                other=other,
                threshold=after.threshold,
                who=who,
            )
            finding = report_at_span(
                "small-cell-by-subtraction", document, SourceSpan(row.line, 1, 0), message, _SAME_PEOPLE
            )
            # Who was flagged before and is not now may cancel out: what is known is the net number.
            yield replace(finding, severity="warning")


_SAME_PEOPLE = Message("Evaluate both versions on the same people and suppress these rows, or take another period.")
