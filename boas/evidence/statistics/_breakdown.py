"""Which strata a file speaks of, which others follow by summing its rows, and in what order they are shown.

It reads the strata of rows, never their counts.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from boas.evidence._counts import Stratum
from boas.evidence._dimensions import is_unknown

_T = TypeVar("_T")
_Thing = tuple[str, str]
"""A dimension and a group, or `site` and a site: one thing a stratum fixes."""
_EVERYBODY: _Thing = ("", "")
"""Stands for fixing nothing."""
_Members = dict[tuple[str, ...], dict[_Thing, list[int]]]
"""Positions of strata under the dimensions they fix (`site` first): all of them, and those of each thing."""


def find_sources(strata: Sequence[Stratum], hidden: Callable[[int], int]) -> dict[Stratum, tuple[int, ...]]:
    """Find the positions that give each stratum: its own (the first, if it is there twice), or those it is the sum of.

    Beside the strata given: everybody, each site and each group, per variant. Of the ways to sum one, that
    with the fewest further breakdowns is taken, and among those the one with the fewest suppressed cells. Variants
    are never summed.

    Args:
        strata: The strata of the rows of one table, in order.
        hidden: Counts the unknown cells of the row at a position.
    """
    found: dict[Stratum, tuple[int, ...]] = {}
    for position, stratum in enumerate(strata):
        found.setdefault(stratum, (position,))
    wanted = [(variant, _EVERYBODY) for variant in dict.fromkeys(stratum.variant for stratum in found)]
    crossed = ((stratum.variant, _list_things(stratum)) for stratum in found if _is_crossed(stratum))
    wanted += dict.fromkeys((variant, thing) for variant, things in crossed for thing in things)
    summed = {(variant, thing): _build_stratum(variant, thing) for variant, thing in wanted}
    summed = {key: stratum for key, stratum in summed.items() if stratum not in found}
    members = _group_by_variant(found) if summed else {}
    return found | {
        stratum: tuple(_select_summable(members[variant], thing, hidden))
        for (variant, thing), stratum in summed.items()
    }


def _is_crossed(stratum: Stratum) -> bool:
    """Whether a stratum fixes more than one thing."""
    return len(stratum.groups) + bool(stratum.site) > 1


def _list_things(stratum: Stratum) -> tuple[_Thing, ...]:
    """What a stratum fixes beside its variant."""
    return (("site", stratum.site), *stratum.groups) if stratum.site else stratum.groups


def _group_by_variant(given: Mapping[Stratum, tuple[int, ...]]) -> dict[str, _Members]:
    """Positions of each variant by what their strata fix."""
    found: dict[str, _Members] = defaultdict(dict)
    for stratum, positions in given.items():
        things = _list_things(stratum)
        of_shape = found[stratum.variant].setdefault(tuple([dimension for dimension, _ in things]), {})
        for thing in (_EVERYBODY, *things):
            of_shape.setdefault(thing, []).extend(positions)
    return found


def _build_stratum(variant: str, thing: _Thing) -> Stratum:
    """The stratum that fixes one thing, or nothing."""
    if thing == _EVERYBODY:
        return Stratum(variant)
    return Stratum(variant, thing[1]) if thing[0] == "site" else Stratum(variant, "", (thing,))


def _select_summable(members: _Members, thing: _Thing, hidden: Callable[[int], int]) -> list[int]:
    """The positions that add up to those who have one thing in common."""
    ways = [(len(shape), of_shape[thing]) for shape, of_shape in members.items() if thing in of_shape]
    fewest = min(n_fixed for n_fixed, _ in ways)
    return min((way for n_fixed, way in ways if n_fixed == fewest), key=lambda way: sum(map(hidden, way)))


def sort_strata(given: Mapping[Stratum, _T], dimensions: Sequence[str]) -> Iterator[tuple[Stratum, _T]]:
    """Sort strata: per variant everybody, sites, groups by dimension, each with `unknown` last, then finer breakdowns.

    Args:
        given: The strata, each with what goes with it; in all else what comes first stays first.
        dimensions: The order of dimensions.
    """
    caches: dict[str, dict[tuple[int, int, bool], list[tuple[Stratum, _T]]]] = {}
    rank = {dimension: number for number, dimension in enumerate(dimensions)}
    for item in given.items():
        of_variant = caches.setdefault(item[0].variant, {})
        of_variant.setdefault(_rank_stratum(item[0], rank), []).append(item)
    for of_variant in caches.values():
        for key in sorted(of_variant):
            yield from of_variant[key]


_WHOLE, _SITES, _GROUPS, _CROSSED, _CROSSED_AT_SITES = range(5)


def _rank_stratum(stratum: Stratum, rank: Mapping[str, int]) -> tuple[int, int, bool]:
    """Where a stratum stands among those of its variant."""
    groups = stratum.groups
    if not groups:
        return (_SITES if stratum.site else _WHOLE, 0, is_unknown(stratum.site))
    if stratum.site or len(groups) > 1:
        return (_CROSSED_AT_SITES if stratum.site else _CROSSED, 0, False)
    dimension, group = groups[0]
    return (_GROUPS, rank.get(dimension, len(rank)), is_unknown(group))
