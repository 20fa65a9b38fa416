"""Rules about the scale of scores: no hole in it, and within 0 and 1 where scores are probabilities."""

import re
from collections.abc import Iterator

from boas.checks._related_documents import load_card, load_evaluation, load_scores, load_tables
from boas.checks._rule import document_rule, report_at_field, report_at_span
from boas.checks._score_tables import find_gaps
from boas.documents import Card, Evaluation, Threshold
from boas.evidence import ScoresTable, to_printed
from boas.finding import Finding
from boas.parsing import Collection, Document, FieldPath, SourceSpan
from boas.translation import Message

_SINCE = "2026-11-28"
_PROBABILITY = re.compile("prob", re.IGNORECASE)
_NO_NUMBER = re.compile("bool|text|string|str|date|categ|label|code|class|json|pdf|image|list", re.IGNORECASE)
_OF_PROBABILITIES = frozenset({"brier", "calibration-slope", "calibration-intercept"})
"""Metrics that only scores which are probabilities have."""
_FEWEST_ENDS = 3
"""Ends of ranges between 0 and 1 from which on scores count as probabilities, when they are most of all ends."""


@document_rule("evidence", since=_SINCE)
def missing_range(document: Document, collection: Collection) -> Iterator[Finding]:
    """Ranges of scores touch each other, and each group has those of everybody and no more.

    Why: a range that is missing takes its people away: the area under the curve is no longer everybody's.

    Help: add the range that is missing, with 0 when nobody is in it.
    """
    scores = load_scores(document, collection)
    found = tuple(find_gaps(scores)) if scores else ()
    off = {finding.location.line for finding in _check_ranges(document, collection)} if found else ()
    for line, message in found:
        if line not in off:  # one finding for each gap
            yield report_at_span("missing-range", document, SourceSpan(line, 1, 0), message, _ADD_RANGE)


_ADD_RANGE = Message("Add a row for these scores, with 0 and 0 when there is nobody, or correct the ends.")


@document_rule("evidence", since=_SINCE)
def off_scale(document: Document, collection: Collection) -> Iterator[Finding]:
    """A threshold or a range of scores is on the scale of the scores: between 0 and 1 for a probability.

    Why: a threshold of 42 on a probability flags nobody; the numbers given with it come from elsewhere.

    Help: write the threshold or the range on the scale of the output: 0.42, not 42.
    """
    content = document.content
    if isinstance(content, Card):
        yield from _check_card(document, content)
    elif isinstance(content, Evaluation):
        yield from _check_figures(document, content, collection)
    elif document.kind == "scores":
        yield from _check_ranges(document, collection)


def _check_card(document: Document, card: Card) -> Iterator[Finding]:
    """A card's own threshold."""
    threshold = card.io.threshold if card.io else None
    if isinstance(threshold, Threshold) and _gives_probabilities(card) and not 0 <= threshold.value <= 1:
        yield _report_off_scale(document, ("io", "threshold", "value"), threshold.value, (0, 1))


def _check_figures(document: Document, evaluation: Evaluation, collection: Collection) -> Iterator[Finding]:
    """Thresholds of figures: of probabilities, and beside a table of scores within its ends."""
    scores = load_scores(load_tables(document, collection)[1], collection)
    scale = (0.0, 1.0) if _are_probabilities(document, evaluation, scores, collection) else _find_ends(scores)
    for position, figure in enumerate(evaluation.reported or ()):
        at = figure.threshold
        if scale is not None and at is not None and figure.outcome is None and not scale[0] <= at <= scale[1]:
            yield _report_off_scale(document, ("reported", position, "threshold"), at, scale)


def _report_off_scale(document: Document, loc: FieldPath, value: float, scale: tuple[float, float]) -> Finding:
    """A number that is not on the scale."""
    number, (low, high) = to_printed(value).words, (to_printed(end).words for end in scale)
    message = Message(
        "{number} is not between {low} and {high}, where the scores are.", number=number, low=low, high=high
    )
    return report_at_field("off-scale", document, loc, message, _ON_SCALE)


def _check_ranges(document: Document, collection: Collection) -> Iterator[Finding]:
    """Ranges of probabilities beyond 0 and 1."""
    scores, evaluation = load_scores(document, collection), load_evaluation(document, collection)
    if scores is None or evaluation is None or not _are_probabilities(document, evaluation, scores, collection):
        return
    for row in scores.rows:
        if row.low < 0 or row.high > 1:
            yield report_at_span("off-scale", document, SourceSpan(row.line, 1, 0), _NO_PROBABILITY, _ON_SCALE)


_NO_PROBABILITY = Message("This range goes beyond 0 to 1, where probabilities are.")
_ON_SCALE = Message("Write this number on the scale of the output: a probability goes from 0 to 1.")


def _are_probabilities(
    document: Document, evaluation: Evaluation, scores: ScoresTable | None, collection: Collection
) -> bool:
    """Whether the scores are probabilities: by the card's outputs, by metrics that need them, or by their ranges."""
    card = load_card(document, collection, evaluation.subject.version)
    metrics = {figure.metric for figure in evaluation.reported or ()}
    return (
        (card is not None and _gives_probabilities(card))
        or bool(metrics & _OF_PROBABILITIES)
        or _are_likely_probabilities(scores)
    )


def _gives_probabilities(card: Card) -> bool:
    """Whether a probability is the only number that comes out."""
    outputs = card.io.outputs if card.io else None
    types = [data_field.type for data_field in outputs] if isinstance(outputs, tuple) else []
    numbers = [text for text in types if _PROBABILITY.search(text) or not _NO_NUMBER.search(text)]
    return bool(numbers) and all(_PROBABILITY.search(number) for number in numbers)


def _are_likely_probabilities(scores: ScoresTable | None) -> bool:
    """Whether most ends of ranges lie between 0 and 1."""
    ends = {end for row in scores.rows for end in (row.low, row.high)} if scores else set()
    inside = sum(0 < end < 1 for end in ends)
    return inside >= _FEWEST_ENDS and 2 * inside > len(ends)


def _find_ends(scores: ScoresTable | None) -> tuple[float, float] | None:
    """The lowest and the highest score of a table."""
    if scores is None or not scores.rows:
        return None
    return min(row.low for row in scores.rows), max(row.high for row in scores.rows)
