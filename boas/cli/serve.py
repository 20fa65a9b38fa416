"""`boas serve`: build what is stale, then serve site and API at one address until told to stop."""

import socket
import sys
from pathlib import Path

import click

from boas.cli._language import resolve_language
from boas.cli._progress import Progress, Stream, show_progress
from boas.cli.build import print_build, print_preview
from boas.errors import BoasError, UsageError
from boas.escaping import escape_unprintable
from boas.parsing import find_root
from boas.publishing import PreviewServer, prepare_site
from boas.serving import format_address, open_listener, serve
from boas.translation import Language, Message, list_languages


@click.command("serve")
@click.option(
    "--registry",
    type=click.Path(path_type=Path, file_okay=False),
    help="Root of the registry (default: found upwards).",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 for any free one."
)
@click.option(
    "--allow-host", "hosts", multiple=True, help="Name the server answers under beside the local ones and base_url."
)
@click.option("--keep-going", is_flag=True, help="Publish what is sound even when some documents have errors.")
@click.option("--anew", is_flag=True, help="Forget all that was made here before, and make everything again.")
@click.option("--working-tree", is_flag=True, help="Preview the files as they lie here, committed or not.")
@click.option("--since", metavar="REV", help="Hold a preview against this branch instead of the main line.")
@click.option("--submissions", "takes", is_flag=True, help="Take submissions over the API, with keys of `boas keys`.")
@click.option(
    "--operations",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File of the operations database, which submissions need.",
)
@click.option("--open/--no-open", "browse", default=False, help="Open the site in a browser.")
@click.option(
    "--lang", type=click.Choice(list_languages()), help="Language of messages (default: BOAS_LANG, locale, fr)."
)
def command(
    *,
    registry: Path | None,
    host: str,
    port: int,
    hosts: tuple[str, ...],
    keep_going: bool,
    anew: bool,
    working_tree: bool,
    since: str | None,
    takes: bool,
    operations: Path | None,
    browse: bool,
    lang: str | None,
) -> None:
    """Build the site if needed, then serve it and the API; new builds are followed without a restart.

    \b
    boas serve                    http://127.0.0.1:8000
    boas serve --port 8080 --open
    boas serve --working-tree     what you are writing, made anew whenever you save
    boas serve --submissions --operations /srv/boas/operations.sqlite
    """  # noqa: D301 -- the sign is for click: keep these lines as they are
    language = resolve_language(lang)
    root = find_root(registry or Path.cwd())
    if takes and (operations is None or working_tree):
        raise UsageError(_NEEDS_OPERATIONS, _NAME_OPERATIONS)
    # The door is taken first: nobody should wait for a build to learn that the port is not free.
    with open_listener(host, port) as door:
        if working_tree:
            _serve_preview(root, door, (host, *hosts), language, since=since or "", browse=browse)
            return
        with show_progress(language) as progress:
            prepared = prepare_site(root, progress, keep_going=keep_going, anew=anew)
        print_build(prepared, language)
        if prepared.built is None and not (prepared.site / "current").exists():
            sys.exit(1)
        address = format_address(door)
        serve(
            prepared.site,
            prepared.index,
            door,
            hosts=(host, *hosts),
            ready=lambda: _announce(_SERVED, address, language, browse=browse),
            takes=(root, operations) if takes and operations else None,
        )


def _serve_preview(
    root: Path, listener: socket.socket, hosts: tuple[str, ...], language: Language, *, since: str, browse: bool
) -> None:
    """Build a preview, serve it and follow what is edited, until told to stop."""
    server = PreviewServer(root, since)
    with show_progress(language) as progress:
        first = server.build(progress)
    print_preview(first, language)
    server.run(
        listener,
        hosts,
        rebuild=lambda: print_preview(server.build(Progress(language, Stream())), language),
        fail=lambda error: _print_error(error, language),
        ready=lambda: _announce(_PREVIEWED, format_address(listener), language, browse=browse),
    )


def _print_error(error: BoasError, language: Language) -> None:
    """Why a preview could not be made anew."""
    click.echo(f"boas: {escape_unprintable(error.message.in_(language))}", err=True)
    click.echo(f"  → {escape_unprintable(error.help.in_(language))}", err=True)


_NEEDS_OPERATIONS = Message("Submissions need an operations database, and no preview takes them.")
_NAME_OPERATIONS = Message("Name its file with `--operations FILE`, and leave out `--working-tree`.")
_SERVED = Message("The registry is served at {address} (Ctrl-C to stop).")
_PREVIEWED = Message("The preview is served at {address}; it is made anew whenever a file is saved (Ctrl-C to stop).")


def _announce(sentence: Message, address: str, language: Language, *, browse: bool) -> None:
    """Say what is served where, and open it when asked to."""
    click.echo(sentence.fill(address=address).in_(language))
    if browse:
        click.launch(address)
