"""`boas check`: read the registry as it lies on disk, run every rule, report everything at once."""

import os
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from boas.checks import can_be_inherited, check
from boas.cli._language import resolve_language
from boas.finding import Finding, Language
from boas.parsing import (
    find_root,
    include_related_paths,
    is_kept_by_git,
    read_collection,
    read_folder,
    read_settings,
    select_files,
)
from boas.reports import format_summary, render_json_report, render_text_report
from boas.tree import Tree

FORMATS = ("text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown")


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--registry",
    type=click.Path(path_type=Path, file_okay=False),
    help="Root of the registry (default: found upwards).",
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language of messages (default: BOAS_LANG, locale, fr).")
@click.option("--color/--no-color", "colour", default=None, help="Colours (default: on a terminal, unless NO_COLOR).")
@click.option("--exit-zero", is_flag=True, help="Exit 0 even when there are errors.")
@click.option("--since", metavar="REV", help="Check what the work tree adds to a commit, branch or tag.")
def command(
    *,
    paths: tuple[Path, ...],
    registry: Path | None,
    form: str,
    lang: str | None,
    colour: bool | None,
    exit_zero: bool,
    since: str | None,
) -> None:
    """Check documents; exit 0 when there is no error, 1 when there is, 2 when it could not run.

    \b
    boas check                                    everything
    boas check model_cards/algorithms/avc-ait-pmsi   one algorithm
    boas check --since origin/main                what a pull request adds
    boas check --format json > findings.json      for programs
    boas check --format github                    annotations on the lines of a pull request
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    started = time.monotonic()
    root = find_root(registry or (paths[0] if paths else Path.cwd()))
    tree = _read_tree_with_links(root, committed=since is not None)
    chosen = None if not paths else tuple(dict.fromkeys(select_files(tree, root, paths)))
    frozen: tuple[Finding, ...] = ()
    least = 0
    if since is not None:
        from boas.proposals import find_additions

        chosen, frozen, least = find_additions(root, tree, since, chosen)
    collection = read_collection(
        tree, None if chosen is None else include_related_paths(tree, chosen), as_of=_find_reference_date(root)
    )
    collection = replace(collection, least_count=least)
    files = tuple(tree.files.values()) if chosen is None else tuple(tree.files[path] for path in chosen)
    found = check(collection, files)
    if since is None:
        found, frozen = _downgrade_inherited(found, root, tree), _check_published_files(root, tree, chosen)
    findings, n_files = tuple(sorted((*found, *frozen), key=Finding.make_sort_key)), len(files)
    language = resolve_language(lang)
    if form == "text":
        click.echo(render_text_report(findings, language, colour=wants_colour(colour)), nl=False, color=True)
    else:
        click.echo(render_report(form, findings, n_files, language, tree), nl=False)
    if form == "github":
        append_step_summary(render_report("markdown", findings, n_files, language, tree))
    if form in {"text", "github"}:
        click.echo(format_summary(findings, n_files, time.monotonic() - started, language))
    errors = any(finding.severity == "error" for finding in findings)
    sys.exit(1 if errors and not exit_zero else 0)


def _read_tree_with_links(root: Path, *, committed: bool) -> Tree:
    """The registry as it lies on disk, with the links and submodules that Git holds beside it."""
    tree = read_folder(root)
    if not is_kept_by_git(root):
        return tree
    from boas.proposals import with_git_links

    return with_git_links(root, tree, committed=committed)


def _find_reference_date(root: Path) -> str:
    """The day the registry is judged on; that of the clock where there is no history to ask."""
    if not is_kept_by_git(root):
        return datetime.now(tz=UTC).date().isoformat()
    from boas.repository import find_reference_date

    return find_reference_date(root)


def _downgrade_inherited(found: tuple[Finding, ...], root: Path, tree: Tree) -> tuple[Finding, ...]:
    """The same findings; Git is opened only when there is an error that the main line may hold already."""
    if not any(map(can_be_inherited, found)):
        return found
    from boas.proposals import downgrade_inherited

    return downgrade_inherited(found, root, tree)


def _check_published_files(root: Path, tree: Tree, chosen: tuple[str, ...] | None) -> tuple[Finding, ...]:
    """What is to be said of published versions edited here; nothing where there is no history to ask."""
    if not is_kept_by_git(root):
        return ()
    from boas.proposals import find_moved_files

    return find_moved_files(root, tree, chosen)


def render_report(form: str, findings: tuple[Finding, ...], n_files: int, language: Language, tree: Tree) -> str:
    """All findings in one of the formats but text; what only that format needs is imported now."""
    match form:
        case "json":
            report = render_json_report(findings, n_files)
        case "jsonl":
            from boas.reports import render_jsonl_report

            report = render_jsonl_report(findings)
        case "sarif":
            from boas.reports import render_sarif_report

            settings = read_settings(tree)
            base_url = (settings.base_url if settings else None) or ""
            report = render_sarif_report(findings, language, base_url.rstrip("/"))
        case "github":
            from boas.reports import render_github_report

            report = render_github_report(findings, language)
        case "gitlab":
            from boas.reports import render_gitlab_report

            report = render_gitlab_report(findings, language)
        case "junit":
            from boas.reports import render_junit_report

            report = render_junit_report(findings, language)
        case _:
            from boas.reports import render_markdown_report

            report = render_markdown_report(findings, n_files, language)
    return report


def append_step_summary(summary_of_all: str) -> None:
    """Append to the file that GitHub's runner names, and shows on the page of the run; nothing elsewhere."""
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(f"{summary_of_all}\n")


def wants_colour(choice: bool | None) -> bool:
    """Colours when asked for, or on a terminal that does not refuse them (no-color.org)."""
    return choice if choice is not None else sys.stdout.isatty() and not os.environ.get("NO_COLOR")
