"""What was predicted against what was seen, range by range of the score, on a square plot."""

from dataclasses import dataclass
from typing import Any

from boas.finding import Language
from boas.site import plots
from boas.site.dotplots import Estimated, estimated
from boas.site.numbers import number

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Point:
    """One range of scores."""

    range: str
    predicted: str
    observed: Estimated
    x: float
    y: float
    ends: tuple[float, float] | None
    """Bottom and top of the interval."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """One variant of an algorithm that gives probabilities."""

    id: str
    variant: str
    points: tuple[Point, ...]
    empty: int
    """Ranges nobody's outcome is published for."""
    figures: tuple[tuple[str, Estimated], ...]
    """Term of the vocabulary `metrics` and value."""
    side: int


FIGURES = ("calibration-slope", "calibration-intercept", "brier", "auc")


def calibrations(evaluation: Json, language: Language) -> tuple[Calibration, ...]:
    """One plot for each variant whose scores are known for everybody."""
    wholes = [one for one in evaluation["recomputed"] if one["bins"] and is_whole(one["stratum"])]
    return tuple(
        calibration(whole, f"{evaluation['id']}-calibration-{place}", language)
        for place, whole in enumerate(wholes, start=1)
    )


def is_whole(stratum: Json) -> bool:
    """Whether a row is about everybody at all sites."""
    return not stratum["site"] and not stratum["groups"]


def calibration(whole: Json, name: str, language: Language) -> Calibration:
    """One variant."""
    seen = [one for one in whole["bins"] if one["observed"]["value"] is not None]
    figures = [(metric, whole["estimates"][metric]) for metric in FIGURES if metric in whole["estimates"]]
    return Calibration(
        name,
        whole["stratum"]["variant"],
        tuple(point(one, language) for one in seen),
        len(whole["bins"]) - len(seen),
        tuple((metric, estimated(estimate, language)) for metric, estimate in figures),
        plots.SQUARE,
    )


def point(found: Json, language: Language) -> Point:
    """One range of scores."""
    observed = found["observed"]
    x, y = plots.square(found["predicted"], observed["value"])
    known = observed["lower"] is not None and observed["upper"] is not None
    return Point(
        f"{number(found['low'], language)} – {number(found['high'], language)}",
        number(found["predicted"], language),
        estimated(observed, language),
        x,
        y,
        (plots.square(0, observed["lower"])[1], plots.square(0, observed["upper"])[1]) if known else None,
    )
