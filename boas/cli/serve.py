"""`boas serve`: build what is stale, then serve site and API at one address until told to stop."""

import sys
from pathlib import Path

import click

from boas.cli._language import resolve_language
from boas.cli._progress import show_progress
from boas.cli.build import prepare_site, print_build
from boas.finding import Language, Message
from boas.parsing import find_root


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
@click.option("--open/--no-open", "browse", default=False, help="Open the site in a browser.")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language of messages (default: BOAS_LANG, locale, fr).")
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
    browse: bool,
    lang: str | None,
) -> None:
    """Build the site if needed, then serve it and the API; new builds are followed without a restart.

    \b
    boas serve                    http://127.0.0.1:8000
    boas serve --port 8080 --open
    boas serve --working-tree     what you are writing, made anew whenever you save
    """  # noqa: D301 -- the sign is for click: keep these lines as they are
    from boas.serving import format_address, open_listener, serve

    language = resolve_language(lang)
    root = find_root(registry or Path.cwd())
    # The door is taken first: nobody should wait for a build to learn that the port is not free.
    with open_listener(host, port) as door:
        if working_tree:
            from boas.cli._preview_server import serve_preview

            serve_preview(root, door, (host, *hosts), language, since=since or "", browse=browse)
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
            ready=lambda: _announce(address, language, browse=browse),
        )


def _announce(address: str, language: Language, *, browse: bool) -> None:
    """Say where the site is, and open it when asked to."""
    told = Message(
        f"Le registre est servi à l’adresse {address} (Ctrl-C pour arrêter).",
        f"The registry is served at {address} (Ctrl-C to stop).",
    )
    click.echo(told.in_(language))
    if browse:
        click.launch(address)
