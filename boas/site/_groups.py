"""The groups of one dimension beside their reference: a plot, and the rows of the table that says the same.

Groups come in the order of the file; one without a value keeps its row.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from boas.evidence import CROSS
from boas.index import ContrastRow, DisparityRow, EstimateAnswer, RecomputedRow
from boas.site._dotplots import (
    EstimateView,
    Plot,
    PlotRow,
    ReferenceLine,
    Shape,
    build_estimate_view,
    build_plot,
    build_shared_scale,
    to_value_range,
    wrap_label,
)
from boas.site._gaps import (
    STATES,
    GapVerdict,
    count_by_state,
    name_dimension,
    name_group,
    rank_gap,
    select_verdict,
    split_groups,
)
from boas.site._numbers import (
    format_number,
    format_p_value,
    format_points,
    format_points_interval,
    format_ratio,
    format_ratio_interval,
)
from boas.translation import Language

_GroupEntry = tuple[str, EstimateAnswer, DisparityRow | None]
"""A group, its estimate, and its gap; the reference has none."""
_Strata = Mapping[tuple[tuple[str, str], ...], RecomputedRow]
"""What was recomputed of one variant over all sites by their groups, in the order of the file."""


@dataclass(frozen=True, slots=True)
class _Group:
    """One group beside its reference."""

    label: str
    said: EstimateView
    difference: str
    """In percentage points, with its interval; empty when there is none."""
    ratio: str
    p: str
    state: str
    """Term of the vocabulary `disparity_states`; empty for the reference."""
    n_to_decide: str
    prevalence: EstimateView | None


@dataclass(frozen=True, slots=True)
class Dimension:
    """All groups of one dimension."""

    id: str
    label: str
    reference: str
    reference_value: str
    """Empty when the reference has none."""
    is_declared: bool
    """Whether the evaluation chose the reference, or it is only the largest group."""
    groups: tuple[_Group, ...]
    plot: Plot
    verdict: GapVerdict | None
    n_by_state: tuple[tuple[str, int], ...]
    gaps: tuple[DisparityRow, ...]
    """What it was made from."""


def select_strata(recomputed: Iterable[RecomputedRow], variant: str) -> _Strata:
    """What was recomputed for one variant over all sites."""
    return {
        tuple(one.stratum.groups.items()): one
        for one in recomputed
        if one.stratum.variant == variant and not one.stratum.site
    }


def build_dimensions(
    gaps: Sequence[DisparityRow], strata: _Strata, prefix: str, language: Language
) -> tuple[Dimension, ...]:
    """Every dimension of one variant for one metric, the gravest gap first; all plots share one axis."""
    by_name: dict[str, list[DisparityRow]] = {}
    for gap in sorted(gaps, key=rank_gap, reverse=True):
        by_name.setdefault(gap.dimension, []).append(gap)
    found = {name: _sort_entries(own, strata) for name, own in by_name.items()}
    rows = {name: tuple(_build_plot_row(name, entry, strata, language) for entry in own) for name, own in found.items()}
    lines = {name: _build_reference_line(own[0]) for name, own in by_name.items()}
    scale = build_shared_scale(
        gaps[0].metric, (row for own in rows.values() for row in own), filter(None, lines.values()), language
    )
    drawn = {name: build_plot(name_plot(prefix, name), rows[name], scale, lines[name]) for name in by_name}
    return tuple(_build_dimension(own, found[name], strata, drawn[name], language) for name, own in by_name.items())


def name_plot(prefix: str, dimension: str) -> str:
    """What the plot of a dimension is called on its page and in addresses."""
    return f"{prefix}-{dimension.replace(CROSS, '-')}"


def _build_dimension(
    gaps: Sequence[DisparityRow], found: Sequence[_GroupEntry], strata: _Strata, drawn: Plot, language: Language
) -> Dimension:
    """One dimension from its gaps."""
    first = gaps[0]
    return Dimension(
        drawn.id,
        name_dimension(first.dimension, language),
        name_group(first.dimension, first.reference, language),
        build_estimate_view(first.reference_estimate, language).value,
        first.is_declared,
        tuple(_build_group(first.dimension, entry, strata, language) for entry in found),
        drawn,
        select_verdict(gaps, language),
        count_by_state(gaps),
        tuple(gaps),
    )


def _sort_entries(gaps: Sequence[DisparityRow], strata: _Strata) -> tuple[_GroupEntry, ...]:
    """The reference and the groups held against it, in the order of the file."""
    first = gaps[0]
    found: list[_GroupEntry] = [(first.reference, first.reference_estimate, None)]
    found += [(gap.group, gap.estimate, gap) for gap in gaps]
    places = {groups: place for place, groups in enumerate(strata)}
    return tuple(sorted(found, key=lambda entry: places.get(split_groups(first.dimension, entry[0]), len(places))))


def _build_plot_row(dimension: str, entry: _GroupEntry, strata: _Strata, language: Language) -> PlotRow:
    """A group as a row of a plot."""
    name, estimate, gap = entry
    said = build_estimate_view(estimate, language, strata.get(split_groups(dimension, name)))
    return PlotRow(
        wrap_label(name_group(dimension, name, language)), said, to_value_range(estimate), _choose_shape(estimate, gap)
    )


def _choose_shape(estimate: EstimateAnswer, gap: DisparityRow | None) -> Shape:
    """A diamond for a gap that is shown, a square for the reference, a dot for all others that have a value."""
    if estimate.value is None:
        return "none"
    if gap is None:
        return "square"
    return "diamond" if gap.state == STATES[0] else "dot"


def _build_reference_line(gap: DisparityRow) -> ReferenceLine | None:
    """The dashed line and the strip of the margin around it; nothing when the reference has no value."""
    value = gap.reference_estimate.value
    return None if value is None else ReferenceLine(value, gap.margin)


def _build_group(dimension: str, entry: _GroupEntry, strata: _Strata, language: Language) -> _Group:
    """A group as a row of the table."""
    name, estimate, gap = entry
    stratum = strata.get(split_groups(dimension, name))
    prevalence = stratum.estimates.get("prevalence") if stratum else None
    return _Group(
        name_group(dimension, name, language),
        build_estimate_view(estimate, language, stratum),
        _format_difference_with_interval(gap.difference, language) if gap and gap.difference else "",
        _format_ratio_with_interval(gap.ratio, language) if gap and gap.ratio else "",
        format_p_value(gap.p_value, language) if gap and gap.p_value is not None else "",
        gap.state if gap else "",
        format_number(gap.n_to_decide, language) if gap and gap.n_to_decide is not None else "",
        build_estimate_view(prevalence, language, stratum) if prevalence else None,
    )


def _format_difference_with_interval(found: ContrastRow, language: Language) -> str:
    """A difference in percentage points with its interval."""
    return f"{format_points(found.value, language)} {format_points_interval(found.lower, found.upper, language)}"


def _format_ratio_with_interval(found: ContrastRow, language: Language) -> str:
    """A ratio with its interval."""
    return f"{format_ratio(found.value, language)} {format_ratio_interval(found.lower, found.upper, language)}"
