"""What the worked examples say of themselves: that they are invented, who measured, how far their evidence goes."""

from collections.abc import Iterator, Mapping

import pytest

from boas.documents import Audit, Card, Evaluation, compute_completeness
from boas.registry import AlgorithmEntry, Registry, assess
from tests.registry.examples import (
    EVALUATIONS,
    EXAMPLES,
    EXTERNAL,
    FEDERATED,
    FEDERATION,
    INTERNAL,
    RADIO,
    REVIEW,
    RULE,
    entry,
    evaluation,
    picture,
)

every_example = pytest.mark.parametrize("example", EXAMPLES)
every_evaluation = pytest.mark.parametrize("place", EVALUATIONS, ids="/".join)


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registry]:
    """The shipped registry, while its files can still be read."""
    with picture(tmp_path_factory.mktemp("shipped") / "registry") as read:
        yield read


def texts(found: object, language: str) -> str:
    text = getattr(found, language)
    assert isinstance(text, str)
    return text.lower()


def test_there_are_three_worked_examples_of_three_kinds(registry: Registry) -> None:
    found = {one.id: one.latest.card.kind for one in registry.algorithms.values() if one.algorithm.origin == "example"}
    assert found == {RADIO: "ml", RULE: "rule", FEDERATED: "score"}


def test_the_examples_are_without_a_finding(registry: Registry) -> None:
    own = [one for one in registry.findings if "/example-" in one.location.path]
    assert own == []


@every_example
def test_an_example_says_at_once_that_it_is_invented(registry: Registry, example: str) -> None:
    card = entry(registry, example).latest.card
    assert (card.name.get("fr") or "").startswith("Exemple fictif : ")
    assert (card.name.get("en") or "").startswith("Worked example: ")
    assert isinstance(card.safety.limitations, tuple)
    for said in (card.summary, card.safety.limitations[0]):
        assert "invent" in texts(said, "fr")
        assert "invent" in texts(said, "en")


@every_evaluation
def test_an_invented_evaluation_says_so_beside_its_numbers(registry: Registry, place: tuple[str, str]) -> None:
    told = evaluation(registry, place)
    assert texts(told.population.description, "fr").startswith("chiffres inventés")
    assert texts(told.population.description, "en").startswith("invented numbers")
    assert told.evaluator is not None
    assert (told.evaluator.name.endswith("(personne fictive)"), told.evaluator.orcid) == (True, None)


@every_example
def test_an_example_leaves_no_field_of_its_kind_empty(registry: Registry, example: str) -> None:
    assert compute_completeness(entry(registry, example).latest.card).missing == ()


def without_language(value: object, path: str = "") -> Iterator[str]:
    """Texts given in one language only."""
    if isinstance(value, Mapping):
        if {"fr", "en"} & value.keys() and not {"fr", "en"} <= value.keys():
            yield path
        for key, child in value.items():
            yield from without_language(child, f"{path}.{key}")
    elif isinstance(value, list):
        for position, child in enumerate(value):
            yield from without_language(child, f"{path}[{position}]")


def test_everything_about_examples_is_in_both_languages(registry: Registry) -> None:
    own = [one for one in registry.collection.documents.values() if "/example-" in one.path]
    assert len(own) > len(EXAMPLES)
    assert [f"{one.path}{path}" for one in own for path in without_language(one.value)] == []


def named(entry: AlgorithmEntry) -> set[str]:
    """Organisations and data sources an algorithm's documents name."""
    card: Card = entry.latest.card
    sources = [use.source for use in card.data.sources] if isinstance(card.data.sources, tuple) else []
    producers = list(card.ownership.organisations) if isinstance(card.ownership.organisations, tuple) else []
    told = [one.content for one in entry.evaluations if isinstance(one.content, Evaluation)]
    audits = [one.content for one in entry.audits if isinstance(one.content, Audit)]
    people = [*(one.evaluator for one in told), *(one.auditor for one in audits)]
    inside = [person.organisation for person in people if person and person.organisation]
    return {*sources, *producers, *inside, *(one.source for one in told if one.source)}


def test_nothing_real_and_nothing_invented_name_one_another(registry: Registry) -> None:
    invented = {name for one in registry.algorithms.values() if one.id in EXAMPLES for name in named(one)}
    real = {name for one in registry.algorithms.values() if one.id not in EXAMPLES for name in named(one)}
    assert {name.startswith("example-") for name in invented} == {True}
    assert not any(name.startswith("example-") for name in real)
    assert invented == {n for n in {*registry.data_sources, *registry.organisations} if n.startswith("example-")}


@every_evaluation
def test_every_printed_number_follows_from_the_counts(registry: Registry, place: tuple[str, str]) -> None:
    (found,) = [one for one in assess(registry, entry(registry, place[0])).evaluations if one.id == place[1]]
    told = evaluation(registry, place).reported or ()
    declared = [told[one.position].metric for one in found.judgements if one.state == "declared"]
    assert len(found.judgements) == len(told) > 3
    assert {one.state for one in found.judgements} <= {"recomputed", "declared"}
    assert declared == (["auc"] if place == INTERNAL else [])
    proportions = [one for one in found.judgements if told[one.position].ci and told[one.position].metric != "auc"]
    assert all("wilson" in one.interval_methods for one in proportions)


LEVELS = {
    RADIO: (4, ""),
    RULE: (2, "team from outside"),
    FEDERATED: (3, "audit"),
}


@pytest.mark.parametrize(("example", "level", "next_step"), [(one, *rest) for one, rest in LEVELS.items()])
def test_the_examples_reach_three_different_levels(
    registry: Registry, example: str, level: int, next_step: str
) -> None:
    step = assess(registry, entry(registry, example)).steps["1.0.0"]
    assert step.level == level
    assert [next_step in sentence.in_("en") for sentence in step.missing] == [True] * bool(next_step)


def test_audits_are_of_the_very_bytes_and_by_somebody_else(registry: Registry) -> None:
    judged = assess(registry, entry(registry, RADIO)).audits
    assert {one.id: one.counts_for_level for one in judged} == {"biais-2026": True, "methode-2025": False}
    assert all(one.is_of_this_digest and one.is_in_date for one in judged)
    assert {one.speaker.term for one in judged} == {"independent"}


@pytest.mark.parametrize(
    ("place", "term"),
    [(EXTERNAL, "independent"), (INTERNAL, "developer"), (REVIEW, "same-organisation"), (FEDERATION, "independent")],
    ids=["external", "internal", "review", "federation"],
)
def test_what_evaluators_type_about_themselves_is_what_is_computed(
    registry: Registry, place: tuple[str, str], term: str
) -> None:
    (found,) = [one for one in assess(registry, entry(registry, place[0])).evaluations if one.id == place[1]]
    assert found.speaker.term == term == evaluation(registry, place).independence
