"""Two version answers to their comparison: the same for stored neighbours and for any pair asked for."""

from dataclasses import asdict

from boas.changes import (
    VersionContent,
    bump_between,
    can_change_results,
    codelist_differences,
    compare,
    required_bump,
    rows_by_code,
)
from boas.index.answers import ChangeRow, CodelistRow, Comparison, Json
from boas.index.records import both


def compare_versions(before: Json, after: Json) -> Comparison:
    """What changed between two versions of one algorithm, from their answers as plain values."""
    old, new = content(before), content(after)
    changes = compare(old, new)
    rows = (
        ChangeRow(c.path, c.kind, c.bump, bool(c.affects_results), both(c.sentence), c.before, c.after) for c in changes
    )
    return Comparison(
        id=after["id"],
        before=before["version"],
        after=after["version"],
        required_bump=required_bump(changes),
        taken_bump=bump_between(before["version"], after["version"]),
        affects_results=can_change_results(changes),
        changes=tuple(rows),
        codelists=tuple(CodelistRow(**asdict(difference)) for difference in codelist_differences(old, new)),
    )


def content(version: Json) -> VersionContent:
    """What a version answer holds, as versions are compared."""
    lists = {one["path"]: rows_by_code(one["header"], one["rows"]) for one in version["codelists"]}
    return VersionContent(version["card"], lists, version["method"], version["code"], version["origin"])
