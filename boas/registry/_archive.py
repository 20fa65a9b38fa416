"""A version's folder as one file to download: the same bytes on every machine and every day.

Sorted names, one top folder, fixed dates and permissions, nothing compressed: libraries of compression
differ in their bytes, and these files are small.
"""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from boas.registry._bulletin_form import is_safe_path
from boas.tree import File, Tree

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP file can record."""
_PLAIN_FILE = 0o100644 << 16


def build_archive(tree: Tree, files: Mapping[str, str], top: str) -> bytes:
    """A ZIP file of a folder's files (blob id by path inside the folder) below one top folder.

    A file whose name could lead out of that folder, or that not every disk can carry, is left out.
    Rules refuse such a name, and the digest shows that the file is missing.
    """
    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as made:
        for path in sorted(filter(is_safe_path, files)):
            member = ZipInfo(f"{top}/{path}", _EPOCH)
            member.create_system = 3
            member.external_attr = _PLAIN_FILE
            made.writestr(member, tree.read(File(path, files[path], "file", 0)))
    return target.getvalue()
