"""Who is independent: people by ORCID iD and name, organisations by what they belong to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.documents import Card, Organisation, Person
from boas.independence import assess_person_independence, split_name
from boas.independence._assessment import list_organisation_family

CHU, UNIVERSITY, HOSPITAL, UNIT = "exemple-chu", "exemple-universite", "exemple-hopital", "exemple-unite"
CAMILLE, ANOTHER = "0000-0002-1825-0097", "0000-0001-5109-3700"


def organisation(own: str, part_of: str | None = None) -> Organisation:
    return Organisation.model_validate(
        {"schema_version": 1, "id": own, "name": {"fr": f"Nom de {own}"}, "part_of": part_of}
    )


ORGANISATIONS = {
    one.id: one
    for one in (organisation(CHU), organisation(UNIVERSITY), organisation(HOSPITAL, CHU), organisation(UNIT, HOSPITAL))
}


def card(authors: object = None, organisations: object = (CHU,)) -> Card:
    return Card.model_validate(
        {
            "schema_version": 1,
            "id": "exemple",
            "version": "1.0.0",
            "name": {"fr": "Exemple"},
            "summary": {"fr": "Exemple."},
            "kind": "rule",
            "category": "targeting",
            "modality": ("claims",),
            "medical_domains": ("cardiovascular",),
            "ownership": {"organisations": organisations, "authors": authors},
            "intended_use": {"purpose": {"fr": "Montrer."}},
            "data": {"sources": {"absent": {"reason": "not-collected"}}},
            "safety": {"limitations": ({"fr": "Aucune prévue."},)},
        }
    )


AUTHORED = card(({"name": "Camille Martin-Exemple", "orcid": CAMILLE}, {"name": "Zoé Durand"}))


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        pytest.param(Person(name="C. Martin", orcid=CAMILLE), "developer", id="same ORCID, other name"),
        pytest.param(Person(name="Zoé Durand", organisation=UNIVERSITY), "developer", id="same name"),
        pytest.param(Person(name="Dr DURAND, Zoe"), "developer", id="same name, otherwise written"),
        pytest.param(Person(name="camille martin exemple"), "developer", id="same name without its hyphen"),
        pytest.param(
            Person(name="Camille Martin-Exemple", orcid=ANOTHER, organisation=UNIVERSITY),
            "independent",
            id="namesake with an ORCID of their own",
        ),
        pytest.param(Person(name="Claude Petit", organisation=CHU), "same-organisation", id="same organisation"),
        pytest.param(Person(name="Claude Petit", organisation=UNIT), "same-organisation", id="two steps below it"),
        pytest.param(Person(name="Claude Petit", organisation=UNIVERSITY), "independent", id="another organisation"),
        pytest.param(Person(name="Claude Petit", organisation="inconnue"), "independent", id="one not described"),
        pytest.param(Person(name="Claude Petit"), "unknown", id="no organisation"),
        pytest.param(None, "unknown", id="nobody"),
    ],
)
def test_independence_is_worked_out(person: Person | None, expected: str) -> None:
    found = assess_person_independence(person, AUTHORED, ORGANISATIONS)

    assert found.term == expected
    assert found.sentence.in_("fr").endswith(".")
    assert found.sentence.in_("en").endswith(".")
    assert found.sentence.in_("fr") != found.sentence.in_("en")


def test_two_parts_of_one_organisation_are_the_same_organisation() -> None:
    found = assess_person_independence(
        Person(name="Claude Petit", organisation=UNIT), card(organisations=(HOSPITAL,)), ORGANISATIONS
    )

    assert found.term == "same-organisation"
    assert f"Nom de {HOSPITAL}" in found.sentence.in_("fr")


def test_two_sisters_below_one_organisation_are_the_same_organisation() -> None:
    sisters = ORGANISATIONS | {"exemple-institut": organisation("exemple-institut", CHU)}
    found = assess_person_independence(
        Person(name="Claude Petit", organisation="exemple-institut"), card(organisations=(UNIT,)), sisters
    )

    assert found.term == "same-organisation"
    assert f"Nom de {CHU}" in found.sentence.in_("en")


def test_whoever_maintains_the_entry_is_not_independent() -> None:
    maintainer = Person(name="Claude Petit", organisation=UNIVERSITY)

    assert assess_person_independence(maintainer, AUTHORED, ORGANISATIONS, (maintainer,)).term == "developer"
    assert assess_person_independence(maintainer, AUTHORED, ORGANISATIONS).term == "independent"


def test_nothing_can_be_said_when_the_card_names_no_producer() -> None:
    silent = card(organisations={"absent": {"reason": "not-collected"}})

    assert (
        assess_person_independence(Person(name="Claude Petit", organisation=CHU), silent, ORGANISATIONS).term
        == "unknown"
    )


def test_organisations_that_belong_to_each_other_do_not_turn_for_ever() -> None:
    circle = {"aa": organisation("aaa", "bbb"), "aaa": organisation("aaa", "bbb"), "bbb": organisation("bbb", "aaa")}

    assert list_organisation_family("aaa", circle) == ("aaa", "bbb")


def test_a_ladder_is_climbed_to_its_end_however_long() -> None:
    ladder = {f"step-{n}": organisation(f"step-{n}", f"step-{n + 1}") for n in range(1_000)}

    assert list_organisation_family("step-0", ladder) == tuple(f"step-{n}" for n in range(1_001))


@given(st.text(max_size=30))
def test_a_name_is_itself_however_it_is_written(name: str) -> None:
    assert split_name(name) == split_name(" ".join(reversed(name.split())))
    assert split_name(f"Dr {name} Exemple") == split_name(f"{name} EXEMPLE")


def test_a_name_that_is_only_a_title_is_still_a_name() -> None:
    assert split_name("Prof") == ("prof",)
    assert split_name("Prof") != split_name("Dr")
