"""People counted by their finest strata to rows for everybody, each site, each group and what is crossed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import prod

from boas.errors import UsageError
from boas.evidence._counts import CountsRow, CountsTable, Stratum
from boas.evidence.disclosure import Shape, get_shape, project_stratum
from boas.evidence.statistics import sort_strata
from boas.translation import Message

_MOST_ROWS = 5_000
"""Rows of the table past which it is no longer something one reads."""


def tabulate_counts(
    counts: Mapping[Stratum, Sequence[int]],
    dimensions: Sequence[str],
    crossings: Iterable[Sequence[str]] = (),
    threshold: int = 11,
) -> CountsTable:
    """Build the rows of every variant: everybody, each site, each group, and each combination of crossed dimensions.

    Combinations that nobody is in have rows of zeros, so that a row that is not there is one that was left out.

    Args:
        counts: True positives, false positives, false negatives and true negatives of the finest strata.
        dimensions: The dimensions, in the order of the columns.
        crossings: Sets of dimensions, or of dimensions and `site`, to break down by at once.
        threshold: The smallest count of people that may be published.

    Returns:
        The table as counted: nothing is suppressed yet.

    Raises:
        UsageError: When a crossing would make more than 5,000 rows.
    """
    shapes = list(
        dict.fromkeys(map(frozenset, ((), ("site",), *((dimension,) for dimension in dimensions), *crossings)))
    )
    rows: dict[Stratum, list[int]] = {}
    for variant, finest in _group_by_variant(counts).items():
        for shape in shapes:
            sums = _sum_by_shape(finest, shape)
            for stratum in _list_combinations(variant, shape, sums):
                rows[stratum] = sums.get(stratum, [0, 0, 0, 0])
    listed = []
    in_order = {stratum: rows[stratum] for stratum in sorted(rows, key=make_natural_key)}
    for stratum, (tp, fp, fn, tn) in sort_strata(in_order, dimensions):
        listed.append(CountsRow(stratum, tp, fp, fn, tn))
    return CountsTable(tuple(dimensions), tuple(listed), threshold)


def _group_by_variant(counts: Mapping[Stratum, Sequence[int]]) -> dict[str, dict[Stratum, Sequence[int]]]:
    """Counts of each variant."""
    found: dict[str, dict[Stratum, Sequence[int]]] = defaultdict(dict)
    for stratum, cells in counts.items():
        found[stratum.variant][stratum] = cells
    return found


def _sum_by_shape(finest: Mapping[Stratum, Sequence[int]], shape: Shape) -> dict[Stratum, list[int]]:
    """Counts of all who have the same site and groups, as far as the shape names them."""
    found: dict[Stratum, list[int]] = {}
    for stratum, cells in finest.items():
        if shape <= get_shape(stratum):
            sums = found.setdefault(project_stratum(stratum, shape), [0] * len(cells))
            sums[:] = (number + more for number, more in zip(sums, cells, strict=True))
    return found


def _list_combinations(variant: str, shape: Shape, there: Iterable[Stratum]) -> list[Stratum]:
    """Every combination of the values that each dimension has; raises `UsageError` when there are too many."""
    values: dict[str, dict[str, None]] = {name: {} for name in sorted(shape)}
    for stratum in there:
        for name, value in (("site", stratum.site), *stratum.groups):
            if name in values:
                values[name][value] = None
    if prod(len(found) for found in values.values()) > _MOST_ROWS:
        raise UsageError(
            Message("This crossing would make more than {most_rows} rows.", most_rows=_MOST_ROWS),
            Message("Cross fewer dimensions, or wider groups."),
        )
    found = (dict(zip(values, chosen, strict=True)) for chosen in product(*values.values()))
    return [Stratum(variant, mapping.pop("site", ""), tuple(mapping.items())) for mapping in found]


def make_natural_key(stratum: Stratum) -> tuple[object, ...]:
    """Order in which a reader expects strata: numbers inside names by size, 5-17 before 18-49."""
    names = (stratum.variant, stratum.site, *(text for pair in stratum.groups for text in pair))
    return tuple(tuple(map(_make_part_key, _PARTS.findall(name))) for name in names)


def _make_part_key(part: str) -> tuple[bool, int, str]:
    """Numbers before words."""
    is_number = part[0] in "0123456789"
    return not is_number, int(part) if is_number else 0, part


_PARTS = re.compile("[0-9]+|[^0-9]+")
