"""`boas reuses`: who uses what, as far as public projects show it."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from boas.cli._language import resolve_language
from boas.parsing import find_root
from boas.translation import list_languages


@click.group("reuses")
def command() -> None:
    """Look at who reuses the algorithms of a registry."""


@command.command("discover")
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path, exists=True, file_okay=False)
)
@click.option("--registry", type=click.Path(path_type=Path, file_okay=False), help="Root of the registry.")
@click.option("--write", is_flag=True, help="Write the files of new reuses; no file is overwritten.")
@click.option(
    "--seen",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Day on which the projects were read (default: today).",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to tell it."
)
@click.option("--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr).")
def discover(
    *,
    paths: tuple[Path, ...],
    registry: Path | None,
    write: bool,
    seen: datetime | None,
    form: str,
    lang: str | None,
) -> None:
    """Propose reuses from the lock files and manifests of public projects, checked out on disk.

    Each PATH is a Git checkout, read as its last commit has it; nothing of it is run and no network is asked.
    Read are boas.lock, requirements*.txt, pyproject.toml, uv.lock, poetry.lock, renv.lock, DESCRIPTION,
    environment.yml, .gitmodules and codelists/codelists.txt. Exit 1 when a PATH could not be read, else 0.

    \b
    boas reuses discover ../study-one ../study-two      show what would be written
    boas reuses discover ../study-one --write           write it into the registry
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    from boas.discovery import discover_reuses, render_discovery_json, render_discovery_text, write_reuses

    language, root = resolve_language(lang), find_root(registry or Path.cwd())
    day = (seen or datetime.now(tz=UTC)).date().isoformat()
    found = discover_reuses(root, paths, day)
    if write:
        write_reuses(root, found)
    if form == "json":
        click.echo(render_discovery_json(found, language), nl=False)
    else:
        click.echo(render_discovery_text(found, language, is_written=write), nl=False)
    sys.exit(1 if found.unread else 0)
