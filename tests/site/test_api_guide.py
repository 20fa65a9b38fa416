"""The API's page speaks the reader's language."""

import json

import pytest

from boas.api import render_openapi
from boas.site._api_guide import API_MESSAGES, build_api_content
from boas.translation import Language, list_languages

OPENAPI = json.loads(render_openapi())


@pytest.mark.parametrize("language", list_languages())
def test_every_address_and_parameter_is_described_in_the_language_of_the_page(language: Language) -> None:
    operations = build_api_content(OPENAPI, language)["operations"]
    assert isinstance(operations, tuple)
    said = [one.summary for one in operations] + [one.said for each in operations for one in each.parameters]

    assert [text for text in said if text.foreign or not text.text] == []


def test_the_english_page_says_what_the_document_says() -> None:
    operations = build_api_content(OPENAPI, "en")["operations"]
    assert isinstance(operations, tuple)
    written = {
        (path, one["name"]): one["description"]
        for path, methods in OPENAPI["paths"].items()
        for operation in methods.values()
        for one in operation.get("parameters", ())
    }

    assert {(one.path, each.name): each.said.text for one in operations for each in one.parameters} == written


def test_no_message_is_kept_for_a_sentence_that_is_gone() -> None:
    told = json.dumps(OPENAPI)

    assert [message for message in API_MESSAGES if json.dumps(message) not in told] == []


def test_a_sentence_that_is_no_message_stays_english_and_says_so() -> None:
    paths = {"/x": {"get": {"summary": "Search", "parameters": [{"name": "x"}]}}}
    operations = build_api_content({"paths": paths}, "fr")["operations"]
    assert isinstance(operations, tuple)
    operation = operations[0]

    assert (operation.summary.text, operation.summary.language, operation.summary.foreign) == ("Search", "en", True)
