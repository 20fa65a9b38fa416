"""Files written whole or not at all, so that an interrupted command leaves no half of one."""

import os
import tempfile
from pathlib import Path

from boas.errors import MachineError
from boas.finding import Words


def write_bytes(path: Path, data: bytes) -> None:
    """Put other bytes in a file that exists; its permissions stay. Raises `MachineError` when that cannot be done."""
    try:
        mode = path.stat(follow_symlinks=False).st_mode
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                os.fchmod(file.fileno(), mode & 0o7777)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise MachineError(
            Words(
                f"Écriture impossible de {path.name} : {error.strerror}", f"Cannot write {path.name}: {error.strerror}"
            ),
            Words("Vérifier l’espace disque et les droits.", "Check disk space and permissions."),
        ) from error
