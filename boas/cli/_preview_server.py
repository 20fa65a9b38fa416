"""Serves a preview and makes it anew whenever a file is saved or a commit is made."""

import socket
from collections.abc import Collection
from pathlib import Path

import click

from boas.cli._preview import build_preview, prepare_preview_folder, print_preview
from boas.cli._progress import Progress, Stream, show_progress
from boas.cli._watcher import find_last_commit, read_traces, watch_registry
from boas.cli.main import escape_unprintable
from boas.errors import BoasError
from boas.finding import Language, Message
from boas.repository import open_repository
from boas.serving import format_address, serve


def serve_preview(
    root: Path, door: socket.socket, hosts: Collection[str], language: Language, *, since: str, browse: bool
) -> None:
    """Build a preview, serve it on an open door and follow what is edited, until told to stop."""
    state, seen = prepare_preview_folder(root), _read_start_traces(root)
    with show_progress(language) as progress:
        first = build_preview(root, state, progress, since=since)
    print_preview(first, language)
    address = format_address(door)

    def rebuild() -> None:
        print_preview(build_preview(root, state, Progress(language, Stream()), since=since), language)

    def print_failure(error: BoasError) -> None:
        click.echo(f"boas: {escape_unprintable(error.message.in_(language))}", err=True)
        click.echo(f"  → {escape_unprintable(error.help.in_(language))}", err=True)

    def print_address() -> None:
        _announce(address, language, browse=browse)

    with watch_registry(root, seen, rebuild, print_failure):
        serve(first.site, first.index, door, hosts=hosts, ready=print_address, preview=True)


def _read_start_traces(root: Path) -> tuple[tuple[object, ...], str]:
    """The files and the last commit as they are before anything is read."""
    with open_repository(root) as repository:
        return read_traces(root), find_last_commit(repository)


def _announce(address: str, language: Language, *, browse: bool) -> None:
    """Say where the preview is, and open it when asked to."""
    told = Message(
        f"L’aperçu est servi à l’adresse {address} ; il se refait à chaque enregistrement (Ctrl-C pour arrêter).",
        f"The preview is served at {address}; it is made anew whenever a file is saved (Ctrl-C to stop).",
    )
    click.echo(told.in_(language))
    if browse:
        click.launch(address)
