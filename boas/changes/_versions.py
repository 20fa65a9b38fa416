"""Version numbers: which step was taken, which must be, and from which version it is counted."""

from collections.abc import Iterable

from boas.changes._change import BUMPS, Bump
from boas.documents import parse_version


def compute_bump(old: str, new: str) -> Bump:
    """The step from one version to a greater one; pre-releases count as their release."""
    version, two = parse_version(old), parse_version(new)
    if version.major != two.major:
        return "major"
    if version.minor != two.minor:
        return "minor"
    return "patch" if version != two else "none"


def is_enough(old: str, new: str, required: Bump) -> bool:
    """Whether a step of version is at least what the changes ask for; from a pre-release to its own release it is."""
    version, two = parse_version(old), parse_version(new)
    if version.prerelease and version.finalize_version() == two.finalize_version():
        return version < two
    asked = _relax_bump(required) if version.major == two.major == 0 else required
    return BUMPS.index(compute_bump(old, new)) >= BUMPS.index(asked)


def _relax_bump(required: Bump) -> Bump:
    """What a change asks for before 1.0.0: one step less, as semver 2.0.0 (item 4) and package registries have it."""
    weaker: dict[Bump, Bump] = {"major": "minor", "minor": "patch"}
    return weaker.get(required, required)


def compute_next_version(old: str, required: Bump) -> str:
    """The least version that takes the required step from an older one; at least a patch.

    That of a pre-release is its release, which answers for the same step.
    """
    version = parse_version(old)
    if version.prerelease:
        return str(version.finalize_version())
    asked = _relax_bump(required) if version.major == 0 else required
    step = {"major": version.bump_major, "minor": version.bump_minor}.get(asked, version.bump_patch)
    return str(step())


def find_base_version(version: str, others: Iterable[str]) -> str | None:
    """The version another is measured against: the greatest lower one.

    Pre-releases of the same release are passed over: 1.1.0-rc.1 and 1.1.0 both answer for what changed since 1.0.0.
    """
    order = parse_version(version)
    core = (order.major, order.minor, order.patch)
    lower = [
        version
        for version in map(parse_version, others)
        if version < order and (version.major, version.minor, version.patch) != core
    ]
    return str(max(lower)) if lower else None
