"""Older formats on reading: pure steps, one after the other, and golden documents of every format kept for ever."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.documents import DOCUMENTS, Card, LocalText, get_current_format, migrate_document
from boas.documents._migrations import Migration
from boas.parsing import read_yaml

FORMATS = Path(__file__).parent / "formats"
GOLDEN = sorted(FORMATS.glob("*/*.yaml"))


class CardOfFormat2(Card):
    """A worked example of a second format: the summary has become the headline."""

    schema_version: Literal[2]  # type: ignore[assignment]
    headline: LocalText


def summary_becomes_headline(value: dict[str, Any]) -> dict[str, Any]:
    """From the first format of a card to the second of the example; a card without summary stays without."""
    renamed = {"headline": value["summary"], "summary": value["summary"]} if "summary" in value else {}
    return {**value, **renamed, "schema_version": 2}


def keywords_are_sorted(value: dict[str, Any]) -> dict[str, Any]:
    """A third format for the example."""
    sorted_words = {"keywords": sorted(value["keywords"])} if isinstance(value.get("keywords"), list) else {}
    return {**value, **sorted_words, "schema_version": 3}


EXAMPLE: dict[str, tuple[Migration, ...]] = {"card": (summary_becomes_headline,)}


def read(path: Path) -> dict[str, Any]:
    value = read_yaml(path.read_text("utf-8")).value
    assert isinstance(value, dict)
    return value


@pytest.mark.parametrize("path", GOLDEN, ids=[f"{path.parent.name}-{path.stem}" for path in GOLDEN])
def test_a_golden_document_of_any_format_is_read_by_todays_models(path: Path) -> None:
    value = migrate_document(path.stem, read(path))

    DOCUMENTS[path.stem].model.model_validate_json(json.dumps(value))


def test_every_kind_has_a_golden_document_of_every_format() -> None:
    wanted = {f"{number}/{kind}.yaml" for kind in DOCUMENTS for number in range(1, get_current_format(kind) + 1)}

    assert {path.relative_to(FORMATS).as_posix() for path in GOLDEN} == wanted


def test_a_card_of_the_first_format_is_a_valid_card_of_the_second() -> None:
    before = read(FORMATS / "1/card.yaml")
    kept = deepcopy(before)

    after = migrate_document("card", before, EXAMPLE)

    assert before == kept
    assert CardOfFormat2.model_validate_json(json.dumps(after)).headline.get("fr") == before["summary"]["fr"]


def test_steps_follow_one_another_and_a_newer_document_skips_the_first() -> None:
    steps = {"card": (summary_becomes_headline, keywords_are_sorted)}

    assert migrate_document("card", {"schema_version": 1, "summary": 1, "keywords": ["b", "a"]}, steps) == {
        "schema_version": 3,
        "summary": 1,
        "headline": 1,
        "keywords": ["a", "b"],
    }
    assert migrate_document("card", {"schema_version": 2, "keywords": ["b", "a"]}, steps)["keywords"] == ["a", "b"]
    assert "headline" not in migrate_document("card", {"schema_version": 2, "summary": 1}, steps)


@pytest.mark.parametrize("told", [None, 0, -1, 3, "1", True, 1.0, [1]], ids=str)
def test_a_document_of_no_known_older_format_is_left_as_it_is(told: object) -> None:
    value = {"schema_version": told, "summary": 1}

    assert migrate_document("card", value, EXAMPLE) is value


@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_no_value_breaks_a_migration_or_is_changed_by_it(value: object) -> None:
    kept = deepcopy(value)

    migrate_document("card", value, EXAMPLE)

    assert value == kept
