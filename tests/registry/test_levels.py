"""Levels follow from facts, one after the other, and say what is missing for the next."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.git_registry import FIRST_COMMIT
from tests.registry.proving import BY_SEX, INSIDE, Proving

COUNTS = {"counts.csv": BY_SEX}
WRONG = [{"metric": "sensitivity", "value": 0.95}]
RIGHT = [{"metric": "sensitivity", "value": 0.8}]


@pytest.fixture
def proving(tmp_path: Path) -> Proving:
    return Proving(tmp_path / "registry")


def step_of(proving: Proving) -> tuple[int, list[str]]:
    """The level and the French sentences of the rule."""
    step = proving.assessed().steps["1.0.0"]
    assert all(words.in_("fr") and words.in_("en") for words in step.missing)
    return step.level, [words.in_("fr") for words in step.missing]


def test_a_card_that_lacks_fields_is_only_listed_however_well_it_was_measured(proving: Proving) -> None:
    card = proving.card()
    del card["licence"], card["bias"]["approach"]
    proving.write_card(card)
    proving.evaluate("externe", COUNTS)
    proving.audit("audit-biais")
    level, sentences = step_of(proving)
    assert level == 0
    (sentence,) = sentences
    assert sentence.startswith("Remplir 4 champs de la fiche, ou dire pourquoi ils sont absents : licence du code,")


def test_a_documented_card_waits_for_an_evaluation_with_counts(proving: Proving) -> None:
    assert step_of(proving) == (1, ["Ajouter une évaluation de la version 1.0.0 avec ses effectifs (counts.csv)."])


def test_an_evaluation_without_counts_is_asked_for_them_by_name(proving: Proving) -> None:
    proving.evaluate("externe", reported=RIGHT)
    assert step_of(proving) == (1, ["Ajouter counts.csv à une évaluation de la version 1.0.0 : externe."])


def test_counts_that_give_no_number_are_not_enough(proving: Proving) -> None:
    proving.evaluate("externe", {"counts.csv": "variant,site,tp,fp,fn,tn\n,,<11,<11,<11,<11\n"})
    assert step_of(proving) == (
        1,
        ["Publier dans l’évaluation « externe » des effectifs d’où un chiffre peut être recalculé."],
    )


def test_a_claim_that_does_not_add_up_keeps_the_level_down(proving: Proving) -> None:
    proving.evaluate("externe", COUNTS, reported=WRONG)
    assert step_of(proving) == (1, ["Corriger le chiffre de l’évaluation « externe » qui ne concorde pas."])


def test_one_sound_evaluation_is_enough_beside_one_that_does_not_add_up(proving: Proving) -> None:
    proving.evaluate("externe", COUNTS, reported=RIGHT)
    proving.evaluate("autre", COUNTS, reported=WRONG)
    assert step_of(proving)[0] == 3


def test_numbers_by_the_authors_own_organisation_make_level_2(proving: Proving) -> None:
    proving.evaluate("interne", COUNTS, evaluator={"name": "Camille Martin", "organisation": INSIDE})
    level, sentences = step_of(proving)
    assert level == 2
    (sentence,) = sentences
    assert sentence.startswith("Ajouter une évaluation de la version 1.0.0, avec ses effectifs, par une équipe ext")


def test_what_an_evaluation_types_about_its_own_independence_is_not_believed(proving: Proving) -> None:
    evaluator = {"name": "Camille Martin", "organisation": INSIDE}
    proving.evaluate("interne", COUNTS, evaluator=evaluator, independence="independent")
    assert step_of(proving)[0] == 2


def test_an_evaluator_without_organisation_is_asked_for_it(proving: Proving) -> None:
    proving.evaluate("externe", COUNTS, evaluator={"name": "Dominique Ailleurs"})
    level, sentences = step_of(proving)
    assert level == 2
    assert sentences[0] == "Dire qui a mesuré l’évaluation « externe », et pour quelle organisation."


def test_scores_alone_make_an_evaluation_recomputed(proving: Proving) -> None:
    rows = "variant,site,score_low,score_high,positives,negatives\n,,0,0.5,20,180\n,,0.5,1,120,30\n"
    proving.evaluate("externe", {"scores.csv": rows})
    assert step_of(proving)[0] == 3


def test_an_evaluation_of_another_version_does_not_count(proving: Proving) -> None:
    proving.copy_version("model_cards/algorithms/exemple-regle/versions", "1.0.0", "1.0.1")
    proving.write("model_cards/algorithms/exemple-regle/versions/1.0.1/code/exemple.sql", "SELECT 2\n")
    proving.evaluate("externe", COUNTS)
    steps = proving.assessed().steps
    assert (steps["1.0.0"].level, steps["1.0.1"].level) == (3, 1)


def test_an_evaluation_of_another_algorithm_does_not_count(proving: Proving) -> None:
    proving.evaluate("externe", COUNTS, subject={"id": "exemple-score", "version": "1.0.0"})
    assert step_of(proving)[0] == 1


def test_an_independent_evaluation_without_counts_is_the_shortest_way_to_level_3(proving: Proving) -> None:
    proving.evaluate("interne", COUNTS, evaluator={"name": "Camille Martin", "organisation": INSIDE})
    proving.evaluate("externe", reported=RIGHT)
    assert step_of(proving) == (2, ["Ajouter counts.csv à une évaluation de la version 1.0.0 : externe."])


def test_an_independent_audit_of_these_bytes_makes_the_highest_level(proving: Proving) -> None:
    proving.evaluate("externe", COUNTS)
    proving.audit("audit-biais", review_due="2026-12-31")
    assert step_of(proving) == (4, [])


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param({"kind": "security"}, "Ajouter un audit de biais de la version 1.0.0", id="not about bias"),
        pytest.param({"auditor": {"name": "Camille Martin", "organisation": INSIDE}}, "Ajouter un audit", id="inside"),
        pytest.param({"auditor": {"name": "Claude Ailleurs"}}, "Dire pour quelle organisation", id="from nowhere"),
        pytest.param({"review_due": "2026-01-05"}, "devait être revu avant le 2026-01-05", id="overdue"),
        pytest.param(
            {"subject": {"id": "exemple-regle", "version": "1.0.0", "digest": "0" * 64}},
            "a lu un autre contenu de la version 1.0.0",
            id="other bytes",
        ),
        pytest.param(
            {"subject": {"id": "exemple-score", "version": "1.0.0", "digest": "0" * 64}},
            "Ajouter un audit de biais",
            id="another algorithm",
        ),
        pytest.param(
            {"subject": {"id": "exemple-regle", "version": "9.0.0", "digest": "0" * 64}},
            "Ajouter un audit de biais",
            id="no such version",
        ),
    ],
)
def test_an_audit_that_falls_short_leaves_level_3_and_says_why(
    proving: Proving, fields: dict[str, Any], said: str
) -> None:
    proving.evaluate("externe", COUNTS)
    proving.audit("audit-biais", **fields)
    level, sentences = step_of(proving)
    assert level == 3
    assert said in sentences[0]


def test_a_review_is_overdue_on_the_day_of_the_last_change_and_not_before(proving: Proving) -> None:
    proving.evaluate("externe", COUNTS)
    proving.audit("audit-biais", review_due="2026-01-06")
    assert step_of(proving)[0] == 4
    proving.write("model_cards/data_sources/other.yaml", "no: document\n")
    proving.commit("A day later", date=FIRST_COMMIT + timedelta(days=1))
    assert step_of(proving)[0] == 3
