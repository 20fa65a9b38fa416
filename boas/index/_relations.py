"""Inverse lists of a registry: what belongs to each organisation and data source, each list made once for all.

An organisation's answer then costs what it has, not what the registry has. Ask through `Composer.collect`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from boas.documents import Reuse
from boas.index._composer import Composer
from boas.index._evidence_answers import EvaluationBy
from boas.index._facet_facts import list_source_roles
from boas.index._facets import is_withdrawn
from boas.index._normalisation import normalise_text
from boas.index._notice_answers import AffectedCodelist
from boas.index._records import Named, Text, to_text
from boas.index._row_answers import AlgorithmRow

_Roles = tuple[AlgorithmRow, tuple[str, ...], tuple[str, ...]]
"""An algorithm, the roles a data source plays in it, and through which of its components."""


def sort_by_name(rows: Iterable[AlgorithmRow]) -> list[AlgorithmRow]:
    """Rows in the order of their names, those of withdrawn algorithms after all others."""
    return sorted(rows, key=lambda row: (is_withdrawn(row), *build_name_key(row.name, row.id)))


def build_name_key(name: Text, identifier: str) -> tuple[str, str]:
    """Sorts by name in plain letters, then by id."""
    return normalise_text(next(iter(name.values()))), identifier


def sort_rows(composer: Composer) -> tuple[AlgorithmRow, ...]:
    """All rows in the order of their names."""
    return tuple(sort_by_name(composer.rows.values()))


def map_rows_by_organisation(composer: Composer) -> Mapping[str, tuple[AlgorithmRow, ...]]:
    """Rows by the organisations that made them, in the order of their names."""
    found: dict[str, list[AlgorithmRow]] = {}
    for row in composer.collect(sort_rows):
        for name in dict.fromkeys(one.id for one in row.organisations):
            found.setdefault(name, []).append(row)
    return {name: tuple(rows) for name, rows in found.items()}


def map_users_by_source(composer: Composer) -> Mapping[str, tuple[_Roles, ...]]:
    """Algorithms by the data sources they use, with the roles each plays, in the order of their names.

    What uses a component uses the source it is part of.
    """
    found: dict[str, list[_Roles]] = {}
    for row in composer.collect(sort_rows):
        entry = composer.registry.algorithms[row.id]
        roles, parts = dict[str, dict[str, None]](), dict[str, dict[str, None]]()
        for name, role in list_source_roles(entry, entry.latest.card):
            for source in composer.source_lines.get(name, (name,)):
                roles.setdefault(source, {})[role] = None
                parts.setdefault(source, {}).update({} if source == name else {name: None})
        for source, played in roles.items():
            found.setdefault(source, []).append((row, tuple(played), tuple(parts[source])))
    return {name: tuple(users) for name, users in found.items()}


def map_sources_by_holder(composer: Composer) -> Mapping[str, tuple[str, ...]]:
    """Ids of data sources by the organisations that hold them, sorted."""
    sources = sorted(composer.registry.data_sources.items())
    return _group((holder, name) for name, one in sources for holder in dict.fromkeys(one.content.holders or ()))


def map_organisation_parts(composer: Composer) -> Mapping[str, tuple[str, ...]]:
    """Ids of organisations by the one they are part of, sorted."""
    documents = sorted(composer.registry.organisations.items())
    return _group((one.content.part_of, name) for name, one in documents if one.content.part_of)


def map_source_components(composer: Composer) -> Mapping[str, tuple[str, ...]]:
    """Ids of data sources by the one they are part of, sorted."""
    documents = sorted(composer.registry.data_sources.items())
    return _group((one.content.part_of, name) for name, one in documents if one.content.part_of)


def _group(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Names by what they belong to, in the order given."""
    found: dict[str, list[str]] = {}
    for key, name in pairs:
        found.setdefault(key, []).append(name)
    return {key: tuple(names) for key, names in found.items()}


def map_evaluations_by_organisation(composer: Composer) -> Mapping[str, tuple[tuple[bool, EvaluationBy], ...]]:
    """Evaluations by the organisation of whoever made them, and whether each is about a worked example.

    Newest first, those without a date last.
    """
    found: dict[str, list[tuple[bool, EvaluationBy]]] = {}
    for entry in composer.registry.algorithms.values():
        named, is_example = Named(entry.id, to_text(entry.latest.card.name)), entry.algorithm.origin == "example"
        for evaluation in (document.content for document in entry.evaluations):
            if evaluation.evaluator and evaluation.evaluator.organisation:
                made = EvaluationBy(evaluation.id, named, evaluation.subject.version, evaluation.date)
                found.setdefault(evaluation.evaluator.organisation, []).append((is_example, made))
    return {
        name: tuple(
            sorted(own, key=lambda one: (one[1].date or "", one[1].algorithm.id, one[1].id), reverse=True),
        )
        for name, own in found.items()
    }


def count_reuses_by_organisation(composer: Composer) -> Counter[str]:
    """How many reuses of real algorithms each organisation makes."""
    real = (entry for entry in composer.registry.algorithms.values() if entry.algorithm.origin != "example")
    contents = (document.content for entry in real for document in entry.reuses)
    return Counter(
        name for reuse in contents if isinstance(reuse, Reuse) for name in dict.fromkeys(reuse.organisations)
    )


def map_affected_codelists(composer: Composer) -> Mapping[str, dict[str, tuple[AffectedCodelist, ...]]]:
    """By algorithm and id of a notice, the lists that hold a code it names."""
    found: dict[str, dict[str, tuple[AffectedCodelist, ...]]] = {}
    for (algorithm, notice), lists in composer.affected_codelists.items():
        found.setdefault(algorithm, {})[notice] = lists
    return found
