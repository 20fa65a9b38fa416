"""`boas counts`: how often versions were fetched from a server that counts, read where it runs."""

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from boas.cli._language import resolve_language
from boas.cli._operations_option import add_operations_option
from boas.reports import USAGE_FORMATS
from boas.translation import list_languages

if TYPE_CHECKING:
    from boas.operations import Place

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("counts")
@click.argument("algorithm", required=False, default="")
@add_operations_option("place", "File of the operations database, or URL of a PostgreSQL database.")
@click.option("--since", type=_DAY, metavar="DAY", help="First day to count (YYYY-MM-DD, UTC).")
@click.option("--until", type=_DAY, metavar="DAY", help="Last day to count (YYYY-MM-DD, UTC).")
@click.option("--format", "form", type=click.Choice(list(USAGE_FORMATS)), default="text", help="Form of the numbers.")
@click.option("--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr).")
def command(  # noqa: PLR0917 -- one for each option
    algorithm: str, place: "Place", since: datetime | None, until: datetime | None, form: str, lang: str | None
) -> None:
    """Tell how often archives, files, exports and answers of each version were fetched; robots stand apart.

    `boas serve --operations FILE` counts them: no address, no agent, only numbers by version and day. Answers 200 and
    304 count, HEAD and failures do not (COUNTER 5.1, 7.1); the last seconds before a power cut are lost.

    \b
    boas counts --operations /srv/boas/operations.sqlite
    boas counts avc-ait-pmsi --since 2026-11-01 --format csv --operations /srv/boas/operations.sqlite
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    from boas.operations import open_operations, read_usage

    operations = open_operations(place, must_exist=True)
    try:
        rows = read_usage(operations, algorithm, _to_day(since), _to_day(until))
    finally:
        operations.close()
    click.echo(USAGE_FORMATS[form](rows, resolve_language(lang)), nl=False)


def _to_day(moment: datetime | None) -> str:
    """A day as it is kept; empty when none was given."""
    return date(moment.year, moment.month, moment.day).isoformat() if moment else ""
