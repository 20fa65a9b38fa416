"""Codes as source codes of OMOP: which vocabulary, which code, with or without descendants, excluded or not.

A concept set of OMOP needs the numbers of concepts, which only the vocabularies of Athena hold; this table is what
one joins to its `CONCEPT` by vocabulary and code.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from boas.formats._import_result import Loss
from boas.formats.codelists._code_sets import CodeSelection, build_code_sets
from boas.formats.codelists._code_systems import OMOP_VOCABULARIES, is_heading, write_with_dot
from boas.formats.codelists._codelist_exporter import NO_PLACE, CodelistExporter, list_lost_facts, make_codelist_losses
from boas.formats.exporters import Export, ExportView
from boas.parsing import is_formula
from boas.translation import Message

_COLUMNS = (
    "vocabulary_id",
    "concept_code",
    "concept_name",
    "include_descendants",
    "is_excluded",
    "code_set",
    "algorithm",
    "version",
)
_NO_VOCABULARY = Message("OMOP has no vocabulary of this name that we know of; ours stands there:")
_NO_CONCEPT = Message("A prefix that is no code has no concept, and so no descendants:")


def export_omop(view: ExportView) -> Export:
    """The file."""
    target, sets = StringIO(), build_code_sets(view.codelists)
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in sets:
        writer.writerows((*row, view.card.id, view.card.version) for row in _iter_rows(one))
    losses = [*list_lost_facts(view.codelists, NO_PLACE, "field", "release"), *_iter_losses(sets)]
    return target.getvalue().encode(), tuple(losses)


def _iter_losses(sets: tuple[CodeSelection, ...]) -> Iterator[Loss]:
    """What a table of concepts cannot say of these sets."""
    if any(one.system not in OMOP_VOCABULARIES for one in sets):
        yield from make_codelist_losses(_NO_VOCABULARY, "system")
    rules = [(one.system, rule) for one in sets for rule in (*one.take, *one.leave)]
    if any(rule.match == "prefix" and not is_heading(system, rule.code) for system, rule in rules):
        yield from make_codelist_losses(_NO_CONCEPT, "match")


def _iter_rows(one: CodeSelection) -> Iterator[tuple[str, ...]]:
    """Rows of one set."""
    vocabulary = OMOP_VOCABULARIES.get(one.system, one.system)
    for rules, excluded in ((one.take, "false"), (one.leave, "true")):
        for rule in rules:
            below = "false" if rule.match == "exact" else "true"
            words = f"'{rule.label}" if is_formula(rule.label) else rule.label
            yield vocabulary, write_with_dot(one.system, rule.code), words, below, excluded, one.name


OMOP = CodelistExporter("omop", "OMOP (source codes)", "text/csv; charset=utf-8", "omop.csv", export_omop)
