"""The OpenAPI document says what the service takes and gives, down to the fields of every document."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.api import PREFIX, ASGIApp, render_openapi
from boas.api._operations import VERSION_PATTERN
from boas.documents import is_version, list_vocabularies
from boas.index import FACET_LABELS, MOST_CURSOR, MOST_TEXT, AlgorithmQuery, load_facet_terms
from boas.index._query import write_cursor
from tests.api.asking import ask

Json = dict[str, Any]

DOCUMENT: Json = json.loads(render_openapi())
SCHEMAS: Json = DOCUMENT["components"]["schemas"]
PARAMETERS = {one["name"]: one for one in DOCUMENT["paths"][f"{PREFIX}/algorithms"]["get"]["parameters"]}

FREE_FORM = {
    "/paths//api/v1/openapi.json/get/responses/200/content/application/json/schema",  # this document itself
    "/components/schemas/BulletinNotice/properties/document",  # a notice as written, by `notice.schema.json`
}
"""Objects no type of ours describes."""


def iter_free_objects(value: object, path: str = "") -> Iterator[str]:
    """Paths of objects in a document of which nothing is said about what they hold."""
    if isinstance(value, dict):
        known = {"properties", "patternProperties", "allOf", "anyOf", "oneOf"} & set(value)
        if value.get("type") == "object" and not known and value.get("additionalProperties") in (None, True, {}):
            yield path
        for name, below in value.items():
            yield from iter_free_objects(below, f"{path}/{name}")
    elif isinstance(value, list):
        for place, below in enumerate(value):
            yield from iter_free_objects(below, f"{path}/{place}")


def test_every_object_whose_type_is_known_has_its_schema() -> None:
    assert set(iter_free_objects(DOCUMENT)) == FREE_FORM


def test_every_reference_leads_somewhere() -> None:
    named = set(re.findall(r'"\$ref": "([^"]+)"', json.dumps(DOCUMENT)))

    assert named <= {f"#/components/schemas/{name}" for name in SCHEMAS}


@pytest.mark.parametrize(
    ("answer", "field", "kind"),
    [
        ("AlgorithmAnswer", "algorithm", "Algorithm"),
        ("VersionAnswer", "card", "Card"),
        ("EvaluationAnswer", "evaluation", "Evaluation"),
        ("AuditAnswer", "audit", "Audit"),
        ("DataSourceAnswer", "data_source", "DataSource"),
        ("OrganisationAnswer", "organisation", "Organisation"),
        ("BiasAnswer", "bias", "Bias"),
    ],
)
def test_a_document_in_an_answer_refers_to_the_schema_of_its_kind(answer: str, field: str, kind: str) -> None:
    assert SCHEMAS[answer]["properties"][field]["$ref"] == f"#/components/schemas/{kind}"


@pytest.mark.parametrize("facet", [name for name in FACET_LABELS if load_facet_terms(name)])
def test_every_facet_with_terms_lists_them(facet: str) -> None:
    terms, _ = PARAMETERS[facet]["schema"]["items"]["anyOf"]

    assert terms["enum"] == list(load_facet_terms(facet))


@pytest.mark.parametrize("facet", FACET_LABELS)
def test_a_value_that_a_facet_cannot_have_is_refused(api: ASGIApp, facet: str) -> None:
    answer = ask(api, f"{PREFIX}/algorithms?{facet}=nothing-like-it")

    assert (answer.status, answer.json()["parameter"]) == (400, facet)


def test_every_id_in_a_path_has_its_pattern() -> None:
    paths = {
        (path, one["name"]): one["schema"]
        for path, methods in DOCUMENT["paths"].items()
        for operation in methods.values()
        for one in operation.get("parameters", ())
        if one["in"] == "path"
    }

    assert [place for place, schema in paths.items() if not {"pattern", "enum"} & set(schema)] == []
    assert paths[f"{PREFIX}/vocabularies/{{vocabulary}}", "vocabulary"]["enum"] == list(list_vocabularies())


@given(st.one_of(st.from_regex(VERSION_PATTERN, fullmatch=True), st.text(max_size=12), st.just("1.0.0+build")))
def test_the_pattern_of_versions_is_what_versions_are_held_to(text: str) -> None:
    assert bool(re.fullmatch(VERSION_PATTERN, text)) == is_version(text)


def test_words_may_have_as_many_characters_as_the_document_says_and_no_more(api: ASGIApp) -> None:
    assert PARAMETERS["q"]["schema"]["maxLength"] == MOST_TEXT
    for letter in ("a", "%C3%A9"):
        assert ask(api, f"{PREFIX}/algorithms?q={letter * MOST_TEXT}").status == 200
        assert ask(api, f"{PREFIX}/algorithms?q={letter * (MOST_TEXT + 1)}").status == 400


@pytest.mark.parametrize("character", ["%00", "%1F", "%7F", "%C2%80", "%C2%9F", "%EF%B7%90", "%EF%BF%BE"])
def test_a_character_the_document_does_not_allow_is_refused(api: ASGIApp, character: str) -> None:
    pattern = PARAMETERS["q"]["schema"]["pattern"]

    assert ask(api, f"{PREFIX}/algorithms?q={character}").status == 400
    assert not re.search(pattern, bytes.fromhex(character.replace("%", "")).decode())


def test_the_cursor_after_a_long_name_is_taken_back(api: ASGIApp) -> None:
    query = AlgorithmQuery()
    cursor = write_cursor(query, "1:" + "un très long nom " * 20 + "avc-ait-pmsi")

    assert MOST_TEXT < len(cursor) < MOST_CURSOR == PARAMETERS["after"]["schema"]["maxLength"]
    assert ask(api, f"{PREFIX}/algorithms?after={cursor}").status == 200


def test_the_youngest_age_of_a_population_is_said_to_be_0_when_left_out() -> None:
    assert SCHEMAS["Population"]["properties"]["age_min"]["default"] == 0
    assert "default" not in SCHEMAS["Population"]["properties"]["age_max"]
