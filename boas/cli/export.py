"""`boas export ID[@VERSION]`: a published version in a format that other tools read."""

from pathlib import Path

import click

from boas.cli._language import resolve_language
from boas.errors import UsageError
from boas.formats import (
    CODELIST_EXPORTERS,
    EXPORTERS,
    CodelistExporter,
    Export,
    Exporter,
    ExportView,
    Loss,
    list_exporters,
    restrict_to_codelist,
)
from boas.parsing import find_root
from boas.translation import Language, Message, list_languages

_ALL: dict[str, Exporter | CodelistExporter] = {**EXPORTERS, **CODELIST_EXPORTERS}


@click.command("export")
@click.argument("algorithm", metavar="ID[@VERSION]")
@click.option("--format", "form", type=click.Choice(list(_ALL)), required=True, help="Format of the file.")
@click.option("--codelist", metavar="NAME", help="One codelist alone: the name of its file, without `.csv`.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write (default: the screen).")
@click.option(
    "--registry",
    type=click.Path(path_type=Path, file_okay=False),
    help="Root of the registry (default: found upwards).",
)
@click.option("--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr).")
def command(
    algorithm: str, form: str, *, codelist: str | None, output: Path | None, registry: Path | None, lang: str | None
) -> None:
    """Write a version of the last commit, the newest one unless told, as its page offers it.

    What the format has no place for is told beside it.

    \b
    boas export avc-ait-pmsi --format bibtex
    boas export avc-ait-pmsi@1.0.0 --format codemeta --output codemeta.json
    boas export sndstools-diabete --format sql-oracle --codelist diabete
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    language = resolve_language(lang)
    view = _read_view(find_root(registry or Path.cwd()), algorithm, language)
    content, losses = _export(view, _ALL[form], codelist)
    if output:
        output.write_bytes(content)
    else:
        click.echo(content, nl=False)
    _print_losses(losses, language)


def _read_view(root: Path, wanted: str, language: Language) -> ExportView:
    """The version that was asked for; raises `UsageError` when it is not there."""
    from boas.nomenclatures import NomenclatureFolder, get_default_folder
    from boas.registry import read_export_view
    from boas.repository import open_repository

    algorithm, _, version = wanted.partition("@")
    with open_repository(root) as repository:
        under, head = repository.find_cards_folder(root), repository.read_head()
        tree, past = repository.read_tree_of(head, under), repository.read_history_of(head, under)
        nomenclatures = NomenclatureFolder(get_default_folder())
        return read_export_view(tree, past, algorithm, version, language, nomenclatures=nomenclatures)


def _export(view: ExportView, exporter: Exporter | CodelistExporter, codelist: str | None) -> Export:
    """The file and what it leaves out; raises `UsageError` for what the format cannot tell of."""
    if isinstance(exporter, CodelistExporter):
        return _export_codes(restrict_to_codelist(view, codelist) if codelist else _require_codelists(view), exporter)
    if codelist:
        names = ", ".join(CODELIST_EXPORTERS)
        raise UsageError(
            Message("Only forms of codes take `--codelist`."), Message("Formats that are: {names}.", names=names)
        )
    if exporter.can_describe(view.card.kind):
        return exporter.export(view)
    names = ", ".join(one.name for one in list_exporters(view.card.kind))
    raise UsageError(
        Message("This format is not made for this kind of algorithm: {kind}.", kind=view.card.kind),
        Message("Formats that are: {names}.", names=names),
    )


def _export_codes(view: ExportView, exporter: CodelistExporter) -> Export:
    """The file; raises `UsageError` when it needs a release of a code system that is not at hand."""
    if exporter.can_export(view):
        return exporter.export(view)
    raise UsageError(
        Message(
            "No pinned release of a code system is at hand for the lists of `{algorithm}`.", algorithm=view.card.id
        ),
        Message("Pin one in registry.yaml and build it with `boas nomenclature build`."),
    )


def _require_codelists(view: ExportView) -> ExportView:
    """The version, when it has codelists; raises `UsageError` when it has none."""
    if view.codelists:
        return view
    names = ", ".join(one.name for one in list_exporters(view.card.kind))
    raise UsageError(
        Message("`{id}` {version} has no codelist.", id=view.card.id, version=view.card.version),
        Message("Formats that are: {names}.", names=names),
    )


def _print_losses(losses: tuple[Loss, ...], language: Language) -> None:
    """On standard error, what the file does not hold, so that the file itself can be piped."""
    for reason in dict.fromkeys(loss.reason for loss in losses):
        paths = ", ".join(loss.path for loss in losses if loss.reason == reason)
        click.echo(f"{reason.in_(language)} {paths}", err=True)
