"""`boas check`: read the registry as it lies on disk, run every rule, report everything at once."""

import sys
import time
from pathlib import Path

import click

from boas.cli._language import resolve_language
from boas.cli._next_level import describe_next_level
from boas.cli._progress import append_step_summary, wants_colour
from boas.library import check_files
from boas.parsing import find_root
from boas.reports import REPORT_FORMATS, format_summary, render_report, render_text_report
from boas.translation import Message, list_languages


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--registry",
    type=click.Path(path_type=Path, file_okay=False),
    help="Root of the registry (default: found upwards).",
)
@click.option("--format", "form", type=click.Choice(REPORT_FORMATS), default="text", show_default=True)
@click.option(
    "--lang", type=click.Choice(list_languages()), help="Language of messages (default: BOAS_LANG, locale, fr)."
)
@click.option("--color/--no-color", "colour", default=None, help="Colours (default: on a terminal, unless NO_COLOR).")
@click.option("--exit-zero", is_flag=True, help="Exit 0 even when there are errors.")
@click.option("--since", metavar="REV", help="Check what the work tree adds to a commit, branch or tag.")
@click.option(
    "--nomenclatures",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of built releases of code systems (default: BOAS_NOMENCLATURES, then the user’s cache).",
)
@click.option("--no-cache", "anew", is_flag=True, help="Check everything anew, and keep nothing for the next check.")
def command(
    *,
    paths: tuple[Path, ...],
    registry: Path | None,
    form: str,
    lang: str | None,
    colour: bool | None,
    exit_zero: bool,
    since: str | None,
    nomenclatures: Path | None,
    anew: bool,
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
    run = check_files(root, paths, since, nomenclatures, cached=not anew)
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
        if run.unchecked:
            click.echo(_UNCHECKED.fill(releases=", ".join(sorted(run.unchecked))).in_(language))
    if form == "text" and not run.has_errors and (asked := describe_next_level(root, paths, tree, language)):
        click.echo(asked)
    sys.exit(1 if run.has_errors and not exit_zero else 0)


_UNCHECKED = Message("Codes not checked against a release, for its file is not at hand: {releases}.")
