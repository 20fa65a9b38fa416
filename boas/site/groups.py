"""The groups of one dimension beside their reference: a plot, and the rows of the table that says the same.

Groups come in the order of the file; one without a value keeps its row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from boas.evidence.counts import CROSS
from boas.finding import Language
from boas.site.dotplots import Estimated, Line, Plot, Row, Shape, estimated, plot, shared_scale, span_of, wrapped
from boas.site.gaps import STATES, Verdict, by_state, dimension_name, group_name, groups_of, verdict, weight
from boas.site.numbers import number, p_value, points, points_interval, ratio, ratio_interval

Json = dict[str, Any]

Entry = tuple[str, Json, Json | None]
"""A group, its estimate, and its gap; the reference has none."""
Strata = Mapping[tuple[tuple[str, str], ...], Json]
"""Records `Recomputed` of one variant over all sites by their groups, in the order of the file."""


@dataclass(frozen=True, slots=True)
class Group:
    """One group beside its reference."""

    label: str
    said: Estimated
    difference: str
    """In percentage points, with its interval; empty when there is none."""
    ratio: str
    p: str
    state: str
    """Term of the vocabulary `disparity_states`; empty for the reference."""
    n_to_decide: str
    prevalence: Estimated | None


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
    groups: tuple[Group, ...]
    plot: Plot
    verdict: Verdict | None
    n_by_state: tuple[tuple[str, int], ...]


def strata_of(evaluation: Json, variant: str) -> Strata:
    """What was recomputed for one variant over all sites."""
    return {
        tuple(one["stratum"]["groups"].items()): one
        for one in evaluation["recomputed"]
        if one["stratum"]["variant"] == variant and not one["stratum"]["site"]
    }


def dimensions(gaps: Sequence[Json], strata: Strata, prefix: str, language: Language) -> tuple[Dimension, ...]:
    """Every dimension of one variant for one metric, the gravest gap first; all plots share one axis."""
    by_name: dict[str, list[Json]] = {}
    for gap in sorted(gaps, key=weight, reverse=True):
        by_name.setdefault(gap["dimension"], []).append(gap)
    found = {name: entries(own, strata) for name, own in by_name.items()}
    rows = {name: tuple(row_of(name, entry, strata, language) for entry in own) for name, own in found.items()}
    lines = {name: line_of(own[0]) for name, own in by_name.items()}
    scale = shared_scale(
        gaps[0]["metric"], (row for own in rows.values() for row in own), filter(None, lines.values()), language
    )
    drawn = {name: plot(f"{prefix}-{anchor(name)}", rows[name], scale, lines[name]) for name in by_name}
    return tuple(dimension(own, found[name], strata, drawn[name], language) for name, own in by_name.items())


def anchor(dimension: str) -> str:
    """A dimension as a part of an address on the page."""
    return dimension.replace(CROSS, "-")


def dimension(
    gaps: Sequence[Json], found: Sequence[Entry], strata: Strata, drawn: Plot, language: Language
) -> Dimension:
    """One dimension from its gaps."""
    first = gaps[0]
    return Dimension(
        drawn.id,
        dimension_name(first["dimension"], language),
        group_name(first["dimension"], first["reference"], language),
        estimated(first["reference_estimate"], language).value,
        first["is_declared"],
        tuple(group(first["dimension"], entry, strata, language) for entry in found),
        drawn,
        verdict(gaps, language),
        by_state(gaps),
    )


def entries(gaps: Sequence[Json], strata: Strata) -> tuple[Entry, ...]:
    """The reference and the groups held against it, in the order of the file."""
    first = gaps[0]
    found: list[Entry] = [(first["reference"], first["reference_estimate"], None)]
    found += [(gap["group"], gap["estimate"], gap) for gap in gaps]
    places = {groups: place for place, groups in enumerate(strata)}
    return tuple(sorted(found, key=lambda entry: places.get(groups_of(first["dimension"], entry[0]), len(places))))


def row_of(dimension: str, entry: Entry, strata: Strata, language: Language) -> Row:
    """A group as a row of a plot."""
    name, estimate, gap = entry
    said = estimated(estimate, language, strata.get(groups_of(dimension, name)))
    return Row(wrapped(group_name(dimension, name, language)), said, span_of(estimate), shape(estimate, gap))


def shape(estimate: Json, gap: Json | None) -> Shape:
    """A diamond for a gap that is shown, a square for the reference, a dot for all others that have a value."""
    if estimate["value"] is None:
        return "none"
    if gap is None:
        return "square"
    return "diamond" if gap["state"] == STATES[0] else "dot"


def line_of(gap: Json) -> Line | None:
    """The dashed line and the strip of the margin around it; nothing when the reference has no value."""
    value = gap["reference_estimate"]["value"]
    return None if value is None else Line(value, gap["margin"])


def group(dimension: str, entry: Entry, strata: Strata, language: Language) -> Group:
    """A group as a row of the table."""
    name, estimate, gap = entry
    stratum = strata.get(groups_of(dimension, name))
    prevalence = stratum["estimates"].get("prevalence") if stratum else None
    return Group(
        group_name(dimension, name, language),
        estimated(estimate, language, stratum),
        difference_words(gap["difference"], language) if gap and gap["difference"] else "",
        ratio_words(gap["ratio"], language) if gap and gap["ratio"] else "",
        p_value(gap["p_value"], language) if gap and gap["p_value"] is not None else "",
        gap["state"] if gap else "",
        number(gap["n_to_decide"], language) if gap and gap["n_to_decide"] is not None else "",
        estimated(prevalence, language, stratum) if prevalence else None,
    )


def difference_words(found: Json, language: Language) -> str:
    """A difference in percentage points with its interval."""
    return f"{points(found['value'], language)} {points_interval(found['lower'], found['upper'], language)}"


def ratio_words(found: Json, language: Language) -> str:
    """A ratio with its interval."""
    return f"{ratio(found['value'], language)} {ratio_interval(found['lower'], found['upper'], language)}"
