"""A version as a CITATION.cff of version 1.2.0 of the Citation File Format."""

from collections.abc import Mapping

from boas.formats.exporters._export_view import ExportView
from boas.formats.exporters._exporter import Export, Exporter, list_losses
from boas.parsing import QuotedText, render_mapping
from boas.translation import Message

_MESSAGE = Message("To cite this version, use these facts.")
_DIGEST = Message("Digest of the version")
_CARRIED = ("version", "name", "ownership.authors.name", "ownership.authors.orcid")


def export_cff(view: ExportView) -> Export:
    """The file; persons are entities by name, since nobody told which part is the family's."""
    people = [{"name": name, "orcid": f"https://orcid.org/{orcid}" if orcid else ""} for name, orcid in view.people]
    description = _DIGEST.in_(view.language)
    fields = {
        **_quote_known({"cff-version": "1.2.0", "message": _MESSAGE.in_(view.language), "type": "software"}),
        **_quote_known({"title": view.title, "version": view.card.version, "date-released": view.released}),
        **_quote_known({"commit": view.commit, "url": view.page_url}),
        "authors": [_quote_known(one) for one in people or [{"name": name} for name in view.author_names]],
        "identifiers": [_quote_known({"type": "other", "value": f"sha256:{view.digest}", "description": description})],
    }
    shown = () if people else ("ownership.organisations",)
    return "".join(f"{line}\n" for line in render_mapping(fields)).encode(), list_losses(view.card, (*_CARRIED, *shown))


def _quote_known(fields: Mapping[str, str]) -> dict[str, object]:
    """The fields that are known, each between quotation marks."""
    return {name: QuotedText(value) for name, value in fields.items() if value}


CFF = Exporter("cff", "CITATION.cff", "application/yaml; charset=utf-8", "cff", export_cff, "CITATION.cff")
