"""One evaluation weighed: its counts recomputed, its claims judged, its sites pooled, its small counts found.

The one door for rooms above. Weighing the same bytes again costs nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from boas.documents import Evaluation
from boas.evidence.claim import PROPORTIONS
from boas.evidence.claims import judge
from boas.evidence.counts import CountsTable, ScoresTable
from boas.evidence.estimates import Judged, Pooled, Recomputed
from boas.evidence.exposure import Exposure, exposures
from boas.evidence.parsing import DEFAULT_THRESHOLD, read_counts, read_scores
from boas.evidence.pooling import pool
from boas.evidence.recompute import recompute, recompute_many
from boas.reading import Document, Table

MOST_KEPT = 4096
"""Evaluations whose evidence is kept, the latest asked for."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one evaluation comes to."""

    recomputed: tuple[Recomputed, ...] = ()
    judged: Judged = field(default_factory=lambda: Judged((), ()))
    pooled: tuple[Pooled, ...] = ()
    exposures: tuple[Exposure, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What is weighed: the same bytes are the same question, wherever they were read."""

    contents: tuple[str, ...]
    threshold: int
    documents: tuple[Document | None, ...] = field(compare=False)


def weigh(
    evaluation: Document,
    counts: Document | None = None,
    scores: Document | None = None,
    threshold: int = DEFAULT_THRESHOLD,
) -> Evidence:
    """What an evaluation and the tables beside it come to.

    `threshold` is the smallest count of people that is published. A table with faults counts as none. Of an
    evaluation with faults only the small counts in its tables are told.
    """
    documents = (evaluation, counts, scores)
    return _weighed(Question(tuple(map(content_id, documents)), threshold, documents))


def content_id(document: Document | None) -> str:
    """A name for the bytes of a document; those of a folder on disk have no blob id."""
    if document is None:
        return ""
    return document.file.blob or sha256(document.load()).hexdigest()


@lru_cache(maxsize=MOST_KEPT)
def _weighed(question: Question) -> Evidence:
    document, *beside = question.documents
    tables = [table_of(one) for one in beside]
    counts = read_counts(tables[0], question.threshold) if tables[0] else None
    scores = read_scores(tables[1], question.threshold) if tables[1] else None
    if document is None or not isinstance(document.content, Evaluation):
        return Evidence(exposures=exposures(counts, None, question.threshold, scores=scores))
    evaluation, written = document.content, written_in(document)
    reference = evaluation.reference_standard
    recomputed = computed(counts, scores, reference.sampling if reference else None)
    return Evidence(
        recomputed,
        judge(evaluation, recomputed, written),
        tuple(pooled(recomputed)),
        exposures(counts, evaluation, question.threshold, written, scores=scores),
    )


def computed(counts: CountsTable | None, scores: ScoresTable | None, sampling: str | None) -> tuple[Recomputed, ...]:
    """Every stratum; from counts alone, its estimates are made when somebody looks at them: rules look at few."""
    if counts is None or scores is not None:
        return recompute(counts, scores, sampling)
    return recompute_many([counts], [sampling])[0]


def table_of(document: Document | None) -> Table | None:
    """The table of a document, when there is one and nothing is wrong with it."""
    if document is None or document.faults or not isinstance(document.content, Table):
        return None
    return document.content


def written_in(document: Document) -> Callable[[int, tuple[str, ...]], str]:
    """Gives the text of a number among the claims of an evaluation, as its author wrote it."""

    def text(position: int, path: tuple[str, ...]) -> str:
        at = document.spot(("reported", position, *path))
        return document.line(at.line)[at.column - 1 : at.column - 1 + at.length]

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
