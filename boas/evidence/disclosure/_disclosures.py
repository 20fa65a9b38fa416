"""Small counts of people that an evaluation discloses: printed, or inferred from what is printed.

Every count of the registry is treated as a count of people: stays and documents fall under the same rule.
0 identifies nobody and is never a disclosure. What was read in a publication is public already:
it is left out, and so is what follows from it alone.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence

from boas.documents import Evaluation
from boas.evidence._counts import CELLS, Cell, CountsTable, ScoresTable, Stratum, Suppression
from boas.evidence._estimates import DisclosedCell
from boas.evidence._strata import describe_count, name_dimensions
from boas.evidence.disclosure._figures import PrintedFigure, read_figures
from boas.evidence.disclosure._inference import InferenceInput, InferredCount, infer_counts
from boas.evidence.disclosure._margins import find_margins
from boas.evidence.disclosure._score_sums import OUTCOMES, ScoreSegment, compute_range_ends
from boas.evidence.disclosure._unknowns import TABLE_SHEET
from boas.evidence.verification import NumberText, give_no_text
from boas.translation import Message

_DEFAULT_THRESHOLD = 11


def find_disclosures(
    counts: CountsTable | None,
    evaluation: Evaluation | None = None,
    threshold: int = _DEFAULT_THRESHOLD,
    written: NumberText = give_no_text,
    *,
    scores: ScoresTable | None = None,
) -> tuple[DisclosedCell, ...]:
    """Find the small counts that the tables and figures of one evaluation disclose, the printed ones first.

    Args:
        counts: The table of counts, which carries its own threshold.
        evaluation: The evaluation with its figures and population, when it is read as well.
        threshold: Smallest count that may be published, used when there is no table of counts.
        written: The text of a figure as its author wrote it, for its digits.
        scores: The table of scores.

    Returns:
        One disclosure for each cell, and one of kind `unchecked` when the search was not exhaustive.
    """
    counts = counts or CountsTable((), (), threshold)
    variants = {row.stratum.variant for row in counts.rows}
    figures = read_figures(evaluation, variants, written) if evaluation else ()
    is_public = evaluation is not None and evaluation.counts_already_public is not None
    below = counts.threshold
    of_tables = (
        ()
        if is_public
        else (*_find_printed_counts(counts), *_find_printed_scores(scores, below), *_find_remainders(counts, figures))
    )
    of_figures = _find_printed_figures(evaluation, figures, below) if evaluation else ()
    deduced, is_exhaustive = infer_counts(InferenceInput(counts, scores, evaluation, figures))
    kept = (inferred for inferred in deduced if inferred.position is not None or not is_public)
    unchecked = () if is_exhaustive else (DisclosedCell("unchecked", Stratum(), "", None, 0, None, _UNCHECKED),)
    return (*of_tables, *of_figures, *_list_inferred_counts(kept, counts, scores), *unchecked)


def _find_printed_counts(counts: CountsTable) -> Iterator[DisclosedCell]:
    """Small counts printed in the table of counts."""
    for row in counts.rows:
        for name, cell in zip(CELLS, row.cells, strict=True):
            value = _read_printed_count(cell, counts.threshold)
            if 0 < value < counts.threshold:
                sentence = _explain_disclosure("printed", name, row.stratum, counts.threshold)
                yield DisclosedCell("printed", row.stratum, name, value, row.line, None, sentence)


def _find_printed_scores(scores: ScoresTable | None, below: int) -> Iterator[DisclosedCell]:
    """Small counts printed in the table of scores."""
    for row in scores.rows if scores else ():
        for name in OUTCOMES:
            value = _read_printed_count(getattr(row, name), below)
            if 0 < value < below:
                sentence = _explain_disclosure("printed", name, row.stratum, below, (row.low, row.high))
                yield DisclosedCell("printed", row.stratum, name, value, row.line, None, sentence, "scores")


def _read_printed_count(cell: Cell, below: int) -> int:
    """The count that a cell prints, 0 when it prints none; less than 2 is 1."""
    if cell is Suppression.SMALL and below == 2:  # noqa: PLR2004 -- where "less than 2" suppresses nothing
        return 1
    return cell if isinstance(cell, int) else 0


def _find_remainders(counts: CountsTable, figures: Iterable[PrintedFigure]) -> Iterator[DisclosedCell]:
    """Small differences between a row and the sum of its parts: people whom no part counts."""
    rows = {row.stratum: row for row in counts.rows}
    for margin in find_margins((*rows, *(figure.stratum for figure in figures))):
        listed = [rows.get(stratum) for stratum in (margin.whole, *margin.parts)]
        for name, cells in zip(
            CELLS, zip(*(row.cells if row else (None,) * 4 for row in listed), strict=True), strict=True
        ):
            numbers = [cell for cell in cells if isinstance(cell, int)]
            rest = numbers[0] - sum(numbers[1:]) if len(numbers) == len(cells) else 0
            if 0 < rest < counts.threshold:
                what, by = describe_count(name, margin.whole), name_dimensions(margin.by)
                sentence = Message(
                    "{what}: the difference from the sum of the groups ({by}) is below {threshold}.",
                    what=what,
                    by=by,
                    threshold=counts.threshold,
                )
                line = rows[margin.whole].line
                yield DisclosedCell("subtraction", margin.whole, name, rest, line, None, sentence)


def _find_printed_figures(
    evaluation: Evaluation, figures: Sequence[PrintedFigure], below: int
) -> Iterator[DisclosedCell]:
    """Small numbers of people printed in the evaluation itself, beside its figures or as such."""
    people = evaluation.population
    printed: list[tuple[int | None, Stratum, str, float | None]] = []
    if evaluation.counts_already_public is None and (figures or not evaluation.reported):
        printed = [(None, Stratum(), "n", people.n), (None, Stratum(), "positives", people.events)]
    for figure in figures:
        printed.append((figure.position, figure.stratum, "n", figure.claim.reported.n))
        if figure.counted:
            printed.append((figure.position, figure.stratum, figure.counted, figure.claim.reported.value))
    for position, stratum, cell, value in printed:
        if value is not None and 0 < value < below:
            sentence = _explain_disclosure("printed", cell, stratum, below)
            yield DisclosedCell("printed", stratum, cell, int(value), 0, position, sentence)


def _list_inferred_counts(
    deduced: Iterable[InferredCount], counts: CountsTable, scores: ScoresTable | None
) -> Iterator[DisclosedCell]:
    """Suppressed cells that have only one possible value."""
    lines: dict[Hashable, int] = {(TABLE_SHEET, row.stratum): row.line for row in reversed(counts.rows)}
    if scores is not None:
        lines |= {(ScoreSegment(*compute_range_ends(row)), row.stratum): row.line for row in reversed(scores.rows)}
    for key, value, position in deduced:
        kind = "subtraction" if position is None else "implied"
        of_scores = key.sheet if isinstance(key.sheet, ScoreSegment) else None
        sentence = _explain_disclosure(kind, key.cell, key.stratum, counts.threshold, of_scores and of_scores.scores)
        line, table = lines.get((key.sheet, key.stratum), 0), "scores" if of_scores else "counts"
        yield DisclosedCell(kind, key.stratum, key.cell, value, line, position, sentence, table)


def _explain_disclosure(
    kind: str, cell: str, stratum: Stratum, below: int, scores: tuple[float, float] | None = None
) -> Message:
    """A sentence about one disclosed count, without the count itself."""
    return Message(
        "{what}: {ending}", what=describe_count(cell, stratum, scores), ending=_ENDINGS[kind].fill(below=below)
    )


_ENDINGS = {
    "printed": Message("a count below {below} is published."),
    "subtraction": Message("the unpublished count, below {below}, follows exactly from the others."),
    "implied": Message("the reported figures give a count below {below} exactly."),
}
_UNCHECKED = Message(
    "Too many unpublished counts hang together: the search for those that can be worked out stopped before its end."
)
