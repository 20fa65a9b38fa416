"""A preview as a folder that opens from disk: of everything, or of the pages a proposal touches."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from boas.cli._preview import PreviewBuild, build_preview, prepare_preview_folder, print_preview
from boas.cli._progress import show_progress
from boas.errors import MachineError, UsageError
from boas.finding import Language, Message
from boas.site import MANIFEST_NAME as MANIFEST


def write_preview(root: Path, since: str, to: Path | None, language: Language) -> None:
    """Build a preview and copy it where it is wanted, if anywhere.

    Raises `UsageError` for a folder that holds something, and when `since` is given without one.
    """
    if to is not None:
        _refuse_non_empty(to)
    elif since:
        raise UsageError(
            Message("Il manque --to.", "--to is missing."), Message("Donner --to DOSSIER.", "Give --to FOLDER.")
        )
    with show_progress(language) as progress, _open_preview_folder(root, since) as state:
        previewed = build_preview(root, state, progress, since=since, only_touched=bool(since))
        written = _copy_site(previewed, to) if to else None
    print_preview(previewed, language)
    if written:
        click.echo(_describe_copy(*written).in_(language))


@contextmanager
def _open_preview_folder(root: Path, since: str) -> Iterator[Path]:
    """Where the preview is made: in the registry, or outside of it when the folder holds somebody's proposal.

    Nothing that a proposal brings is then taken for something that was built here.
    """
    if not since:
        yield prepare_preview_folder(root)
        return
    with tempfile.TemporaryDirectory(prefix="boas-") as folder:
        yield Path(folder)


def _refuse_non_empty(folder: Path) -> None:
    """Raise `UsageError` when a folder holds something: nothing is overwritten."""
    if folder.is_symlink() or (folder.exists() and any(folder.iterdir())):
        raise UsageError(
            Message(f"{folder} n’est pas vide : rien n’a été écrit.", f"{folder} is not empty: nothing was written."),
            Message("Choisir un dossier vide.", "Choose an empty folder."),
        )


def _copy_site(previewed: PreviewBuild, folder: Path) -> tuple[Path, int, int]:
    """Copy the site into a folder; gives the folder, the number of files and their size in bytes."""
    source = (previewed.site / "current").resolve()
    try:
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns(MANIFEST), dirs_exist_ok=True)
    except OSError as error:  # also the error by which `shutil` tells of several
        reason = error.strerror or type(error).__name__
        raise MachineError(
            Message(f"Écriture impossible dans {folder} : {reason}", f"Cannot write in {folder}: {reason}"),
            Message("Vérifier l’espace disque et les droits.", "Check disk space and permissions."),
        ) from error
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return folder, len(sizes), sum(sizes)


def _describe_copy(folder: Path, n: int, size: int) -> Message:
    """Where the preview lies, and how large it is."""
    start, thousands = folder / "index.html", -(-size // 1000)
    return Message(
        f"Aperçu écrit dans {folder} : {n} fichiers, {thousands} ko. Ouvrir {start}.",
        f"Preview written to {folder}: {n} files, {thousands} kB. Open {start}.",
    )
