"""`boas build`: check, fill the index, build what is stale; nothing is done twice for the same content."""

import sys
from dataclasses import asdict
from pathlib import Path

import click

from boas.cli._language import resolve_language
from boas.cli._progress import show_progress
from boas.errors import UsageError
from boas.parsing import find_root
from boas.publishing import PreparedSite, PreviewBuild, PreviewCopy, export_preview, prepare_site
from boas.reports import render_text_report
from boas.translation import Language, Message, list_languages


@click.command("build")
@click.option(
    "--registry",
    type=click.Path(path_type=Path, file_okay=False),
    help="Root of the registry (default: found upwards).",
)
@click.option("--revision", default="HEAD", show_default=True, help="Commit, branch or tag to build from.")
@click.option("--keep-going", is_flag=True, help="Publish what is sound even when some documents have errors.")
@click.option("--anew", is_flag=True, help="Forget all that was made here before, and make everything again.")
@click.option(
    "--database", envvar="BOAS_DATABASE", metavar="URL", help="Fill the index of this PostgreSQL database too."
)
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that build pages at once."
)
@click.option("--working-tree", is_flag=True, help="Build a preview of the files as they lie here, committed or not.")
@click.option("--since", metavar="REV", help="Of a preview, only the pages that differ from this branch; needs --to.")
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), help="Empty folder to put the preview into.")
@click.option(
    "--lang", type=click.Choice(list_languages()), help="Language of messages (default: BOAS_LANG, locale, fr)."
)
def command(
    *,
    registry: Path | None,
    revision: str,
    keep_going: bool,
    anew: bool,
    database: str | None,
    jobs: int,
    working_tree: bool,
    since: str | None,
    to: Path | None,
    lang: str | None,
) -> None:
    """Check a commit, fill the index and build the site into .boas/site/current.

    \b
    boas build                                                   publish the last commit here
    boas build --database postgresql+psycopg://boas@db/boas      and for servers that follow it
    boas build --working-tree --to preview                       the files as they lie here, to open from disk
    boas build --working-tree --since origin/main --to preview   the pages a proposal touches
    """  # noqa: D301 -- the sign is for click: keep these lines as they are
    language = resolve_language(lang)
    root = find_root(registry or Path.cwd())
    if working_tree:
        with show_progress(language) as progress:
            previewed, copied = export_preview(root, since or "", to, progress)
        print_preview(previewed, language)
        if copied:
            click.echo(_describe_copy(copied).in_(language))
        return
    if since or to:
        raise UsageError(
            Message("--since and --to are for a preview only."),
            Message("Add --working-tree."),
        )
    with show_progress(language) as progress:
        prepared = prepare_site(root, progress, revision=revision, keep_going=keep_going, anew=anew, n_processes=jobs)
    print_build(prepared, language)
    if database and prepared.built:
        _fill_database(prepared.index, database, language, anew=anew)
    sys.exit(0 if prepared.built else 1)


def _fill_database(index: Path, url: str, language: Language, *, anew: bool) -> None:
    """Let a database say what the index says, and tell how much of it had changed."""
    from boas.index import push_index

    done = push_index(index, url, anew=anew)
    told = Message("Database filled: {written} rows written, {removed} removed.", **asdict(done))
    click.echo(told.in_(language))


def print_build(prepared: PreparedSite, language: Language) -> None:
    """Tell what was found, what was done and what was left out."""
    if prepared.uncommitted:
        n = len(prepared.uncommitted)
        said = Message("Edited files not committed yet: {n}. The site shows nothing of them.", n=n)
        click.echo(said.in_(language))
    if prepared.findings:
        shown = tuple(f for f in prepared.findings if f.severity == "error") if prepared.built else prepared.findings
        click.echo(render_text_report(shown, language, colour=sys.stdout.isatty()), nl=False, color=True)
    built = prepared.built
    if built is None:
        click.echo(Message("Nothing is published while errors remain.").in_(language))
    elif built.rendered or prepared.filled:
        told = Message(
            "Site ready: {rendered} pages built, {kept} kept, {removed} removed.",
            rendered=built.rendered,
            kept=built.kept,
            removed=built.removed,
        )
        click.echo(told.in_(language))
    else:
        click.echo(Message("Site up to date: nothing to redo.").in_(language))


def print_preview(previewed: PreviewBuild, language: Language) -> None:
    """Say what is to be fixed, how many files are not published yet, and what was built."""
    if previewed.to_fix:
        click.echo(render_text_report(previewed.to_fix, language, colour=sys.stdout.isatty()), nl=False, color=True)
    n, built = len(previewed.differences.list_changed()), previewed.built
    if not built.rendered and not built.removed:
        click.echo(Message("Preview up to date.").in_(language))
        return
    told = Message(
        "Preview ready (files not published yet: {n}). Pages built: {rendered}, kept: {kept}, removed: {removed}.",
        n=n,
        rendered=built.rendered,
        kept=built.kept,
        removed=built.removed,
    )
    click.echo(told.in_(language))


def _describe_copy(copied: PreviewCopy) -> Message:
    """Where the preview lies, and how large it is."""
    folder, n = copied.folder, copied.n_files
    start, thousands = folder / "index.html", -(-copied.size // 1000)
    return Message(
        "Preview written to {folder}: {n} files, {thousands} kB. Open {start}.",
        folder=folder,
        n=n,
        thousands=thousands,
        start=start,
    )
