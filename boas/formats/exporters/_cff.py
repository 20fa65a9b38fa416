"""A version as a CITATION.cff of version 1.2.0 of the Citation File Format."""

import json
import re
from collections.abc import Mapping, Sequence

from boas.finding import Message
from boas.formats.exporters._export_view import ExportView
from boas.formats.exporters._exporter import Export, Exporter, list_losses

_MESSAGE = Message(
    "Pour citer cette version, reprenez ces éléments.",
    "To cite this version, use these facts.",
)
_DIGEST = Message("Empreinte de la version", "Digest of the version")
_CARRIED = ("version", "name", "ownership.authors.name", "ownership.authors.orcid")

_NON_YAML_CHARACTERS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Signs JSON leaves as they are and YAML does not."""


def quote_yaml(text: str) -> str:
    """A text as a YAML string in double quotes, which JSON writes too but for a few signs."""
    return _NON_YAML_CHARACTERS.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def export_cff(view: ExportView) -> Export:
    """The file; persons are entities by name, since nobody told which part is the family's."""
    people = [{"name": name, "orcid": f"https://orcid.org/{orcid}" if orcid else ""} for name, orcid in view.people]
    description = _DIGEST.in_(view.language)
    lines = [
        *_render_scalars({"cff-version": "1.2.0", "message": _MESSAGE.in_(view.language), "type": "software"}),
        *_render_scalars({"title": view.title, "version": view.card.version, "date-released": view.released}),
        *_render_scalars({"commit": view.commit, "url": view.page_url}),
        *_render_items("authors", people or [{"name": name} for name in view.author_names]),
        *_render_items(
            "identifiers", [{"type": "other", "value": f"sha256:{view.digest}", "description": description}]
        ),
    ]
    shown = () if people else ("ownership.organisations",)
    return "".join(f"{line}\n" for line in lines).encode(), list_losses(view.card, (*_CARRIED, *shown))


def _render_scalars(fields: Mapping[str, str]) -> list[str]:
    """Lines of the fields that are known."""
    return [f"{name}: {quote_yaml(value)}" for name, value in fields.items() if value]


def _render_items(name: str, entries: Sequence[Mapping[str, str]]) -> list[str]:
    """Lines of a list of mappings."""
    indented = [
        [("- " if not n else "  ") + line for n, line in enumerate(_render_scalars(entry))] for entry in entries
    ]
    return [f"{name}:", *(f"  {line}" for lines in indented for line in lines)]


CFF = Exporter("cff", "CITATION.cff", "application/yaml; charset=utf-8", "cff", export_cff, "CITATION.cff")
