r"""The digest of a version's folder: what a user pins, and what anybody can recompute with standard tools.

It is the SHA-256 of the lines `sha256sum` prints for the folder's files in byte order of their paths:
`find . -type f -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum`.
"""

from collections.abc import Mapping
from hashlib import sha256

from boas.tree import File, Tree


def folder_digest(contents: Mapping[str, bytes]) -> str:
    """The digest of files given by their path inside the folder; 64 hex digits."""
    lines = (f"{sha256(contents[path]).hexdigest()}  {path}\n".encode() for path in sorted(contents, key=str.encode))
    return sha256(b"".join(lines)).hexdigest()


def digest_in(tree: Tree, files: Mapping[str, str]) -> str:
    """The digest of a folder whose files are blobs of a tree, also of blobs that only older commits hold."""
    # The reader goes by blob id; path, mode and size only serve its messages.
    return folder_digest({path: tree.read(File(path, blob, "file", 0)) for path, blob in files.items()})
