"""Two version answers to their comparison: the same for stored neighbours and for any pair asked for."""

from dataclasses import asdict

from boas.changes import (
    VersionContent,
    can_change_results,
    compare_codelists,
    compute_bump,
    compute_required_bump,
    find_changes,
    map_rows_by_code,
)
from boas.index._version_answers import ChangeRow, CodelistRow, Comparison, VersionAnswer
from boas.parsing import map_coefficients


def compare_versions(before: VersionAnswer, after: VersionAnswer) -> Comparison:
    """What changed between two versions of one algorithm."""
    old, new = _build_version_content(before), _build_version_content(after)
    changes = find_changes(old, new)
    rows = (
        ChangeRow(c.path, c.kind, c.bump, bool(c.affects_results), c.sentence.to_texts(), c.before, c.after)
        for c in changes
    )
    return Comparison(
        id=after.id,
        before=before.version,
        after=after.version,
        required_bump=compute_required_bump(changes),
        taken_bump=compute_bump(before.version, after.version),
        affects_results=can_change_results(changes),
        changes=tuple(rows),
        codelists=tuple(CodelistRow(**asdict(difference)) for difference in compare_codelists(old, new)),
    )


def _build_version_content(version: VersionAnswer) -> VersionContent:
    """What a version answer holds, as versions are compared."""
    lists = {one.path: map_rows_by_code(one.header, one.rows) for one in version.codelists}
    table = version.coefficients
    return VersionContent(
        version.card,
        lists,
        version.method,
        version.code,
        version.origin,
        map_coefficients(table.header, table.rows) if table else {},
        {path: (known.header, *known.rows) for path, known in version.vectors.items()},
    )
