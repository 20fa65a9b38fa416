"""Margins: which rows of a table together count the same people as another row.

People are broken down by site and by dimensions. A stratum and the rows that fix just one dimension more (or
several at once, when no row lies between) make a margin. A stratum without a row of its own is added where
finer rows show that there is one, so that all breakdowns of it have the same sum.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from boas.evidence._counts import Stratum

Shape = frozenset[str]
"""The dimensions that a stratum fixes, and `site`."""

MOST_SHAPES = 32
"""Shapes of one variant past which no margin is searched."""
_MOST_LOOKS = 60_000
"""Strata times shapes past which no margin is searched."""
_MOST_FILLED = 20_000
"""Pairs of a whole and a part past which no missing part is added."""


@dataclass(frozen=True, slots=True)
class Margin:
    """One stratum and the strata that add up to it."""

    whole: Stratum
    parts: tuple[Stratum, ...]
    by: tuple[str, ...]
    """Dimensions, or `site`, by which the parts differ."""


def get_shape(stratum: Stratum) -> Shape:
    """Return the dimensions a stratum is broken down by, and `site` when it is of one site."""
    return frozenset((*stratum.dimensions, "site") if stratum.site else stratum.dimensions)


def project_stratum(stratum: Stratum, shape: Shape) -> Stratum:
    """The coarser stratum that fixes only what the shape names."""
    groups = tuple(pair for pair in stratum.groups if pair[0] in shape)
    return Stratum(stratum.variant, stratum.site if "site" in shape else "", groups)


def has_too_many_margins(strata: Collection[Stratum]) -> bool:
    """Whether a table has too many strata and shapes to search its margins; no real table has."""
    shapes = {(stratum.variant, get_shape(stratum)) for stratum in strata}
    most = max(Counter(variant for variant, _ in shapes).values(), default=0)
    return most > MOST_SHAPES or len(strata) * most > _MOST_LOOKS


def find_margins(strata: Iterable[Stratum], *, filled: bool = False) -> tuple[Margin, ...]:
    """Find all margins of the strata of one file, never across variants; none when `has_too_many_margins`.

    Args:
        strata: The strata of the rows.
        filled: Whether every group that is listed anywhere for a dimension is a part of each stratum that the
            dimension breaks down; otherwise a part that is not listed is empty.
    """
    listed = tuple(strata)
    if has_too_many_margins(listed):
        return ()
    by_variant: dict[str, dict[Shape, dict[Stratum, None]]] = {}
    for stratum in listed:
        by_variant.setdefault(stratum.variant, {}).setdefault(get_shape(stratum), {})[stratum] = None
    return tuple(
        margin for by_shape in by_variant.values() for margin in _find_variant_margins(by_shape, filled=filled)
    )


def _find_variant_margins(by_shape: dict[Shape, dict[Stratum, None]], *, filled: bool) -> Iterator[Margin]:
    by_shape |= {shape: {} for shape in _find_meeting_shapes(by_shape)}
    finer = {shape: [other for other in by_shape if shape < other] for shape in by_shape}
    if filled:
        _fill_missing_parts(by_shape, finer)
    for shape in sorted(by_shape, key=len, reverse=True):
        by_shape[shape] |= {
            project_stratum(stratum, shape): None for other in finer[shape] for stratum in by_shape[other]
        }
    for shape, wholes in by_shape.items():
        parts = {other: _group_by_projection(by_shape[other], shape) for other in finer[shape]}
        for whole in wholes:
            yield from _iter_stratum_margins(whole, shape, parts)


def _find_meeting_shapes(shapes: Collection[Shape]) -> list[Shape]:
    """Shapes without a row, which two breakdowns have in common."""
    found: set[Shape] = set(shapes)
    while len(found) <= MOST_SHAPES:
        more = {shape & other for shape, other in combinations(found, 2)} - found
        if not more:
            return sorted(found - set(shapes), key=sorted)
        found |= more
    return []


def _fill_missing_parts(by_shape: Mapping[Shape, dict[Stratum, None]], finer: Mapping[Shape, list[Shape]]) -> None:
    """Add the parts that are not listed, the coarsest first."""
    for shape in sorted(by_shape, key=len):
        for other in finer[shape]:
            added = other - shape
            if len(added) == 1 and len(by_shape[shape]) * len(by_shape[other]) <= _MOST_FILLED:
                values = dict.fromkeys(project_stratum(stratum, added) for stratum in by_shape[other])
                by_shape[other].update(
                    (_combine_strata(whole, value), None) for whole in by_shape[shape] for value in values
                )


def _combine_strata(stratum: Stratum, other: Stratum) -> Stratum:
    """The stratum that fixes what either of two strata fixes."""
    return Stratum(stratum.variant, stratum.site or other.site, tuple(sorted((*stratum.groups, *other.groups))))


def _group_by_projection(strata: Iterable[Stratum], shape: Shape) -> dict[Stratum, list[Stratum]]:
    found: dict[Stratum, list[Stratum]] = {}
    for stratum in strata:
        found.setdefault(project_stratum(stratum, shape), []).append(stratum)
    return found


def _iter_stratum_margins(
    whole: Stratum, shape: Shape, parts: Mapping[Shape, Mapping[Stratum, list[Stratum]]]
) -> Iterator[Margin]:
    """Margins of one stratum; a breakdown finer than another one is a margin of the latter's parts."""
    there = [other for other, found in parts.items() if whole in found]
    for other in there:
        if not any(between < other for between in there):
            yield Margin(whole, tuple(parts[other][whole]), tuple(sorted(other - shape)))
