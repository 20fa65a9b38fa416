"""Ranges of a notice as stretches of versions between two ends, the way OSV tells them: in at one, out at the other.

Semver 2.0.0 (§11) gives every version one that comes right after it: nothing lies between 1.0.0 and 1.0.1-0, nor
between 1.0.0-rc.1 and 1.0.0-rc.1.0. So each comparison, `>`, `<=` and `!=` too, is told exactly with `introduced`
and `fixed` alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from boas.documents import parse_comparators, parse_version

FROM_THE_START = "0"
"""What OSV writes for the beginning of all versions."""


@dataclass(frozen=True, slots=True)
class VersionSpan:
    """All versions from one on, up to another one that is outside."""

    first: str
    """The least version inside; `0` when all before the end are."""
    end: str
    """The least version after it that is outside; empty when none is."""


def list_spans(text: str) -> tuple[VersionSpan, ...]:
    """The stretches of versions that a range holds, in order; none of a range that holds nothing, or of no range."""
    low, high, holes = "", "", []
    for sign, version in parse_comparators(text) or (("<", "0.0.0-0"), (">", "0.0.0-0")):
        if sign in {">=", ">", "=="}:
            low = _take_greater(low, version if sign != ">" else find_next_version(version))
        if sign in {"<", "<=", "=="}:
            high = _take_less(high, version if sign == "<" else find_next_version(version))
        if sign == "!=":
            holes.append(version)
    return tuple(_iter_spans(low, high, holes))


def _iter_spans(low: str, high: str, holes: Iterable[str]) -> Iterable[VersionSpan]:
    """The stretches from one version to another, cut at the versions left out."""
    for hole in sorted(set(holes), key=parse_version):
        if low and parse_version(hole) < parse_version(low):
            continue
        if high and parse_version(hole) >= parse_version(high):
            break
        if not low or parse_version(low) < parse_version(hole):
            yield VersionSpan(low or FROM_THE_START, hole)
        low = find_next_version(hole)
    if not low or not high or parse_version(low) < parse_version(high):
        yield VersionSpan(low or FROM_THE_START, high)


def find_next_version(version: str) -> str:
    """The version right after one, with nothing between them."""
    parsed = parse_version(version)
    return f"{version}.0" if parsed.prerelease else f"{parsed.bump_patch()}-0"


def _take_greater(one: str, other: str) -> str:
    """The later of two versions; one that is not given counts for nothing."""
    return max(filter(None, (one, other)), key=parse_version)


def _take_less(one: str, other: str) -> str:
    """The earlier of two versions; one that is not given counts for nothing."""
    return min(filter(None, (one, other)), key=parse_version)
