"""The one list of exporters: links of pages, addresses of the API and `boas export` come from it."""

from collections.abc import Mapping

from boas.formats.exporters._bibtex import BIBTEX
from boas.formats.exporters._cff import CFF
from boas.formats.exporters._codemeta import CODEMETA
from boas.formats.exporters._exporter import Exporter

EXPORTERS: Mapping[str, Exporter] = {one.name: one for one in (BIBTEX, CFF, CODEMETA)}
"""Every exporter by name, in the order in which pages show them."""


def list_exporters(kind: str) -> tuple[Exporter, ...]:
    """Exporters that can tell of a kind of algorithm, a term of the vocabulary `kinds`."""
    return tuple(one for one in EXPORTERS.values() if one.can_describe(kind))
