"""Former ids: the names that renamed algorithms were published under, and the files of then under the names of now."""

from collections.abc import Mapping
from dataclasses import replace

from boas.documents import Algorithm, build_algorithm_folder, parse_path
from boas.parsing._collection import read_document
from boas.tree import REGULAR_MODES, Tree

_FIELD = b"former_ids"


def read_former_ids(tree: Tree) -> dict[str, str]:
    """The present id by each former one, of a tree; of one that two algorithms claim the first in path order."""
    return {former: claimants[0] for former, claimants in map_former_ids(tree).items()}


def map_former_ids(tree: Tree) -> dict[str, list[str]]:
    """Every algorithm that claims a former id, by that id, in path order."""
    found: dict[str, list[str]] = {}
    for path, file in tree.files.items():
        place = parse_path(path)
        if place is None or place.kind != "algorithm" or file.mode not in REGULAR_MODES:
            continue
        document = read_document(tree, file) if _FIELD in tree.read(file) else None
        content = document.content if document else None
        for former in (content.former_ids or ()) if isinstance(content, Algorithm) else ():
            found.setdefault(former, []).append(place.algorithm)
    return found


def rename_path(path: str, former: Mapping[str, str]) -> str:
    """A path of a renamed algorithm as it is now; any other as it is."""
    for old, new in former.items():
        if path.startswith(folder := build_algorithm_folder(old)):
            return f"{build_algorithm_folder(new)}{path[len(folder) :]}"
    return path


def rename_files(tree: Tree, former: Mapping[str, str]) -> Tree:
    """A tree with the files of renamed algorithms where they would be now; what is there already stays as it is."""
    if not former:
        return tree
    moved = {path: rename_path(path, former) for path in tree.files}
    moved = {path: path if new != path and new in tree.files else new for path, new in moved.items()}
    files = {moved[path]: replace(file, path=moved[path]) for path, file in tree.files.items()}
    origins = {new: tree.files[path] for path, new in moved.items()}
    return Tree(dict(sorted(files.items())), lambda file: tree.read(origins.get(file.path, file)), tree.commit)
