"""The codelists of a version with their codes, as exporters and the search by code take them."""

from collections.abc import Iterator

from boas.formats import ListedCodes
from boas.nomenclatures import resolve_match
from boas.parsing import Table
from boas.registry._snapshot import VersionEntry


def list_codelists(version: VersionEntry) -> tuple[ListedCodes, ...]:
    """Codelists a card uses, in its order, without those that cannot be read."""
    return tuple(_iter_codelists(version))


def _iter_codelists(version: VersionEntry) -> Iterator[ListedCodes]:
    """Each readable list."""
    uses = version.card.logic.codelists if version.card.logic else None
    for use in uses if isinstance(uses, tuple) else ():
        document = version.codelists.get(use.path)
        if document and isinstance(document.content, Table):
            table = document.content
            rows = tuple(row.cells for row in table.rows)
            match = resolve_match(use.system, use.match)
            facts = (use.path, use.system, use.role, match, use.release or "", use.field or "")
            yield ListedCodes(*facts, table.header, rows)
