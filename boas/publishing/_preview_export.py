"""A preview as a folder that opens from disk: of everything, or of the pages a proposal touches."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from boas.errors import MachineError, UsageError
from boas.publishing._preview import PreviewBuild, build_preview, prepare_preview_folder
from boas.publishing._progress import SILENT, ProgressListener
from boas.site import MANIFEST_NAME as MANIFEST
from boas.translation import Message


@dataclass(frozen=True, slots=True)
class PreviewCopy:
    """A preview that was copied into a folder, to be opened from disk."""

    folder: Path
    n_files: int
    size: int
    """Bytes."""


def export_preview(
    root: Path, since: str = "", to: Path | None = None, progress: ProgressListener = SILENT
) -> tuple[PreviewBuild, PreviewCopy | None]:
    """Make the preview of a registry; copy it into an empty folder, if one is given.

    Args:
        root: folder of the registry.
        since: branch, commit or tag; only pages that differ from it are then made, in a place outside the registry.
        to: folder that is empty or not there yet.
        progress: is told where the work stands.

    Raises:
        UsageError: the folder holds something, or `since` is given without one.
    """
    if to is not None:
        _refuse_non_empty(to)
    elif since:
        raise UsageError(Message("--to is missing."), Message("Give --to FOLDER."))
    with _open_preview_folder(root, since) as state:
        previewed = build_preview(root, state, progress, since=since, only_touched=bool(since))
        return previewed, _copy_site(previewed, to) if to else None


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
            Message("{folder} is not empty: nothing was written.", folder=folder),
            Message("Choose an empty folder."),
        )


def _copy_site(previewed: PreviewBuild, folder: Path) -> PreviewCopy:
    """Copy the site into a folder."""
    source = (previewed.site / "current").resolve()
    try:
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns(MANIFEST), dirs_exist_ok=True)
    except OSError as error:  # also the error by which `shutil` tells of several
        reason = error.strerror or type(error).__name__
        raise MachineError(
            Message("Cannot write in {folder}: {reason}", folder=folder, reason=reason),
            Message("Check disk space and permissions."),
        ) from error
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return PreviewCopy(folder, len(sizes), sum(sizes))
