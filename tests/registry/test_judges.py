"""No registry reaches level 4 through its own authors under another name, house or day."""

from pathlib import Path
from typing import Any

import pytest

from boas.registry import AssessedAudit
from tests.registry.proving import BY_SEX, INSIDE, OUTSIDE, Proving, dumped

COUNTS = {"counts.csv": BY_SEX}
ALGORITHM = "model_cards/algorithms/exemple-regle/algorithm.yaml"
CAMILLE, ANOTHER = "0000-0002-1825-0097", "0000-0001-5109-3700"
INSIDE_SIREN, OTHER_SIREN = "732829320", "180089013"


@pytest.fixture
def proving(tmp_path: Path) -> Proving:
    """A rule by Camille Exemple, evaluated from outside, that an audit about bias would bring to level 4."""
    found = Proving(tmp_path / "registry")
    card = found.card()
    card["ownership"]["authors"] = [{"name": "Camille Exemple"}]
    found.write_card(card)
    answer_for(found, [{"name": "Noor Exemple", "orcid": "0000-0002-1694-233X", "organisation": INSIDE}])
    found.evaluate("externe", COUNTS)
    return found


def answer_for(proving: Proving, people: list[dict[str, str]]) -> None:
    """Say who answers for the entry."""
    text = (proving.path / ALGORITHM).read_text().partition("maintainers:")[0]
    proving.write(ALGORITHM, text + dumped({"maintainers": people}))


def level_with(proving: Proving, **fields: Any) -> tuple[int, AssessedAudit, str]:  # noqa: ANN401 -- any field of an audit
    """The level with one more audit, that audit, and what the next level asks for in English."""
    proving.audit("audit-biais", **fields)
    found = proving.assessed()
    step = found.steps["1.0.0"]
    return step.level, found.audits[0], " ".join(words.in_("en") for words in step.missing)


def signed(name: str, orcid: str | None = None, organisation: str = OUTSIDE) -> dict[str, Any]:
    return {"auditor": {"name": name, "organisation": organisation} | ({"orcid": orcid} if orcid else {})}


def organise(proving: Proving, own: str, **fields: Any) -> None:  # noqa: ANN401 -- any field of an organisation
    """Describe one more organisation."""
    document = {"schema_version": 1, "id": own, "name": {"fr": f"Maison {own}"}, "country": "FR"} | fields
    proving.write(f"model_cards/organisations/{own}.yaml", dumped(document))


def test_somebody_else_from_another_house_makes_level_4(proving: Proving) -> None:
    assert level_with(proving, **signed("Sophie Exemple"))[0] == 4


@pytest.mark.parametrize(
    "name",
    [
        "C. Exemple",
        "C.Exemple",
        "\u0421amille Exemple",
        "Camille Exemp\u0142e",
        "Camille Exemple PhD",
        "Camille Exemple, MD",
        "Dre Camille Exemple",
        "CamilleExemple",
        "EXEMPLE Camille",
        "Exemple, Camille",
        "Camille Anne Exemple",
        "Camille Exemple-Martin",
        "Camlile Exemple",
        "Dr Exemple",
        "\uff23amille Exemple",
    ],
)
def test_the_author_under_a_variant_of_the_name_does_not_make_level_4(name: str, proving: Proving) -> None:
    level, audit, missing = level_with(proving, **signed(name))

    assert level == 3
    assert audit.speaker.term in {"developer", "may-be-author"}
    assert ("ORCID" in missing) == (audit.speaker.term == "may-be-author")


def test_an_orcid_settles_it_only_when_the_author_has_one_too(proving: Proving) -> None:
    assert level_with(proving, **signed("C. Exemple", ANOTHER))[1].speaker.term == "may-be-author"
    card = proving.card()
    card["ownership"]["authors"] = [{"name": "Camille Exemple", "orcid": CAMILLE}]
    proving.write_card(card)

    assert level_with(proving, **signed("C. Exemple", ANOTHER))[0] == 4
    assert level_with(proving, **signed("C. Exemple", CAMILLE))[1].speaker.term == "developer"


def test_the_authors_orcid_may_stand_among_those_who_answer_for_the_entry(proving: Proving) -> None:
    answer_for(proving, [{"name": "Camille Exemple", "orcid": CAMILLE, "organisation": INSIDE}])

    assert level_with(proving, **signed("C. Exemple", ANOTHER))[0] == 4


def test_an_evaluator_who_may_be_an_author_does_not_make_level_3(tmp_path: Path) -> None:
    proving = Proving(tmp_path / "registry")
    card = proving.card()
    card["ownership"]["authors"] = [{"name": "Camille Exemple"}]
    proving.write_card(card)
    answer_for(proving, [{"name": "Noor Exemple", "organisation": INSIDE}])
    proving.evaluate("externe", COUNTS, evaluator={"name": "C. Exemple", "organisation": OUTSIDE})
    step = proving.assessed().steps["1.0.0"]

    assert step.level == 2
    assert "the ORCID iD of C. Exemple and of Camille Exemple would settle it" in step.missing[0].in_("en")


@pytest.mark.parametrize(
    ("fields", "term"),
    [
        pytest.param({"siren": INSIDE_SIREN}, "same-organisation", id="the same SIREN"),
        pytest.param({"part_of": "exemple-groupe"}, "same-organisation", id="a part of a part with the same SIREN"),
        pytest.param({"name": {"fr": "C.H.U. D’EXEMPLE"}}, "may-be-same-organisation", id="the same name"),
        pytest.param(
            {"name": {"fr": "C.H.U. D’EXEMPLE"}, "siren": OTHER_SIREN}, "independent", id="the name, another SIREN"
        ),
        pytest.param({}, "independent", id="nothing in common"),
    ],
)
def test_a_second_file_about_the_authors_house_makes_nobody_independent(
    fields: dict[str, Any], term: str, proving: Proving
) -> None:
    organise(proving, "exemple-groupe", **({"siren": INSIDE_SIREN} if "part_of" in fields else {}))
    organise(proving, "exemple-seconde", **fields)
    level, audit, _ = level_with(proving, **signed("Claude Ailleurs", organisation="exemple-seconde"))

    assert (audit.speaker.term, level) == (term, 4 if term == "independent" else 3)


def test_a_colleague_many_steps_below_is_a_colleague(proving: Proving) -> None:
    for step in range(60):
        organise(proving, f"exemple-unite-{step}", part_of=f"exemple-unite-{step + 1}")
    organise(proving, "exemple-unite-60", part_of=INSIDE)
    _, audit, _ = level_with(proving, **signed("Claude Ailleurs", organisation="exemple-unite-0"))

    assert audit.speaker.term == "same-organisation"


@pytest.mark.parametrize(
    ("fields", "level"),
    [
        pytest.param({"date": "2098-01-01"}, 3, id="ahead of time"),
        pytest.param({"date": "2025-03-13"}, 3, id="older than the evaluation"),
        pytest.param({"date": "2025-03-13", "evaluations": ["externe"]}, 3, id="older than the evaluation it names"),
        pytest.param({"date": "2025-03-14", "evaluations": ["externe"]}, 4, id="of the same day"),
        pytest.param({"review_due": "2025-07-01"}, 3, id="past its review"),
    ],
)
def test_an_audit_counts_on_the_days_it_can_have_been_made_only(
    fields: dict[str, Any], level: int, proving: Proving
) -> None:
    found, audit, missing = level_with(proving, **fields)

    assert found == level
    assert audit.counts_for_level == (level == 4)
    assert ("audit-biais" in missing) == (level == 3)
