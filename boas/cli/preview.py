"""A preview: the registry as it lies on disk, committed or not, held against a commit.

Has an index and a site of its own and never touches those that are published. Errors stop nothing: what is
sound is shown, the rest is told.
"""

import sys
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import click

from boas.cli.build import build_site, refuse_committed_state, remembered
from boas.cli.clock import judged_on
from boas.cli.frozen import where_it_left
from boas.cli.made import keep_out_of_git, state_of
from boas.cli.progress import Progress
from boas.cli.work_tree import by_content, with_links
from boas.errors import RegistryError
from boas.finding import Finding, Language, Words
from boas.history import Past, Repository, open_repository
from boas.index import fill, open_index
from boas.reading import NOTHING, read_folder
from boas.registry import Registry, Unpublished, read_preview
from boas.reports import finding_fields, text_report
from boas.site import BuildResult
from boas.tree import Tree

PREVIEW = "working-tree"
"""Folder of the preview among the made things."""
INDEX, SITE = "index.sqlite", "site"

NO_FILES = Tree({}, lambda _file: b"")
NO_PAST = Past(last_changed={}, first_seen={}, shallow=False, main_line=(), touches={})


@dataclass(frozen=True, slots=True)
class Previewed:
    """A preview ready to be looked at."""

    site: Path
    """Folder whose `current` is the release."""
    index: Path
    to_mend: tuple[Finding, ...]
    """Errors anywhere, and everything found in files that are not published yet."""
    differences: Unpublished
    built: BuildResult


def preview(root: Path, state: Path, progress: Progress, *, since: str = "", only_touched: bool = False) -> Previewed:
    """Read the folder, fill the preview's index in `state` and build its site, each only as far as it is stale.

    Held against the commit at which the work left the main line or, with `since`, that branch.
    Raises `RegistryError` when the registry's own settings cannot be read.
    """
    memory = remembered(state / INDEX) or NOTHING
    progress.step(Words("Lecture et vérification des fichiers", "Reading and checking the files"))
    with open_repository(root) as repository:
        under = repository.find_cards_folder(root)
        base, past = held_against(repository, under, since)
        tree = by_content(with_links(read_folder(root), repository, under), base)
        registry = read_preview(tree, base, past, memory, today=judged_on(root))
        progress.step(Words("Remplissage de l’index", "Filling the index"))
        fill(registry, state / INDEX, [finding_fields(finding) for finding in registry.findings])
    with closing(open_index(state / INDEX)) as index:
        built = build_site(index, state / SITE, progress, only_touched=only_touched)
    differences = registry.unpublished or Unpublished("", (), (), (), frozenset())
    return Previewed(state / SITE, state / INDEX, to_mend(registry, differences), differences, built)


def held_against(repository: Repository, under: str, since: str) -> tuple[Tree, Past]:
    """Files and past of the commit a preview is held against; empty ones in a repository without any commit."""
    try:
        head = repository.read_head()
    except RegistryError:
        return NO_FILES, NO_PAST
    commit = repository.find_merge_base(head, repository.resolve(since)) if since else where_it_left(repository)
    return repository.read_tree_of(commit, under), repository.read_history_of(commit, under)


def to_mend(registry: Registry, differences: Unpublished) -> tuple[Finding, ...]:
    """What an author must know of: errors anywhere, and all that is found in files not published yet."""
    touched = differences.list_changed()
    return tuple(one for one in registry.findings if one.severity == "error" or one.location.path in touched)


def kept_in(root: Path) -> Path:
    """The folder a preview is kept in.

    Raises `IntegrityError` when a link would lead elsewhere, or when the last commit holds made things.
    """
    state = state_of(root, PREVIEW)
    with open_repository(root) as repository, suppress(RegistryError):  # no commit yet
        refuse_committed_state(repository, root, repository.read_head())
    keep_out_of_git(state.parent)
    return state


def tell(previewed: Previewed, language: Language) -> None:
    """Say what is to be mended, how many files are not published yet, and what was built."""
    if previewed.to_mend:
        click.echo(text_report(previewed.to_mend, language, colour=sys.stdout.isatty()), nl=False, color=True)
    n, built = len(previewed.differences.list_changed()), previewed.built
    if not built.rendered and not built.removed:
        click.echo(Words("Aperçu à jour.", "Preview up to date.").in_(language))
        return
    told = Words(
        f"Aperçu prêt (fichiers pas encore publiés : {n}). Pages construites : {built.rendered}, "
        f"gardées : {built.kept}, retirées : {built.removed}.",
        f"Preview ready (files not published yet: {n}). Pages built: {built.rendered}, "
        f"kept: {built.kept}, removed: {built.removed}.",
    )
    click.echo(told.in_(language))
