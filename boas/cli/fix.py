"""`boas fix`: fix what can be fixed without its author, write it, check again, tell what is left.

Safe fixes are written at once; the others are shown as a difference first and need a yes. Published versions are
never touched, nor is any line that no finding is about; no folder is renamed.
"""

import sys
import time
from pathlib import Path

import click

from boas.autofix import FixResult, describe_fixes, explain_skipped, render_diff
from boas.cli._language import resolve_language
from boas.cli._progress import wants_colour
from boas.finding import Finding
from boas.parsing import find_root
from boas.proposals import FixSession, open_fix_session
from boas.reports import format_summary, render_text_report
from boas.repository import clear_unfinished
from boas.translation import Language, Message, list_languages


@click.command("fix")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--unsafe", is_flag=True, help="Propose fixes that may change a meaning too; shows them first.")
@click.option("--yes", is_flag=True, help="With --unsafe: write them without asking.")
@click.option("--registry", type=click.Path(path_type=Path, file_okay=False), help="Root of the registry.")
@click.option("--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr).")
@click.option("--color/--no-color", "colour", default=None, help="Colours (default: on a terminal, unless NO_COLOR).")
def command(
    *, paths: tuple[Path, ...], unsafe: bool, yes: bool, registry: Path | None, lang: str | None, colour: bool | None
) -> None:
    """Fix documents; exit 0 when no error is left, 1 when some are, 2 when it could not run.

    Without a path all of the registry is fixed, and only errors that are left are shown; `boas check` shows the rest.

    \b
    boas fix                                     what can be fixed with certainty, everywhere
    boas fix model_cards/algorithms/avc-ait-pmsi    one algorithm
    boas fix --unsafe                            near words and the like too: shows them, then asks
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    started, language = time.monotonic(), resolve_language(lang)
    root = find_root(registry or (paths[0] if paths else Path.cwd()))
    clear_unfinished(root)
    session = open_fix_session(root, paths)
    findings = session.check()
    certain = session.compute_fixes(findings)
    if findings and not (certain.files or certain.refused or unsafe):
        click.echo(_NOTHING_CERTAIN.in_(language))
    findings = _write_fixes(session, certain, findings, language)
    if unsafe:
        result = session.compute_fixes(findings, with_unsafe=True)
        click.echo(render_diff(result.files), nl=False)
        if result.files and (yes or _confirm_changes(language)):
            findings = _write_fixes(session, result, findings, language)
    shown = findings if paths else tuple(finding for finding in findings if finding.severity == "error")
    click.echo(render_text_report(shown, language, colour=wants_colour(colour)), nl=False, color=True)
    click.echo(explain_skipped(shown, session.frozen, language), nl=False)
    click.echo(format_summary(findings, len(session.chosen), time.monotonic() - started, language))
    sys.exit(1 if any(finding.severity == "error" for finding in findings) else 0)


def _write_fixes(
    session: FixSession, result: FixResult, findings: tuple[Finding, ...], language: Language
) -> tuple[Finding, ...]:
    """Write fixed files and say what was done; gives the findings that are left."""
    session.write_fixes(result)
    click.echo(describe_fixes(result, language), nl=False)
    return session.check() if result.files else findings


_NOTHING_CERTAIN = Message("Nothing here can be fixed with certainty: what `boas check` finds is for you to fix.")
_QUESTION = Message("Write these changes?")
_NO_CONSENT = Message("None of this is written without a yes: read it, then add --yes.")


def _confirm_changes(language: Language) -> bool:
    """Whether the person at the terminal says yes; without a terminal nobody can."""
    if sys.stdin.isatty():
        return click.confirm(_QUESTION.in_(language))
    click.echo(_NO_CONSENT.in_(language), err=True)
    return False
