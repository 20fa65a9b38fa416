"""Publishing a commit: checked, put into the index, built as a site; nothing is done twice for the same content."""

import gc
import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from boas.api import read_openapi
from boas.checks import list_rules
from boas.documents import FOLDER
from boas.errors import IntegrityError, MachineError
from boas.finding import Finding
from boas.index import Index, compute_fingerprint, fill_index, open_index
from boas.nomenclatures import NomenclatureFolder, get_default_folder
from boas.parsing import EMPTY_CACHE, Cache
from boas.publishing._progress import SILENT, ProgressListener
from boas.publishing._publication_lock import (
    PUBLISHED_LEDGER,
    build_frozen_digests,
    refuse_moved,
    render_published_ledger,
)
from boas.registry import Registry, list_rule_packages, read_registry, refuse_moved_settings
from boas.reports import build_finding_fields
from boas.repository import (
    STATE,
    GitRepository,
    clear_unfinished,
    create_ignored_folder,
    open_repository,
    refuse_commit_ahead,
    resolve_state_folder,
    write_bytes,
)
from boas.site import BuildResult, build, make_rule_page
from boas.translation import Message
from boas.tree import with_contents

INDEX_FILE, SITE_FOLDER = "index.sqlite", "site"
_PUBLISHED = "published"
"""File with the commit last published here: what comes after must descend from it."""


@dataclass(frozen=True, slots=True)
class PreparedSite:
    """A registry ready to be served."""

    commit: str
    """The commit that was read."""
    site: Path
    """Folder whose `current` is the release to serve."""
    index: Path
    findings: tuple[Finding, ...]
    """Empty when nothing was read anew."""
    n_files: int
    filled: bool
    """Whether the index had to be filled."""
    built: BuildResult | None
    """Nothing when there are errors and the build was not asked to go on."""
    uncommitted: frozenset[str]
    """Files with edits that no commit holds: they are not part of what was built."""


def prepare_site(  # noqa: PLR0913 -- as many choices as `boas build` has
    root: Path,
    progress: ProgressListener = SILENT,
    *,
    revision: str = "HEAD",
    keep_going: bool = False,
    anew: bool = False,
    n_processes: int = 1,
) -> PreparedSite:
    """Read a commit, fill the index and build the site, each only as far as it is stale.

    Raises `IntegrityError` when the commit brings made things of its own, is dated ahead of the clock, when what
    freezes the registry is not what it was, or when it does not descend from the one last published or holds other
    bytes under a published name: the old site then stays as it is, unless `anew` says to forget it.
    """
    state = resolve_state_folder(root)
    clear_unfinished(root)  # of a build killed at its very end, after which there is nothing to write
    with _collect_rarely(), open_repository(root) as repository:
        source, registry = _open_source(repository, root, revision, progress, anew=anew)
        gc.freeze()
        if not keep_going and any(finding.severity == "error" for finding in source.findings):
            return _describe_site(state, source, None)
        frozen = build_frozen_digests(registry) if registry else {}
        if registry:
            _fill_index(registry, frozen, state, progress, anew=anew)
        del registry  # pages are made of the index: what was read to fill it need not stay in memory meanwhile
    with _collect_rarely(), closing(open_index(state / INDEX_FILE)) as index:
        built = build_site(
            index, state / SITE_FOLDER, progress, anew=anew, packages=source.packages, n_processes=n_processes
        )
    if source.was_read:
        write_bytes(root, f"{STATE}/{PUBLISHED_LEDGER}", render_published_ledger(source.commit, frozen))
    if _read_published_commit(state) != source.commit:
        write_bytes(root, f"{STATE}/{_PUBLISHED}", f"{source.commit}\n".encode("ascii"))
    return _describe_site(state, source, built)


@contextmanager
def _collect_rarely() -> Iterator[None]:
    """While documents and pages are made, few objects are given up in circles: looking for those took a tenth of it."""
    before = gc.get_threshold()
    gc.freeze()  # what is there by now stays
    gc.set_threshold(*_COLLECTED_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


_COLLECTED_AFTER = (10_000, 10, 50)
"""Objects made, and lesser collections done, before circles are looked for among the newest, newer and all objects."""


@dataclass(frozen=True, slots=True)
class _PublishedSource:
    """What is to be published."""

    commit: str
    packages: tuple[str, ...]
    """Packages whose rules the registry asks for."""
    uncommitted: frozenset[str]
    was_read: bool
    """Whether the documents were read: not when the index was filled from this very commit."""
    findings: tuple[Finding, ...]
    n_files: int


def _open_source(
    repository: GitRepository, root: Path, revision: str, progress: ProgressListener, *, anew: bool
) -> tuple[_PublishedSource, Registry | None]:
    """The commit to publish, refused when it must not be, and what was read of it unless the index knows it."""
    commit, state = repository.resolve(revision), resolve_state_folder(root)
    refuse_commit_ahead(repository, commit)
    refuse_committed_state(repository, root, commit)
    if not anew:
        _refuse_rewritten(repository, state, commit)
    folder = repository.find_cards_folder(root)
    packages = list_rule_packages(repository.read_tree_of(commit, folder))
    memory = EMPTY_CACHE if anew else read_cache(state / INDEX_FILE, commit, packages=packages)
    registry = None if memory is None else _read_at_commit(repository, root, commit, memory, progress)
    uncommitted = repository.list_dirty_paths(folder) if revision == "HEAD" else frozenset[str]()
    if registry is None:
        return _PublishedSource(commit, packages, uncommitted, was_read=False, findings=(), n_files=0), None
    n_files = len(registry.collection.tree.files)
    findings = registry.findings
    return _PublishedSource(commit, packages, uncommitted, was_read=True, findings=findings, n_files=n_files), registry


def _fill_index(
    registry: Registry, frozen: dict[str, str], state: Path, progress: ProgressListener, *, anew: bool
) -> None:
    """Put a registry into the index, unless something published under a name it holds has moved."""
    if not anew:
        refuse_moved(state / PUBLISHED_LEDGER, frozen)
    progress.step(Message("Filling the index"))
    create_ignored_folder(state)
    fill_index(registry, state / INDEX_FILE, [build_finding_fields(one) for one in registry.findings], anew=anew)


def _describe_site(state: Path, source: _PublishedSource, built: BuildResult | None) -> PreparedSite:
    """What became of a publication."""
    return PreparedSite(
        source.commit,
        state / SITE_FOLDER,
        state / INDEX_FILE,
        source.findings,
        source.n_files,
        filled=source.was_read and built is not None,
        built=built,
        uncommitted=source.uncommitted,
    )


def refuse_committed_state(repository: GitRepository, root: Path, commit: str) -> None:
    """Stop when a commit holds what only this program makes: an index somebody wrote would be believed."""
    folder = f"{repository.find_cards_folder(root).removesuffix(FOLDER)}{STATE}"
    if repository.read_tree_of(commit, folder).files:
        raise IntegrityError(
            Message(
                "The commit {commit} holds the folder `{folder}`, which boas makes itself.",
                commit=commit[:12],
                folder=folder,
            ),
            Message("Take it out of Git: git rm -r {folder}", folder=folder),
        )


def _read_published_commit(state: Path) -> str:
    """The commit last published here; empty when there is none."""
    path = state / _PUBLISHED
    return path.read_text("ascii", "replace").strip() if path.is_file() else ""


def _refuse_rewritten(repository: GitRepository, state: Path, commit: str) -> None:
    """Stop before anything is touched when history went back or aside since the last publication."""
    published = _read_published_commit(state)
    if not published or repository.is_descendant(commit, published):
        return
    raise IntegrityError(
        Message(
            "The commit {commit} does not descend from {published}, already published: rewritten history.",
            commit=commit[:12],
            published=published[:12],
        ),
        Message("Find the published history again; after a mere change of branch at home, add --anew."),
    )


def read_cache(path: Path, commit: str = "", *, packages: tuple[str, ...] = ()) -> Cache | None:
    """What the index already knows; nothing (`None`) when it was filled from this very commit, so that all is done.

    A damaged index knows nothing.
    """
    if not path.exists():
        return EMPTY_CACHE
    try:
        with closing(open_index(path)) as index:
            if not f"{index.recipe} ".startswith(f"{compute_fingerprint()} ") or not index.is_intact():
                return EMPTY_CACHE
            is_done = commit and (index.filled_from, index.recipe) == (commit, compute_fingerprint(packages))
            return None if is_done else index.load_cache()
    except MachineError:
        return EMPTY_CACHE


def read_commit(root: Path, revision: str = "HEAD") -> Registry:
    """The snapshot of a registry at a commit, branch or tag.

    Raises `UsageError` when there is no such revision, and `RegistryError` when its settings cannot be read.
    """
    with open_repository(root) as repository:
        commit, folder = repository.resolve(revision), repository.find_cards_folder(root)
        tree, past = repository.read_tree_of(commit, folder), repository.read_history_of(commit, folder)
        return read_registry(with_contents(tree), past, packages=list_rule_packages(tree))


def _read_at_commit(
    repository: GitRepository, root: Path, commit: str, memory: Cache, progress: ProgressListener
) -> Registry:
    """The picture of the registry at one commit."""
    progress.step(Message("Reading the history"))
    folder = repository.find_cards_folder(root)
    tree, past = repository.read_tree_of(commit, folder), repository.read_history_of(commit, folder)
    refuse_moved_settings(tree, past)
    progress.step(Message("Reading and checking the documents"))
    return read_registry(tree, past, memory, packages=list_rule_packages(tree))


def build_site(  # noqa: PLR0913 -- as many choices as `boas build` has
    index: Index,
    out: Path,
    progress: ProgressListener = SILENT,
    *,
    only_touched: bool = False,
    anew: bool = False,
    packages: tuple[str, ...] = (),
    n_processes: int = 1,
) -> BuildResult:
    """The site of an index; of a preview, when asked, only the part its files have to do with."""
    rules = [make_rule_page(rule) for rule in list_rules(packages).values()]
    openapi = json.loads(read_openapi(index.languages))
    progress.step(Message("Building the pages"))
    return build(
        index,
        rules,
        openapi,
        out,
        progress=progress.count,
        only_touched=only_touched,
        anew=anew,
        n_processes=n_processes,
        nomenclatures=NomenclatureFolder(get_default_folder()),
    )
