"""Compiles catalogues: each `.po` file to the `.mo` file beside it, from which texts are read at run time.

This file imports nothing of ours: building a package runs it before anything is installed.
"""

from datetime import UTC, datetime
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogues(folder: Path) -> tuple[Path, ...]:
    """Write the compiled form of each catalogue whose text is newer.

    Args:
        folder: Where languages lie, each with its `LC_MESSAGES`.

    Returns:
        The compiled files, written now or before.

    Raises:
        PoFileError: A catalogue that is not valid; nothing of it is written.
    """
    return tuple(_compile_catalogue(path) for path in sorted(folder.glob("*/LC_MESSAGES/*.po")))


_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)


def _compile_catalogue(path: Path) -> Path:
    """The compiled form of one catalogue; entries marked as doubtful are left out."""
    compiled = path.with_suffix(".mo")
    if compiled.is_file() and compiled.stat().st_mtime_ns > path.stat().st_mtime_ns:
        return compiled
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parents[1].name, abort_invalid=True)
    catalogue.creation_date = catalogue.revision_date = _NO_DATE  # the same text gives the same bytes
    unfinished = compiled.with_suffix(".unfinished")
    with unfinished.open("wb") as file:
        write_mo(file, catalogue)
    return unfinished.replace(compiled)
