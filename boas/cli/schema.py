"""`boas schema`: the JSON Schemas and the OpenAPI file, compared with the committed ones or written."""

import sys

import click

from boas.api import render_openapi
from boas.documents import find_package_folder, render_schemas
from boas.repository import write_bytes


@click.command("schema")
@click.option("--write", is_flag=True, help="Write schemas/*.schema.json instead of comparing.")
def command(write: bool) -> None:
    """Compare schemas/ with the models (exit 1 when they differ), or write them."""
    folder = find_package_folder("schemas")
    wanted = {**render_schemas(), "openapi.json": render_openapi()}
    stale = [
        name
        for name, text in wanted.items()
        if not (folder / name).is_file() or (folder / name).read_text("utf-8") != text
    ]
    for name in stale:
        if write:
            write_bytes(folder.parent, f"{folder.name}/{name}", wanted[name].encode())
        click.echo(f"{'written' if write else 'stale'}: {name}")
    sys.exit(0 if write or not stale else 1)
