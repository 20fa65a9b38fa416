"""Codes as FHIR R4: a `Bundle` of one `ValueSet` for each set.

A prefix is told as `is-a`, which asks a server that holds the hierarchy of the system; one that is no code of its own
is told as a regular expression of the code, which fewer servers know.
"""

import json
import re
from collections.abc import Iterator, Sequence

from boas.formats._import_result import Loss
from boas.formats.codelists._code_sets import CodeRule, CodeSelection, build_code_sets
from boas.formats.codelists._code_systems import FHIR_ADDRESSES, is_heading, write_with_dot
from boas.formats.codelists._codelist_exporter import (
    CodelistExporter,
    describe_set,
    list_lost_facts,
    make_codelist_losses,
)
from boas.formats.exporters import Export, ExportView
from boas.translation import Message

_JsonObject = dict[str, object]
_RETIRED = frozenset({"deprecated", "withdrawn", "removed"})
_LONGEST_ID = 64
_NO_ADDRESS = Message("No address of the code system is known to us; it is written `urn:boas:code-system:…`:")
_NO_HEADING = Message("A prefix that is no code is a regular expression here, which not every server knows:")
_GIVEN_AS_TEXT = Message("Told in words only, in the description:")


def export_fhir(view: ExportView) -> Export:
    """The file."""
    sets = [one for one in build_code_sets(view.codelists) if one.take]  # a value set without codes would mean all
    resources = [_build_value_set(view, one) for one in sets]
    bundle: _JsonObject = {"resourceType": "Bundle", "type": "collection"}
    if resources:  # FHIR has no empty lists
        bundle["entry"] = [{"resource": one} for one in resources]
    lost = list_lost_facts(view.codelists, _GIVEN_AS_TEXT, "field", "release")
    return f"{json.dumps(bundle, ensure_ascii=False, indent=1)}\n".encode(), (*lost, *_iter_losses(sets))


def _iter_losses(sets: Sequence[CodeSelection]) -> Iterator[Loss]:
    """What FHIR has no words for."""
    if any(one.system not in FHIR_ADDRESSES for one in sets):
        yield from make_codelist_losses(_NO_ADDRESS, "system")
    rules = [(one.system, rule) for one in sets for rule in (*one.take, *one.leave)]
    if any(rule.match == "prefix" and not is_heading(system, rule.code) for system, rule in rules):
        yield from make_codelist_losses(_NO_HEADING, "match")


def _build_value_set(view: ExportView, one: CodeSelection) -> _JsonObject:
    """One set; an absent fact is left out."""
    card, licence = view.card, view.card.licence.codelists if view.card.licence else None
    name = re.sub(r"[^A-Za-z0-9]+", "_", f"{card.id}_{one.name}").strip("_")
    compose: _JsonObject = {"include": [*_iter_parts(one.system, one.take)]}
    if one.leave:
        compose["exclude"] = [*_iter_parts(one.system, one.leave)]
    facts: _JsonObject = {
        "resourceType": "ValueSet",
        "id": f"{card.id[: _LONGEST_ID - len(one.name) - 1]}-{one.name}".replace("_", "-"),
        "url": f"{view.base_url}/fhir/ValueSet/{card.id}-{one.name}" if view.base_url else "",
        "identifier": [{"value": f"sha256:{view.digest}"}],
        "version": card.version,
        "name": name[:1].upper() + name[1:254],
        "title": f"{view.title} – {one.name}",
        "status": "retired" if view.status in _RETIRED else "active",
        "experimental": False,
        "date": view.released,
        "publisher": ", ".join(view.organisation_names),
        "description": " · ".join(describe_set(one)),
        "copyright": licence if isinstance(licence, str) else "",
        "compose": compose,
    }
    return {name: fact for name, fact in facts.items() if fact != ""}


def _iter_parts(system: str, rules: Sequence[CodeRule]) -> Iterator[_JsonObject]:
    """Parts of `include` or `exclude`: codes together, each prefix on its own, since filters of one part add up."""
    exact = [_build_concept(system, rule) for rule in rules if rule.match == "exact"]
    if exact:
        yield {"system": _name_system(system), "concept": exact}
    for rule in rules:
        if rule.match != "exact":
            yield {"system": _name_system(system), "filter": [_build_filter(system, rule)]}


def _build_filter(system: str, rule: CodeRule) -> _JsonObject:
    """A code with all below it, or all codes that begin so."""
    written = write_with_dot(system, rule.code)
    if rule.match == "descendants" or is_heading(system, rule.code):
        return {"property": "concept", "op": "is-a", "value": written}
    return {"property": "code", "op": "regex", "value": f"{re.escape(written)}.*"}


def _build_concept(system: str, rule: CodeRule) -> _JsonObject:
    """One code with its words."""
    concept: _JsonObject = {"code": write_with_dot(system, rule.code)}
    if rule.labels:
        concept["display"] = rule.label
    others = [{"language": language, "value": words} for language, words in rule.labels[1:] if language]
    return {**concept, "designation": others} if others else concept


def _name_system(system: str) -> str:
    """Address of a code system."""
    return FHIR_ADDRESSES.get(system) or f"urn:boas:code-system:{re.sub(r'[^A-Za-z0-9.-]', '-', system)}"


FHIR = CodelistExporter("fhir", "FHIR R4 ValueSet", "application/fhir+json", "fhir.json", export_fhir)
