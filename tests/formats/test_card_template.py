"""The commented card: every field that is asked for stands there, and can be uncommented without breaking anything."""

import re

import pytest

from boas.documents import describe_field, list_card_fields, list_expected_fields
from boas.formats import AlgorithmDraft, build_card_path, build_files, list_needed_paths
from boas.parsing import read_yaml
from boas.scaffolding import ALWAYS_KNOWN, QUESTIONS
from boas.translation import Language, list_languages
from tests.formats.importing import ANSWERS, judge

KINDS = ("rule", "score", "ml", "generative", "pipeline")
UNFILLED = {"placeholder-text", "unknown-term", "wrong-type", "bad-licence", "unsafe-link", "bad-doi", "missing-file"}
"""What a rule may say of `…`."""


def draft(kind: str, language: Language) -> AlgorithmDraft:
    return AlgorithmDraft("essai", "1.0.0", language, ANSWERS | {"kind": kind})


def text_of(kind: str, language: Language) -> str:
    made = draft(kind, language)
    return build_files(made)[build_card_path(made)].decode()


def uncommented(text: str) -> str:
    return re.sub(r"^# (?!yaml-language-server)", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("language", list_languages())
@pytest.mark.parametrize("kind", KINDS)
def test_a_new_card_of_any_kind_has_no_error(kind: str, language: Language) -> None:
    assert judge()(build_files(draft(kind, language))) == ()


@pytest.mark.parametrize("language", list_languages())
@pytest.mark.parametrize("kind", KINDS)
def test_uncommented_lines_are_good_yaml_that_lacks_nothing_but_answers(kind: str, language: Language) -> None:
    made = draft(kind, language)
    text = uncommented(text_of(kind, language))
    findings = judge()(build_files(made) | {build_card_path(made): text.encode()})

    assert read_yaml(text).diagnostics == []
    assert {finding.rule for finding in findings} <= UNFILLED


@pytest.mark.parametrize("kind", KINDS)
def test_every_blank_that_was_uncommented_and_forgotten_is_found(kind: str) -> None:
    made = draft(kind, "fr")
    text = uncommented(text_of(kind, "fr"))
    blanks = {number for number, line in enumerate(text.split("\n"), 1) if re.search("[:-] …$", line)}
    found: set[int] = set()
    while True:  # what is malformed hides what is only empty: take it out, and look again
        findings = judge()(build_files(made) | {build_card_path(made): text.encode()})
        lines = {
            finding.location.line for finding in findings if finding.location.path == build_card_path(made)
        } & blanks
        if lines <= found:
            break
        found |= lines
        shown = text.split("\n")
        text = "\n".join("" if n in lines else line for n, line in enumerate(shown, 1))

    assert len(blanks) > 30
    assert found == blanks


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_a_kind_is_asked_for_stands_in_its_card(kind: str) -> None:
    value = read_yaml(uncommented(text_of(kind, "en"))).value
    held = {f"{section}.{name}" for section, inside in value.items() if isinstance(inside, dict) for name in inside}

    assert set(list_expected_fields(kind)) <= held | set(value)


def test_the_card_follows_the_order_of_the_format() -> None:
    value = read_yaml(uncommented(text_of("ml", "fr"))).value
    order = list(dict.fromkeys(field.section or field.name for field in list_card_fields()))

    assert list(value) == [name for name in order if name in value]


@pytest.mark.parametrize("language", list_languages())
def test_every_field_has_its_meaning_beside_it(language: Language) -> None:
    text = " ".join(text_of("generative", language).replace("#", " ").split())

    asked = [field for field in list_card_fields() if field.need == "expected" and field.applies_to("generative")]
    assert [field.path for field in asked if " ".join(describe_field(field).in_(language).split()) not in text] == []


def test_every_needed_field_has_its_question() -> None:
    assert set(QUESTIONS) == set(list_needed_paths()) - ALWAYS_KNOWN
