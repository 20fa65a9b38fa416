"""Files given to `boas new --from`: found, read within bounds, and told: what was recognised, what was not taken."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from boas.errors import UsageError
from boas.exchange import FORMATS, IN_A_FOLDER, Imported, Loss, format_of, merged, read_foreign
from boas.exchange.reasons import BODY
from boas.finding import Language, Words
from boas.reports import visible

LARGEST = 6 * 1024 * 1024
"""Bytes read of a file: a little more than any format may have, so that the refusal can say so."""
MOST_LOSSES = 500
"""Losses printed; more are counted."""
WIDEST = 40


def read_all(paths: tuple[Path, ...], form: str, language: Language, *, keep_text: bool) -> Imported:
    """What all files give together, telling of each how it was understood."""
    found = []
    for path, name in files_in(paths):
        data = bytes_of(path)
        if path not in paths and format_of(data, name) not in ({form} if form else FORMATS):
            continue  # a README.md or a metadata.json of another sort, met by chance in a folder
        one = read_foreign(data, name, form)
        click.echo(recognised(one, name).in_(language))
        found.append(one if keep_text else without_body(one, name))
    if paths and not found:
        raise nothing_known(paths)
    return merged(found)


def files_in(paths: tuple[Path, ...]) -> Iterator[tuple[Path, str]]:
    """Files to read, with the name by which they are told; of a folder, those of a known name."""
    for path in paths:
        if path.is_dir():
            yield from ((path / name, name) for name in IN_A_FOLDER if (path / name).is_file())
        else:
            yield path, path.name


def bytes_of(path: Path) -> bytes:
    """The bytes of a file; raises `UsageError` for what is none or may not be read."""
    try:
        if not path.is_file():
            raise FileNotFoundError(2, "No such file")
        with path.open("rb") as file:
            return file.read(LARGEST)
    except OSError as error:
        raise UsageError(
            Words(f"Lecture impossible de {path} : {error.strerror}", f"Cannot read {path}: {error.strerror}"),
            Words("Donner un fichier ou un dossier qui existe.", "Give a file or folder that exists."),
        ) from error


def nothing_known(paths: tuple[Path, ...]) -> UsageError:
    """A folder without a file of a known format."""
    names = ", ".join(IN_A_FOLDER)
    return UsageError(
        Words(f"Rien à importer dans {paths[0]}.", f"Nothing to import in {paths[0]}."),
        Words(
            f"Donner un fichier, ou un dossier qui contient l’un de : {names}.",
            f"Give a file, or a folder with one of: {names}.",
        ),
    )


def recognised(one: Imported, name: str) -> Words:
    """How a file was understood."""
    label = FORMATS[one.forms[0]].label
    taken = len(one.pieces) + len(one.of_algorithm) + len(one.measured)
    codes = sum(len(listed.codes) for listed in one.lists)
    shown = visible(name)
    fr = f"{codes} codes en {len(one.lists)} liste(s)" if one.lists else f"{taken} valeur(s) reprise(s)"
    en = f"{codes} codes in {len(one.lists)} list(s)" if one.lists else f"{taken} value(s) taken"
    return Words(
        f"{shown} : {label.fr} ; {fr}, {len(one.losses)} non reprise(s).",
        f"{shown}: {label.en}; {en}, {len(one.losses)} not taken.",
    )


def without_body(one: Imported, name: str) -> Imported:
    """The same without its long text, which becomes a loss."""
    if not one.body:
        return one
    n_lines = one.body.count("\n") + 1
    loss = Loss(name, "---", f"{n_lines} lines", BODY)
    return replace(one, body="", losses=(*one.losses, loss))


def tell_losses(losses: tuple[Loss, ...], language: Language) -> None:
    """A table of all that was not taken: where it stood, what it was, why."""
    if not losses:
        return
    click.echo(Words(f"\nNon repris ({len(losses)}) :", f"\nNot taken ({len(losses)}):").in_(language))
    several = len({loss.file for loss in losses}) > 1
    rows = [
        (f"{loss.file} {loss.path}" if several else loss.path, loss.value, loss.reason.in_(language))
        for loss in losses[:MOST_LOSSES]
    ]
    widths = [min(WIDEST, max(len(visible(row[column])) for row in rows)) for column in (0, 1)]
    for where, value, reason in rows:
        cells = (f"{cut(cell):<{width}}" for cell, width in zip((where, value), widths, strict=True))
        click.echo(f"  {'  '.join(cells)}  {visible(reason)}")
    if len(losses) > MOST_LOSSES:
        click.echo(f"  … +{len(losses) - MOST_LOSSES}")


def cut(text: str) -> str:
    """A cell of the table, on one line and no wider than a column."""
    clear = visible(text)
    return clear if len(clear) <= WIDEST else f"{clear[: WIDEST - 1]}…"
