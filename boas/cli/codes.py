"""`boas codes CODE…`: whose lists hold these codes, or what lists have in common."""

import sys
from pathlib import Path

import click

from boas.cli._language import resolve_language
from boas.translation import list_languages


@click.command("codes")
@click.argument("codes", metavar="CODE…", nargs=-1)
@click.option("--compare", is_flag=True, help="Compare the lists of ID or ID@VERSION instead, two to four of them.")
@click.option("--system", "systems", multiple=True, metavar="SYSTEM", help="Only this code system; may be repeated.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of the answer.")
@click.option(
    "--registry",
    type=click.Path(path_type=Path, file_okay=False),
    help="Root of the registry (default: found upwards).",
)
@click.option("--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr).")
def command(
    codes: tuple[str, ...],
    *,
    compare: bool,
    systems: tuple[str, ...],
    form: str,
    registry: Path | None,
    lang: str | None,
) -> None:
    """Find every algorithm whose lists include or exclude codes, and by which rule.

    The files count as they lie on disk. With `-`, codes are read from standard input, whatever stands between them.

    \b
    boas codes I639 Z515
    boas codes --system CIM-10 - < codes.txt
    boas codes --compare sndstools-diabete eds-scikit-diabete-cim10
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    from boas.library import CODES_FORMATS, COMPARISON_FORMATS, compare_codes, open_registry, search_codes

    language, opened = resolve_language(lang), open_registry(registry or Path.cwd())
    if compare:
        click.echo(COMPARISON_FORMATS[form](compare_codes(opened, codes), language), nl=False)
        return
    written = "\n".join(sys.stdin.read() if code == "-" else code for code in codes)
    click.echo(CODES_FORMATS[form](search_codes(opened, written, systems), language), nl=False)
