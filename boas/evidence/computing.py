"""What the bytes of one evaluation come to, computed: counts, claims, sites and small counts taken together.

Nothing here is remembered; `weighing` asks for what is not known yet.
"""

from collections.abc import Callable, Iterable, Iterator

from boas.documents import Evaluation
from boas.evidence.counts import CountsTable, ScoresTable
from boas.evidence.estimates import Exposure, Judged, Pooled, Recomputed
from boas.evidence.estimating.pooling import pool
from boas.evidence.estimating.recompute import recompute, recompute_many
from boas.evidence.judging.claim import PROPORTIONS
from boas.evidence.judging.claims import judge
from boas.evidence.parsing import read_counts, read_scores
from boas.evidence.withholding.exposure import exposures
from boas.reading import Document, Table

Parts = tuple[tuple[Recomputed, ...], Judged, tuple[Pooled, ...], tuple[Exposure, ...]]
"""Strata, claims, sites and small counts, as evidence has them."""


def evidence_of(document: Document, beside: Document | None, scored: Document | None, threshold: int) -> Parts:
    """Everything that an evaluation and its tables of counts and of scores come to."""
    tables = table_of(beside), table_of(scored)
    counts = read_counts(tables[0], threshold) if tables[0] else None
    scores = read_scores(tables[1], threshold) if tables[1] else None
    evaluation = document.content
    if not isinstance(evaluation, Evaluation):
        return (), Judged((), ()), (), exposures(counts, None, threshold, scores=scores)
    written, reference = written_in(document), evaluation.reference_standard
    recomputed = computed(counts, scores, reference.sampling if reference else None)
    return (
        recomputed,
        judge(evaluation, recomputed, written, [one.path.rpartition("/")[2] for one in (beside, scored) if one]),
        tuple(pooled(recomputed)),
        exposures(counts, evaluation, threshold, written, scores=scores),
    )


def computed(counts: CountsTable | None, scores: ScoresTable | None, sampling: str | None) -> tuple[Recomputed, ...]:
    """Every stratum; from counts alone, its estimates are made when somebody looks at them: rules look at few."""
    if counts is None or scores is not None:
        return recompute(counts, scores, sampling)
    return recompute_many([counts], [sampling])[0]


def table_of(document: Document | None) -> Table | None:
    """The table of a document, when there is one and nothing is wrong with it."""
    if document is None or document.diagnostics or not isinstance(document.content, Table):
        return None
    return document.content


def written_in(document: Document) -> Callable[[int, tuple[str, ...]], str]:
    """Gives the text of a number among the claims of an evaluation, as its author wrote it."""

    def text(position: int, path: tuple[str, ...]) -> str:
        at = document.find_span(("reported", position, *path))
        return document.get_line(at.line)[at.column - 1 : at.column - 1 + at.length]

    return text


def pooled(recomputed: Iterable[Recomputed]) -> Iterator[Pooled]:
    """Every proportion over the sites of every variant, where there are several with a value."""
    sites: dict[str, list[Recomputed]] = {}
    for one in recomputed:
        if one.stratum.site and not one.stratum.groups:
            sites.setdefault(one.stratum.variant, []).append(one)
    for variant, of_variant in sites.items():
        for metric in (name for name in of_variant[0].estimates if name in PROPORTIONS):
            listed = [(one.stratum.site, one.estimates[metric]) for one in of_variant]
            found = pool(variant, metric, listed)
            if found is not None:
                yield found
