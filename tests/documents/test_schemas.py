"""The JSON Schemas beside the models: committed, complete, and of one mind with the models."""

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from boas.documents import DOCUMENTS, FOLDER, find_package_folder, parse_path, render_schemas
from boas.parsing import read_collection, read_folder, read_yaml
from boas.parsing._validation import validate

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests" / "checks" / "base"
SCHEMAS: dict[str, dict[str, Any]] = {kind: json.loads(render_schemas()[f"{kind}.schema.json"]) for kind in DOCUMENTS}
JUDGES = {kind: Draft202012Validator(schema) for kind, schema in SCHEMAS.items()}


def good_documents() -> Iterator[tuple[str, str, Any]]:
    """Path, kind and plain value of every document of the shipped registry and of the tests, and whole examples."""
    for root in (ROOT, BASE):
        for document in read_collection(read_folder(root)).documents.values():
            if document.kind in DOCUMENTS:
                yield f"{root.name}/{document.path}", document.kind, document.value
    for kind, described in DOCUMENTS.items():
        names = dict.fromkeys(re.findall(r"\{(\w+)\}", described.path), "exemple") | {"version": "1.0.0"}
        example = read_yaml((find_package_folder("schemas") / "examples" / f"{kind}.yaml").read_text()).value
        yield f"examples/{FOLDER}/{described.path.format(**names)}", kind, example


GOOD = tuple(good_documents())


@pytest.mark.parametrize("name", render_schemas())
def test_the_committed_schema_is_the_generated_one(name: str) -> None:
    assert (find_package_folder("schemas") / name).read_text() == render_schemas()[name]


def test_no_schema_is_committed_for_a_document_that_does_not_exist() -> None:
    assert {path.name for path in find_package_folder("schemas").glob("*.schema.json")} == set(render_schemas())


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_schema_is_valid_and_stands_alone(kind: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[kind])

    references = [value for key, value in walk(SCHEMAS[kind]) if key == "$ref"]
    assert all(str(value).removeprefix("#/$defs/") in SCHEMAS[kind]["$defs"] for value in references)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_number_text_list_and_mapping_of_a_schema_is_bounded(kind: str) -> None:
    unbounded = [json.dumps(one) for one in parts(SCHEMAS[kind]) if not is_bounded(one)]

    assert unbounded == []


def parts(value: object) -> Iterator[dict[str, Any]]:
    """Every piece of a schema that is about one type."""
    if isinstance(value, dict):
        if isinstance(value.get("type"), str):
            yield value
        yield from (part for child in value.values() for part in parts(child))
    elif isinstance(value, list):
        yield from (part for child in value for part in parts(child))


def is_bounded(schema: dict[str, Any]) -> bool:
    """Whether what a piece of a schema describes cannot be as large as one likes."""
    if schema.keys() & {"const", "enum"}:
        return True
    wanted = {"string": ["maxLength"], "array": ["maxItems"], "object": ["maxProperties"], "boolean": []}
    if schema["type"] == "object" and schema.get("additionalProperties") is False:
        return True
    if schema["type"] in {"integer", "number"}:
        return all(schema.keys() & {side, f"exclusive{side.title()}"} for side in ("minimum", "maximum"))
    return wanted[schema["type"]] == [keyword for keyword in wanted[schema["type"]] if keyword in schema]


def walk(value: object) -> Iterator[tuple[str, object]]:
    """Every key of a schema with its value."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield key, child
            yield from walk(child)
    elif isinstance(value, list):
        for child in value:
            yield from walk(child)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_part_and_field_of_a_schema_is_described(kind: str) -> None:
    for name, part in {kind: SCHEMAS[kind], **SCHEMAS[kind]["$defs"]}.items():
        assert part["description"], name
        assert part["additionalProperties"] is False, name
        for field, content in part["properties"].items():
            assert content.get("description", "").endswith("."), f"{name}.{field}"


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_field_of_a_document_says_when_it_is_needed_and_what_a_change_of_it_asks_for(kind: str) -> None:
    for name, field in fields_with_marks(kind):
        assert field["x-need"] in {"needed", "expected", "optional"}, name
        assert field["x-bump"] in {"major", "minor", "patch", "none"}, name
        assert set(field["x-kinds"]) <= set("RSMGP"), name


def fields_with_marks(kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Fields of a document and, for a card, of its sections."""
    yield from SCHEMAS[kind]["properties"].items()
    if kind == "card":
        for section, content in SCHEMAS[kind]["properties"].items():
            part = SCHEMAS[kind]["$defs"].get(content.get("$ref", "").removeprefix("#/$defs/"), {})
            if section not in {"name", "summary"}:
                yield from ((f"{section}.{name}", field) for name, field in part.get("properties", {}).items())


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_what_is_needed_is_required(kind: str) -> None:
    schema = SCHEMAS[kind]
    needed = {name for name, field in schema["properties"].items() if field["x-need"] == "needed"}

    assert set(schema["required"]) == needed


@pytest.mark.parametrize(("path", "kind", "value"), GOOD, ids=[path for path, _, _ in GOOD])
def test_schema_and_model_both_accept_a_good_document(path: str, kind: str, value: object) -> None:
    assert [error.message for error in JUDGES[kind].iter_errors(value)] == []
    assert validate(kind, value)[0] is not None
    assert parse_path(path.partition("/")[2]) is not None


def test_every_kind_of_document_has_a_good_example() -> None:
    assert {kind for _, kind, _ in GOOD} == set(DOCUMENTS)


EXAMPLES = {kind: value for path, kind, value in reversed(GOOD) if not path.startswith(f"{ROOT.name}/")} | {
    kind: value for path, kind, value in GOOD if path.startswith("base/") and "exemple-score" not in path
}

REVIEWER = {
    "name": "Noor Exemple",
    "orcid": "0000-0002-1694-233X",
    "organisation": "exemple-universite",
    "since": "2025-01-01",
}

BAD: tuple[tuple[str, str, object], ...] = (
    ("registry", "small_cell_threshold", 0),
    ("registry", "small_cell_threshold", "11"),
    ("registry", "languages", []),
    ("registry", "languages", ["xx"]),
    ("registry", "frozen_from", "abc"),
    ("registry", "schema_version", 2),
    ("registry", "schema_version", "1"),
    ("registry", "base_url", "http://example.org"),
    ("registry", "unknown", 1),
    ("algorithm", "id", "Not An Id"),
    ("algorithm", "origin", "stolen"),
    ("algorithm", "maintainers", [{"orcid": "0000-0002-1825-0097"}]),
    ("algorithm", "links", {"url": "https://example.org"}),
    ("algorithm", "listed_in_boas", "yes"),
    ("card", "name", "plain text"),
    ("card", "name", {"xx": "Name"}),
    ("card", "kind", "Rule"),
    ("card", "modality", "claims"),
    ("card", "modality", []),
    ("card", "medical_domains", ["astrology"]),
    ("card", "ownership.organisations", [1]),
    ("card", "ownership.contact", "two\nlines"),
    ("card", "ownership.contact", ""),
    ("card", "intended_use.population.age_min", 1.5),
    ("card", "intended_use.population.age_min", True),
    ("card", "intended_use.population.sex", "M"),
    ("card", "data.sources", {"absent": {"reason": "lazy"}}),
    ("card", "data.sources", {"absent": "not-assessed"}),
    ("card", "logic.codelists", [{"path": "codelists/a.csv"}]),
    ("card", "safety.limitations", None),
    ("card", "version", 1.0),
    ("card", "schema_version", None),
    ("evaluation", "population.n", "1000"),
    ("evaluation", "reported", [{"metric": "beauty", "value": 1}]),
    ("evaluation", "date", "spring 2025"),
    ("evaluation", "report_url", "javascript:alert(1)"),
    ("reviewers", "reviewers", []),
    ("reviewers", "reviewers", [REVIEWER | {"orcid": None}]),
    ("reviewers", "reviewers", [REVIEWER | {"accounts": {"github": "octocat"}}]),
    ("reviewers", "reviewers", [REVIEWER | {"accounts": {"github": 583231}}]),
    ("reviewers", "reviewers", [REVIEWER | {"accounts": {"sourcehut": "583231"}}]),
    ("reviewers", "reviewers", [REVIEWER | {"until": "2024-12-31"}]),
    ("reviewers", "reviewers", [REVIEWER | {"conflicts": [{"statement": {"fr": "Un lien."}}]}]),
    ("audit", "subject.digest", "0" * 63),
    ("audit", "kind", "taste"),
    ("audit", "margin", "0.1"),
    ("reuse", "status", "maybe"),
    ("reuse", "publication", "doi:10.1159/1"),
    ("reuse", "date", 2025),
    ("notice", "reason", "mood"),
    ("notice", "text", {}),
    ("data_source", "code_systems", ["cim-10"]),
    ("data_source", "n_persons", 1.5),
    ("data_source", "quality_label", {"scheme": "A"}),
    ("organisation", "country", "fr"),
    ("organisation", "ror", "02feahw73"),
    ("organisation", "siren", 732829320),
    ("organisation", "siren", "73282932"),
    ("organisation", "name", []),
)


@pytest.mark.parametrize(
    ("kind", "field", "value"), BAD, ids=[f"{kind}.{field}={value!r}"[:60] for kind, field, value in BAD]
)
def test_schema_and_model_both_refuse_a_bad_document(kind: str, field: str, value: object) -> None:
    document = copy.deepcopy(EXAMPLES[kind])
    put(document, field.split("."), value)

    assert validate(kind, document)[0] is None
    if (kind, field, value) not in BEYOND_A_SCHEMA:
        assert list(JUDGES[kind].iter_errors(document))


BEYOND_A_SCHEMA: tuple[tuple[str, str, object], ...] = (
    ("notice", "text", {}),
    ("reviewers", "reviewers", [REVIEWER | {"until": "2024-12-31"}]),
    ("reviewers", "reviewers", [REVIEWER | {"conflicts": [{"statement": {"fr": "Un lien."}}]}]),
)
"""What no keyword of a schema says here; the model alone refuses it."""


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_schema_and_model_both_miss_a_needed_field(kind: str) -> None:
    for field in SCHEMAS[kind]["required"]:
        document = {name: value for name, value in EXAMPLES[kind].items() if name != field}

        assert validate(kind, document)[0] is None
        assert list(JUDGES[kind].iter_errors(document))


def put(document: dict[str, Any], path: list[str], value: object) -> None:
    for name in path[:-1]:
        document = document[name]
    document[path[-1]] = value
