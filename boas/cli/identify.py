"""`boas identify`: which version of which algorithm a file comes from."""

import sys
from pathlib import Path

import click

from boas.cli._language import resolve_language
from boas.translation import list_languages


@click.command("identify")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--from", "place", help="Address of the registry, a clone of it, or its notices.json (default: here).")
@click.option("--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr).")
def command(files: tuple[Path, ...], place: str | None, lang: str | None) -> None:
    """Say where files come from; exit 0 when each is the registry's to the byte, else 1.

    A copy that was sorted, commented or saved by another program is known by its codes.

    \b
    boas identify codes.csv --from https://registry.example.org
    boas identify *.csv --from notices.json
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    from boas.cli._outcomes import print_outcomes
    from boas.pinning import identify_file, open_source, read_candidate, select_gravest_code

    with open_source(place or ".") as source:
        outcomes = [identify_file(str(path), read_candidate(path), source.bulletin) for path in files]
    print_outcomes(outcomes, resolve_language(lang))
    sys.exit(select_gravest_code(one.code for one in outcomes))
