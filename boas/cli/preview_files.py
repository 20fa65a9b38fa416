"""A preview as a folder that opens from disk: of everything, or of the pages a proposal touches."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from boas.cli.preview import Previewed, kept_in, preview, tell
from boas.cli.progress import showing
from boas.errors import MachineError, UsageError
from boas.finding import Language, Words
from boas.site.manifest import NAME as MANIFEST


def write_preview(root: Path, since: str, to: Path | None, language: Language) -> None:
    """Build a preview and copy it where it is wanted, if anywhere.

    Raises `UsageError` for a folder that holds something, and when `since` is given without one.
    """
    if to is not None:
        refuse_full(to)
    elif since:
        raise UsageError(
            Words("Il manque --to.", "--to is missing."), Words("Donner --to DOSSIER.", "Give --to FOLDER.")
        )
    with showing(language) as progress, place_for(root, since) as state:
        previewed = preview(root, state, progress, since=since, only_touched=bool(since))
        written = hand_over(previewed, to) if to else None
    tell(previewed, language)
    if written:
        click.echo(handed_over(*written).in_(language))


@contextmanager
def place_for(root: Path, since: str) -> Iterator[Path]:
    """Where the preview is made: in the registry, or outside of it when the folder holds somebody's proposal.

    Nothing that a proposal brings is then taken for something that was built here.
    """
    if not since:
        yield kept_in(root)
        return
    with tempfile.TemporaryDirectory(prefix="boas-") as folder:
        yield Path(folder)


def refuse_full(folder: Path) -> None:
    """Raise `UsageError` when a folder holds something: nothing is overwritten."""
    if folder.is_symlink() or (folder.exists() and any(folder.iterdir())):
        raise UsageError(
            Words(f"{folder} n’est pas vide : rien n’a été écrit.", f"{folder} is not empty: nothing was written."),
            Words("Choisir un dossier vide.", "Choose an empty folder."),
        )


def hand_over(previewed: Previewed, folder: Path) -> tuple[Path, int, int]:
    """Copy the site into a folder; gives the folder, the number of files and their size in bytes."""
    source = (previewed.site / "current").resolve()
    try:
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns(MANIFEST), dirs_exist_ok=True)
    except OSError as error:  # also the error by which `shutil` tells of several
        reason = error.strerror or type(error).__name__
        raise MachineError(
            Words(f"Écriture impossible dans {folder} : {reason}", f"Cannot write in {folder}: {reason}"),
            Words("Vérifier l’espace disque et les droits.", "Check disk space and permissions."),
        ) from error
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return folder, len(sizes), sum(sizes)


def handed_over(folder: Path, n: int, size: int) -> Words:
    """Where the preview lies, and how large it is."""
    start, thousands = folder / "index.html", -(-size // 1000)
    return Words(
        f"Aperçu écrit dans {folder} : {n} fichiers, {thousands} ko. Ouvrir {start}.",
        f"Preview written to {folder}: {n} files, {thousands} kB. Open {start}.",
    )
