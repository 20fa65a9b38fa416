"""Organisations that are one, may be one, or are two: identifiers decide, names and web sites ask."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.documents import Directory, Organisation
from boas.independence import list_look_alikes
from boas.independence._organisation_matching import are_alike, find_tie, normalise_site

CNRS, INSERM = "https://ror.org/02feahw73", "https://ror.org/02vjkv261"
ONE, OTHER = "732829320", "180089013"


def organisation(own: str, fr: str = "", en: str | None = None, **fields: str) -> Organisation:
    name = {"fr": fr or f"Maison {own}", "en": en}
    return Organisation.model_validate({"schema_version": 1, "id": own, "name": name} | fields)


def directory(*organisations: Organisation) -> Directory:
    return Directory({one.id: one for one in organisations})


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        pytest.param("CHU d’Exemple", "C.H.U. D'EXEMPLE", True, id="case and points"),
        pytest.param("Hôpital d’Exemple", "hopital exemple", True, id="accents and small words"),
        pytest.param("Centre hospitalier universitaire d’Exemple", "CHU Exemple", True, id="at length"),
        pytest.param("CHRU d’Exemple", "CHU Exemple", True, id="a regional one"),
        pytest.param("Exemple Santé SAS", "Exemple Santé", True, id="the legal form"),
        pytest.param("Exemple-Santé", "ExempleSanté", True, id="the hyphen"),
        pytest.param("Institut d’Exemple", "\u0406nstitut d’Exempl\u0435", True, id="another alphabet"),
        pytest.param("Agence inventée d’essais (AIE)", "AIE", True, id="the acronym in brackets"),
        pytest.param("Agence inventée d’essais", "AIE", True, id="the acronym it would have"),
        pytest.param("Agence inventée d’essais (AIE)", "A.I.E.", True, id="the acronym with points"),
        pytest.param("CHU de Rennes", "CHU de Tours", False, id="two towns"),
        pytest.param("CHU fictif du Nord", "CHU fictif du Sud", False, id="north and south"),
        pytest.param("Équipe une (Paris)", "Équipe deux (Paris)", False, id="a place in brackets"),
        pytest.param("Équipe une (Sorbonne Université, Inserm)", "Inserm", False, id="who runs it in brackets"),
        pytest.param("Agence inventée d’essais", "Association inventée d’ergonomie", False, id="like initials"),
        pytest.param("Université d’Exemple", "Hôpital d’Exemple", False, id="two houses of a town"),
    ],
)
def test_names_are_alike_or_not(one: str, other: str, *, alike: bool) -> None:
    first, second = organisation("exemple-un", one), organisation("exemple-deux", other)

    assert are_alike(first, second) == are_alike(second, first) == alike


def test_a_name_in_either_language_counts() -> None:
    french, english = organisation("exemple-un", "Hôpital inventé", "Invented Hospital"), "Invented hospital"

    assert are_alike(french, organisation("exemple-deux", english))


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.chu-exemple.fr/qui/nous", "chu-exemple.fr"),
        ("https://recherche.chu-exemple.fr", "chu-exemple.fr"),
        ("https://github.com/Equipe/registre", "github.com/equipe"),
        ("https://github.com/", None),
        ("https://equipe.github.io/a", "equipe.github.io"),
        ("https://www.drees.gouv.fr", "drees.gouv.fr"),
        ("https://team.inria.fr/soda", "team.inria.fr"),
        ("https://labo.univ-exemple.fr/", "labo.univ-exemple.fr"),
        ("https://chu.example.org/", "chu.example.org"),
        ("https://trust.nhs.uk/", "trust.nhs.uk"),
    ],
)
def test_an_address_counts_as_far_as_it_is_ones_own(url: str, site: str | None) -> None:
    assert normalise_site(url) == site


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param({"ror": CNRS}, {"ror": CNRS}, "sure", id="one ROR"),
        pytest.param({"siren": ONE}, {"siren": ONE}, "sure", id="one SIREN"),
        pytest.param({"finess": "750712184"}, {"finess": "750712184"}, "sure", id="one FINESS"),
        pytest.param({"ror": CNRS, "siren": ONE}, {"ror": INSERM, "siren": ONE}, "sure", id="one of two is enough"),
        pytest.param({"fr": "Exemple"}, {"fr": "EXEMPLE"}, "likely", id="one name"),
        pytest.param({"fr": "Exemple", "ror": CNRS}, {"fr": "Exemple"}, "likely", id="one of them identified"),
        pytest.param({"fr": "Exemple", "ror": CNRS}, {"fr": "Exemple", "siren": ONE}, "likely", id="by two sorts"),
        pytest.param({"fr": "Exemple", "ror": CNRS}, {"fr": "Exemple", "ror": INSERM}, None, id="told apart"),
        pytest.param({"url": "https://a.exemple.fr"}, {"url": "https://b.exemple.fr/c"}, "likely", id="one site"),
        pytest.param({"part_of": "exemple-deux"}, {}, "sure", id="a part"),
        pytest.param({}, {"part_of": "exemple-un"}, "sure", id="the whole"),
        pytest.param({}, {}, None, id="nothing in common"),
    ],
)
def test_identifiers_decide_and_likeness_asks(
    first: dict[str, str], second: dict[str, str], expected: str | None
) -> None:
    known = directory(organisation("exemple-un", **first), organisation("exemple-deux", **second))

    for own, other in (("exemple-un", "exemple-deux"), ("exemple-deux", "exemple-un")):
        tie = find_tie(own, [other], known)
        assert (None if tie is None else "sure" if tie.is_sure else "likely") == expected


def test_files_linked_by_a_third_are_about_one_organisation() -> None:
    known = directory(
        organisation("exemple-un", ror=CNRS),
        organisation("exemple-deux", siren=ONE),
        organisation("exemple-trois", ror=CNRS, siren=ONE),
    )

    assert set(known.list_same_organisation("exemple-un")) == {"exemple-un", "exemple-deux", "exemple-trois"}


def test_what_a_second_file_belongs_to_counts_for_the_first() -> None:
    known = directory(
        organisation("exemple-un", siren=ONE),
        organisation("exemple-deux", siren=ONE, part_of="exemple-groupe"),
        organisation("exemple-trois", part_of="exemple-groupe"),
        organisation("exemple-groupe"),
    )

    tie = find_tie("exemple-un", ["exemple-trois"], known)

    assert tie is not None
    assert tie.is_sure


def test_a_house_above_that_may_be_the_authors_asks() -> None:
    known = directory(
        organisation("exemple-un", part_of="exemple-haut"),
        organisation("exemple-haut", "Groupe Exemple"),
        organisation("exemple-deux", part_of="exemple-autre"),
        organisation("exemple-autre", "GROUPE EXEMPLE"),
    )

    tie = find_tie("exemple-un", ["exemple-deux"], known)

    assert tie is not None
    assert (tie.own, tie.other, tie.is_sure) == ("exemple-haut", "exemple-autre", False)


@pytest.mark.parametrize("length", [1, 2, 3, 50])
def test_a_circle_is_found_from_each_of_its_organisations_and_from_no_other(length: int) -> None:
    ring = [organisation(f"ring-{n}", part_of=f"ring-{(n + 1) % length}") for n in range(length)]
    known = directory(*ring, organisation("outside", part_of="ring-0"))

    assert {known.find_cycle(one.id)[0] for one in ring} == {one.id for one in ring}
    assert all(len(known.find_cycle(one.id)) == length for one in ring)
    assert known.find_cycle("outside") == ()


def test_those_that_look_alike_are_found_unless_they_belong_together() -> None:
    known = directory(
        organisation("exemple-un", "Exemple"),
        organisation("exemple-deux", "EXEMPLE"),
        organisation("exemple-part", "exemple", part_of="exemple-un"),
        organisation("exemple-loin", "Ailleurs"),
    )

    assert list_look_alikes("exemple-un", known) == ("exemple-deux",)
    assert list_look_alikes("exemple-loin", known) == ()
    assert list_look_alikes("nobody", known) == ()


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "ror": st.sampled_from([CNRS, INSERM]),
        "siren": st.sampled_from([ONE, OTHER]),
        "fr": st.sampled_from(["Exemple", "EXEMPLE SA", "Ailleurs"]),
        "url": st.sampled_from(["https://exemple.fr", "https://www.exemple.fr/a", "https://ailleurs.fr"]),
        "part_of": st.sampled_from(["one-0", "one-1", "one-2", "one-3"]),
    },
)


@given(st.lists(FIELDS, min_size=4, max_size=4))
def test_a_tie_goes_both_ways_and_holds_for_oneself(fields: list[dict[str, str]]) -> None:
    known = directory(*(organisation(f"one-{n}", **given) for n, given in enumerate(fields)))

    for one in known:
        own = find_tie(one, [one], known)
        assert own is not None
        assert own.is_sure
        for other in known:
            there, back = find_tie(one, [other], known), find_tie(other, [one], known)
            assert (there and there.is_sure) == (back and back.is_sure)
