"""Two versions to their differences: typed changes, the greatest first."""

from collections.abc import Iterator

from boas.changes.change import BUMPS, Bump, Change, Kind
from boas.changes.codelists import codelist_changes
from boas.changes.content import VersionContent
from boas.changes.fields import field_changes
from boas.changes.levels import label, with_effect
from boas.finding import Words


def compare(before: VersionContent, after: VersionContent) -> tuple[Change, ...]:
    """All changes from one version to another, by bump and then in the order of the card; none for equal versions.

    What filling a gap asks for depends on who wrote the newer card (`completion`).
    """
    found = (*codelist_changes(before, after), *field_changes(before, after), *file_changes(before, after))
    return tuple(sorted(map(with_effect, found), key=lambda change: -BUMPS.index(change.bump)))


def file_changes(before: VersionContent, after: VersionContent) -> Iterator[Change]:
    """Changes of the long descriptions and of the reference code."""
    for language in sorted({*before.methods, *after.methods}, reverse=True):
        old, new = before.methods.get(language), after.methods.get(language)
        if old != new:
            yield file_change(f"method.{language}", "method", old, new)
    for path in sorted({*before.code, *after.code}):
        old, new = before.code.get(path), after.code.get(path)
        if old != new:
            yield file_change(f"code/{path}", "code", old, new)


def file_change(path: str, field: str, old: str | None, new: str | None) -> Change:
    """A file that came, went or changed; its content is not repeated."""
    kind: Kind = "added" if old is None else "removed" if new is None else "changed"
    fr, en = {"added": ("ajout", "added"), "removed": ("retrait", "removed"), "changed": ("modification", "changed")}[
        kind
    ]
    name = label(field)
    words = Words(f"{name.fr} ({path}) : {fr}.", f"{name.en} ({path}): {en}.")
    bump: Bump = "patch" if field == "method" else "minor"
    return Change(path, kind, None, None, bump, words)
