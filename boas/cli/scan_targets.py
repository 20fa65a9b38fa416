"""What `boas scan` looks at: code of the registry's versions, any files of this disk, somebody's repository."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from boas.checks import RULES
from boas.checks.examining import Count, can_be_scanned, examine
from boas.checks.waivers import apply_waivers
from boas.cli.check import chosen_files
from boas.cli.clock import judged_on
from boas.cli.diff import collection_of
from boas.documents import FOLDER, Absent, Card, locate, version_folder, version_order
from boas.errors import MachineError, RegistryError, UsageError
from boas.finding import Finding, Words
from boas.history import Remote, fetched, remote
from boas.reading import find_root, read_collection, read_folder
from boas.tree import File, Tree

MOST_FILES = 20_000
"""Files of Python in one scan; bounds its time and its report."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scan found, and what it did not look at."""

    findings: tuple[Finding, ...]
    n_files: int
    """Files of Python there are."""
    n_waived: int
    """Findings that waivers in force hide."""
    n_passed_over: int
    """Links to Python and submodules: their content lies elsewhere."""
    tree: Tree


def in_registry(paths: tuple[Path, ...], registry: Path | None) -> Path | None:
    """The root of the registry that holds all the paths; nothing when one lies elsewhere."""
    if not paths:
        return find_root(registry or Path.cwd())
    try:
        root = find_root(registry or paths[0])
    except RegistryError:
        return None
    inside = root / FOLDER
    return root if all(Path(os.path.abspath(path)).is_relative_to(inside) for path in paths) else None  # noqa: PTH100


def scan_registry(root: Path, paths: tuple[Path, ...], count: Count) -> Scanned:
    """The code that comes with cards, with the waivers in force today."""
    tree = read_folder(root)
    chosen = dict.fromkeys(chosen_files(tree, root, paths) if paths else tree.files)
    files = {path: tree.files[path] for path in chosen if is_code(path)}
    found = scan_files(files, tree, count)
    cards = {f"{version_folder(path)}card.yaml" for path in files} & tree.files.keys()
    collection = read_collection(tree, sorted(cards), as_of=judged_on(root))
    kept, _ = apply_waivers(found.findings, collection, {rule.name: rule.family for rule in RULES.values()})
    return replace(found, findings=tuple(kept), n_waived=len(found.findings) - len(kept))


def is_code(path: str) -> bool:
    """Whether a path of the registry is one of code that comes with a card."""
    location = locate(path)
    return location is not None and location.kind == "code"


def scan_files(files: Mapping[str, File], tree: Tree, count: Count) -> Scanned:
    """The Python among some files of a tree. Raises UsageError when there is too much of it."""
    python = [file for file in files.values() if can_be_scanned(file)]
    if len(python) > MOST_FILES:
        raise UsageError(
            Words(f"Plus de {MOST_FILES} fichiers Python.", f"More than {MOST_FILES} files of Python."),
            Words("Analyser un dossier à la fois.", "Scan one folder at a time."),
        )
    found = examine(python, tree.read, count)
    passed_over = [
        file
        for file in files.values()
        if file.mode == "submodule" or (file.mode == "symlink" and file.path.endswith(".py"))
    ]
    return Scanned(found.findings, found.n_files, 0, len(passed_over), tree)


def scan_paths(paths: Iterable[Path], count: Count) -> Scanned:
    """Python files of this disk, by the names under which they were asked for."""
    places = {name_of(place): place for path in paths for place in files_below(path)}
    files = {name: file_at(name, place) for name, place in sorted(places.items())}
    return scan_files(files, Tree(files, lambda file: bytes_at(places[file.path])), count)


def name_of(place: Path) -> str:
    """A path from the working folder when it lies below it, else the whole path."""
    whole = Path(os.path.abspath(place))  # noqa: PTH100 -- drops `..` without following links, unlike resolve()
    return whole.relative_to(Path.cwd()).as_posix() if whole.is_relative_to(Path.cwd()) else whole.as_posix()


def files_below(path: Path) -> Iterator[Path]:
    """A file, or all files of a folder but those of Git and of virtual environments; no link is followed."""
    if not path.exists():
        raise UsageError(
            Words(f"Rien à analyser à cet endroit : {path}", f"Nothing to scan there: {path}"),
            Words("Donner un fichier ou un dossier.", "Give a file or a folder."),
        )
    if not path.is_dir():
        yield path
        return
    for folder, below, names in os.walk(path, onerror=raise_unreadable):
        below[:] = sorted(name for name in below if name != ".git" and not Path(folder, name, "pyvenv.cfg").exists())
        yield from (Path(folder, name) for name in sorted(names))


def file_at(name: str, place: Path) -> File:
    """A file of this disk."""
    status = place.lstat()
    return File(name, "", "file" if stat.S_ISREG(status.st_mode) else "symlink", status.st_size)


def bytes_at(place: Path) -> bytes:
    """Bytes of a file of this disk; raises `MachineError` when it may not be read."""
    try:
        return place.read_bytes()
    except OSError as error:
        raise_unreadable(error)


def raise_unreadable(error: OSError) -> NoReturn:
    """Stop at a file or folder that the machine refuses to open: it must not pass for clean."""
    reason = error.strerror or type(error).__name__
    raise MachineError(
        Words(f"Lecture impossible de {error.filename} : {reason}", f"Cannot read {error.filename}: {reason}"),
        Words("Vérifier les droits de lecture de ce chemin.", "Check the read permissions of this path."),
    ) from error


FOREIGN = Words("Le signaler aux auteurs de ce dépôt.", "Report it to the authors of that repository.")


def only_at_home() -> None:
    """Refuse to fetch in continuous integration: there, an address in a proposal would be asked without a person."""
    if os.environ.get("CI"):
        raise UsageError(
            Words(
                "Un dépôt extérieur ne s’analyse pas en intégration continue.",
                "A foreign repository is not scanned in continuous integration.",
            ),
            Words("Lancer cette commande sur son propre poste.", "Run this command on your own machine."),
        )


def scan_repository(there: Remote, count: Count) -> Scanned:
    """Python of somebody's repository, fetched for as long as this takes; nothing of it is written or run."""
    with fetched(there) as tree:
        found = scan_files(tree.files, tree, count)
    return replace(found, findings=tuple(replace(one, help=FOREIGN) for one in found.findings))


def declared(root: Path, algorithm: str) -> Remote:
    """The repository that the newest card of an algorithm names.

    Raises UsageError when it names none, or one that may not be asked; its default branch counts as the revision
    when it names none.
    """
    cards = [one for one in collection_of(root, algorithm).select_kind("card") if isinstance(one.content, Card)]
    newest = max(cards, key=lambda one: version_order(one.content.version), default=None)
    deployment = newest.content.deployment if newest else None
    repository = deployment.repository if deployment else None
    if repository is None or isinstance(repository, Absent):
        raise UsageError(
            Words(f"La fiche de {algorithm} ne nomme aucun dépôt.", f"The card of {algorithm} names no repository."),
            Words(
                "Donner son adresse : « boas scan --repository URL@REVISION ».",
                "Give its address: `boas scan --repository URL@REVISION`.",
            ),
        )
    return remote(repository.url, repository.ref or "HEAD")
