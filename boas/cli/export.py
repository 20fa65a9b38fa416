"""`boas export ID[@VERSION]`: a published version in a format that other tools read."""

from pathlib import Path

import click

from boas.cli._language import resolve_language
from boas.errors import UsageError
from boas.formats import EXPORTERS, Export, Exporter, Loss, list_exporters
from boas.parsing import find_root
from boas.translation import Language, Message, list_languages


@click.command("export")
@click.argument("algorithm", metavar="ID[@VERSION]")
@click.option("--format", "form", type=click.Choice(list(EXPORTERS)), required=True, help="Format of the file.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write (default: the screen).")
@click.option(
    "--registry",
    type=click.Path(path_type=Path, file_okay=False),
    help="Root of the registry (default: found upwards).",
)
@click.option("--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr).")
def command(algorithm: str, form: str, output: Path | None, registry: Path | None, lang: str | None) -> None:
    """Write a version of the last commit, the newest one unless told, as its page offers it.

    What the format has no place for is told beside it.

    \b
    boas export avc-ait-pmsi --format bibtex
    boas export avc-ait-pmsi@1.0.0 --format codemeta --output codemeta.json
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    language = resolve_language(lang)
    content, losses = _export(find_root(registry or Path.cwd()), algorithm, EXPORTERS[form], language)
    if output:
        output.write_bytes(content)
    else:
        click.echo(content, nl=False)
    _print_losses(losses, language)


def _export(root: Path, wanted: str, exporter: Exporter, language: Language) -> Export:
    """The file and what it leaves out; raises `UsageError` for what is not there or what the format cannot tell of."""
    from boas.registry import read_export_view
    from boas.repository import open_repository

    algorithm, _, version = wanted.partition("@")
    with open_repository(root) as repository:
        under, head = repository.find_cards_folder(root), repository.read_head()
        tree, past = repository.read_tree_of(head, under), repository.read_history_of(head, under)
        view = read_export_view(tree, past, algorithm, version, language)
    if exporter.can_describe(view.card.kind):
        return exporter.export(view)
    names = ", ".join(one.name for one in list_exporters(view.card.kind))
    raise UsageError(
        Message("This format is not made for this kind of algorithm: {kind}.", kind=view.card.kind),
        Message("Formats that are: {names}.", names=names),
    )


def _print_losses(losses: tuple[Loss, ...], language: Language) -> None:
    """On standard error, what the file does not hold, so that the file itself can be piped."""
    for reason in dict.fromkeys(loss.reason for loss in losses):
        paths = ", ".join(loss.path for loss in losses if loss.reason == reason)
        click.echo(f"{reason.in_(language)} {paths}", err=True)
