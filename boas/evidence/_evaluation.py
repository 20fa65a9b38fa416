"""One evaluation weighed: its counts recomputed, its claims judged, its sites pooled, its groups compared.

The one door for rooms above. What is remembered of the same bytes is read back, and only when something must be
computed anew is anything loaded that computes.
"""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256

from boas.documents import Evaluation
from boas.evidence._estimates import DisclosedCell, Disparity, PooledEstimate, StratumEstimates, Verification
from boas.parsing import DEFAULT_THRESHOLD, EMPTY_CACHE, Cache, CacheEntry, Document, EntryCodec

_MOST_KEPT = 4096
"""Evaluations whose evidence is kept, the latest asked for."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one evaluation comes to."""

    recomputed: tuple[StratumEstimates, ...] = ()
    verification: Verification = field(default_factory=lambda: Verification((), ()))
    pooled: tuple[PooledEstimate, ...] = ()
    disclosures: tuple[DisclosedCell, ...] = ()


@dataclass(frozen=True, slots=True)
class Gaps:
    """What comparing the groups of one evaluation gave."""

    disparities: tuple[Disparity, ...] = ()
    worst: tuple[Disparity, ...] = ()
    """Per variant and metric, the gap of the group furthest below its reference."""


EVIDENCE = EntryCodec("evidence", Evidence)
GAPS = EntryCodec("gaps", Gaps)


@dataclass(frozen=True, slots=True)
class EvidenceRequest:
    """What is weighed: the same bytes are the same question, wherever they were read."""

    contents: tuple[str, ...]
    threshold: int
    evaluation: Document = field(compare=False)
    counts: Document | None = field(compare=False)
    scores: Document | None = field(compare=False)
    known: bytes | None = field(compare=False)
    """Its evidence as it is remembered; nothing when it is not."""


def build_request(
    evaluation: Document,
    counts: Document | None = None,
    scores: Document | None = None,
    threshold: int = DEFAULT_THRESHOLD,
    cache: Cache = EMPTY_CACHE,
) -> EvidenceRequest:
    """An evaluation and the tables beside it, ready to be weighed.

    `threshold` is the smallest count of people that is published. A table with faults counts as none. Of an
    evaluation with faults only the small counts in its tables are told.
    """
    contents = tuple(map(identify_content, (evaluation, counts, scores)))
    known = cache.results.get(EVIDENCE.make_key(contents, threshold))
    return EvidenceRequest(contents, threshold, evaluation, counts, scores, known)


def identify_content(document: Document | None) -> str:
    """A name for the bytes of a document; those of a folder on disk have no blob id."""
    if document is None:
        return ""
    return document.file.blob or sha256(document.load()).hexdigest()


@lru_cache(maxsize=_MOST_KEPT)
def evaluate(asked: EvidenceRequest) -> Evidence:
    """What an evaluation and the tables beside it come to."""
    if asked.known is not None:
        return EVIDENCE.read(asked.known)
    from boas.evidence._computation import compute_evidence  # noqa: PLC0415 -- loads numpy, which is spared where all is known

    return Evidence(*compute_evidence(asked.evaluation, asked.counts, asked.scores, asked.threshold))


def compare_groups(asked: EvidenceRequest, margin: float | None = None, cache: Cache = EMPTY_CACHE) -> Gaps:
    """The groups of an evaluation held against its reference groups; `margin` is taken as negligible."""
    known = cache.results.get(_make_gaps_key(asked, margin))
    if known is not None:
        return GAPS.read(known)
    from boas.evidence.statistics import compute_disparities, select_worst  # noqa: PLC0415 -- as above

    evaluation = asked.evaluation.content
    references = evaluation.reference_groups if isinstance(evaluation, Evaluation) else None
    found = compute_disparities(evaluate(asked).recomputed, references or {}, margin)
    return Gaps(found, select_worst(found))


def make_cache_entries(
    asked: EvidenceRequest, evidence: Evidence, gaps: Gaps, margin: float | None
) -> tuple[CacheEntry, ...]:
    """What is worth remembering of one evaluation."""
    key = EVIDENCE.make_key(asked.contents, asked.threshold)
    return CacheEntry(key, lambda: encode_evidence(evidence)), CacheEntry(
        _make_gaps_key(asked, margin), lambda: GAPS.write(gaps)
    )


def _make_gaps_key(asked: EvidenceRequest, margin: float | None) -> str:
    """The name under which the gaps of an evaluation are remembered."""
    return GAPS.make_key(asked.contents, asked.threshold, margin)


def encode_evidence(evidence: Evidence) -> bytes:
    """Evidence as bytes, with every estimate made, also those that wait for somebody to look at them."""
    made = (replace(estimates, estimates=dict(estimates.estimates)) for estimates in evidence.recomputed)
    return EVIDENCE.write(replace(evidence, recomputed=tuple(made)))
