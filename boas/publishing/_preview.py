"""A preview: the registry as it lies on disk, committed or not, held against a commit.

Has an index and a site of its own and never touches those that are published. Errors stop nothing: what is
sound is shown, the rest is told.
"""

from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from boas.errors import RegistryError
from boas.finding import Finding
from boas.index import fill_index, open_index
from boas.parsing import EMPTY_CACHE, Cache, is_kept_by_git, read_folder
from boas.publishing._progress import SILENT, ProgressListener
from boas.publishing._site_build import INDEX_FILE, SITE_FOLDER, build_site, read_cache, refuse_committed_state
from boas.registry import Registry, UnpublishedChanges, read_preview
from boas.reports import build_finding_fields
from boas.repository import (
    GitRepository,
    History,
    create_ignored_folder,
    find_fork_point,
    find_reference_date,
    open_repository,
    resolve_state_folder,
    with_blob_ids,
    with_links,
)
from boas.site import BuildResult
from boas.translation import Message
from boas.tree import Tree, with_contents

_PREVIEW = "working-tree"
"""Folder of the preview among the made things."""

_NO_FILES = Tree({}, lambda _file: b"")
_NO_PAST = History(last_changed={}, first_seen={}, shallow=False, main_line=(), touches={})


@dataclass(frozen=True, slots=True)
class PreviewBuild:
    """A preview ready to be looked at."""

    site: Path
    """Folder whose `current` is the release."""
    index: Path
    to_fix: tuple[Finding, ...]
    """Errors anywhere, and everything found in files that are not published yet."""
    differences: UnpublishedChanges
    built: BuildResult


def build_preview(
    root: Path, state: Path, progress: ProgressListener = SILENT, *, since: str = "", only_touched: bool = False
) -> PreviewBuild:
    """Read the folder, fill the preview's index in `state` and build its site, each only as far as it is stale.

    Held against the commit at which the work left the main line or, with `since`, that branch.
    Raises `RegistryError` when the registry's own settings cannot be read.
    """
    memory = read_cache(state / INDEX_FILE) or EMPTY_CACHE
    progress.step(Message("Reading and checking the files"))
    with open_repository(root) as repository:
        registry = _read_against_base(repository, root, memory, since)
        progress.step(Message("Filling the index"))
        fill_index(registry, state / INDEX_FILE, [build_finding_fields(finding) for finding in registry.findings])
    with closing(open_index(state / INDEX_FILE)) as index:
        built = build_site(
            index, state / SITE_FOLDER, progress, only_touched=only_touched, packages=registry.rule_packages
        )
    differences = registry.unpublished or UnpublishedChanges("", (), (), (), frozenset())
    return PreviewBuild(
        state / SITE_FOLDER, state / INDEX_FILE, _select_open_findings(registry, differences), differences, built
    )


def read_work_tree(root: Path) -> Registry:
    """The snapshot of a registry as it lies on disk, held against the main line where Git keeps it.

    Raises `RegistryError` when the registry's own settings cannot be read.
    """
    if is_kept_by_git(root):
        with open_repository(root) as repository:
            base, past = _read_base(repository, under := repository.find_cards_folder(root), "")
            tree = with_blob_ids(with_links(read_folder(root), repository, under), base)
            return read_preview(with_contents(tree), base, past, today=find_reference_date(root))
    today = datetime.now(tz=UTC).date().isoformat()
    return read_preview(with_blob_ids(read_folder(root), _NO_FILES), _NO_FILES, _NO_PAST, today=today)


def _read_against_base(repository: GitRepository, root: Path, memory: Cache, since: str) -> Registry:
    """The snapshot of the files on disk, held against the commit they go on from."""
    under = repository.find_cards_folder(root)
    base, past = _read_base(repository, under, since)
    tree = with_blob_ids(with_links(read_folder(root), repository, under), base)
    return read_preview(tree, base, past, memory, today=find_reference_date(root))


def _read_base(repository: GitRepository, under: str, since: str) -> tuple[Tree, History]:
    """Files and past of the commit a preview is held against; empty ones in a repository without any commit."""
    try:
        head = repository.read_head()
    except RegistryError:
        return _NO_FILES, _NO_PAST
    commit = repository.find_merge_base(head, repository.resolve(since)) if since else find_fork_point(repository)
    return repository.read_tree_of(commit, under), repository.read_history_of(commit, under)


def _select_open_findings(registry: Registry, differences: UnpublishedChanges) -> tuple[Finding, ...]:
    """What an author must know of: errors anywhere, and all that is found in files not published yet."""
    touched = differences.list_changed()
    return tuple(one for one in registry.findings if one.severity == "error" or one.location.path in touched)


def prepare_preview_folder(root: Path) -> Path:
    """The folder a preview is kept in.

    Raises `IntegrityError` when a link would lead elsewhere, or when the last commit holds made things.
    """
    state = resolve_state_folder(root, _PREVIEW)
    with open_repository(root) as repository, suppress(RegistryError):  # no commit yet
        refuse_committed_state(repository, root, repository.read_head())
    create_ignored_folder(state.parent)
    return state
