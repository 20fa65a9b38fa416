"""What a card's page shows of each format it can be had in: the file, its text to copy, what it leaves out."""

from collections.abc import Callable
from dataclasses import dataclass

from boas.formats import Export, Exporter, ExportView, list_exporters


@dataclass(frozen=True, slots=True)
class _ExportLink:
    """One format of one version."""

    label: str
    suffix: str
    file_name: str
    """Name under which a reader keeps the file."""
    text: str
    lost: tuple[str, ...]
    """Paths of the card's fields that the file does not hold."""


def build_export_links(view: ExportView, export: Callable[[str], Export]) -> tuple[_ExportLink, ...]:
    """Every format that can tell of a version, in the order of the list of exporters; `export` makes one by name."""
    return tuple(_build_link(one, view, export(one.name)) for one in list_exporters(view.card.kind))


def _build_link(exporter: Exporter, view: ExportView, made: Export) -> _ExportLink:
    """One format."""
    content, losses = made
    return _ExportLink(
        exporter.label,
        exporter.suffix,
        exporter.name_file(view.card.id, view.card.version),
        content.decode().strip(),
        tuple(loss.path for loss in losses),
    )
