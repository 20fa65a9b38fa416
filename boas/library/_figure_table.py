"""Figures of a registry as rows of a table: what was printed, and what the counts give."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from boas.documents import LocalText, Reported
from boas.evidence import ClaimVerdict, Estimate, Stratum
from boas.registry import AssessedEvaluation


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One printed figure with its verdict."""

    algorithm: str
    version: str
    """Version that was measured."""
    evaluation: str
    position: int
    """Place among the figures of the evaluation, from 0."""
    metric: str
    """Term of the vocabulary `metrics`."""
    variant: str
    site: str
    groups: str
    """Groups as `dimension=group`, joined by `; `; empty for everybody."""
    printed: float | None
    """The value as a fraction, 0.85 and not 85; nothing when the source gives words, a range or a bound."""
    n: int | None
    """Denominator as printed."""
    verdict: str
    """`declared`, `consistent`, `recomputed` or `contradicted`, see the vocabulary `claim_states`."""
    recomputed: float | None
    """What the counts give; nothing without counts for these people."""
    lower: float | None
    """Bounds of the interval of the recomputed value."""
    upper: float | None
    method: str
    """How the interval was made, a term of `interval_methods`; empty without one."""
    is_replaced: bool
    """Whether another evaluation corrects this one, so that it counts no more."""
    is_invented: bool
    """Whether it belongs to a worked example with invented numbers."""


@dataclass(frozen=True, slots=True)
class EstimateRow:
    """One metric of one stratum, recomputed from counts or scores."""

    algorithm: str
    version: str
    evaluation: str
    variant: str
    site: str
    groups: str
    metric: str
    value: float | None
    lower: float | None
    upper: float | None
    level: float
    """Confidence level of the interval as a fraction."""
    method: str
    numerator: int | None
    n: int | None
    missing: str
    """Why there is no value, a term of `missing_estimates`; empty when there is one."""
    is_replaced: bool
    is_invented: bool


def iter_figures(algorithm: str, one: AssessedEvaluation, *, is_invented: bool) -> Iterator[FigureRow]:
    """The printed figures of one evaluation, in the order its authors gave them."""
    claims = one.evaluation.reported or ()
    for claim, verdict in zip(claims, one.judgements, strict=True):
        yield _make_figure(algorithm, one, claim, verdict, is_invented=is_invented)


def iter_estimates(algorithm: str, one: AssessedEvaluation, *, is_invented: bool) -> Iterator[EstimateRow]:
    """Every metric of every stratum of one evaluation."""
    for stratum in one.recomputed:
        for estimate in stratum.estimates.values():
            yield _make_estimate(algorithm, one, stratum.stratum, estimate, is_invented=is_invented)


def _make_figure(
    algorithm: str, one: AssessedEvaluation, claim: Reported, verdict: ClaimVerdict, *, is_invented: bool
) -> FigureRow:
    """One printed figure with its verdict."""
    computed = verdict.computed
    return FigureRow(
        algorithm,
        one.version,
        one.id,
        verdict.position,
        claim.metric,
        variant=_write_text(claim.variant),
        site=claim.site or "",
        groups=_write_groups((claim.subgroup or {}).items()),
        printed=claim.value,
        n=claim.n,
        verdict=verdict.state,
        recomputed=computed.value if computed else None,
        lower=computed.lower if computed else None,
        upper=computed.upper if computed else None,
        method=computed.method if computed else "",
        is_replaced=bool(one.replaced_by),
        is_invented=is_invented,
    )


def _make_estimate(
    algorithm: str, one: AssessedEvaluation, stratum: Stratum, estimate: Estimate, *, is_invented: bool
) -> EstimateRow:
    """One metric of one stratum."""
    return EstimateRow(
        algorithm,
        one.version,
        one.id,
        stratum.variant,
        stratum.site,
        _write_groups(stratum.groups),
        estimate.metric,
        estimate.value,
        estimate.lower,
        estimate.upper,
        estimate.level,
        estimate.method,
        estimate.numerator,
        estimate.n,
        estimate.missing,
        is_replaced=bool(one.replaced_by),
        is_invented=is_invented,
    )


def _write_groups(groups: Iterable[tuple[str, str]]) -> str:
    """Groups as one text, by dimension."""
    return "; ".join(f"{dimension}={group}" for dimension, group in sorted(groups))


def _write_text(text: LocalText | None) -> str:
    """A text in English, or else in the language there is."""
    return text.in_("en") if text else ""
