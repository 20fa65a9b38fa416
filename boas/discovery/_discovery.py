"""All projects held against a registry, and the files that come of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from boas.discovery._project import PublicProject, UnreadProject, read_project
from boas.discovery._proposal import ProjectReuses, propose_reuses
from boas.discovery._registry_facts import read_registry_facts
from boas.discovery._reuse_files import get_path, render_file
from boas.errors import UsageError
from boas.finding import Finding
from boas.repository import write_new
from boas.scaffolding import make_judge
from boas.translation import Message


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found in several projects."""

    projects: tuple[ProjectReuses, ...]
    """In the order of their addresses."""
    unread: tuple[UnreadProject, ...]
    """Folders of which nothing could be read."""
    files: Mapping[str, bytes]
    """New files by their path in the registry; those that its rules refuse are left out."""
    refused: tuple[Finding, ...]
    """Why they are."""
    day: str
    """The day on which this was read (ISO 8601)."""


def discover_reuses(root: Path, folders: Sequence[Path], day: str) -> Discovery:
    """Read checkouts and propose reuses; nothing is written.

    Args:
        root: folder of the registry.
        folders: checkouts of public projects.
        day: the day to write down as the one they were read on (ISO 8601).

    Raises:
        MachineError: a file of the registry cannot be read.
    """
    facts = read_registry_facts(root)
    read = [read_project(folder) for folder in dict.fromkeys(folders)]
    found = sorted((one for one in read if isinstance(one, PublicProject)), key=lambda one: (one.url, one.folder))
    again = {one.folder for before, one in pairwise(found) if one.url and one.url == before.url}
    taken: set[tuple[str, str]] = set()
    projects = tuple(propose_reuses(one, facts, taken) for one in found if one.folder not in again)
    new = [one for project in projects for one in project.proposals if not one.is_known]
    files = {get_path(one): render_file(one, facts.collection.languages, day) for one in new}
    refused = make_judge(facts.tree)(files)
    wrong = {finding.location.path for finding in refused}
    return Discovery(
        projects,
        (*(one for one in read if isinstance(one, UnreadProject)), *map(_make_repeated, sorted(again))),
        {path: content for path, content in sorted(files.items()) if path not in wrong},
        refused,
        day,
    )


def _make_repeated(folder: str) -> UnreadProject:
    """A second checkout of a repository."""
    return UnreadProject(
        folder,
        Message("Another of these folders is a checkout of the same repository."),
        Message("Give one checkout of each project."),
    )


def write_reuses(root: Path, discovery: Discovery) -> None:
    """Write the new files into the registry, all of them or none; raises `UsageError` when one is there already."""
    try:
        write_new(root, discovery.files)
    except FileExistsError as error:
        raise UsageError(
            Message("The file {filename} exists already.", filename=error.filename),
            Message("Nothing was written. Move that file away, or look at what it says."),
        ) from error
