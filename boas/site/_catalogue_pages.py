"""Pages of data sources and organisations: who holds what, and which algorithms stand on it."""

from collections.abc import Sequence

from boas.index import (
    AuditBetween,
    DataSourceAnswer,
    DataSourceList,
    DataSourceRow,
    Named,
    OrganisationAnswer,
    OrganisationList,
    OrganisationRow,
    is_withdrawn,
)
from boas.site._reuses import build_reuse_view
from boas.site._rows import build_list_row, list_names
from boas.site._translations import LocalisedText, choose
from boas.translation import Language

_SourceLine = tuple[LocalisedText, LocalisedText, DataSourceRow]
"""Name and description of a data source in the reader's language, and its row."""

_LEARNT_ON = frozenset({"development", "tuning"})


def _find_name(thing: Named | None, language: Language) -> tuple[str, LocalisedText] | None:
    """Id and name of one thing, when there is one."""
    return list_names([thing], language)[0] if thing else None


def build_data_source_content(answer: DataSourceAnswer, language: Language) -> dict[str, object]:
    """What the page of a data source asks for."""
    used = [
        (build_list_row(user.algorithm, language), user.roles, list_names(user.through, language))
        for user in answer.used_by
    ]
    # Through its components alone: two of them may hold other people.
    own = [(one, set(roles)) for one, roles, through in used if not through]
    both = tuple(one for one, roles in own if _LEARNT_ON & roles and "evaluation" in roles)
    return {
        "name_said": choose(answer.name, language),
        "answer": answer,
        "document": answer.data_source,
        "holders": list_names(answer.holders, language),
        "part_of": _find_name(answer.part_of, language),
        "components": list_names(answer.components, language),
        "used": used,
        "n_withdrawn": sum(is_withdrawn(one.document) for one, _, _ in used),
        "developed": [one for one in used if _LEARNT_ON & set(one[1])],
        "evaluated": [one for one in used if "evaluation" in one[1]],
        "run": [one for one in used if "runtime" in one[1]],
        "leaking": both,
        "published": answer.published,
        "source_path": answer.path,
        "section": "data_sources",
    }


def build_data_sources_content(answer: DataSourceList, language: Language) -> dict[str, object]:
    """What the list of data sources asks for: components stand under what they are part of.

    The most used come first, then by name.
    """
    rows = [(choose(one.name, language), choose(one.description, language), one) for one in answer.data_sources]
    ids = {one.id for one in answer.data_sources}
    below: dict[str, list[_SourceLine]] = {}
    for line in rows:
        parent = line[2].part_of
        below.setdefault(parent if parent and parent in ids else "", []).append(line)
    tops = sorted(below.get("", []), key=lambda line: -line[2].n_algorithms)
    return {
        "total": answer.total,
        "tops": tops,
        "below": below,
        "holders_of": {one.id: list_names(one.holders, language) for one in answer.data_sources},
        "section": "data_sources",
    }


def build_organisation_content(answer: OrganisationAnswer, language: Language) -> dict[str, object]:
    """What the page of an organisation asks for."""
    return {
        "name_said": choose(answer.name, language),
        "answer": answer,
        "document": answer.organisation,
        "part_of": _find_name(answer.part_of, language),
        "parts": list_names(answer.parts, language),
        "listed": tuple(build_list_row(one, language) for one in answer.algorithms),
        "n_withdrawn": sum(is_withdrawn(one) for one in answer.algorithms),
        "sources": list_names(answer.data_sources, language),
        "given": _list_audits(answer.audits_given, language),
        "received": _list_audits(answer.audits_received, language),
        "reciprocal": list_names(answer.reciprocal, language),
        "feed": f"organisations/{answer.id}.atom" if answer.n_reuses else "",
        "reuses": tuple(build_reuse_view(row, language) for row in answer.reuses),
        "evaluated": tuple((one, choose(one.algorithm.name, language)) for one in answer.evaluations),
        "published": answer.published,
        "source_path": answer.path,
        "section": "organisations",
    }


def _list_audits(
    audits: Sequence[AuditBetween], language: Language
) -> tuple[tuple[AuditBetween, LocalisedText, tuple[str, LocalisedText] | None], ...]:
    """Each audit with the name of its algorithm, and id and name of the auditor's organisation when there is one."""
    return tuple((one, choose(one.algorithm.name, language), _find_name(one.organisation, language)) for one in audits)


def build_organisations_content(answer: OrganisationList, language: Language) -> dict[str, object]:
    """What the list of organisations asks for: by type, those with algorithms first."""
    groups: dict[str, list[tuple[LocalisedText, OrganisationRow]]] = {}
    for one in answer.organisations:
        groups.setdefault(one.type or "", []).append((choose(one.name, language), one))
    ordered = sorted(groups.items(), key=lambda group: (group[0] in {"", "other"}, -len(group[1]), group[0]))
    grouped = [(kind, one) for kind, members in ordered for one in members]
    names = {one.id: choose(one.name, language).text for one in answer.organisations}
    return {"total": answer.total, "grouped": grouped, "names": names, "section": "organisations"}
