"""CITATION.cff and codemeta.json: who is a person, what is the same fact in both, and our own files read back."""

import json
from typing import Any

import pytest

from boas.formats import ImportResult
from boas.formats._source_language import localise_texts
from boas.formats.exporters import _cff as exporter
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers import read_foreign
from tests.formats.exporters.views import view


def codemeta(**told: Any) -> ImportResult:  # noqa: ANN401 -- any JSON
    return read_foreign(
        json.dumps({"@context": "https://w3id.org/codemeta/3.0"} | told).encode(), "codemeta.json", "codemeta"
    )


def cff(**told: Any) -> ImportResult:  # noqa: ANN401 -- any JSON
    return read_foreign(json.dumps({"cff-version": "1.2.0"} | told).encode(), "CITATION.cff")


def taken(found: ImportResult) -> dict[str, list[object]]:
    fields: dict[str, list[object]] = {}
    for piece in (*found.pieces, *found.of_algorithm):
        fields.setdefault(piece.to, []).append(localise_texts(piece.value, "en", bare=True))
    return fields


def authors(found: ImportResult) -> list[object]:
    return taken(found).get("ownership.authors", [])


def losses(found: ImportResult) -> dict[str, str]:
    return {loss.path: loss.reason.in_("en") for loss in found.losses}


@pytest.mark.parametrize(
    "kind",
    [{"type": "Organization"}, {"@type": "schema:Organization"}, {"@type": ["Organization", "Thing"]}],
)
def test_an_organisation_is_no_person_however_its_type_is_written(kind: dict[str, object]) -> None:
    found = codemeta(author=[{**kind, "name": "CHU Exemple"}])

    assert authors(found) == []
    assert losses(found) == {"author[0]": reasons.NOT_PERSON.in_("en")}


@pytest.mark.parametrize("kind", ["https://schema.org/Person", "schema:Person", ["Person"], "Person"])
def test_a_person_is_one_however_its_type_is_written(kind: object) -> None:
    assert authors(codemeta(author=[{"type": kind, "name": "Ana B"}])) == [{"name": "Ana B"}]


@pytest.mark.parametrize("author", [{"name": "CHU Exemple"}, "CHU Exemple"])
def test_a_bare_name_may_be_a_person_or_a_body(author: object) -> None:
    found = codemeta(author=[author])

    assert authors(found) == []
    assert losses(found) == {"author[0]": reasons.UNSURE_PERSON.in_("en")}


@pytest.mark.parametrize("key", ["@id", "id", "identifier"])
def test_an_orcid_that_ends_in_a_small_x_is_read_under_each_key(key: str) -> None:
    found = codemeta(author=[{"@type": "Person", "name": "Ana B", key: "https://orcid.org/0000-0002-1694-233x"}])

    assert authors(found) == [{"name": "Ana B", "orcid": "0000-0002-1694-233X"}]


def test_an_id_that_is_no_orcid_is_not_a_wrong_one() -> None:
    found = codemeta(author=[{"@type": "Person", "name": "Ana B", "@id": "https://example.org/ana"}])

    assert authors(found) == [{"name": "Ana B"}]
    assert losses(found) == {"author[0].@id": reasons.NO_FIELD.in_("en")}


def test_affiliations_that_are_objects_or_several_are_named() -> None:
    places = [{"@type": "Organization", "name": "CHU"}, {"legalName": "Inserm"}, "Université"]
    found = codemeta(author=[{"@type": "Person", "name": "Ana B", "affiliation": places}])

    assert authors(found) == [{"name": "Ana B", "affiliation": "CHU; Inserm; Université"}]


def test_line_ends_of_windows_hide_nothing() -> None:
    assert taken(codemeta(description="One line\r\nand more."))["summary"] == ["One line and more."]


SAME: dict[str, tuple[dict[str, object], dict[str, object]]] = {
    "name": ({"title": "T"}, {"name": "T"}),
    "summary": ({"abstract": "A"}, {"description": "A"}),
    "version": ({"version": "1.10"}, {"version": "1.10"}),
    "licence": ({"license": "MIT"}, {"license": "https://spdx.org/licenses/MIT"}),
    "keywords": ({"keywords": ["a", "b"]}, {"keywords": "a, b"}),
    "repository": (
        {"repository-code": "https://example.org/code"},
        {"codeRepository": "git+https://example.org/code"},
    ),
    "page": ({"url": "https://example.org/"}, {"url": "https://example.org/"}),
    "release": (
        {"repository-artifact": "https://example.org/a.zip"},
        {"downloadUrl": "https://example.org/a.zip"},
    ),
    "record": ({"doi": "10.5281/zenodo.1"}, {"identifier": "https://doi.org/10.5281/zenodo.1"}),
    "publication": (
        {"preferred-citation": {"type": "article", "title": "S", "doi": "10.7717/peerj-cs.86", "year": 2016}},
        {"referencePublication": {"@id": "https://doi.org/10.7717/peerj-cs.86", "datePublished": "2016-09-19"}},
    ),
    "author": (
        {"authors": [{"given-names": "Ana", "family-names": "B", "affiliation": "CHU"}]},
        {"author": {"type": "Person", "givenName": "Ana", "familyName": "B", "affiliation": {"name": "CHU"}}},
    ),
}


@pytest.mark.parametrize("fact", SAME)
def test_both_formats_give_the_same_for_the_same_fact(fact: str) -> None:
    one, other = SAME[fact]

    assert taken(cff(**one)) == taken(codemeta(**other)) != {}
    assert losses(cff(**one)) == losses(codemeta(**other)) == {}


def test_what_one_is_asked_to_cite_is_taken_unless_it_is_software() -> None:
    article = cff(**{"preferred-citation": {"type": "article", "title": "Title alone"}})
    software = cff(**{"preferred-citation": {"type": "software", "title": "T", "doi": "10.5281/zenodo.1"}})

    assert taken(article) == {"references.publications": [{"citation": "Title alone", "role": "describes"}]}
    assert [question.words for question in article.questions] == [reasons.DESCRIBES]
    assert losses(software) == {"preferred-citation": reasons.NO_ROLE.in_("en")}


def test_entities_of_a_citation_are_persons_when_one_of_them_has_an_orcid_and_all_are_alike() -> None:
    found = cff(
        authors=[{"name": "Camille Exemple", "orcid": "https://orcid.org/0000-0002-1825-0097"}, {"name": "Ana B"}]
    )

    assert authors(found) == [{"name": "Camille Exemple", "orcid": "0000-0002-1825-0097"}, {"name": "Ana B"}]
    assert [(question.path, question.words) for question in found.questions] == [
        ("authors[1]", reasons.PERSON_BY_OTHERS)
    ]


def test_an_entity_beside_persons_is_none() -> None:
    found = cff(authors=[{"family-names": "B", "given-names": "Ana"}, {"name": "CHU Exemple"}])

    assert authors(found) == [{"name": "Ana B"}]
    assert losses(found) == {"authors[1]": reasons.NOT_PERSON.in_("en")}


def test_entities_without_any_orcid_may_be_bodies() -> None:
    assert losses(cff(authors=[{"name": "CHU Exemple"}])) == {"authors[0]": reasons.UNSURE_PERSON.in_("en")}


def test_our_own_citation_file_is_read_back() -> None:
    content, _ = exporter.export_cff(view())

    assert authors(read_foreign(content, "CITATION.cff")) == [
        {"name": "Camille Exemple", "orcid": "0000-0002-1825-0097"}
    ]


def test_who_only_contributed_or_produced_is_lost_for_what_they_are() -> None:
    found = codemeta(
        contributor={"@type": "Person", "name": "A"},
        producer={"@type": "Organization", "name": "CHU"},
        maintainer="B",
        developmentStatus="active",
    )

    assert losses(found) == {
        "contributor": reasons.CONTRIBUTOR.in_("en"),
        "producer": reasons.NOT_PERSON.in_("en"),
        "maintainer": reasons.CONTRIBUTOR.in_("en"),
        "developmentStatus": reasons.DATED_TEXT.in_("en"),
    }


def test_funders_are_who_paid() -> None:
    assert taken(codemeta(funder=[{"name": "ANR"}, {"name": "Inserm"}])) == {"ownership.funding": ["ANR; Inserm"]}
