"""`boas operations`: the operations database copied while a server uses it, and put back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from boas.cli._language import resolve_language
from boas.cli._operations_option import add_operations_option
from boas.translation import Message, list_languages

if TYPE_CHECKING:
    from boas.operations import Holdings, Place

_FILE = add_operations_option("place", "File of the operations database, or URL of a PostgreSQL database.")
_BACKUP = click.argument("backup", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
_LANGUAGE = click.option(
    "--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr)."
)


@click.group("operations")
def command() -> None:
    """Copy the operations database into a file, and put such a file back.

    It holds what no commit gives back: keys, what was submitted with them, and counts. Submissions that still wait
    lie in the folder beside it, which a copy does not hold.

    \b
    boas operations backup /backup/29.sqlite --operations /srv/boas/operations.sqlite
    boas operations restore /backup/29.sqlite --operations /srv/boas/operations.sqlite --replace
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"


@command.command("backup")
@_BACKUP
@_FILE
@_LANGUAGE
def store(backup: Path, place: "Place", lang: str | None) -> None:
    """Copy the database as it is now into a new file; a server may go on meanwhile."""
    from boas.operations import store_backup

    held = store_backup(place, backup)
    _print_holdings(Message("The copy {path} is whole.", path=backup), held, lang)


@command.command("restore")
@_BACKUP
@_FILE
@click.option("--replace", "replaces", is_flag=True, help="Take the place of a database that is there.")
@_LANGUAGE
def restore(backup: Path, place: "Place", *, replaces: bool, lang: str | None) -> None:
    """Put a copy in the place of the database; refused while a server uses it."""
    from boas.operations import name_place, restore_backup

    held = restore_backup(backup, place, replaces=replaces)
    _print_holdings(Message("The database {path} was restored.", path=name_place(place)), held, lang)


def _print_holdings(done: Message, held: "Holdings", lang: str | None) -> None:
    """What was done, and what the file holds."""
    language = resolve_language(lang)
    first, last = held.days or ("–", "–")
    holds = Message(
        "It holds keys: {n_keys}, submissions: {n_submissions}, counts from {first} to {last}.",
        n_keys=held.n_keys,
        n_submissions=held.n_submissions,
        first=first,
        last=last,
    )
    click.echo(f"{done.in_(language)} {holds.in_(language)}")
