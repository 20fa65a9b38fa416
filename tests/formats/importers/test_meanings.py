"""No importer maps a value to a field of another meaning: what may become what is a table, `meanings.yaml`."""

import json
import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boas.documents import list_card_fields
from boas.errors import UsageError
from boas.formats import ImportResult
from boas.formats.importers import FORMATS, read_foreign, with_codelist_use
from tests.formats.importing import CASES, FILES, USES, Use, read_case

MEANINGS: dict[str, dict[str, list[str]]] = yaml.safe_load((Path(__file__).parent / "meanings.yaml").read_text())
SHAPES = Path(__file__).parent / "shapes.md"
LISTS = {"ohdsi", "opencodelists", "hdr-uk", "table"}
"""Formats that give lists of codes alone."""


def may_become(form: str, path: str) -> set[str]:
    """Fields that a value at a place of a foreign file may become."""
    plain = re.sub(r"\[[0-9]+\]", "", path)
    return {
        field
        for meaning in MEANINGS.values()
        for known in meaning.get(form, [])
        for field in meaning["fields"]
        if plain == known or (known.endswith(".*") and plain.startswith(known[:-1]))
    }


def wrong_fields(form: str, found: ImportResult) -> list[tuple[str, str]]:
    """Values that became a field of another meaning."""
    pieces = (*found.pieces, *found.of_algorithm)
    return [(one.origin, one.to) for one in pieces if one.to not in may_become(form, one.origin)]


@pytest.mark.parametrize("case", CASES)
def test_every_value_taken_has_a_meaning_of_its_field(case: str) -> None:
    assert wrong_fields(case.partition("/")[0], read_case(case)) == []


def keys_of(form: str) -> Iterator[str]:
    """First steps of the places a format tells something at."""
    yield from {path.partition(".")[0] for meaning in MEANINGS.values() for path in meaning.get(form, [])}


def build_card(told: dict[str, object]) -> bytes:
    """An applied model card in which every element that a section may take from holds the value drawn for it."""
    paths = [path for meaning in MEANINGS.values() for path in meaning.get("chai", [])]
    root = ET.Element("AppliedModelCard")
    for path in paths:
        section, *steps = path.split(".")
        if section in told:
            place = root.find(section)
            place = ET.SubElement(root, section) if place is None else place
            for step in steps:
                place = ET.SubElement(place, step)
            place.text = str(told[section])
    return ET.tostring(root)


def build_bill(told: dict[str, object]) -> dict[str, object]:
    """A bill in which every place of its model that may be taken from holds the value drawn for its model."""
    model: dict[str, Any] = {"type": "machine-learning-model"}
    for path in [path for meaning in MEANINGS.values() for path in meaning.get("cyclonedx", [])]:
        _, *above, last = path.removesuffix(".*").removeprefix("metadata.").split(".")
        place = model
        for step in above:
            place = place.setdefault(step, {})
            place = place if isinstance(place, dict) else {}
        place.setdefault(last, told.get("components", told.get("metadata")))
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [model] if told else []}


def build(form: str, told: dict[str, object]) -> bytes:
    if form in {"python-package", "r-package"}:
        return "\n".join(f"{key}: {value}" for key, value in {"Package": "a", **told}.items()).encode()
    if form == "chai":
        return build_card(told)
    if form == "cyclonedx":
        told = build_bill(told)
    front = json.dumps(told, ensure_ascii=False)
    return f"---\n{front}\n---\n".encode() if form == "hugging-face" else front.encode()


VALUES = st.one_of(
    st.sampled_from(["MIT", "https://example.org/a", "10.1000/a", "fr", "Python", "image", "DICOM", "text-generation"]),
    st.fixed_dictionaries({"name": st.just("A"), "type": st.sampled_from(["Person", "image", "Organization"])}),
    st.lists(st.sampled_from(["mit", "text", "https://example.org/b"]), max_size=3),
)


@pytest.mark.parametrize("form", sorted(set(FORMATS) - LISTS))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_value_becomes_a_field_of_another_meaning(form: str, data: st.DataObject) -> None:
    told: dict[str, Any] = data.draw(st.dictionaries(st.sampled_from(sorted(keys_of(form))), VALUES, max_size=5))
    try:
        found = read_foreign(build(form, told), "file", form)
    except UsageError:
        return

    assert wrong_fields(form, found) == []


def test_the_table_names_only_formats_and_fields_that_there_are() -> None:
    known = {field.path for field in list_card_fields()} | {"links"}

    assert {field for meaning in MEANINGS.values() for field in meaning["fields"]} <= known
    assert {form for meaning in MEANINGS.values() for form in meaning if form != "fields"} == set(FORMATS) - LISTS


@pytest.mark.parametrize("form", sorted(set(FORMATS) - LISTS))
def test_no_place_of_a_format_has_two_meanings_unless_its_words_tell_which(form: str) -> None:
    paths = [path for meaning in MEANINGS.values() for path in meaning.get(form, [])]

    assert {path for path in paths if paths.count(path) > 1} <= {
        *("intended_use", "network_data_format.inputs.*", "project.urls.*", "project.name", "Package"),
        *(f"{place}.externalReferences.url" for place in ("components", "metadata.component")),
        *(f"{place}.modelCard.considerations.useCases" for place in ("components", "metadata.component")),
        "UsesAndDirections.IntendedUseAndWorkflow",
        "license_name",
    }


def describe(case: str) -> str:
    """One row: what is taken of a file, what is asked, and what is lost."""
    (path,) = (FILES / case).iterdir()
    use = USES.get(case, Use())
    found = with_codelist_use(read_case(case), use.systems, {}, {})
    fields = dict.fromkeys(one.to for one in (*found.pieces, *found.of_algorithm))
    lists = [
        f"{one.name}: {one.system}, {one.role or 'role asked'}, {one.match or 'match asked'}" for one in found.lists
    ]
    numbers = [f"{len(found.measured)} evaluation(s)"] if found.measured else []
    taken = "; ".join([", ".join(f"`{one}`" for one in fields)] * bool(fields) + lists + numbers)
    asked = ", ".join(dict.fromkeys(f"`{one.path}`" if one.path else "the encoding" for one in found.questions))
    lost = ", ".join(dict.fromkeys(f"`{one.path}`" for one in found.losses))
    return f"| {case}/{path.name} | {taken or '–'} | {asked or '–'} | {lost or '–'} |"


def test_the_table_of_importers_says_what_is_taken_asked_and_lost_of_each_file() -> None:
    head = (
        "# What importers take, ask and lose of the files in `tests/formats/files`\n\nReasons stand in `../golden`.\n\n"
    )
    text = f"{head}| File | Taken | Taken, to confirm | Lost |\n|---|---|---|---|\n" + "".join(
        f"{describe(case)}\n" for case in CASES
    )
    if os.environ.get("BOAS_WRITE_GOLDEN"):
        SHAPES.write_text(text)

    assert SHAPES.read_text() == text
