"""Serves a preview and makes it anew whenever a file is saved or a commit is made."""

import socket
from collections.abc import Collection
from pathlib import Path

import click

from boas.cli.main import printable
from boas.cli.preview import kept_in, preview, tell
from boas.cli.progress import Progress, Stream, showing
from boas.cli.watching import following, last_commit, traces
from boas.errors import BoasError
from boas.finding import Language, Words
from boas.history import open_repository
from boas.serving import address_of, serve


def serve_preview(
    root: Path, door: socket.socket, hosts: Collection[str], language: Language, *, since: str, browse: bool
) -> None:
    """Build a preview, serve it on an open door and follow what is edited, until told to stop."""
    state, seen = kept_in(root), what_is_there(root)
    with showing(language) as progress:
        first = preview(root, state, progress, since=since)
    tell(first, language)
    address = address_of(door)

    def anew() -> None:
        tell(preview(root, state, Progress(language, Stream()), since=since), language)

    def fail(error: BoasError) -> None:
        click.echo(f"boas: {printable(error.message.in_(language))}", err=True)
        click.echo(f"  → {printable(error.help.in_(language))}", err=True)

    def ready() -> None:
        announce(address, language, browse=browse)

    with following(root, seen, anew, fail):
        serve(first.site, first.index, door, hosts=hosts, ready=ready, preview=True)


def what_is_there(root: Path) -> tuple[tuple[object, ...], str]:
    """The files and the last commit as they are before anything is read."""
    with open_repository(root) as repository:
        return traces(root), last_commit(repository)


def announce(address: str, language: Language, *, browse: bool) -> None:
    """Say where the preview is, and open it when asked to."""
    told = Words(
        f"L’aperçu est servi à l’adresse {address} ; il se refait à chaque enregistrement (Ctrl-C pour arrêter).",
        f"The preview is served at {address}; it is made anew whenever a file is saved (Ctrl-C to stop).",
    )
    click.echo(told.in_(language))
    if browse:
        click.launch(address)
