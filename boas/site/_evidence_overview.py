"""All evidence of a registry, ready to be drawn: evaluations by year, and by which groups algorithms were measured."""

from dataclasses import dataclass

from boas.index import DimensionTotal, EvidenceOverview, EvidenceYear, MeasuredAlgorithm
from boas.site._translations import LocalisedText, choose
from boas.translation import Language

_WIDTH, _HEIGHT = 720, 180
_MOST_LABELS = 12
"""Years named under the bars."""
_ROW, _BAR = 34, 12
MOST_ALGORITHMS = 60
"""Algorithms told on the page; the table beside it has all."""


@dataclass(frozen=True, slots=True)
class EvidenceBar:
    """Evaluations known by the end of a year: those of before, and those of the year on top of them."""

    row: EvidenceYear
    x: float
    width: float
    before: float
    new: float
    """Heights."""
    label: str
    """The year, where it is named."""


@dataclass(frozen=True, slots=True)
class YearChart:
    """Evaluations over the years."""

    bars: tuple[EvidenceBar, ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ShareBar:
    """One dimension: shares of algorithms measured by it, excused and silent, in percent of the width."""

    row: DimensionTotal
    y: int
    measured: float
    excused: float
    silent: float


@dataclass(frozen=True, slots=True)
class ShareChart:
    """By which groups of people algorithms were measured."""

    bars: tuple[ShareBar, ...]
    height: int


@dataclass(frozen=True, slots=True)
class _MeasuredView:
    """One algorithm with what it was measured by."""

    row: MeasuredAlgorithm
    name: LocalisedText
    states: tuple[str, ...]
    """`measured`, `excused`, `silent` or nothing, for each dimension of the table."""


def build_overview_content(answer: EvidenceOverview, language: Language) -> dict[str, object]:
    """What the page of all evidence asks for."""
    dimensions = [one.dimension for one in answer.dimensions]
    # Those that were measured by any group come first: the others are all alike.
    ranked = sorted(answer.algorithms, key=lambda one: not one.measured)
    shown = ranked[:MOST_ALGORITHMS]
    return {
        "overview": answer,
        "years": build_year_chart(answer),
        "shares": build_share_chart(answer),
        "dimensions": dimensions,
        "measured": tuple(
            _MeasuredView(one, choose(one.name, language), tuple(_find_state(one, name) for name in dimensions))
            for one in shown
        ),
        "n_measured": sum(bool(one.measured) for one in answer.algorithms),
        "n_more": len(ranked) - len(shown),
        "domains": tuple((one, choose(one.label, language)) for one in answer.domains),
    }


def _find_state(one: MeasuredAlgorithm, dimension: str) -> str:
    """How an algorithm stands to one dimension; nothing where it is not looked for."""
    states = {"measured": one.measured, "excused": one.excused, "silent": one.silent}
    return next((state for state, names in states.items() if dimension in names), "")


def build_year_chart(answer: EvidenceOverview) -> YearChart:
    """Bars of the years, one after the other."""
    years = answer.years
    highest = max((one.total for one in years), default=1) or 1
    pitch = _WIDTH / max(1, len(years))
    step = -(-len(years) // _MOST_LABELS) if years else 1

    def compute_height(n: int) -> float:
        return round(n * _HEIGHT / highest, 1)

    bars = tuple(
        EvidenceBar(
            one,
            round(place * pitch + pitch * 0.15, 1),
            round(min(pitch * 0.7, 48), 1),
            compute_height(one.total - one.n),
            compute_height(one.n),
            str(one.year) if (len(years) - 1 - place) % step == 0 else "",
        )
        for place, one in enumerate(years)
    )
    return YearChart(bars, _WIDTH, _HEIGHT)


def build_share_chart(answer: EvidenceOverview) -> ShareChart:
    """One bar for each dimension."""
    total = max(1, len(answer.algorithms))
    bars = tuple(
        ShareBar(one, place * _ROW, *(round(100 * n / total, 2) for n in (one.measured, one.excused, one.silent)))
        for place, one in enumerate(answer.dimensions)
    )
    return ShareChart(bars, len(bars) * _ROW + _BAR)
