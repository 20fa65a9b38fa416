"""Files of a work tree held against those of a base, one by one and in groups."""

from collections.abc import Callable, Mapping

from boas.documents import (
    find_version_folder,
)
from boas.repository import (
    compute_blob_id,
)
from boas.tree import REGULAR_MODES, File, Tree


def list_touched_paths(tree: Tree, base: Tree) -> tuple[str, ...]:
    """Files of the registry that a work tree adds, edits or removes, in path order."""
    edited = {path for path in tree.files if differs(tree, base, path)}
    return tuple(sorted(edited | (base.files.keys() - tree.files.keys())))


def differs(tree: Tree, base: Tree, path: str) -> bool:
    """Whether a file of the work tree is not the same in the base."""
    file, before = tree.files[path], base.files.get(path)
    if before is None or file.mode != before.mode:
        return True
    if file.mode not in REGULAR_MODES or file.blob == before.blob:
        return file.blob != before.blob
    return file.size != before.size or compute_blob_id(tree.read(file), before.blob) != before.blob


def group_files(tree: Tree, group: Callable[[str], str | None]) -> dict[str, Mapping[str, File]]:
    """Plain files by the group that a path belongs to; a path of none is left out."""
    found: dict[str, dict[str, File]] = {}
    for path, file in tree.files.items():
        if (name := group(path)) is not None and file.mode in REGULAR_MODES:
            found.setdefault(name, {})[path] = file
    return dict(found)


def group_by_folder(tree: Tree) -> dict[str, Mapping[str, File]]:
    """Plain files by the version folder they lie in."""
    return group_files(tree, find_version_folder)
