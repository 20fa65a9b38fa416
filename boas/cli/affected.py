"""`boas affected NOTICE`: every reuse in the range of a notice, and whom to ask about it."""

from pathlib import Path

import click

from boas.cli._language import resolve_language
from boas.reports import AFFECTED_FORMATS
from boas.translation import list_languages


@click.command("affected")
@click.argument("notice", metavar="ALGORITHM/NOTICE")
@click.option(
    "--registry",
    type=click.Path(path_type=Path, file_okay=False),
    help="Root of the registry (default: found upwards).",
)
@click.option("--format", "form", type=click.Choice(list(AFFECTED_FORMATS)), default="text", help="Form of the list.")
@click.option("--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr).")
def command(notice: str, registry: Path | None, form: str, lang: str | None) -> None:
    """List who uses a version that a notice is about: who to call, before their patients find out.

    The files count as they lie on disk. The notice is named by its algorithm and its id, or by the path of its file.

    \b
    boas affected avc-ait-pmsi/retrait-i64
    boas affected avc-ait-pmsi/retrait-i64 --format csv > appels.csv
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    from boas.library import find_affected, open_registry

    report = find_affected(open_registry(registry or Path.cwd()), notice)
    click.echo(AFFECTED_FORMATS[form](report, resolve_language(lang)), nl=False)
