r"""The digest of a version's folder: what a user pins, and what anybody can recompute with standard tools.

It is the SHA-256 of the lines `sha256sum` prints for the folder's files in byte order of their paths:
`find . -type f -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum`.
"""

from collections.abc import Mapping
from hashlib import sha256

from boas.tree import File, Tree


def compute_folder_digest(contents: Mapping[str, bytes]) -> str:
    """The digest of files given by their path inside the folder; 64 hex digits."""
    return compute_listing_digest({path: sha256(content).hexdigest() for path, content in contents.items()})


def compute_listing_digest(sums: Mapping[str, str]) -> str:
    """The same of files of which only the SHA-256 are at hand, by their path inside the folder."""
    return sha256(format_listing(sums)).hexdigest()


def format_listing(sums: Mapping[str, str]) -> bytes:
    """What `sha256sum` prints of a folder's files, in byte order of their paths; its own digest is the folder's."""
    return b"".join(_format_digest_line(path, sums[path]) for path in sorted(sums, key=_encode_path))


def _format_digest_line(path: str, digest: str) -> bytes:
    """What `sha256sum` prints of one file; it marks and escapes a name that could pass for more than one line."""
    name = _encode_path(path)
    escaped = name.replace(b"\\", rb"\\").replace(b"\n", rb"\n").replace(b"\r", rb"\r")
    mark = b"" if escaped == name else b"\\"
    return mark + digest.encode("ascii") + b"  " + escaped + b"\n"


def _encode_path(path: str) -> bytes:
    """A path as Git has it; what is not UTF-8 in it has survived as lone surrogates."""
    return path.encode("utf-8", "surrogateescape")


def compute_tree_digest(tree: Tree, files: Mapping[str, str]) -> str:
    """The digest of a folder whose files are blobs of a tree, also of blobs that only older commits hold."""
    # The reader goes by blob id; path, mode and size only serve its messages.
    return compute_folder_digest({path: tree.read(File(path, blob, "file", 0)) for path, blob in files.items()})
