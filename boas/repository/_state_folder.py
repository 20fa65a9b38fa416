"""The folder of everything that is made and can be made again, in a registry's root; Git passes over it."""

import os
from pathlib import Path

from boas.errors import IntegrityError
from boas.translation import Message

STATE = ".boas"
_IGNORE_ALL = b"*\n"


def resolve_state_folder(root: Path, inside: str = "") -> Path:
    """The folder of made things, or one inside it; raises `IntegrityError` when a link would lead elsewhere."""
    state = root / STATE / inside
    for folder in (root / STATE, state):
        if folder.is_symlink():
            raise IntegrityError(
                Message("{folder} is a link.", folder=folder),
                Message("Take the link away (what it leads to stays); boas puts there what it builds."),
            )
    return state


def create_ignored_folder(folder: Path) -> None:
    """Create the folder of generated files, with a `.gitignore` of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    note = folder / ".gitignore"
    if not note.is_file() or note.read_bytes() != _IGNORE_ALL:
        note.unlink(missing_ok=True)
        _create_atomically(note, _IGNORE_ALL)


def _create_atomically(path: Path, data: bytes) -> None:
    """Make a small file that is never there empty, where the system can: Git would take an empty note for content."""
    try:
        handle = os.open(path.parent, getattr(os, "O_TMPFILE", 0) | os.O_WRONLY, 0o644)
        with os.fdopen(handle, "wb", buffering=0) as file:
            file.write(data)
            # The folder makes Python follow the link of the nameless file, which it otherwise does not.
            os.link(f"/proc/self/fd/{handle}", path, src_dir_fd=handle)
    except OSError:  # a system, or a disk, without files that have no name yet
        path.write_bytes(data)
