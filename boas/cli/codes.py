"""`boas codes CODE…`: whose lists hold these codes."""

import sys
from pathlib import Path

import click

from boas.cli._language import resolve_language
from boas.translation import list_languages


@click.command("codes")
@click.argument("codes", metavar="CODE…", nargs=-1)
@click.option("--system", "systems", multiple=True, metavar="SYSTEM", help="Only this code system; may be repeated.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of the answer.")
@click.option(
    "--registry",
    type=click.Path(path_type=Path, file_okay=False),
    help="Root of the registry (default: found upwards).",
)
@click.option("--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr).")
def command(
    codes: tuple[str, ...], *, systems: tuple[str, ...], form: str, registry: Path | None, lang: str | None
) -> None:
    """Find every algorithm whose lists include or exclude codes, and by which rule.

    The files count as they lie on disk. With `-`, codes are read from standard input, whatever stands between them.

    \b
    boas codes I639 Z515
    boas codes --system CIM-10 - < codes.txt
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    from boas.library import CODES_FORMATS, open_registry, search_codes

    written = "\n".join(sys.stdin.read() if code == "-" else code for code in codes)
    report = search_codes(open_registry(registry or Path.cwd()), written, systems)
    click.echo(CODES_FORMATS[form](report, resolve_language(lang)), nl=False)
