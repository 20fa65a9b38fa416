"""Files of pins on disk, beside their lock: read to be verified, written whole or not at all."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from hashlib import sha256
from pathlib import Path

from boas.errors import UsageError
from boas.parsing import format_listing
from boas.pinning._lock import Pin
from boas.registry import LISTING
from boas.translation import Message

FOLDER = "boas-files"
"""Folder beside a lock, with one folder for each pin."""


def read_pinned_file(root: Path, pin: Pin, path: str) -> bytes | None:
    """The bytes of a pin's file below the folder of its lock; nothing when no plain file is there."""
    target = root / FOLDER / pin.id / path
    try:
        return target.read_bytes() if target.is_file() else None
    except OSError:
        return None


def write_pin(root: Path, lock_name: str, lock: bytes, pin: Pin, files: Mapping[str, bytes] | None) -> None:
    """Write a lock and, when there are any, the files of one of its pins with their `SHA256SUMS`.

    The folder of the pin is put in the place of the old one in one step, the lock last.

    Raises:
        MachineError: the disk refuses; nothing is then half written.
    """
    from boas.repository import open_staging_area

    folder = f"{FOLDER}/{pin.id}"
    with open_staging_area(root) as desk:
        desk.prepare(lock_name, lock)
        if files is not None:
            sums = {path: sha256(data).hexdigest() for path, data in files.items()}
            for path, data in {**files, LISTING: format_listing(sums)}.items():
                desk.prepare(f"{folder}/{path}", data)
            desk.swap(folder)
        desk.put(lock_name)


def refuse_edited_files(root: Path, algorithm: str, known: AbstractSet[str]) -> None:
    """Stop before a file that nobody fetched, or that was edited since, would be written over.

    Args:
        root: folder of the lock.
        algorithm: whose files are about to be written.
        known: SHA-256 of everything that may have been fetched for it, whichever version it was.

    Raises:
        UsageError: there is one.
    """
    folder = root / FOLDER / algorithm
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        name = path.relative_to(folder).as_posix()
        if path.is_dir() or name == LISTING:
            continue
        if not path.is_file() or sha256(path.read_bytes()).hexdigest() not in known:
            raise UsageError(
                Message("{path} was not fetched by boas, or was edited since.", path=path.relative_to(root)),
                Message("Move it elsewhere, then run the same command again."),
            )
