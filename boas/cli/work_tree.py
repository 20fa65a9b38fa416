"""The files of a folder under the ids Git would give them, so that they can be held against a commit.

Nothing is written, into Git or anywhere else. Files that the commit holds too are read from it.
"""

from dataclasses import replace

from boas.history import blob_id
from boas.tree import File, Tree

NO_COMMIT = "0" * 40
"""Stands for the commit of a repository that has none yet: ids are then made as most repositories make them."""


def by_content(tree: Tree, committed: Tree) -> Tree:
    """A folder's tree with every file under its blob id; what older blobs hold can be read from it too."""
    known = {file.blob for file in committed.files.values()}
    held: dict[str, bytes] = {}
    files: dict[str, File] = {}
    for path, file in tree.files.items():
        content = tree.read(file) if file.mode in {"file", "executable"} else b""
        blob = blob_id(content, committed.commit or NO_COMMIT)
        files[path] = replace(file, blob=blob)
        if blob not in known:
            # Kept and not read again: while somebody edits, what is checked and what is shown stay the same bytes.
            held[blob] = content
    return Tree(files, lambda file: held[file.blob] if file.blob in held else committed.read(file))
