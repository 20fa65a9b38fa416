"""Every code that a list stands for in a pinned release, as CSV with its table schema: starts of codes written out.

There where the release is at hand; headings and deleted codes are left out, since data do not hold them. Labels stand
there only where the licence of the release lets anybody pass them on.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from boas.documents import load_vocabulary
from boas.formats._import_result import Loss
from boas.formats.codelists._codelist_exporter import CodelistExporter, list_lost_descendants, make_codelist_losses
from boas.formats.codelists._csv import protect_cell
from boas.formats.codelists._table_schema import render_table_schema
from boas.formats.exporters import CODE_COLUMN, Export, ExportView, ListedCodes, PinnedRelease, choose_release
from boas.nomenclatures import SelectingCode, expand_selection, get_base_code, normalise_codes
from boas.translation import Message

_ROW_COLUMN = "row_code"
"""Name of the column with the row of the list that stands for a code."""
_COLUMNS = (
    "algorithm",
    "version",
    "list",
    "system",
    "release",
    "field",
    "role",
    "match",
    _ROW_COLUMN,
    CODE_COLUMN,
    "label",
)
_NO_RELEASE = Message("No pinned release of this code system is at hand:")
_NO_LABELS = Message("The licence of the release is not known to let anybody pass its labels on:")
_CLOSED = ("-NC-", "-ND-")
"""Parts of licences that do not let anybody pass things on as they like."""


def can_expand(view: ExportView) -> bool:
    """Whether a release is at hand for any list of a version."""
    return any(_find_release(view, one) for one in view.codelists)


def _find_release(view: ExportView, one: ListedCodes) -> PinnedRelease | None:
    """The release in which a list is written out."""
    return choose_release(view.releases, one.system, one.release)


def export_expanded(view: ExportView) -> Export:
    """The file: lists in the order of the card, codes in that of the release."""
    target = StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in view.codelists:
        pinned = _find_release(view, one)
        if pinned:
            writer.writerows(_iter_rows(view, one, pinned))
    return target.getvalue().encode(), tuple(_iter_losses(view))


def _iter_rows(view: ExportView, one: ListedCodes, pinned: PinnedRelease) -> Iterator[tuple[str, ...]]:
    """Codes of one list, each with the first of its rows that stands for it."""
    written = one.list_cells(CODE_COLUMN)
    plain, is_exact = normalise_codes(one.system, written), one.match != "prefix"
    plain = [get_base_code(one.system, code) for code in plain] if is_exact else plain
    rules = [SelectingCode(code, not is_exact) for code in plain if code]
    row_of = dict(zip(reversed(plain), reversed(written), strict=True))
    facts = (
        view.card.id,
        view.card.version,
        one.path,
        one.system,
        pinned.release.release,
        one.field,
        one.role,
        one.match,
    )
    start, has_labels = tuple(map(protect_cell, facts)), _is_open(pinned.licence)
    for code, rule in expand_selection(pinned.release, rules).included.items():
        entry = pinned.release.find(code) if has_labels else None
        yield (*start, row_of[rule.code], code, protect_cell(entry.label) if entry else "")


def _is_open(licence: str) -> bool:
    """Whether a licence is known to let anybody pass things on."""
    return licence in load_vocabulary("licences").terms and not any(part in licence for part in _CLOSED)


def _iter_losses(view: ExportView) -> Iterator[Loss]:
    """What is not in the file."""
    found = [_find_release(view, one) for one in view.codelists]
    if None in found:
        yield from make_codelist_losses(_NO_RELEASE, "path")
    if any(one and not _is_open(one.licence) for one in found):
        yield from make_codelist_losses(_NO_LABELS, "label")
    yield from list_lost_descendants(view.codelists)


def export_expanded_schema(view: ExportView) -> Export:
    """The table schema beside it: every column is text."""
    return render_table_schema(
        view, EXPANDED_CSV.name_file(view.card.id, view.card.version), export_expanded(view)[0], _COLUMNS
    ), ()


EXPANDED_CSV = CodelistExporter(
    "expanded-csv", "CSV, written out", "text/csv; charset=utf-8", "expanded.csv", export_expanded, can_expand
)
EXPANDED_SCHEMA = CodelistExporter(
    "expanded-schema",
    "Data Package, written out",
    "application/json",
    "expanded.datapackage.json",
    export_expanded_schema,
    can_expand,
)
