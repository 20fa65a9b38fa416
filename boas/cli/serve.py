"""`boas serve`: build what is stale, then serve site and API at one address until told to stop."""

import sys
from pathlib import Path

import click

from boas.cli.build import prepare, report
from boas.cli.language import language_from
from boas.cli.progress import showing
from boas.finding import Language, Words
from boas.reading import find_root


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
    from boas.serving import address_of, open_door, serve

    language = language_from(lang)
    root = find_root(registry or Path.cwd())
    # The door is taken first: nobody should wait for a build to learn that the port is not free.
    with open_door(host, port) as door:
        if working_tree:
            from boas.cli.previewing import serve_preview

            serve_preview(root, door, (host, *hosts), language, since=since or "", browse=browse)
            return
        with showing(language) as progress:
            prepared = prepare(root, progress, keep_going=keep_going, anew=anew)
        report(prepared, language)
        if prepared.built is None and not (prepared.site / "current").exists():
            sys.exit(1)
        address = address_of(door)
        serve(
            prepared.site,
            prepared.index,
            door,
            hosts=(host, *hosts),
            ready=lambda: announce(address, language, browse=browse),
        )


def announce(address: str, language: Language, *, browse: bool) -> None:
    """Say where the site is, and open it when asked to."""
    told = Words(
        f"Le registre est servi à l’adresse {address} (Ctrl-C pour arrêter).",
        f"The registry is served at {address} (Ctrl-C to stop).",
    )
    click.echo(told.in_(language))
    if browse:
        click.launch(address)
