"""`boas serve`: build what is stale, then serve site and API at one address until told to stop."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from boas.cli._language import resolve_language
from boas.cli._operations_option import add_operations_option
from boas.cli._progress import Progress, Stream, show_progress
from boas.cli.build import print_build, print_preview
from boas.errors import BoasError, RegistryError, UsageError
from boas.escaping import escape_unprintable
from boas.parsing import find_root
from boas.publishing import PreviewServer, prepare_site
from boas.repository import STATE
from boas.serving import format_address, open_listener, serve
from boas.translation import Language, Message, list_languages

if TYPE_CHECKING:
    from boas.operations import Place


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
@add_operations_option(
    "operations",
    "File or PostgreSQL URL of the operations database: counts what is fetched; submissions need it.",
    required=False,
)
@click.option(
    "--database",
    envvar="BOAS_DATABASE",
    metavar="URL",
    help="Answer from the index of this PostgreSQL database, and build nothing here.",
)
@click.option(
    "--workers",
    "n_workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes that answer at this address.",
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
    operations: "Place | None",
    n_workers: int,
    database: str | None,
    browse: bool,
    lang: str | None,
) -> None:
    """Build the site if needed, then serve it and the API; new builds are followed without a restart.

    \b
    boas serve                    http://127.0.0.1:8000
    boas serve --port 8080 --open
    boas serve --working-tree     what you are writing, made anew whenever you save
    boas serve --workers 4        four processes at one address
    boas serve --operations /srv/boas/operations.sqlite               counts what is downloaded
    boas serve --operations /srv/boas/operations.sqlite --submissions takes submissions too
    """  # noqa: D301 -- the sign is for click: keep these lines as they are
    language = resolve_language(lang)
    if takes and operations is None:
        raise UsageError(_NEEDS_OPERATIONS, _NAME_OPERATIONS)
    if operations and working_tree:
        raise UsageError(_NO_PREVIEW, _WITHOUT_PREVIEW)
    if working_tree and (n_workers > 1 or database):
        raise UsageError(_ONE_PREVIEW, _ONE_WORKER)
    # The door is taken first: nobody should wait for a build to learn that the port is not free.
    with open_listener(host, port) as door:
        if working_tree:
            _serve_preview(_find(registry), door, (host, *hosts), language, since=since or "", browse=browse)
            return
        address = format_address(door)
        with _prepare_files(registry, database, language, keep_going=keep_going, anew=anew) as (site, index):
            serve(
                site,
                index,
                door,
                hosts=(host, *hosts),
                ready=lambda: _announce(_SERVED, address, language, browse=browse),
                takes=(_find(registry), operations) if takes and operations else None,
                counts_in=operations,
                n_workers=n_workers,
                database=database or "",
            )


def _find(registry: Path | None) -> Path:
    """Root of the registry that is meant; raises `RegistryError` when there is none."""
    return find_root(registry or Path.cwd())


@contextmanager
def _prepare_files(
    registry: Path | None, database: str | None, language: Language, *, keep_going: bool, anew: bool
) -> Iterator[tuple[Path, Path]]:
    """Folder of releases and file of the index, made as far as they are stale; ends the program when there are none.

    With a database nothing is made: pages are those of the last build here, if any, and the index is a copy.
    """
    if not database:
        with show_progress(language) as progress:
            prepared = prepare_site(_find(registry), progress, keep_going=keep_going, anew=anew)
        print_build(prepared, language)
        if prepared.built is None and not (prepared.site / "current").exists():
            sys.exit(1)
        yield prepared.site, prepared.index
        return
    with TemporaryDirectory(prefix="boas-") as folder:
        try:
            site = _find(registry) / STATE / "site"
        except RegistryError:  # a machine that answers, and knows no registry
            site = Path(folder) / "site"
        yield site, Path(folder) / "index.sqlite"


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


_NEEDS_OPERATIONS = Message("Submissions need an operations database.")
_NAME_OPERATIONS = Message("Name its file with `--operations FILE`.")
_NO_PREVIEW = Message("A preview takes no submissions and counts nothing.")
_WITHOUT_PREVIEW = Message("Leave out `--working-tree`, or `--operations`.")
_ONE_PREVIEW = Message("A preview is served by one process, from an index of its own.")
_ONE_WORKER = Message("Leave out `--working-tree`, or `--workers` and `--database`.")
_SERVED = Message("The registry is served at {address} (Ctrl-C to stop).")
_PREVIEWED = Message("The preview is served at {address}; it is made anew whenever a file is saved (Ctrl-C to stop).")


def _announce(sentence: Message, address: str, language: Language, *, browse: bool) -> None:
    """Say what is served where, and open it when asked to."""
    click.echo(sentence.fill(address=address).in_(language))
    if browse:
        click.launch(address)
