"""Languages of a registry: which its settings name, and texts keyed by them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from boas.documents import (
    DEFAULT_LANGUAGES,
    LocalText,
    find_language,
    find_languages,
    is_language,
    load_vocabulary,
    render_schema,
)

KNOWN = tuple(load_vocabulary("languages").terms)


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        ({"languages": ["de"]}, ("de",)),
        ({"languages": ["it", "de", "it"]}, ("it", "de")),
        ({"languages": ["en", "fr"]}, ("en", "fr")),
        ({"languages": ["de", "xx"]}, DEFAULT_LANGUAGES),
        ({"languages": []}, DEFAULT_LANGUAGES),
        ({"languages": "de"}, DEFAULT_LANGUAGES),
        ({"languages": [{"de": 1}]}, DEFAULT_LANGUAGES),
        ({}, DEFAULT_LANGUAGES),
        (None, DEFAULT_LANGUAGES),
    ],
)
def test_the_languages_of_a_registry_are_those_that_its_settings_name(
    settings: object, wanted: tuple[str, ...]
) -> None:
    assert find_languages(settings) == wanted


def test_only_the_code_of_a_known_language_is_a_language() -> None:
    assert [code for code in ("de", "DE", "deu", "", 3, None, ["de"]) if is_language(code)] == ["de"]


@given(st.permutations(KNOWN), st.dictionaries(st.sampled_from(KNOWN), st.text(min_size=1), min_size=1))
def test_a_text_is_read_as_written_and_in_the_order_of_the_registry_s_languages(
    languages: list[str], written: dict[str, str]
) -> None:
    read = LocalText.model_validate_json(json.dumps(written), context={"languages": tuple(languages)})

    assert read.texts == written
    assert list(read.texts) == [language for language in languages if language in written]
    assert json.loads(read.model_dump_json()) == written
    assert [read.in_(language) for language in languages] == [written.get(one, read.first) for one in languages]


@given(st.dictionaries(st.sampled_from(KNOWN), st.text(min_size=1), min_size=1))
def test_texts_are_equal_whatever_the_order_of_their_languages(written: dict[str, str]) -> None:
    one, other = (LocalText.model_validate(written, context={"languages": order}) for order in (KNOWN, KNOWN[::-1]))

    assert one == other
    assert len({one, other}) == 1


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ({}, [("no-language", ())]),
        ({"de": None}, [("no-language", ())]),
        ({"xx": "a"}, [("extra_forbidden", ("xx",))]),
        ({"de": "", "xx": 3}, [("string_too_short", ("de",)), ("extra_forbidden", ("xx",))]),
        ({"de": 3}, [("string_type", ("de",))]),
        ("a", [("model_type", ())]),
    ],
)
def test_a_text_says_what_is_wrong_with_it(written: object, wanted: list[tuple[str, tuple[str, ...]]]) -> None:
    with pytest.raises(ValidationError) as caught:
        LocalText.model_validate(written)

    assert [(one["type"], one["loc"]) for one in caught.value.errors()] == wanted


@pytest.mark.parametrize(
    ("languages", "description"),
    [
        (("de",), "A text in German."),
        (("it", "de", "fr"), "The same text in Italian, German and French; at least one of them."),
    ],
)
def test_a_schema_names_the_languages_of_its_registry(languages: tuple[str, ...], description: str) -> None:
    text = json.loads(render_schema("card", languages))["$defs"]["LocalText"]

    assert (text["description"], list(text["properties"])) == (description, sorted(languages))
    assert text["additionalProperties"] is False


def test_every_code_of_two_letters_that_the_standard_has_is_a_language() -> None:
    assert len(KNOWN) == 183
    assert {len(code) for code in KNOWN} == {2}


@pytest.mark.parametrize(
    ("written", "code"),
    [("fra", "fr"), ("ger", "de"), ("pt-BR", "pt"), ("EN_gb", "en"), ("bre", "br"), ("xx", None), ("French", None)],
)
def test_a_language_written_otherwise_is_known(written: str, code: str | None) -> None:
    assert find_language(written) == code
