"""`boas keys`: keys with which organisations submit over the API, made, listed and revoked where the server runs."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from boas.cli._language import resolve_language
from boas.cli._operations_option import add_operations_option
from boas.errors import UsageError
from boas.translation import Message, list_languages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from boas.operations import KeyRow, Operations, Place

_LONGEST = timedelta(days=2 * 366)
"""How far ahead the last day of a key may lie."""

_FILE = add_operations_option("place", "File of the operations database, or URL of a PostgreSQL database.")
_LANGUAGE = click.option(
    "--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr)."
)


@click.group("keys")
def command() -> None:
    """Make, list and revoke the keys with which organisations submit over the API.

    \b
    boas keys make chu-sud --until 2027-06-30 --operations /srv/boas/operations.sqlite
    boas keys list --operations /srv/boas/operations.sqlite
    boas keys revoke 3f0c9a1b2d4e --operations /srv/boas/operations.sqlite
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"


@command.command("make")
@click.argument("organisation")
@click.option("--until", required=True, metavar="DAY", help="Last day the key is good for (YYYY-MM-DD, UTC).")
@click.option(
    "--scope",
    default="reuses,evaluations",
    show_default=True,
    metavar="LIST",
    help="What may be submitted with it, separated by commas.",
)
@click.option("--registry", type=click.Path(path_type=Path, file_okay=False), help="Root of the registry.")
@_FILE
@_LANGUAGE
def make(*, organisation: str, until: str, scope: str, registry: Path | None, place: "Place", lang: str | None) -> None:
    """Make a key for an organisation of the registry, and print it once: only its digest is kept."""
    from boas.operations import make_key
    from boas.parsing import find_root

    _refuse_unknown_organisation(find_root(registry or Path.cwd()), organisation)
    today, scopes = datetime.now(tz=UTC).date(), _parse_scopes(scope)
    last = _parse_last_day(until, today)
    with _open_database(place, must_exist=False) as operations:
        key = make_key(operations, organisation, scopes, last.isoformat(), today.isoformat())
    click.echo(key)
    said = Message("Give this key to {organisation} by a safe way; it is not shown again.", organisation=organisation)
    click.echo(said.in_(resolve_language(lang)), err=True)


@command.command("list")
@_FILE
@_LANGUAGE
def show(place: "Place", lang: str | None) -> None:
    """List every key: its id, organisation, scopes, days and state; never the key itself."""
    from boas.operations import list_keys

    language, today = resolve_language(lang), datetime.now(tz=UTC).date().isoformat()
    with _open_database(place) as operations:
        rows = list_keys(operations)
    for row in rows:
        state = _describe_state(row, today).in_(language)
        click.echo(f"{row.id}  {row.organisation}  {','.join(row.scopes)}  {row.made} → {row.until}  {state}")


@command.command("revoke")
@click.argument("key_id", metavar="ID")
@_FILE
@_LANGUAGE
def revoke(key_id: str, place: "Place", lang: str | None) -> None:
    """Revoke a key by its id, the part between the two first `_`; a running server refuses it at once."""
    from boas.operations import revoke_key

    with _open_database(place) as operations:
        known = revoke_key(operations, key_id, datetime.now(tz=UTC).date().isoformat())
    if not known:
        raise UsageError(
            Message("There is no key `{key_id}`.", key_id=key_id),
            Message("`boas keys list` shows the ids of all keys."),
        )
    click.echo(Message("The key {key_id} is revoked.", key_id=key_id).in_(resolve_language(lang)))


@contextmanager
def _open_database(place: "Place", *, must_exist: bool = True) -> "Iterator[Operations]":
    """The database, closed at the end."""
    from boas.operations import open_operations

    operations = open_operations(place, must_exist=must_exist)
    try:
        yield operations
    finally:
        operations.close()


def _refuse_unknown_organisation(root: Path, organisation: str) -> None:
    """Raise `UsageError` for an organisation that the registry does not describe."""
    from boas.documents import build_organisation_path, is_id
    from boas.parsing import find_nearest_term

    if is_id(organisation) and (root / build_organisation_path(organisation)).is_file():
        return
    near = find_nearest_term(
        organisation, tuple(path.stem for path in (root / build_organisation_path("x")).parent.glob("*.yaml"))
    )
    raise UsageError(
        Message("This registry has no organisation `{organisation}`.", organisation=organisation),
        Message("Try `{near}`.", near=near) if near else Message("Describe it first, in `model_cards/organisations/`."),
    )


def _parse_scopes(written: str) -> tuple[str, ...]:
    """Scopes as they were written, each once."""
    from boas.operations import SCOPES

    named = [one.strip() for one in written.split(",")]
    if unknown := next((one for one in named if one not in SCOPES), None):
        raise UsageError(
            Message("There is no scope `{unknown}`.", unknown=unknown),
            Message("Scopes: {scopes}.", scopes=", ".join(SCOPES)),
        )
    return tuple(one for one in SCOPES if one in named)


def _parse_last_day(written: str, today: date) -> date:
    """The last day of a key: not past, and not so far ahead that nobody would remember the key."""
    try:
        last = date.fromisoformat(written)
    except ValueError:
        last = date.min
    if not today <= last <= today + _LONGEST:
        raise UsageError(
            Message("`{written}` cannot be the last day of a key.", written=written),
            Message("Give a day (YYYY-MM-DD) from today to {last}.", last=(today + _LONGEST).isoformat()),
        )
    return last


def _describe_state(row: "KeyRow", today: str) -> Message:
    """Whether a key is good, as a word."""
    if row.revoked:
        return Message("revoked on {day}", day=row.revoked)
    return Message("expired") if row.until < today else Message("valid")
