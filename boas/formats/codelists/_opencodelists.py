"""Codes as OpenCodelists takes them: a table with a header, the code first and its term second, as many cells a row.

Its lists are of one system and hold what is included, code by code.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from boas.formats._import_result import Loss
from boas.formats.codelists._code_sets import CodeSelection, build_code_sets
from boas.formats.codelists._codelist_exporter import (
    NO_PLACE,
    CodelistExporter,
    list_lost_descendants,
    list_lost_facts,
    make_codelist_losses,
)
from boas.formats.exporters import Export, ExportView
from boas.parsing import is_formula
from boas.translation import Message

_ONE_SYSTEM = Message("Its importer takes one code system a file; export one codelist at a time:")
_NO_EXCLUSION = Message("Codes that are excluded are not in the file:")
_NO_PREFIX = Message("A prefix stands as a code; add the codes below it there:")


def export_opencodelists(view: ExportView) -> Export:
    """The file."""
    target, sets = StringIO(), build_code_sets(view.codelists)
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(("code", "term"))
    taken: dict[str, str] = {}
    for rule in (rule for one in sets if one.role == "include" for rule in one.take):
        taken.setdefault(rule.code, rule.label)
    writer.writerows((code, f"'{label}" if is_formula(label) else label) for code, label in taken.items())
    lost = (*list_lost_facts(view.codelists, NO_PLACE, "field", "release"), *list_lost_descendants(view.codelists))
    losses = [*lost, *_iter_losses(sets)]
    return target.getvalue().encode(), tuple(losses)


def _iter_losses(sets: tuple[CodeSelection, ...]) -> Iterator[Loss]:
    """What its table cannot say of these sets."""
    if any(rule.match == "prefix" for one in sets for rule in one.take):
        yield from make_codelist_losses(_NO_PREFIX, "match")
    if any(one.leave or one.role == "exclude" for one in sets):
        yield from make_codelist_losses(_NO_EXCLUSION, "role")
    if len({one.system for one in sets}) > 1:
        yield from make_codelist_losses(_ONE_SYSTEM, "system")


OPENCODELISTS = CodelistExporter(
    "opencodelists", "OpenCodelists", "text/csv; charset=utf-8", "opencodelists.csv", export_opencodelists
)
