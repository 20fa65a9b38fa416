"""Which version a project uses, from all the places where it says so: what was resolved counts before what is asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from boas.discovery._dependency import Dependency
from boas.documents import UpstreamVersion

_LONGEST = 200
"""Characters of a version or range that are kept."""


@dataclass(frozen=True, slots=True)
class UsedVersion:
    """What is said of the version in use; empty where nothing is."""

    version: str = ""
    """Version of this registry."""
    upstream_version: str = ""
    """Version as its producers name it."""
    upstream_range: str = ""
    upstream_commit: str = ""

    @property
    def upstream(self) -> UpstreamVersion | None:
        """The same as documents hold it; nothing when only this registry's version is known, or none."""
        fields = self.get_upstream_fields()
        return UpstreamVersion(**fields) if fields else None

    def get_upstream_fields(self) -> dict[str, str]:
        """What producers call it, by field, without what is not known."""
        fields = {"version": self.upstream_version, "range": self.upstream_range, "commit": self.upstream_commit}
        return {field: value for field, value in fields.items() if value}


def merge_versions(dependencies: Sequence[Dependency]) -> UsedVersion:
    """The one version of all that files say.

    A lock of a registry wins; then what other locks resolved; then one exact version; then ranges. Where several
    were resolved, as locks for several platforms do, all of them are told as a range.
    """
    own = sorted({_clean(one.version) for one in dependencies if _is_of_registry(one)} - {""})
    if len(own) == 1:
        return UsedVersion(version=own[0])
    if own:
        return UsedVersion(upstream_range=_join(own))
    said = [one for one in dependencies if one.is_locked] or list(dependencies)
    pins = sorted({(_clean(one.version), one.commit) for one in said} - {("", "")})
    if len(pins) == 1:
        version, commit = pins[0]
        ranges = {_clean(one.range) for one in said if one.commit == commit and commit} - {""}
        return UsedVersion("", version, _join(sorted(ranges)), commit)
    if pins:
        return UsedVersion(upstream_range=_join([version or commit for version, commit in pins]))
    return UsedVersion(upstream_range=_join(sorted({_clean(one.range) for one in said} - {""})))


def _is_of_registry(dependency: Dependency) -> bool:
    """Whether it names a version of this registry."""
    return any(name.ecosystem == "boas" for name in dependency.packages)


def _join(texts: Sequence[str]) -> str:
    """Several versions or ranges as one text, short enough for a field; empty when it would not be."""
    joined = " | ".join(texts)
    return joined if len(joined) <= _LONGEST else ""


def _clean(text: str) -> str:
    """A version or range on one line; empty when it holds what no version holds."""
    plain = " ".join(text.split())
    return plain if plain.isprintable() and len(plain) <= _LONGEST else ""
