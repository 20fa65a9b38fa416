"""Versions and ranges of versions; loads no model, for those who ask about a version and nothing else."""

import re
from functools import lru_cache

import semver

_KEPT = 4096
"""Versions and ranges whose reading is kept: every notice is held against all versions of its algorithm."""


@lru_cache(maxsize=_KEPT)
def is_version(value: str) -> bool:
    """Semantic version 2.0.0 without build metadata, numbers of at most 6 digits (semver.org)."""
    if not semver.Version.is_valid(value) or "+" in value or "\n" in value:
        return False
    version = semver.Version.parse(value)
    return max(version.major, version.minor, version.patch) < 10**6


@lru_cache(maxsize=_KEPT)
def parse_version(version: str) -> semver.Version:
    """Sorts versions as semver 2.0.0 asks; raises `ValueError` for what `is_version` refuses."""
    return semver.Version.parse(version)


_RANGE = re.compile(r"\s*(==|!=|<=|>=|<|>)\s*([^\s,]+)\s*")


@lru_cache(maxsize=_KEPT)
def parse_comparators(text: str) -> tuple[tuple[str, str], ...] | None:
    """The comparisons of a range such as `>=1.0.0,<1.2.0`; nothing when it is not one."""
    found = [_RANGE.fullmatch(part) for part in text.split(",")]
    pairs = tuple((match[1], match[2]) for match in found if match)
    return pairs if len(pairs) == len(found) and all(is_version(version) for _, version in pairs) else None


def is_range(text: str) -> bool:
    """One or more comparisons with versions, joined by commas; all must hold."""
    return parse_comparators(text) is not None


@lru_cache(maxsize=_KEPT)
def is_in_range(version: str, text: str) -> bool:
    """Whether a version fulfils every comparison of a range; never true of a text that is no range, or no version.

    A version is compared as semver 2.0.0 orders versions (semver.org, §11), pre-releases among them and wherever they
    fall: `<1.1.0` holds 1.1.0-rc.1, and `<2.0.0` holds 2.0.0-rc.1; `<2.0.0-0` does not, for 0 is the least pre-release
    there is. Whoever used a release candidate of a harmful version used what was harmful. Libraries read the same text
    in other ways, see `schemas/version_ranges.yaml`.
    """
    pairs = parse_comparators(text)
    return (
        pairs is not None
        and is_version(version)
        and all(parse_version(version).match(f"{sign}{other}") for sign, other in pairs)
    )
