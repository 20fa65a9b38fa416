"""`boas level ID`: the level of an algorithm as it lies on disk, and what the next one asks for."""

from pathlib import Path

import click

from boas.cli._language import resolve_language
from boas.parsing import find_root
from boas.proposals import assess_newest_version
from boas.reports import render_text_level
from boas.translation import list_languages


@click.command("level")
@click.argument("algorithm")
@click.option("--registry", type=click.Path(path_type=Path, file_okay=False), help="Root of the registry.")
@click.option("--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr).")
def command(algorithm: str, registry: Path | None, lang: str | None) -> None:
    """Tell where the newest version stands, and what is missing for the next level.

    \b
    boas level avc-ait-pmsi
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    status = assess_newest_version(find_root(registry or Path.cwd()), algorithm)
    click.echo(render_text_level(status, resolve_language(lang)), nl=False)
