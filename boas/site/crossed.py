"""Groups of several dimensions at once beside everybody: shown, not compared, having no reference of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from boas.finding import Language
from boas.site.dotplots import Estimated, Line, Plot, Row, Shape, estimated, plot, shared_scale, span_of, wrapped
from boas.site.gaps import group_name
from boas.site.groups import Strata
from boas.site.words import label, within

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Crossed:
    """All groups of the same dimensions."""

    id: str
    label: str
    everybody: Estimated
    groups: tuple[tuple[str, Estimated], ...]
    lowest: tuple[str, Estimated] | None
    """The group with the lowest value."""
    plot: Plot


def crossed(strata: Strata, metric: str, prefix: str, language: Language) -> tuple[Crossed, ...]:
    """One plot for each set of dimensions that was crossed."""
    everybody = strata.get(())
    if not everybody or metric not in everybody["estimates"]:
        return ()
    sets: dict[tuple[str, ...], list[tuple[str, Json]]] = {}
    for groups, stratum in strata.items():
        if len(groups) > 1 and metric in stratum["estimates"]:
            sets.setdefault(tuple(name for name, _ in groups), []).append((words(groups, language), stratum))
    whole = everybody["estimates"][metric]
    return tuple(
        together(names, found, whole, f"{prefix}-{'-'.join(names)}", language) for names, found in sets.items()
    )


def words(groups: tuple[tuple[str, str], ...], language: Language) -> str:
    """A crossed group in words: `75 et plus, femmes`."""
    return ", ".join(group_name(dimension, group, language) for dimension, group in groups)


def together(
    names: tuple[str, ...], found: Sequence[tuple[str, Json]], whole: Json, name: str, language: Language
) -> Crossed:
    """One set of dimensions."""
    estimates = [stratum["estimates"][whole["metric"]] for _, stratum in found]
    said = [
        (group, estimated(estimate, language, stratum))
        for (group, stratum), estimate in zip(found, estimates, strict=True)
    ]
    rows = [row(*one, estimate) for one, estimate in zip(said, estimates, strict=True)]
    known = [(estimate["value"], place) for place, estimate in enumerate(estimates) if estimate["value"] is not None]
    line = None if whole["value"] is None else Line(whole["value"], None)
    scale = shared_scale(whole["metric"], rows, [line] if line else [], language)
    dimensions = [label("subgroup_dimensions", dimension, language) for dimension in names]
    return Crossed(
        name,
        " × ".join([dimensions[0], *map(within, dimensions[1:])]),
        estimated(whole, language),
        tuple(said),
        said[min(known)[1]] if known else None,
        plot(name, rows, scale, line),
    )


def row(group: str, said: Estimated, estimate: Json) -> Row:
    """A crossed group as a row of a plot."""
    shape: Shape = "none" if estimate["value"] is None else "dot"
    return Row(wrapped(group), said, span_of(estimate), shape)
