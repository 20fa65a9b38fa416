"""`boas build`: check, fill the index, build what is stale; nothing is done twice for the same content."""

import json
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import click

from boas.checks import RULES
from boas.cli.clock import refuse_commit_ahead
from boas.cli.language import language_from
from boas.cli.made import STATE, keep_out_of_git, state_of
from boas.cli.progress import Progress, showing
from boas.cli.publication import PUBLISHED_LEDGER, as_ledger, frozen_digests, refuse_moved
from boas.cli.writing import write_bytes
from boas.documents import FOLDER, packaged
from boas.errors import IntegrityError, MachineError, UsageError
from boas.finding import Finding, Language, Words
from boas.history import Repository, open_repository
from boas.index import Index, fill, open_index, recipe
from boas.reading import NOTHING, Memory, find_root
from boas.registry import Registry, read_registry, refuse_moved_settings
from boas.reports import finding_fields, text_report
from boas.site import BuildResult, RulePage, build

INDEX, SITE = "index.sqlite", "site"
PUBLISHED = "published"
"""File with the commit last published here: what comes after must descend from it."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A registry ready to be served."""

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


@click.command("build")
@click.option(
    "--registry",
    type=click.Path(path_type=Path, file_okay=False),
    help="Root of the registry (default: found upwards).",
)
@click.option("--revision", default="HEAD", show_default=True, help="Commit, branch or tag to build from.")
@click.option("--keep-going", is_flag=True, help="Publish what is sound even when some documents have errors.")
@click.option("--anew", is_flag=True, help="Forget all that was made here before, and make everything again.")
@click.option("--working-tree", is_flag=True, help="Build a preview of the files as they lie here, committed or not.")
@click.option("--since", metavar="REV", help="Of a preview, only the pages that differ from this branch; needs --to.")
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), help="Empty folder to put the preview into.")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language of messages (default: BOAS_LANG, locale, fr).")
def command(
    *,
    registry: Path | None,
    revision: str,
    keep_going: bool,
    anew: bool,
    working_tree: bool,
    since: str | None,
    to: Path | None,
    lang: str | None,
) -> None:
    """Check a commit, fill the index and build the site into .boas/site/current.

    \b
    boas build                                                   publish the last commit here
    boas build --working-tree --to preview                       the files as they lie here, to open from disk
    boas build --working-tree --since origin/main --to preview   the pages a proposal touches
    """  # noqa: D301 -- the sign is for click: keep these lines as they are
    language = language_from(lang)
    root = find_root(registry or Path.cwd())
    if working_tree:
        from boas.cli.preview_files import write_preview

        write_preview(root, since or "", to, language)
        return
    if since or to:
        raise UsageError(
            Words("--since et --to ne valent que pour un aperçu.", "--since and --to are for a preview only."),
            Words("Ajouter --working-tree.", "Add --working-tree."),
        )
    with showing(language) as progress:
        prepared = prepare(root, progress, revision=revision, keep_going=keep_going, anew=anew)
    report(prepared, language)
    sys.exit(0 if prepared.built else 1)


def prepare(
    root: Path, progress: Progress, *, revision: str = "HEAD", keep_going: bool = False, anew: bool = False
) -> Prepared:
    """Read a commit, fill the index and build the site, each only as far as it is stale.

    Raises `IntegrityError` when the commit brings made things of its own, is dated ahead of the clock, when what
    freezes the registry is not what it was, or when it does not descend from the one last published or holds other
    bytes under a published name: the old site then stays as it is, unless `anew` says to forget it.
    """
    state = state_of(root)
    with open_repository(root) as repository:
        commit = repository.resolve(revision)
        refuse_commit_ahead(repository, commit)
        refuse_committed_state(repository, root, commit)
        if not anew:
            refuse_rewritten(repository, state, commit)
        memory = NOTHING if anew else remembered(state / INDEX, commit)
        registry = None if memory is None else read(repository, root, commit, memory, progress)
        uncommitted = (
            repository.list_dirty_paths(repository.find_cards_folder(root)) if revision == "HEAD" else frozenset()
        )
        findings, frozen = registry.findings if registry else (), dict[str, str]()
        n_files = len(registry.collection.tree.files) if registry else 0
        if registry and not keep_going and any(finding.severity == "error" for finding in findings):
            return Prepared(
                state / SITE, state / INDEX, findings, n_files, filled=False, built=None, uncommitted=uncommitted
            )
        if registry:
            frozen = frozen_digests(registry)
            if not anew:
                refuse_moved(state / PUBLISHED_LEDGER, frozen)
            progress.step(Words("Remplissage de l’index", "Filling the index"))
            keep_out_of_git(state)
            fill(registry, state / INDEX, [finding_fields(finding) for finding in findings], anew=anew)
    with closing(open_index(state / INDEX)) as index:
        built = build_site(index, state / SITE, progress, anew=anew)
    if registry:
        write_bytes(root, f"{STATE}/{PUBLISHED_LEDGER}", as_ledger(commit, frozen))
    if published_in(state) != commit:
        write_bytes(root, f"{STATE}/{PUBLISHED}", f"{commit}\n".encode("ascii"))
    filled = registry is not None
    return Prepared(state / SITE, state / INDEX, findings, n_files, filled, built, uncommitted)


def refuse_committed_state(repository: Repository, root: Path, commit: str) -> None:
    """Stop when a commit holds what only this program makes: an index somebody wrote would be believed."""
    folder = f"{repository.find_cards_folder(root).removesuffix(FOLDER)}{STATE}"
    if repository.read_tree_of(commit, folder).files:
        raise IntegrityError(
            Words(
                f"Le commit {commit[:12]} contient le dossier « {folder} », que boas fabrique lui-même.",
                f"The commit {commit[:12]} holds the folder `{folder}`, which boas makes itself.",
            ),
            Words(f"Le retirer de Git : git rm -r {folder}", f"Take it out of Git: git rm -r {folder}"),
        )


def published_in(state: Path) -> str:
    """The commit last published here; empty when there is none."""
    path = state / PUBLISHED
    return path.read_text("ascii", "replace").strip() if path.is_file() else ""


def refuse_rewritten(repository: Repository, state: Path, commit: str) -> None:
    """Stop before anything is touched when history went back or aside since the last publication."""
    published = published_in(state)
    if not published or repository.is_descendant(commit, published):
        return
    raise IntegrityError(
        Words(
            f"Le commit {commit[:12]} ne descend pas de {published[:12]}, déjà publié : l’historique a été réécrit.",
            f"The commit {commit[:12]} does not descend from {published[:12]}, already published: rewritten history.",
        ),
        Words(
            "Retrouver l’historique publié ; après un simple changement de branche chez soi, ajouter --anew.",
            "Find the published history again; after a mere change of branch at home, add --anew.",
        ),
    )


def remembered(path: Path, commit: str = "") -> Memory | None:
    """What the index already knows; nothing (`None`) when it was filled from this very commit, so that all is done.

    A damaged index knows nothing.
    """
    if not path.exists():
        return NOTHING
    try:
        with closing(open_index(path)) as index:
            if index.recipe != recipe() or not index.is_intact():
                return NOTHING
            return None if commit and index.filled_from == commit else index.load_cache()
    except MachineError:
        return NOTHING


def read(repository: Repository, root: Path, commit: str, memory: Memory, progress: Progress) -> Registry:
    """The picture of the registry at one commit."""
    progress.step(Words("Lecture de l’historique", "Reading the history"))
    folder = repository.find_cards_folder(root)
    tree, past = repository.read_tree_of(commit, folder), repository.read_history_of(commit, folder)
    refuse_moved_settings(tree, past)
    progress.step(Words("Lecture et vérification des documents", "Reading and checking the documents"))
    return read_registry(tree, past, memory)


def build_site(
    index: Index, out: Path, progress: Progress, *, only_touched: bool = False, anew: bool = False
) -> BuildResult:
    """The site of an index; of a preview, when asked, only the part its files have to do with."""
    rules = [RulePage(r.name, r.family, r.severity, r.what, r.why, r.mend, r.since) for r in RULES.values()]
    openapi = json.loads((packaged("schemas") / "openapi.json").read_bytes())
    progress.step(Words("Construction des pages", "Building the pages"))
    return build(index, rules, openapi, out, progress=progress.count, only_touched=only_touched, anew=anew)


def report(prepared: Prepared, language: Language) -> None:
    """Tell what was found, what was done and what was left out."""
    if prepared.uncommitted:
        n = len(prepared.uncommitted)
        said = Words(
            f"Modifications pas encore committées : {n}. Le site n’en montre rien.",
            f"Edited files not committed yet: {n}. The site shows nothing of them.",
        )
        click.echo(said.in_(language))
    if prepared.findings:
        shown = tuple(f for f in prepared.findings if f.severity == "error") if prepared.built else prepared.findings
        click.echo(text_report(shown, language, colour=sys.stdout.isatty()), nl=False, color=True)
    built = prepared.built
    if built is None:
        click.echo(
            Words("Rien n’est publié tant qu’il reste des erreurs.", "Nothing is published while errors remain.").in_(
                language
            )
        )
    elif built.rendered or prepared.filled:
        told = Words(
            f"Site prêt : {built.rendered} pages construites, {built.kept} gardées, {built.removed} retirées.",
            f"Site ready: {built.rendered} pages built, {built.kept} kept, {built.removed} removed.",
        )
        click.echo(told.in_(language))
    else:
        click.echo(Words("Site à jour : rien à refaire.", "Site up to date: nothing to redo.").in_(language))
