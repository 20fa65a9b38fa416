"""Pages of data sources and organisations: who holds what, and which algorithms stand on it."""

from collections.abc import Sequence
from typing import Any

from boas.finding import Language
from boas.site.rows import named, row
from boas.site.words import Said, choose

Json = dict[str, Any]

LEARNT_ON = frozenset({"development", "tuning"})


def one_named(thing: Json | None, language: Language) -> Any:  # noqa: ANN401 -- a pair, or nothing
    """Id and name of one thing, when there is one."""
    return named([thing], language)[0] if thing else None


def data_source_content(answer: Json, language: Language) -> Json:
    """What the page of a data source asks for."""
    used = [(row(user["algorithm"], language), user["roles"]) for user in answer["used_by"]]
    both = tuple(one for one, roles in used if LEARNT_ON & set(roles) and "evaluation" in roles)
    return {
        "name_said": choose(answer["name"], language),
        "answer": answer,
        "document": answer["data_source"],
        "holders": named(answer["holders"], language),
        "part_of": one_named(answer["part_of"], language),
        "components": named(answer["components"], language),
        "used": used,
        "leaking": both,
        "published": answer["published"],
        "source_path": answer["path"],
        "section": "data_sources",
    }


def data_sources_content(answer: Json, language: Language) -> Json:
    """What the list of data sources asks for: components stand under what they are part of.

    The most used come first, then by name.
    """
    rows = [
        (choose(one["name"], language), choose(one["description"], language), one) for one in answer["data_sources"]
    ]
    ids = {one["id"] for one in answer["data_sources"]}
    below: dict[str, list[Any]] = {}
    for line in rows:
        parent = line[2]["part_of"]
        below.setdefault(parent if parent in ids else "", []).append(line)
    tops = sorted(below.get("", []), key=lambda line: -served(line[2], below))
    return {
        "total": answer["total"],
        "tops": tops,
        "below": below,
        "holders_of": {one["id"]: named(one["holders"], language) for one in answer["data_sources"]},
        "section": "data_sources",
    }


def served(one: Json, below: dict[str, list[Any]]) -> int:
    """Algorithms that name a source or its components: a rough count, only to put the most used first."""
    own: int = one["n_algorithms"]
    return own + sum(served(part, below) for _, _, part in below.get(one["id"], ()))


def organisation_content(answer: Json, language: Language) -> Json:
    """What the page of an organisation asks for."""
    return {
        "name_said": choose(answer["name"], language),
        "answer": answer,
        "document": answer["organisation"],
        "part_of": one_named(answer["part_of"], language),
        "parts": named(answer["parts"], language),
        "listed": tuple(row(one, language) for one in answer["algorithms"]),
        "sources": named(answer["data_sources"], language),
        "given": judged(answer["audits_given"], language),
        "received": judged(answer["audits_received"], language),
        "reciprocal": named(answer["reciprocal"], language),
        "published": answer["published"],
        "source_path": answer["path"],
        "section": "organisations",
    }


def judged(audits: Sequence[Json], language: Language) -> tuple[tuple[Json, Said, Any], ...]:
    """Each audit with the name of its algorithm, and id and name of the auditor's organisation when there is one."""
    return tuple(
        (one, choose(one["algorithm"]["name"], language), one_named(one["organisation"], language)) for one in audits
    )


def organisations_content(answer: Json, language: Language) -> Json:
    """What the list of organisations asks for: by type, those with algorithms first."""
    groups: dict[str, list[Any]] = {}
    for one in answer["organisations"]:
        groups.setdefault(one["type"] or "", []).append((choose(one["name"], language), one))
    ordered = sorted(groups.items(), key=lambda group: (group[0] in {"", "other"}, -len(group[1]), group[0]))
    return {"total": answer["total"], "groups": ordered, "section": "organisations"}
