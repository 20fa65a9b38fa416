"""Computes the evidence of one evaluation: estimates, verified claims, pooled sites and disclosed cells.

It caches nothing; `_evaluation` calls it for what the cache does not hold.
"""

from collections.abc import Callable, Iterable, Iterator

from boas.documents import Evaluation
from boas.evidence._counts import CountsTable, ScoresTable
from boas.evidence._estimates import DisclosedCell, PooledEstimate, StratumEstimates, Verification
from boas.evidence._parsing import read_counts, read_scores
from boas.evidence.disclosure import find_disclosures
from boas.evidence.statistics import pool_sites, recompute, recompute_many
from boas.evidence.verification import PROPORTIONS, verify_claims
from boas.parsing import Document, Table

_EvidenceParts = tuple[
    tuple[StratumEstimates, ...], Verification, tuple[PooledEstimate, ...], tuple[DisclosedCell, ...]
]
"""Strata, claims, sites and small counts, as evidence has them."""


def compute_evidence(
    document: Document, beside: Document | None, scored: Document | None, threshold: int
) -> _EvidenceParts:
    """Compute the evidence of an evaluation and its tables of counts and of scores."""
    tables = _find_table(beside), _find_table(scored)
    counts = read_counts(tables[0], threshold) if tables[0] else None
    scores = read_scores(tables[1], threshold) if tables[1] else None
    evaluation = document.content
    if not isinstance(evaluation, Evaluation):
        return (), Verification((), ()), (), find_disclosures(counts, None, threshold, scores=scores)
    written, reference = make_number_reader(document), evaluation.reference_standard
    recomputed = _recompute_strata(counts, scores, reference.sampling if reference else None)
    return (
        recomputed,
        verify_claims(
            evaluation,
            recomputed,
            written,
            [document.path.rpartition("/")[2] for document in (beside, scored) if document],
        ),
        tuple(_iter_pooled(recomputed)),
        find_disclosures(counts, evaluation, threshold, written, scores=scores),
    )


def _recompute_strata(
    counts: CountsTable | None, scores: ScoresTable | None, sampling: str | None
) -> tuple[StratumEstimates, ...]:
    """Every stratum; from counts alone, its estimates are computed on access, since rules read only a few."""
    if counts is None or scores is not None:
        return recompute(counts, scores, sampling)
    return recompute_many([counts], [sampling])[0]


def _find_table(document: Document | None) -> Table | None:
    """The table of a document, when there is one and nothing is wrong with it."""
    if document is None or document.diagnostics or not isinstance(document.content, Table):
        return None
    return document.content


def make_number_reader(document: Document) -> Callable[[int, tuple[str, ...]], str]:
    """Return a function that gives the text of a number among the claims of an evaluation, as its author wrote it.

    Its arguments are the position of the claim in `reported`, from 0, and the path of the number inside the claim.
    """

    def read_text(position: int, path: tuple[str, ...]) -> str:
        at = document.find_span(("reported", position, *path))
        return document.get_line(at.line)[at.column - 1 : at.column - 1 + at.length]

    return read_text


def _iter_pooled(recomputed: Iterable[StratumEstimates]) -> Iterator[PooledEstimate]:
    """Every proportion over the sites of every variant, where there are several with a value."""
    sites: dict[str, list[StratumEstimates]] = {}
    for estimates in recomputed:
        if estimates.stratum.site and not estimates.stratum.groups:
            sites.setdefault(estimates.stratum.variant, []).append(estimates)
    for variant, of_variant in sites.items():
        for metric in (name for name in of_variant[0].estimates if name in PROPORTIONS):
            listed = [(estimates.stratum.site, estimates.estimates[metric]) for estimates in of_variant]
            found = pool_sites(variant, metric, listed)
            if found is not None:
                yield found
