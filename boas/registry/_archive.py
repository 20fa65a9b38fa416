"""A version's folder as one file to download: the same bytes on every machine and every day."""

from collections.abc import Mapping

from boas.registry._bulletin_form import is_safe_path
from boas.tree import File, Tree, pack_files


def build_archive(tree: Tree, files: Mapping[str, str], top: str) -> bytes:
    """A ZIP file of a folder's files (blob id by path inside the folder) below one top folder.

    A file whose name could lead out of that folder, or that not every disk can carry, is left out.
    Rules refuse such a name, and the digest shows that the file is missing.
    """
    kept = sorted(filter(is_safe_path, files))
    return pack_files((f"{top}/{path}", tree.read(File(path, files[path], "file", 0))) for path in kept)
