"""Which strata a file speaks of, which others follow by summing its rows, and in what order they are shown.

Looks at what rows fix (variant, site, groups), never at what they count.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from boas.evidence.counts import Stratum
from boas.evidence.dimensions import is_unknown

T = TypeVar("T")
Thing = tuple[str, str]
"""A dimension and a group, or `site` and a site: one thing a stratum fixes."""
EVERYBODY: Thing = ("", "")
"""Stands for fixing nothing."""
Members = dict[tuple[str, ...], dict[Thing, list[int]]]
"""Positions of strata under the dimensions they fix (`site` first): all of them, and those of each thing."""


def sources(strata: Sequence[Stratum], hidden: Callable[[int], int]) -> dict[Stratum, tuple[int, ...]]:
    """Positions that give each stratum: its own (the first, if it is there twice), or those it is the sum of.

    Beside the strata given: everybody, each site and each group, per variant. Of the ways to sum one, that
    with the fewest further breakdowns is taken, and among those the one that hides least; `hidden` counts
    what is unknown at a position. Variants are never summed.
    """
    found: dict[Stratum, tuple[int, ...]] = {}
    for position, stratum in enumerate(strata):
        found.setdefault(stratum, (position,))
    wanted = [(variant, EVERYBODY) for variant in dict.fromkeys(stratum.variant for stratum in found)]
    crossed = ((stratum.variant, things_of(stratum)) for stratum in found if is_crossed(stratum))
    wanted += dict.fromkeys((variant, thing) for variant, things in crossed for thing in things)
    summed = {(variant, thing): stratum_of(variant, thing) for variant, thing in wanted}
    summed = {key: stratum for key, stratum in summed.items() if stratum not in found}
    members = by_variant(found) if summed else {}
    return found | {
        stratum: tuple(summable(members[variant], thing, hidden)) for (variant, thing), stratum in summed.items()
    }


def is_crossed(stratum: Stratum) -> bool:
    """Whether a stratum fixes more than one thing."""
    return len(stratum.groups) + bool(stratum.site) > 1


def things_of(stratum: Stratum) -> tuple[Thing, ...]:
    """What a stratum fixes beside its variant."""
    return (("site", stratum.site), *stratum.groups) if stratum.site else stratum.groups


def by_variant(given: Mapping[Stratum, tuple[int, ...]]) -> dict[str, Members]:
    """Positions of each variant by what their strata fix."""
    found: dict[str, Members] = defaultdict(dict)
    for stratum, positions in given.items():
        things = things_of(stratum)
        of_shape = found[stratum.variant].setdefault(tuple([dimension for dimension, _ in things]), {})
        for thing in (EVERYBODY, *things):
            of_shape.setdefault(thing, []).extend(positions)
    return found


def stratum_of(variant: str, thing: Thing) -> Stratum:
    """The stratum that fixes one thing, or nothing."""
    if thing == EVERYBODY:
        return Stratum(variant)
    return Stratum(variant, thing[1]) if thing[0] == "site" else Stratum(variant, "", (thing,))


def summable(members: Members, thing: Thing, hidden: Callable[[int], int]) -> list[int]:
    """The positions that add up to those who have one thing in common."""
    ways = [(len(shape), of_shape[thing]) for shape, of_shape in members.items() if thing in of_shape]
    fewest = min(n_fixed for n_fixed, _ in ways)
    return min((way for n_fixed, way in ways if n_fixed == fewest), key=lambda way: sum(map(hidden, way)))


def ordered(given: Mapping[Stratum, T], dimensions: Sequence[str]) -> Iterator[tuple[Stratum, T]]:
    """Per variant: everybody, sites, groups by dimension, each with `unknown` last, then finer breakdowns.

    Otherwise what comes first stays first; `dimensions` gives the order of dimensions.
    """
    shelves: dict[str, dict[tuple[int, int, bool], list[tuple[Stratum, T]]]] = {}
    rank = {dimension: number for number, dimension in enumerate(dimensions)}
    for item in given.items():
        of_variant = shelves.setdefault(item[0].variant, {})
        of_variant.setdefault(shelf(item[0], rank), []).append(item)
    for of_variant in shelves.values():
        for key in sorted(of_variant):
            yield from of_variant[key]


WHOLE, SITES, GROUPS, CROSSED, CROSSED_AT_SITES = range(5)


def shelf(stratum: Stratum, rank: Mapping[str, int]) -> tuple[int, int, bool]:
    """Where a stratum stands among those of its variant."""
    groups = stratum.groups
    if not groups:
        return (SITES if stratum.site else WHOLE, 0, is_unknown(stratum.site))
    if stratum.site or len(groups) > 1:
        return (CROSSED_AT_SITES if stratum.site else CROSSED, 0, False)
    dimension, group = groups[0]
    return (GROUPS, rank.get(dimension, len(rank)), is_unknown(group))
