"""How a listed reviewer stands to an algorithm: as author, with a tie, as a colleague or from elsewhere."""

import pytest

from boas.documents import Person, Reviewer
from boas.independence import (
    ReviewerIndependence,
    ReviewSubject,
    assess_reviewer_independence,
    check_listing,
    find_entries,
    select_worst,
)
from boas.independence._reviewers import WORST_FIRST
from tests.bilingual import Bilingual
from tests.independence.test_assessment import CHU, ORGANISATIONS, UNIT, UNIVERSITY, card

NOOR, ANOTHER = "0000-0002-1694-233X", "0000-0001-5109-3700"
CARD = card(({"name": "Zoé Durand"},))
WORK = ReviewSubject("exemple", CARD, (Person(name="Zoé Durand"), Person(name="Camille Martin", orcid=ANOTHER)))


def reviewer(**fields: object) -> Reviewer:
    return Reviewer.model_validate(
        {"name": "Noor Exemple", "orcid": NOOR, "organisation": UNIVERSITY, "since": "2025-01-01"} | fields
    )


def tie(**fields: object) -> dict[str, object]:
    return {"statement": {"fr": "Y a  travaillé\njusqu’en 2024."}} | fields


@pytest.mark.parametrize(
    ("one", "term"),
    [
        pytest.param(reviewer(), "independent", id="from elsewhere"),
        pytest.param(reviewer(organisation=UNIT), "same-organisation", id="a part of the producer"),
        pytest.param(reviewer(name="DURAND Zoé"), "author", id="an author without ORCID iD"),
        pytest.param(reviewer(name="Z. Durand"), "may-be-author", id="a name like an author's"),
        pytest.param(reviewer(name="C. M.", orcid=ANOTHER), "author", id="the ORCID iD of somebody who answers for it"),
        pytest.param(reviewer(name="Camille Martin"), "independent", id="a namesake told apart"),
        pytest.param(reviewer(conflicts=(tie(algorithm="exemple"),)), "conflict", id="a tie with the algorithm"),
        pytest.param(reviewer(conflicts=(tie(organisation=CHU),)), "conflict", id="a tie with the producer"),
        pytest.param(reviewer(conflicts=(tie(organisation=UNIT),)), "independent", id="a tie with a part of it"),
        pytest.param(reviewer(conflicts=(tie(algorithm="autre"),)), "independent", id="a tie with another algorithm"),
    ],
)
def test_a_standing_follows_from_the_list_the_card_and_the_organisations(one: Reviewer, term: str) -> None:
    found = assess_reviewer_independence(one, WORK, ORGANISATIONS)

    assert found.term == term
    assert found.may_review == (term in {"independent", "same-organisation"})
    assert found.sentence.in_("fr").endswith(".")
    assert found.sentence.in_("fr") != found.sentence.in_("en")


@pytest.mark.parametrize(
    ("one", "english", "french"),
    [
        pytest.param(
            reviewer(name="Z. Durand"),
            "Nothing tells Z. Durand apart from Zoé Durand, among the authors or those who answer for the entry: "
            "the ORCID iD of Zoé Durand would settle it.",
            "Rien ne distingue Z. Durand de Zoé Durand, parmi les auteurs ou les responsables de la fiche : "
            "l’ORCID de Zoé Durand trancherait.",
            id="a name close to an author's",
        ),
        pytest.param(
            reviewer(name="DURAND Zoé"),
            "DURAND Zoé is among those who made or answer for `exemple`.",
            "DURAND Zoé est parmi les auteurs ou les responsables de « exemple ».",
            id="an author's name",
        ),
        pytest.param(
            reviewer(conflicts=(tie(organisation=CHU),)),
            "Noor Exemple has declared a tie with Nom de exemple-chu: Y a travaillé jusqu’en 2024.",
            "Noor Exemple a déclaré un lien avec Nom de exemple-chu : Y a travaillé jusqu’en 2024.",
            id="a tie",
        ),
    ],
)
def test_why_a_reviewer_may_not_review_is_a_sentence_in_both_languages(
    one: Reviewer, english: str, french: str
) -> None:
    sentence = assess_reviewer_independence(one, WORK, ORGANISATIONS).sentence

    assert (sentence.in_("en"), sentence.in_("fr")) == (english, french)


def test_a_tie_with_an_organisation_above_the_producer_counts() -> None:
    work = ReviewSubject("exemple", card(organisations=(UNIT,)), ())

    assert (
        assess_reviewer_independence(reviewer(conflicts=(tie(organisation=CHU),)), work, ORGANISATIONS).term
        == "conflict"
    )


def test_a_tie_is_told_in_the_reviewers_own_words_on_one_line() -> None:
    found = assess_reviewer_independence(reviewer(conflicts=(tie(organisation=CHU),)), WORK, ORGANISATIONS)

    assert (
        found.sentence.in_("fr") == f"Noor Exemple a déclaré un lien avec Nom de {CHU} : Y a travaillé jusqu’en 2024."
    )


def test_when_the_producers_are_not_told_a_reviewer_may_still_review() -> None:
    found = assess_reviewer_independence(
        reviewer(), ReviewSubject("exemple", card(organisations={"absent": {"reason": "not-collected"}}), ()), {}
    )

    assert (found.term, found.may_review) == ("unknown", True)


@pytest.mark.parametrize(
    ("day", "may"), [("2024-12-31", False), ("2025-01-01", True), ("2026-06-30", True), ("2026-07-01", False)]
)
def test_an_entry_holds_from_its_first_day_to_its_last(day: str, *, may: bool) -> None:
    found = check_listing(reviewer(until="2026-06-30"), day)

    assert (found is None) == may
    assert found is None or (found.term, found.may_review) == ("not-listed", False)


def test_an_entry_without_a_last_day_goes_on() -> None:
    assert check_listing(reviewer(), "2099-01-01") is None
    assert "à partir du 2025-01-01" in getattr(
        check_listing(reviewer(), "2024-01-01"), "sentence", Bilingual("", "")
    ).in_("fr")


def test_the_worst_of_several_standings_counts() -> None:
    several = [ReviewerIndependence(term, Bilingual("", "")) for term in reversed(WORST_FIRST)]

    assert select_worst(several) == ReviewerIndependence("not-listed", Bilingual("", ""))
    assert select_worst([]) is None


def test_entries_are_found_by_orcid_or_by_name() -> None:
    listed = (reviewer(), reviewer(name="Zoé Durand", orcid=ANOTHER))

    assert find_entries(Person(name="exemple, noor"), listed) == listed[:1]
    assert find_entries(Person(name="Z. D.", orcid=ANOTHER), listed) == listed[1:]
    assert find_entries(Person(name="Zoé Durand", orcid=NOOR), listed) == listed[:1]
