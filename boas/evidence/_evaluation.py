"""Evaluates one evaluation: recomputes counts, verifies claims, pools sites, compares groups.

Rooms above call it. The cached evidence of the same bytes is read back; numpy and scipy are loaded only when something
must be computed.
"""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256

from boas.documents import DEFAULT_LANGUAGES, Evaluation
from boas.evidence._estimates import DisclosedCell, Disparity, PooledEstimate, StratumEstimates, Verification
from boas.parsing import DEFAULT_THRESHOLD, EMPTY_CACHE, Cache, CacheEntry, Document, EntryCodec

_MOST_KEPT = 4096
"""Evaluations whose evidence is kept, the latest asked for."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence of one evaluation."""

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
    """A request for evidence; requests about the same bytes are equal."""

    contents: tuple[str, ...]
    threshold: int
    evaluation: Document = field(compare=False)
    counts: Document | None = field(compare=False)
    scores: Document | None = field(compare=False)
    known: bytes | None = field(compare=False)
    """Its cached evidence, packed; None when it is not cached."""


def build_request(
    evaluation: Document,
    counts: Document | None = None,
    scores: Document | None = None,
    threshold: int = DEFAULT_THRESHOLD,
    cache: Cache = EMPTY_CACHE,
) -> EvidenceRequest:
    """Build the request for an evaluation and the tables beside it.

    Args:
        evaluation: The document; with diagnostics, only disclosures of its tables are computed.
        counts: Its `counts.csv`; a table with diagnostics counts as missing.
        scores: Its `scores.csv`, likewise.
        threshold: The smallest count of people that may be published.
        cache: Results of earlier runs.
    """
    contents = tuple(map(identify_content, (evaluation, counts, scores)))
    known = cache.results.get(EVIDENCE.make_key(contents, threshold))
    return EvidenceRequest(contents, threshold, evaluation, counts, scores, known)


def identify_content(document: Document | None) -> str:
    """Return the blob id of a document's bytes, or their SHA-256 in hexadecimal when they were read from a folder.

    The languages of the registry follow where they are not the default ones: of a text in several languages, the first
    is taken, so their order changes what is read.

    Returns:
        The text that identifies the content in cache keys; empty for no document.
    """
    if document is None:
        return ""
    name = document.file.blob or sha256(document.load()).hexdigest()
    return name if document.languages == DEFAULT_LANGUAGES else f"{name} {' '.join(document.languages)}"


@lru_cache(maxsize=_MOST_KEPT)
def evaluate(asked: EvidenceRequest) -> Evidence:
    """Compute the evidence of a request, or read it from the cache."""
    if asked.known is not None:
        return EVIDENCE.read(asked.known)
    from boas.evidence._computation import compute_evidence  # noqa: PLC0415 -- loads numpy, which a full cache does not need

    return Evidence(*compute_evidence(asked.evaluation, asked.counts, asked.scores, asked.threshold))


def compare_groups(asked: EvidenceRequest, margin: float | None = None, cache: Cache = EMPTY_CACHE) -> Gaps:
    """Compare the groups of an evaluation with their reference groups.

    Args:
        asked: The evaluation.
        margin: The largest difference of two proportions, from 0 to 1, that counts as negligible; None when none does.
        cache: Results of earlier runs.
    """
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
    """Make the two cache entries of one evaluation: its evidence, and the comparison of its groups at a margin."""
    key = EVIDENCE.make_key(asked.contents, asked.threshold)
    return CacheEntry(key, lambda: encode_evidence(evidence)), CacheEntry(
        _make_gaps_key(asked, margin), lambda: GAPS.write(gaps)
    )


def _make_gaps_key(asked: EvidenceRequest, margin: float | None) -> str:
    """The cache key of the gaps of an evaluation."""
    return GAPS.make_key(asked.contents, asked.threshold, margin)


def encode_evidence(evidence: Evidence) -> bytes:
    """Evidence as bytes, with every estimate made, also those that are computed on access."""
    made = (replace(estimates, estimates=dict(estimates.estimates)) for estimates in evidence.recomputed)
    return EVIDENCE.write(replace(evidence, recomputed=tuple(made)))
