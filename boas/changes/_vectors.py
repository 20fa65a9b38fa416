"""Changes of test vectors, by what they promise to whoever runs them.

One more vector, other rows and another description are a patch: the algorithm is the same. Another answer to the same
row is major, since whoever relies on the version gets something else from it, even where the earlier answer was a slip:
then the version that promised it stays as it is, and its notice says so. A vector that is taken away, or that allows
more than before, is minor: less can be held against the version.
"""

from collections.abc import Iterator, Mapping

from boas.changes._change import Bump, ChangeKind, VersionChange
from boas.changes._content import Json, TableRows, VersionContent, find_value
from boas.parsing import parse_number
from boas.translation import Message


def iter_vector_changes(before: VersionContent, after: VersionContent) -> Iterator[VersionChange]:
    """Every change of test vectors, one for each vector and what became of it."""
    old, new = _map_vectors(before), _map_vectors(after)
    for path in sorted({*old, *new}):
        if path not in old:
            yield _build_change(path, "added", "patch")
        elif path not in new:
            yield _build_change(path, "removed", "minor")
        else:
            yield from _iter_changes(path, (old[path], before), (new[path], after))


def _map_vectors(content: VersionContent) -> dict[str, Json]:
    """What a card says of each vector, by its folder."""
    uses = find_value(content.card, "vectors")
    return {use["path"]: use for use in uses} if isinstance(uses, list) else {}


def _build_change(path: str, kind: ChangeKind, bump: Bump, what: str = "", n: int = 0) -> VersionChange:
    """One change; other answers to the same rows are other results."""
    message = _SENTENCES[what or kind].fill(path=path, n=n)
    return VersionChange(path, kind, None, None, bump, message, affects_results=what == "answers")


_SENTENCES = {
    "added": Message("{path}: test vector added."),
    "removed": Message("{path}: test vector removed."),
    "answers": Message("{path}: another answer is expected of rows that stay the same: {n}."),
    "rows": Message("{path}: other rows."),
    "said": Message("{path}: described otherwise."),
    "wider": Message("{path}: answers may lie further from those expected, or the registry runs it no more."),
}


def _iter_changes(
    path: str, old: tuple[Json, VersionContent], new: tuple[Json, VersionContent]
) -> Iterator[VersionChange]:
    """Changes of one vector that both versions have."""
    (use, before), (other, after) = old, new
    changed = _count_other_answers(_map_answers(before, path), _map_answers(after, path))
    if changed:
        yield _build_change(path, "changed", "major", "answers", changed)
    elif _read_files(before, path) != _read_files(after, path):
        yield _build_change(path, "changed", "patch", "rows")
    if _is_wider(use, other):
        yield _build_change(path, "changed", "minor", "wider")
    elif use != other:
        yield _build_change(path, "changed", "patch", "said")


def _read_files(content: VersionContent, path: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Cells of both files; none of one that is not there."""
    tables = (content.vectors.get(f"{path}/{name}.csv", ()) for name in ("input", "expected"))
    return tuple(tuple(tuple(row) for row in table) for table in tables)


def _is_wider(use: Json, other: Json) -> bool:
    """Whether a vector lets more pass than before, or the registry no longer runs it."""
    names = ("absolute_tolerance", "relative_tolerance")
    is_loose = any(float(other.get(name) or 0) > float(use.get(name) or 0) for name in names)
    return is_loose or (use.get("run_by") == "codelists" and other.get("run_by") != "codelists")


_Asked = tuple[tuple[tuple[str, str], ...], ...]
"""Rows of the input under one name, each as its cells with their columns."""


def _map_answers(content: VersionContent, path: str) -> dict[tuple[_Asked, str], str]:
    """Expected answers by the rows they are about and their column."""
    given, expected = _read_files(content, path)
    if not given or not expected or expected[0][0] not in given[0]:
        return {}
    rows = _group_rows(given, expected[0][0])
    return {
        (rows[row[0]], column): cell
        for row in expected[1:]
        if row[0] in rows
        for column, cell in zip(expected[0][1:], row[1:], strict=True)
    }


def _group_rows(table: TableRows, key: str) -> dict[str, _Asked]:
    """Rows of a table by the name in one column, without that name: another name is the same row."""
    header, *rows = table
    at = header.index(key)
    found: dict[str, _Asked] = {}
    for row in rows:
        cells = sorted(pair for pair in zip(header, row, strict=True) if pair[0] != key)
        found[row[at]] = (*found.get(row[at], ()), tuple(cells))
    return found


def _count_other_answers(old: Mapping[tuple[_Asked, str], str], new: Mapping[tuple[_Asked, str], str]) -> int:
    """How many answers about the same rows are others."""
    return sum(not _is_same(cell, new[asked]) for asked, cell in old.items() if asked in new)


def _is_same(cell: str, other: str) -> bool:
    """Whether two cells are the same text or number."""
    number = parse_number(cell)
    return cell == other or (number is not None and number == parse_number(other))
