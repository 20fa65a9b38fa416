"""`boas fix`: mend what can be mended without its author, write it, check again, tell what is left.

Safe mends are written at once; the others are shown as a difference first and need a yes. Published versions are
never touched, nor is any line that no finding is about; no folder is renamed.
"""

import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click

from boas.autofix import FixResult, describe_fixes, explain_skipped, fix_files, render_diff
from boas.checks import check
from boas.cli._language import resolve_language
from boas.cli.check import wants_colour
from boas.finding import Finding, Language, Message
from boas.parsing import find_root, include_related_paths, read_collection, read_folder, select_files
from boas.proposals import downgrade_inherited, find_published_folders, find_published_part
from boas.reports import format_summary, render_text_report
from boas.repository import clear_unfinished, find_reference_date, write_bytes
from boas.tree import Tree


@click.command("fix")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--unsafe", is_flag=True, help="Propose mends that may change a meaning too; shows them first.")
@click.option("--yes", is_flag=True, help="With --unsafe: write them without asking.")
@click.option("--registry", type=click.Path(path_type=Path, file_okay=False), help="Root of the registry.")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language (default: BOAS_LANG, locale, fr).")
@click.option("--color/--no-color", "colour", default=None, help="Colours (default: on a terminal, unless NO_COLOR).")
def command(
    *, paths: tuple[Path, ...], unsafe: bool, yes: bool, registry: Path | None, lang: str | None, colour: bool | None
) -> None:
    """Mend documents; exit 0 when no error is left, 1 when some are, 2 when it could not run.

    Without a path all of the registry is mended, and only errors that are left are shown; `boas check` shows the rest.

    \b
    boas fix                                     what can be mended with certainty, everywhere
    boas fix model_cards/algorithms/avc-ait-pmsi    one algorithm
    boas fix --unsafe                            near words and the like too: shows them, then asks
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    started, language = time.monotonic(), resolve_language(lang)
    root = find_root(registry or (paths[0] if paths else Path.cwd()))
    clear_unfinished(root)
    tree = read_folder(root)
    chosen = tuple(dict.fromkeys(select_files(tree, root, paths))) if paths else tuple(tree.files)
    today = find_reference_date(root)
    desk = _FixSession(root, chosen, find_published_folders(root), not paths, today)
    findings = desk.apply_safe_fixes(desk.check(), language)
    if unsafe:
        findings = desk.propose(findings, language, is_sure=yes)
    shown = findings if paths else tuple(finding for finding in findings if finding.severity == "error")
    click.echo(render_text_report(shown, language, colour=wants_colour(colour)), nl=False, color=True)
    click.echo(explain_skipped(shown, desk.frozen, language), nl=False)
    click.echo(format_summary(findings, len(desk.chosen), time.monotonic() - started, language))
    sys.exit(1 if any(finding.severity == "error" for finding in findings) else 0)


@dataclass(frozen=True, slots=True)
class _FixSession:
    """The files being mended, as they lie on disk."""

    root: Path
    chosen: tuple[str, ...]
    frozen: frozenset[str]
    """Folders of published versions, with their last `/`."""
    is_whole: bool
    """Whether the whole registry was asked for, and not some paths of it."""
    today: str

    def check(self) -> tuple[Finding, ...]:
        """All findings about the chosen files, as `boas check` tells them."""
        tree = read_folder(self.root)
        around = None if self.is_whole else include_related_paths(tree, self.chosen)
        collection = read_collection(tree, around, as_of=self.today)
        found = check(collection, None if self.is_whole else [tree.files[path] for path in self.chosen])
        return downgrade_inherited(found, self.root, tree)

    def apply_safe_fixes(self, findings: tuple[Finding, ...], language: Language) -> tuple[Finding, ...]:
        """Write the safe mends; gives the findings that are left."""
        result = self.compute_fixes(read_folder(self.root), findings, with_unsafe=False)
        return self.write_fixes(result, findings, language)

    def propose(self, findings: tuple[Finding, ...], language: Language, *, is_sure: bool) -> tuple[Finding, ...]:
        """Show what else could be mended, and write it after a yes; gives the findings that are left."""
        result = self.compute_fixes(read_folder(self.root), findings, with_unsafe=True)
        if not result.files:
            return findings
        click.echo(render_diff(result.files), nl=False)
        if not (is_sure or _confirm_changes(language)):
            return findings
        return self.write_fixes(result, findings, language)

    def compute_fixes(self, tree: Tree, findings: Iterable[Finding], *, with_unsafe: bool) -> FixResult:
        """The chosen files mended, those of published versions and records left out."""
        allowed = [path for path in self.chosen if find_published_part(path) not in self.frozen]
        return fix_files(tree, allowed, findings, self.today, with_unsafe=with_unsafe)

    def write_fixes(self, result: FixResult, findings: tuple[Finding, ...], language: Language) -> tuple[Finding, ...]:
        """Write mended files and say what was done; checks again when something was."""
        for one in result.files:
            write_bytes(self.root, one.path, one.after)
        click.echo(describe_fixes(result, language), nl=False)
        return self.check() if result.files else findings


_QUESTION = Message("Écrire ces modifications ?", "Write these changes?")
_NO_CONSENT = Message(
    "Rien de cela n’est écrit sans accord : relire, puis ajouter --yes.",
    "None of this is written without a yes: read it, then add --yes.",
)


def _confirm_changes(language: Language) -> bool:
    """Whether the person at the terminal says yes; without a terminal nobody can."""
    if sys.stdin.isatty():
        return click.confirm(_QUESTION.in_(language))
    click.echo(_NO_CONSENT.in_(language), err=True)
    return False
