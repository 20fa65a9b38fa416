"""A registry as it lies on disk, with edits that no commit holds yet.

Authors check what they are writing, so this reads the working tree. It follows no link and opens
nothing outside the registry's folder.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from boas.documents import FOLDER
from boas.errors import MachineError, RegistryError
from boas.finding import Words
from boas.tree import File, FileMode, Tree

MAX_FILES = 200_000


def find_root(start: Path) -> Path:
    """The nearest folder upwards that holds `model_cards/`; raises `RegistryError` when there is none."""
    here = Path(os.path.abspath(start))  # noqa: PTH100 -- drops `..` without following links, unlike resolve()
    for folder in (here, *here.parents):
        if (folder / FOLDER).is_dir() and not (folder / FOLDER).is_symlink():
            return folder
    raise RegistryError(
        Words(f"Aucun dossier « {FOLDER} » ici ni plus haut : {start}", f"No folder `{FOLDER}` here or above: {start}"),
        Words(
            "Se placer dans un registre, ou le désigner avec --registry CHEMIN.",
            "Go into a registry, or name one with --registry PATH.",
        ),
    )


def read_folder(root: Path) -> Tree:
    """All files below `model_cards/`, in path order; raises `MachineError` when one cannot be listed."""
    files = {file.path: file for file in sorted(walk(root, FOLDER), key=lambda file: file.path)}
    return Tree(files, lambda file: read_bytes(root / file.path))


def walk(root: Path, folder: str) -> Iterator[File]:
    """Files below one folder, without following links."""
    count = 0
    waiting = [folder]
    while waiting:
        for entry in list_folder(root, waiting.pop()):
            path = entry.path[len(str(root)) + 1 :].replace(os.sep, "/")
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
                continue
            count += 1
            if count > MAX_FILES:
                raise RegistryError(
                    Words(f"Plus de {MAX_FILES} fichiers.", f"More than {MAX_FILES} files."),
                    Words("Vérifier le dossier model_cards/.", "Check the folder model_cards/."),
                )
            status = entry.stat(follow_symlinks=False)
            yield File(path, "", mode_of(status.st_mode), status.st_size)


def list_folder(root: Path, folder: str) -> list[os.DirEntry[str]]:
    """Entries of one folder; raises `MachineError` when it may not be read."""
    try:
        with os.scandir(root / folder) as entries:
            return list(entries)
    except OSError as error:
        raise unreadable(folder, error) from error


def mode_of(bits: int) -> FileMode:
    """What Git would call this file; anything that is neither a file nor a folder counts as a link."""
    if not stat.S_ISREG(bits):
        return "symlink"
    return "executable" if bits & stat.S_IXUSR else "file"


def read_bytes(path: Path) -> bytes:
    """Bytes of one file; raises `MachineError` when it may not be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path.name, error) from error


def unreadable(name: str, error: OSError) -> MachineError:
    """The error of a file or folder the machine refuses to open."""
    reason = error.strerror or type(error).__name__
    return MachineError(
        Words(f"Lecture impossible de {name} : {reason}", f"Cannot read {name}: {reason}"),
        Words("Vérifier les droits de lecture de ce chemin.", "Check the read permissions of this path."),
    )
