"""Two versions to their differences: typed changes, the greatest first."""

from collections.abc import Iterator

from boas.changes._bump_levels import name_field, with_effect
from boas.changes._change import BUMPS, Bump, ChangeKind, VersionChange
from boas.changes._codelists import iter_codelist_changes
from boas.changes._coefficients import iter_coefficient_changes
from boas.changes._content import VersionContent
from boas.changes._fields import iter_field_changes
from boas.changes._vectors import iter_vector_changes
from boas.translation import Message


def find_changes(before: VersionContent, after: VersionContent) -> tuple[VersionChange, ...]:
    """All changes from one version to another, by bump and then in the order of the card; none for equal versions.

    What filling a gap asks for depends on who wrote the newer card (`completion`).
    """
    found = (
        *iter_codelist_changes(before, after),
        *iter_coefficient_changes(before, after),
        *iter_field_changes(before, after),
        *_iter_file_changes(before, after),
        *iter_vector_changes(before, after),
    )
    return tuple(sorted(map(with_effect, found), key=lambda change: -BUMPS.index(change.bump)))


def _iter_file_changes(before: VersionContent, after: VersionContent) -> Iterator[VersionChange]:
    """Changes of the long descriptions and of the reference code."""
    for language in sorted({*before.methods, *after.methods}, reverse=True):
        old, new = before.methods.get(language), after.methods.get(language)
        if old != new:
            yield _build_file_change(f"method.{language}", "method", old, new)
    for path in sorted({*before.code, *after.code}):
        old, new = before.code.get(path), after.code.get(path)
        if old != new:
            yield _build_file_change(f"code/{path}", "code", old, new)


_FILE_SENTENCES: dict[ChangeKind, Message] = {
    "added": Message("{name} ({path}): added."),
    "removed": Message("{name} ({path}): removed."),
    "changed": Message("{name} ({path}): changed."),
}


def _build_file_change(path: str, field: str, old: str | None, new: str | None) -> VersionChange:
    """A file that came, went or changed; its content is not repeated."""
    kind: ChangeKind = "added" if old is None else "removed" if new is None else "changed"
    message = _FILE_SENTENCES[kind].fill(name=name_field(field), path=path)
    bump: Bump = "patch" if field == "method" else "minor"
    return VersionChange(path, kind, None, None, bump, message)
