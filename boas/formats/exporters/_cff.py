"""A version as a CITATION.cff of version 1.2.0 of the Citation File Format."""

from collections.abc import Mapping

from boas.formats.exporters._export_view import ExportView
from boas.formats.exporters._exporter import Export, Exporter, list_credited_fields, list_losses
from boas.parsing import QuotedText, render_mapping
from boas.translation import Message

_MESSAGE = Message("To cite this version, use these facts.")
_MESSAGE_OF_COMPILED = Message(
    "To cite this card, use these facts; to cite the work it is about, cite its own publications."
)
_COMPILED = Message("Card compiled from public sources; the producers of the algorithm did not write it.")
_DIGEST = Message("Digest of the version")
_CARRIED = ("version", "name")


def export_cff(view: ExportView) -> Export:
    """The file; persons are entities by name, since nobody told which part is the family's.

    Of a compiled card it credits whoever compiled it: its producers did not write it.
    """
    people = [] if view.is_compiled else _list_people(view)
    description = _DIGEST.in_(view.language)
    message, kind = (_MESSAGE_OF_COMPILED, "dataset") if view.is_compiled else (_MESSAGE, "software")
    abstract = _COMPILED.in_(view.language) if view.is_compiled else ""
    fields = {
        **_quote_known({"cff-version": "1.2.0", "message": message.in_(view.language), "type": kind}),
        **_quote_known({"title": view.title, "abstract": abstract}),
        **_quote_known({"version": view.card.version, "date-released": view.released}),
        **_quote_known({"commit": view.commit, "url": view.page_url}),
        "authors": [_quote_known(one) for one in people or [{"name": name} for name in view.card_author_names]],
        "identifiers": [_quote_known({"type": "other", "value": f"sha256:{view.digest}", "description": description})],
    }
    content = "".join(f"{line}\n" for line in render_mapping(fields)).encode()
    return content, list_losses(view.card, (*_CARRIED, *list_credited_fields(view, "name", "orcid")))


def _list_people(view: ExportView) -> list[dict[str, str]]:
    """Persons who made it."""
    return [{"name": name, "orcid": f"https://orcid.org/{orcid}" if orcid else ""} for name, orcid in view.people]


def _quote_known(fields: Mapping[str, str]) -> dict[str, object]:
    """The fields that are known, each between quotation marks."""
    return {name: QuotedText(value) for name, value in fields.items() if value}


CFF = Exporter("cff", "CITATION.cff", "application/yaml; charset=utf-8", "cff", export_cff, "CITATION.cff")
