"""Who uses an algorithm: which version, whether it counts, and which notices reach it."""

from pathlib import Path
from typing import Any

import pytest

from boas.registry import AssessedReuse, assess_reuses, read_registry
from boas.repository import open_repository
from tests.registry.proving import INSIDE, OUTSIDE, RULE, Proving, dumped, rule_of

SOURCE = {
    "repository": "https://forge.example.org/etude",
    "path": "uv.lock",
    "commit": "4bb5b4ab47dcb1393fc92a6e0852a4acb50a81c2",
    "changed": "2024-03-01",
    "seen": "2025-09-01",
}
COMPILED: dict[str, Any] = {
    "schema_version": 1,
    "id": "etude",
    "kind": "depends",
    "origin": "compiled",
    "project": {"name": "etude", "owner": "Équipe Inconnue"},
    "date": "2025-09-01",
    "purpose": {"fr": "Étudier."},
    "sources": [SOURCE],
}
NOTICE: dict[str, Any] = {
    "schema_version": 1,
    "id": "alerte",
    "kind": "safety",
    "versions": "<1.1.0",
    "reason": "safety",
    "text": {"fr": "Attention."},
    "date": "2025-10-12",
    "decided_by": {"name": "Camille Exemple", "orcid": "0000-0002-1825-0097"},
}


def assessed(proving: Proving) -> dict[str, AssessedReuse]:
    """Every reuse of the rule by id, once everything is committed."""
    proving.settle()
    with open_repository(proving.path) as history:
        commit = history.read_head()
        registry = read_registry(history.read_tree_of(commit), history.read_history_of(commit))
        return {one.reuse.id: one for one in assess_reuses(registry, rule_of(registry))}


def reuse(proving: Proving, **fields: Any) -> AssessedReuse:  # noqa: ANN401 -- any field of a reuse
    """A compiled reuse with other fields; a field that is None is left out."""
    document = {name: value for name, value in (COMPILED | fields).items() if value is not None}
    proving.write(f"{RULE}/reuses/{document['id']}.yaml", dumped(document))
    return assessed(proving)[document["id"]]


@pytest.fixture
def proving(tmp_path: Path) -> Proving:
    """A registry with one rule."""
    return Proving(tmp_path / "registry")


CONFIRMED = {"state": "confirmed", "by": {"name": "Dominique Ailleurs"}, "date": "2025-10-01"}
STANDINGS: dict[str, tuple[dict[str, Any], str]] = {
    "compiled with a source": ({}, "counted"),
    "declared and confirmed": (
        {"origin": "declared", "declared_by": {"name": "Dominique Ailleurs"}, "confirmation": CONFIRMED},
        "counted",
    ),
    "declared only": ({"origin": "declared", "declared_by": {"name": "Dominique Ailleurs"}}, "unconfirmed"),
    "no origin given": ({"origin": None, "declared_by": {"name": "Dominique Ailleurs"}}, "unconfirmed"),
    "discovered": ({"origin": "discovered"}, "unconfirmed"),
    "discovered and confirmed": ({"origin": "discovered", "confirmation": CONFIRMED}, "counted"),
    "of the makers' organisation": ({"project": {"name": "etude", "organisations": [INSIDE]}}, "producer"),
    "by another organisation": ({"project": None, "organisation": OUTSIDE}, "counted"),
    "by nobody named": ({"project": {"name": "etude"}}, "unknown-reuser"),
    "disputed": ({"confirmation": CONFIRMED | {"state": "disputed"}}, "disputed"),
    "the makers' own, confirmed": (
        {"project": None, "organisation": INSIDE, "confirmation": CONFIRMED},
        "producer",
    ),
}


@pytest.mark.parametrize("case", STANDINGS)
def test_only_reuses_by_others_that_are_confirmed_or_sourced_count(case: str, proving: Proving) -> None:
    fields, standing = STANDINGS[case]

    assert reuse(proving, **fields).state == standing


def test_a_project_whose_owner_has_an_authors_name_is_the_makers_own(proving: Proving) -> None:
    card = proving.card()
    card["ownership"]["authors"] = [{"name": "Camille Autrice"}]
    proving.write_card(card)

    assert reuse(proving, project={"name": "etude", "owner": "C. Autrice"}).state == "producer"
    assert reuse(proving, project={"name": "etude", "owner": "Dominique Ailleurs"}).state == "counted"


UPSTREAM = [
    ("2.1", "1.0.0"),
    ("v2.1", "1.0.0"),
    ("2.1 (2025-01-02)", "1.0.0"),
    ("2.1 + 8 commits", ""),
    ("2.10", ""),
    ("vérifié", ""),
]


@pytest.mark.parametrize(("label", "version"), UPSTREAM)
def test_an_upstream_version_stands_for_the_registry_version_of_that_label(
    label: str, version: str, proving: Proving
) -> None:
    proving.write_card(proving.card() | {"upstream_version": "v2.1 (2025-01-02)"})

    found = reuse(proving, upstream={"version": label})

    assert (found.version, found.is_matched) == (version, bool(version))


def test_a_notice_reaches_the_version_in_use_and_every_version_when_none_is_named(proving: Proving) -> None:
    proving.write(f"{RULE}/notices/alerte.yaml", dumped(NOTICE))
    proving.write(f"{RULE}/notices/autre.yaml", dumped(NOTICE | {"id": "autre", "versions": "<1.0.0"}))

    assert [one.location.id for one in reuse(proving, version="1.0.0").notices] == ["alerte", "exemple-erratum"]
    assert {one.location.id for one in reuse(proving, version=None).notices} == {"alerte", "autre", "exemple-erratum"}


def test_a_retracted_notice_reaches_nobody(proving: Proving) -> None:
    proving.write(f"{RULE}/notices/alerte.yaml", dumped(NOTICE))
    taken_back = NOTICE | {"id": "retour", "kind": "erratum", "retracts": "alerte", "date": "2025-10-13"}
    proving.write(f"{RULE}/notices/retour.yaml", dumped(taken_back))

    assert "alerte" not in {one.location.id for one in reuse(proving, version="1.0.0").notices}


def test_a_use_is_known_from_the_first_trace_to_the_last(proving: Proving) -> None:
    found = reuse(proving)
    assert (found.first_seen, found.last_seen) == ("2024-03-01", "2025-09-01")

    later = reuse(proving, id="suivie", since="2023-01-01", confirmation=CONFIRMED)
    assert (later.first_seen, later.last_seen) == ("2023-01-01", "2025-10-01")

    ended = reuse(proving, id="finie", status="stopped", since="2023-01-01", until="2023-06-30")
    assert (ended.first_seen, ended.last_seen) == ("2023-01-01", "2023-06-30")
