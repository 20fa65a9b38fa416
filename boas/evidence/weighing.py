"""One evaluation weighed: its counts recomputed, its claims judged, its sites pooled, its groups compared.

The one door for rooms above. What is remembered of the same bytes is read back, and only when something must be
computed anew is anything loaded that computes.
"""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256

from boas.documents import Evaluation
from boas.evidence.estimates import Disparity, Exposure, Judged, Pooled, Recomputed
from boas.evidence.parsing import DEFAULT_THRESHOLD
from boas.reading import NOTHING, Document, Memory, Result, Shelf

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
class Gaps:
    """What comparing the groups of one evaluation gave."""

    disparities: tuple[Disparity, ...] = ()
    worst: tuple[Disparity, ...] = ()
    """Per variant and metric, the gap of the group furthest below its reference."""


EVIDENCE = Shelf("evidence", Evidence)
GAPS = Shelf("gaps", Gaps)


@dataclass(frozen=True, slots=True)
class Question:
    """What is weighed: the same bytes are the same question, wherever they were read."""

    contents: tuple[str, ...]
    threshold: int
    evaluation: Document = field(compare=False)
    counts: Document | None = field(compare=False)
    scores: Document | None = field(compare=False)
    known: bytes | None = field(compare=False)
    """Its evidence as it is remembered; nothing when it is not."""


def question(
    evaluation: Document,
    counts: Document | None = None,
    scores: Document | None = None,
    threshold: int = DEFAULT_THRESHOLD,
    memory: Memory = NOTHING,
) -> Question:
    """An evaluation and the tables beside it, ready to be weighed.

    `threshold` is the smallest count of people that is published. A table with faults counts as none. Of an
    evaluation with faults only the small counts in its tables are told.
    """
    contents = tuple(map(content_id, (evaluation, counts, scores)))
    known = memory.results.get(EVIDENCE.make_key(contents, threshold))
    return Question(contents, threshold, evaluation, counts, scores, known)


def content_id(document: Document | None) -> str:
    """A name for the bytes of a document; those of a folder on disk have no blob id."""
    if document is None:
        return ""
    return document.file.blob or sha256(document.load()).hexdigest()


@lru_cache(maxsize=MOST_KEPT)
def weigh(asked: Question) -> Evidence:
    """What an evaluation and the tables beside it come to."""
    if asked.known is not None:
        return EVIDENCE.read(asked.known)
    from boas.evidence.computing import evidence_of  # noqa: PLC0415 -- loads numpy, which is spared where all is known

    return Evidence(*evidence_of(asked.evaluation, asked.counts, asked.scores, asked.threshold))


def compare(asked: Question, margin: float | None = None, memory: Memory = NOTHING) -> Gaps:
    """The groups of an evaluation held against its reference groups; `margin` is taken as negligible."""
    known = memory.results.get(key_of_gaps(asked, margin))
    if known is not None:
        return GAPS.read(known)
    from boas.evidence.estimating.disparities import disparities, worst  # noqa: PLC0415 -- as above

    evaluation = asked.evaluation.content
    references = evaluation.reference_groups if isinstance(evaluation, Evaluation) else None
    found = disparities(weigh(asked).recomputed, references or {}, margin)
    return Gaps(found, worst(found))


def results(asked: Question, evidence: Evidence, gaps: Gaps, margin: float | None) -> tuple[Result, ...]:
    """What is worth remembering of one evaluation."""
    key = EVIDENCE.make_key(asked.contents, asked.threshold)
    return Result(key, lambda: written(evidence)), Result(key_of_gaps(asked, margin), lambda: GAPS.write(gaps))


def key_of_gaps(asked: Question, margin: float | None) -> str:
    """The name under which the gaps of an evaluation are remembered."""
    return GAPS.make_key(asked.contents, asked.threshold, margin)


def written(evidence: Evidence) -> bytes:
    """Evidence as bytes, with every estimate made, also those that wait for somebody to look at them."""
    made = (replace(one, estimates=dict(one.estimates)) for one in evidence.recomputed)
    return EVIDENCE.write(replace(evidence, recomputed=tuple(made)))
