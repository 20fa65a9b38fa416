"""`boas check`: read the registry as it lies on disk, run every rule, report everything at once."""

import os
import sys
import time
from pathlib import Path

import click

from boas.checks import list_rules
from boas.cli._language import resolve_language
from boas.finding import Finding, Language
from boas.library import check_files
from boas.parsing import find_root, read_settings
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
    run = check_files(root, paths, since)
    findings, n_files, tree = run.findings, run.n_files, run.tree
    language = resolve_language(lang)
    if form == "text":
        click.echo(render_text_report(findings, language, colour=wants_colour(colour)), nl=False, color=True)
    else:
        click.echo(render_report(form, findings, n_files, language, tree, packages=run.packages), nl=False)
    if form == "github":
        append_step_summary(render_report("markdown", findings, n_files, language, tree))
    if form in {"text", "github"}:
        click.echo(format_summary(findings, n_files, time.monotonic() - started, language))
    sys.exit(1 if run.has_errors and not exit_zero else 0)


def render_report(
    form: str,
    findings: tuple[Finding, ...],
    n_files: int,
    language: Language,
    tree: Tree,
    *,
    packages: tuple[str, ...] = (),
) -> str:
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

            report = render_junit_report(findings, language, list_rules(packages))
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
