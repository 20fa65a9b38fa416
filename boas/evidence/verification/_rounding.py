"""Printed numbers held to their own digits: which counts a rounded rate can stand for, and whose interval it has.

A number printed as 0.605 stands for anything that rounds to it, half a unit of its last digit either way, both ends
included: whether its source rounds halves up or to even is not known. Each number is checked by itself.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from boas.evidence._digits import PrintedNumber, choose_decimals, format_number
from boas.evidence.statistics import (
    Array,
    IntervalBounds,
    compute_agresti_coull,
    compute_clopper_pearson,
    compute_jeffreys,
    compute_logit_wald,
    compute_mid_p,
    compute_wald,
    compute_wald_corrected,
    compute_wilson,
    compute_wilson_corrected,
    may_have_mid_p,
)
from boas.translation import Message

_Method = Callable[[Array, Array, float], IntervalBounds]
"""Counts, sizes and a level to both bounds."""

METHODS: Mapping[str, _Method] = MappingProxyType(
    {
        "wilson": compute_wilson,
        "wald": compute_wald,
        "clopper-pearson": compute_clopper_pearson,
        "wilson-corrected": compute_wilson_corrected,
        "wald-corrected": compute_wald_corrected,
        "agresti-coull": compute_agresti_coull,
        "jeffreys": compute_jeffreys,
        "logit-wald": compute_logit_wald,
        "mid-p": compute_mid_p,
    }
)
"""Intervals that a printed one is compared with, by term of the vocabulary `interval_methods`, the most usual first."""

USUAL = ("wilson", "wald", "clopper-pearson")
"""Those that nearly every source uses: shown beside an interval that none gives."""

BY_HALVING = "mid-p"
"""The one that takes too long to be tried for every size."""

_LIKE_WILSON = frozenset({"clopper-pearson", "jeffreys", "mid-p"})
"""Methods that come to Wilson's bounds for very many people."""

MOST_TRIED = 1_000
"""Counts whose intervals are all computed."""

_MOST_HALVINGS = 64
"""Steps by which any number of 18 digits is found."""

LARGEST_SIZE = 100_000_000
"""Largest size looked for behind an interval printed without one: more than live in France.

Past it, the exact interval is Wilson's to more digits than anybody prints, and computing it takes long.
"""

_SHARES = 9
"""Proportions tried between the two ends of a rounded one."""

NOISE = 1e-9
"""What binary fractions may add to half a unit."""


Truths = NDArray[np.bool_]


def rounds_to(value: float, number: PrintedNumber) -> bool:
    """Whether a computed value is printed like this."""
    scale: int = 10**number.decimals
    return abs(value * scale - number.units) <= 0.5 + NOISE * max(1, abs(number.units))


def cuts_to(value: float, number: PrintedNumber) -> bool:
    """Whether a computed value is printed like this when further digits are cut off instead of rounded."""
    scale: int = 10**number.decimals
    return 0 <= abs(value) * scale - abs(number.units) < 1


def list_numerators(number: PrintedNumber, n: int) -> range:
    """Counts of n that make a proportion printed like this; exact whatever the size."""
    scale = 2 * 10**number.decimals
    return _clip_range(-(-(2 * number.units - 1) * n // scale), (2 * number.units + 1) * n // scale, n)


def list_cut_numerators(number: PrintedNumber, n: int) -> range:
    """Counts of n that make a proportion printed like this by cutting digits off and not by rounding."""
    scale = 10**number.decimals
    cut = _clip_range(-(-number.units * n // scale), -(-(number.units + 1) * n // scale) - 1, n)
    rounded = list_numerators(number, n)
    return range(max(cut.start, rounded.stop), cut.stop)


def _clip_range(first: int, last: int, n: int) -> range:
    """Whole numbers between two ends that are counts of n; without those that are none."""
    return range(max(first, 0), max(min(last, n) + 1, first, 0))


def is_informative(number: PrintedNumber, n: int) -> bool:
    """Whether some numbers with so many digits are no proportion of n: only then is being possible informative.

    From `10**decimals` on, every number is a proportion of n to within rounding.
    """
    return bool(n < 10**number.decimals)


def find_methods(
    counts: Sequence[int], n: int, lower: PrintedNumber, upper: PrintedNumber, level: float
) -> dict[str, tuple[int, int]]:
    """Methods that give a printed interval for some of these counts of n, each with the smallest and largest of them.

    Of up to `MOST_TRIED` counts each is tried. Of more, the ends are searched for: there, bounds only rise with counts.
    """
    look = _match_each if len(counts) <= MOST_TRIED else _search_ends
    found = {}
    for name in METHODS if counts else ():
        ends = look(_select_method(name, n), counts, n, (lower, upper), level)
        if ends is not None:
            found[name] = ends
    return found


def _match_each(
    method: _Method, counts: Sequence[int], n: int, bounds: tuple[PrintedNumber, PrintedNumber], level: float
) -> tuple[int, int] | None:
    """First and last of a few counts for which both bounds are as printed."""
    tried = np.asarray(counts, dtype=np.float64)
    if method is compute_mid_p:
        tried = tried[may_have_mid_p(tried, n, bounds[0].ends, bounds[1].ends, level)]
    if not tried.size:
        return None
    low, high = method(tried, np.full_like(tried, n), level)
    found = tried[_match_bound(low, bounds[0]) & _match_bound(high, bounds[1])]
    return (int(found[0]), int(found[-1])) if found.size else None


def _match_bound(computed: Array, number: PrintedNumber) -> Truths:
    """Where a computed bound is printed like this."""
    low, high = number.ends
    return np.asarray((computed >= low - NOISE) & (computed <= high + NOISE))


def _search_ends(
    method: _Method, counts: Sequence[int], n: int, bounds: tuple[PrintedNumber, PrintedNumber], level: float
) -> tuple[int, int] | None:
    """The same for many counts."""
    (low, past_low), (high, past_high) = (bound.ends for bound in bounds)

    def is_reached(k: Array) -> Truths:
        lows, highs = method(k, np.full_like(k, n), level)
        reached = (lows[0] >= low - NOISE) & (highs[0] >= high - NOISE)
        return np.stack([reached, (lows[1] > past_low + NOISE) | (highs[1] > past_high + NOISE)])

    first, stop = _search_smallest(is_reached, np.full(2, counts[0]), np.full(2, counts[-1] + 1))
    return (int(first), int(stop) - 1) if first < stop else None


def _select_method(name: str, n: int) -> _Method:
    """A method that serves for a size."""
    return METHODS["wilson" if name in _LIKE_WILSON and n > LARGEST_SIZE else name]


def compute_interval(method: str, k: int, n: int, level: float) -> tuple[float, float]:
    """Bounds that one method gives for k of n."""
    lower, upper = _select_method(method, n)(np.asarray(k, dtype=np.float64), np.asarray(n, dtype=np.float64), level)
    return float(lower), float(upper)


@lru_cache(maxsize=1024)
def find_sizes(
    value: PrintedNumber, lower: PrintedNumber, upper: PrintedNumber, level: float
) -> Mapping[str, tuple[int, int]]:
    """Methods that give a printed interval around a printed proportion, each with the smallest and largest n for it.

    `SHARES` proportions that round to the value are tried. A largest n of `LARGEST_SIZE` means that or more.
    """
    least, most = (min(1.0, max(0.0, end)) for end in value.ends)
    shares = np.linspace(least, most, _SHARES)
    found = {}
    for name, method in METHODS.items():
        if name == BY_HALVING:
            continue
        first, stop = _search_sizes(method, shares, lower, upper, level)
        if (first < stop).any():
            found[name] = int(first[first < stop].min()), int(min(stop[first < stop].max() - 1, LARGEST_SIZE))
    return MappingProxyType(found)


def _search_sizes(method: _Method, shares: Array, lower: PrintedNumber, upper: PrintedNumber, level: float) -> Array:
    """From which size on both bounds are near enough, and from which on one of them is past what is printed.

    For one proportion the lower bound only rises with n and the upper one only falls, once there is one whole
    person on either side.
    """
    (low, past_low), (past_high, high) = lower.ends, upper.ends

    def is_reached(n: Array) -> Truths:
        lows, highs = method(shares * n, n, level)
        near = (lows[0] >= low - NOISE) & (highs[0] <= high + NOISE)
        return np.stack([near, (lows[1] > past_low + NOISE) | (highs[1] < past_high - NOISE)])

    least = np.minimum(np.maximum(_compute_least_size(shares), _compute_least_size(1 - shares)), LARGEST_SIZE)
    return _search_smallest(is_reached, np.stack([least, least]), np.full((2, _SHARES), LARGEST_SIZE + 1))


def _compute_least_size(shares: Array) -> Array:
    """From which size on a share is about one person; 1 for nobody's share."""
    return np.floor(1 / np.where(shares > 0, shares, 1) + NOISE)


def _search_smallest(is_reached: Callable[[Array], Truths], low: Array, high: Array) -> Array:
    """The smallest number from `low` on that has a property which all larger ones have too; `high` when none has.

    Past what a binary fraction holds exactly, the last steps move nothing.
    """
    low, high = low.astype(np.float64), high.astype(np.float64)
    for _ in range(_MOST_HALVINGS):
        if (low >= high).all():
            break
        middle = np.floor((low + high) / 2)
        reached = is_reached(middle)
        low, high = np.where(reached, low, middle + 1), np.where(reached, middle, high)
    return low


def format_share(k: int, n: int, decimals: int) -> Message:
    """`121/200 = 0.605`, with `≈` where digits are left out."""
    top, bottom, rate = (
        format_number(k),
        format_number(n),
        format_number(k / n, decimals := choose_decimals([k / n], decimals)),
    )
    sign = "=" if k * 10**decimals % n == 0 else "≈"
    return Message("{top}/{bottom} {sign} {rate}", top=top, bottom=bottom, sign=sign, rate=rate)
