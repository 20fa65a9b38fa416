"""The files of a folder under the ids Git would give them, so that they can be held against a commit.

Nothing is written, into Git or anywhere else. Files that the commit holds too are read from it.
"""

from dataclasses import replace

from boas.repository._git_repository import GitRepository
from boas.repository._objects import compute_blob_id
from boas.tree import REGULAR_MODES, File, Tree

_NO_COMMIT = "0" * 40
"""Stands for the commit of a repository that has none yet: ids are then made as most repositories make them."""


def with_links(tree: Tree, repository: GitRepository, under: str, *, committed: bool = False) -> Tree:
    """A folder's tree with the links and submodules that Git holds beside it.

    On disk a submodule is an empty folder, and a link may be a plain file: what will be merged is what Git holds. With
    `committed`, what the last commit holds counts as well as what the next one would.
    """
    held = dict(repository.list_links(under))
    if committed:
        last = repository.read_tree_of(repository.read_head(), under).files
        held |= {path: file for path, file in last.items() if file.mode not in REGULAR_MODES and path not in held}
    return replace(tree, files=dict(sorted({**tree.files, **held}.items()))) if held else tree


def with_blob_ids(tree: Tree, committed: Tree) -> Tree:
    """A folder's tree with every file under its blob id; what older blobs hold can be read from it too."""
    known = {file.blob for file in committed.files.values()}
    held: dict[str, bytes] = {}
    files: dict[str, File] = {}
    for path, file in tree.files.items():
        content = tree.read(file) if file.mode in REGULAR_MODES else b""
        blob = compute_blob_id(content, committed.commit or _NO_COMMIT)
        files[path] = replace(file, blob=blob)
        if blob not in known:
            # Kept and not read again: while somebody edits, what is checked and what is shown stay the same bytes.
            held[blob] = content
    return Tree(files, lambda file: held[file.blob] if file.blob in held else committed.read(file))
