"""Version numbers: which step was taken, which must be, and from which version it is counted."""

from collections.abc import Iterable

from boas.changes.change import BUMPS, Bump
from boas.documents import version_order


def bump_between(old: str, new: str) -> Bump:
    """The step from one version to a greater one; pre-releases count as their release."""
    one, two = version_order(old), version_order(new)
    if one.major != two.major:
        return "major"
    if one.minor != two.minor:
        return "minor"
    return "patch" if one != two else "none"


def is_enough(old: str, new: str, required: Bump) -> bool:
    """Whether a step of version is at least what the changes ask for.

    Before 1.0.0 every promise is one step weaker, as semver 2.0.0 (item 4) and package registries have it.
    """
    taken = BUMPS.index(bump_between(old, new))
    asked = BUMPS.index(required)
    if version_order(old).major == 0 and version_order(new).major == 0:
        asked = min(asked, max(BUMPS.index("patch"), asked - 1))
    return taken >= asked


def next_version(old: str, required: Bump) -> str:
    """The least version that takes the required step from an older one; at least a patch."""
    version = version_order(old)
    if version.prerelease:
        return str(version.finalize_version())
    if version.major == 0 and required == "major":
        return str(version.bump_minor())
    step = {"major": version.bump_major, "minor": version.bump_minor}.get(required, version.bump_patch)
    return str(step())


def base_of(version: str, others: Iterable[str]) -> str | None:
    """The version another is measured against: the greatest lower one.

    Pre-releases of the same release are passed over: 1.1.0-rc.1 and 1.1.0 both answer for what changed since 1.0.0.
    """
    order = version_order(version)
    core = (order.major, order.minor, order.patch)
    lower = [one for one in map(version_order, others) if one < order and (one.major, one.minor, one.patch) != core]
    return str(max(lower)) if lower else None
