"""`boas scan`: known weaknesses in Python, in a registry, on this disk or in somebody's repository.

The same findings and formats as `boas check`; what cannot be scanned is an error, and the last line says that a scan
proves nothing.
"""

import os
import sys
import time
from pathlib import Path

import click

from boas.cli._language import resolve_language
from boas.cli._progress import Progress, append_step_summary, show_progress, wants_colour
from boas.errors import UsageError
from boas.parsing import find_root
from boas.registry import (
    ScanReport,
    find_declared_repository,
    find_registry,
    scan_paths,
    scan_registry,
    scan_repository,
)
from boas.reports import REPORT_FORMATS, format_summary, render_report, render_text_report
from boas.repository import Remote, parse_remote
from boas.scanning import NO_GUARANTEE
from boas.translation import Language, Message, list_languages


@click.command("scan")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--repository", metavar="URL@REVISION", help="Scan a public repository, fetched over https.")
@click.option("--algorithm", metavar="ID", help="Scan the repository that the card of an algorithm names.")
@click.option("--registry", type=click.Path(path_type=Path, file_okay=False), help="Root of the registry.")
@click.option("--format", "form", type=click.Choice(REPORT_FORMATS), default="text", show_default=True)
@click.option("--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr).")
@click.option("--color/--no-color", "colour", default=None, help="Colours (default: on a terminal, unless NO_COLOR).")
@click.option("--exit-zero", is_flag=True, help="Exit 0 even when there are errors.")
def command(
    *,
    paths: tuple[Path, ...],
    repository: str | None,
    algorithm: str | None,
    registry: Path | None,
    form: str,
    lang: str | None,
    colour: bool | None,
    exit_zero: bool,
) -> None:
    """Look for known weaknesses in Python, without running any of it.

    Exit 0 when there is no error, 1 when code is dangerous or could not be scanned, 2 when it could not run.

    \b
    boas scan                                     code that comes with the cards
    boas scan my-project/                         any folder or file
    boas scan --repository https://forge.example/team/code@v1.2.0
    boas scan --algorithm edsnlp                  the repository its card names
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    started, language = time.monotonic(), resolve_language(lang)
    _refuse_mixed_targets(paths, repository, algorithm)
    there = _resolve_remote(repository, algorithm, registry)
    with show_progress(language) as progress:
        found = _scan_target(there, paths, registry, progress, language)
    findings = found.findings
    if form == "text":
        click.echo(render_text_report(findings, language, colour=wants_colour(colour)), nl=False, color=True)
    else:
        click.echo(render_report(form, findings, found.n_files, language, found.tree), nl=False)
    if form == "github":
        append_step_summary(render_report("markdown", findings, found.n_files, language, found.tree))
    is_read_by_people = form in {"text", "github"}
    if is_read_by_people and found.n_files:
        click.echo(format_summary(findings, found.n_files, time.monotonic() - started, language))
    for line in _describe_limits(found):
        click.echo(line.in_(language), err=not is_read_by_people)
    errors = any(finding.severity == "error" for finding in findings)
    sys.exit(1 if errors and not exit_zero else 0)


def _refuse_mixed_targets(paths: tuple[Path, ...], repository: str | None, algorithm: str | None) -> None:
    """Refuse to scan two kinds of thing at once."""
    if sum(map(bool, (paths, repository, algorithm))) > 1:
        raise UsageError(
            Message("Only one kind of thing is scanned at a time."),
            Message("Give paths, or --repository, or --algorithm."),
        )


def _refuse_in_ci() -> None:
    """Refuse to fetch in continuous integration: there, an address in a proposal would be asked without a person."""
    if os.environ.get("CI"):
        raise UsageError(
            Message("A foreign repository is not scanned in continuous integration."),
            Message("Run this command on your own machine."),
        )


def _resolve_remote(repository: str | None, algorithm: str | None, registry: Path | None) -> Remote | None:
    """The repository to fetch, if one was asked for."""
    if repository is not None or algorithm is not None:
        _refuse_in_ci()
    if repository is not None:
        return parse_remote(repository)
    return find_declared_repository(find_root(registry or Path.cwd()), algorithm) if algorithm is not None else None


def _scan_target(
    there: Remote | None, paths: tuple[Path, ...], registry: Path | None, progress: Progress, language: Language
) -> ScanReport:
    """What was asked for, scanned."""
    progress.step(Message("Scanning the code"))
    if there is not None:
        fetching = Message("Reading {url}, revision {revision}…", url=there.url, revision=there.revision)
        click.echo(fetching.in_(language), err=True)
        found = scan_repository(there, progress.count)
        click.echo(Message("Commit {commit}.", commit=found.tree.commit).in_(language), err=True)
        return found
    root = find_registry(paths, registry)
    return scan_paths(paths, progress.count) if root is None else scan_registry(root, paths, progress.count)


def _describe_limits(found: ScanReport) -> tuple[Message, ...]:
    """The last lines: what was not looked at, and what a scan is worth."""
    lines = []
    if not found.n_files:
        lines.append(Message("There is no Python file here."))
    if found.n_waived:
        lines.append(Message("Findings covered by a waiver in force: {n_waived}.", n_waived=found.n_waived))
    if found.n_passed_over:
        lines.append(Message("Links and submodules passed over: {n_passed_over}.", n_passed_over=found.n_passed_over))
    return (*lines, NO_GUARANTEE)
