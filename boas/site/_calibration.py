"""What was predicted against what was seen, range by range of the score, on a square plot."""

from dataclasses import dataclass

from boas.index import BinRow, EvaluationAnswer, RecomputedRow, StratumRow
from boas.site import _plots as plots
from boas.site._dotplots import EstimateView, build_estimate_view
from boas.site._numbers import format_number
from boas.translation import Language


@dataclass(frozen=True, slots=True)
class _CalibrationPoint:
    """One range of scores."""

    range: str
    predicted: str
    observed: EstimateView
    x: float
    y: float
    ends: tuple[float, float] | None
    """Bottom and top of the interval."""


@dataclass(frozen=True, slots=True)
class CalibrationPlot:
    """One variant of an algorithm that gives probabilities."""

    id: str
    variant: str
    points: tuple[_CalibrationPoint, ...]
    empty: int
    """Ranges nobody's outcome is published for."""
    figures: tuple[tuple[str, EstimateView], ...]
    """Term of the vocabulary `metrics` and value."""
    side: int
    bins: tuple[BinRow, ...]
    """What it was made from."""


_FIGURES = ("calibration-slope", "calibration-intercept", "brier", "auc")


def build_calibration_plots(evaluation: EvaluationAnswer, language: Language) -> tuple[CalibrationPlot, ...]:
    """One plot for each variant whose scores are known for everybody."""
    wholes = [one for one in evaluation.recomputed if one.bins and is_overall(one.stratum)]
    return tuple(
        _build_calibration_plot(whole, f"{evaluation.id}-calibration-{place}", language)
        for place, whole in enumerate(wholes, start=1)
    )


def is_overall(stratum: StratumRow) -> bool:
    """Whether a row is about everybody at all sites."""
    return not stratum.site and not stratum.groups


def _build_calibration_plot(whole: RecomputedRow, name: str, language: Language) -> CalibrationPlot:
    """One variant."""
    seen = [one for one in whole.bins if one.observed.value is not None]
    figures = [(metric, whole.estimates[metric]) for metric in _FIGURES if metric in whole.estimates]
    return CalibrationPlot(
        name,
        whole.stratum.variant,
        tuple(_build_calibration_point(one, language) for one in seen),
        len(whole.bins) - len(seen),
        tuple((metric, build_estimate_view(estimate, language)) for metric, estimate in figures),
        plots.SQUARE,
        whole.bins,
    )


def _build_calibration_point(found: BinRow, language: Language) -> _CalibrationPoint:
    """One range of scores."""
    observed = found.observed
    x, y = plots.compute_square_position(found.predicted, observed.value or 0)
    low, high = observed.lower, observed.upper
    return _CalibrationPoint(
        f"{format_number(found.low, language)} – {format_number(found.high, language)}",
        format_number(found.predicted, language),
        build_estimate_view(observed, language),
        x,
        y,
        None
        if low is None or high is None
        else (plots.compute_square_position(0, low)[1], plots.compute_square_position(0, high)[1]),
    )
