"""One foreign value at a time: what it becomes, or why it is not taken."""

import pytest

from boas.formats import ImportedValue, ImportResult, SourceText, needs_language
from boas.formats._card_template import render_card
from boas.formats._import_result import shorten_value
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers import fit_to_answers, make_slug, merge_imports
from boas.formats.importers._conversion import (
    ConversionError,
    Converter,
    convert_licence,
    convert_line,
    convert_link,
    convert_number,
    convert_orcid,
    convert_source_text,
    convert_text,
    make_term_converter,
)
from boas.translation import Message

TAKEN: list[tuple[Converter, object, object]] = [
    (convert_line, "  a b ", "a b"),
    (convert_line, "e\u0301", "é"),
    (convert_source_text, "a\nb\n\nc", SourceText("a b\n\nc")),
    (convert_source_text, "- a\n- b", SourceText("- a\n- b")),
    (convert_link, "git+https://example.org/a.git", "https://example.org/a.git"),
    (convert_licence, "https://spdx.org/licenses/MIT.html", "MIT"),
    (convert_licence, "Apache 2.0", "Apache-2.0"),
    (convert_orcid, "http://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
    (make_term_converter("languages"), "Français", "fr"),
    (make_term_converter("programming_languages"), "C++", "cpp"),
    (convert_number, 2.5, 2.5),
]
REFUSED: list[tuple[Converter, object, Message]] = [
    (convert_text, 3, reasons.NOT_TEXT),
    (convert_text, "x" * 20_001, reasons.TOO_LONG),
    (convert_text, "x" * 40_001, reasons.TOO_LONG),
    (convert_text, "a\u202eb", reasons.HIDDEN),
    (convert_line, "a\nb", reasons.SEVERAL_LINES),
    (convert_link, "http://example.org", reasons.NOT_LINK),
    (convert_link, "git@github.com:a/b", reasons.NOT_LINK),
    (convert_licence, "other", reasons.UNKNOWN_LICENCE),
    (convert_orcid, "0000-0002-1825-0098", reasons.BAD_ORCID),
    (make_term_converter("languages"), "tlh", reasons.UNKNOWN_TERM),
    (convert_number, True, reasons.NOT_NUMBER),
    (convert_number, "3", reasons.NOT_NUMBER),
]


@pytest.mark.parametrize(("convert", "value", "wanted"), TAKEN)
def test_a_value_becomes_what_the_card_asks_for(convert: Converter, value: object, wanted: object) -> None:
    assert convert(value) == wanted


@pytest.mark.parametrize(("convert", "value", "reason"), REFUSED)
def test_a_value_that_does_not_say_it_is_not_taken(convert: Converter, value: object, reason: Message) -> None:
    with pytest.raises(ConversionError) as refusal:
        convert(value)
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("written", "wanted"),
    [("Angine (hôpital)", "angine-hopital"), ("  ", ""), ("漢字", ""), ("a" * 70, "a" * 64), ("--A__b--", "a-b")],
)
def test_a_name_makes_an_id(written: str, wanted: str) -> None:
    assert make_slug(written) == wanted


@pytest.mark.parametrize(
    ("value", "shown"),
    [("a\nb", "a b"), ("x" * 61, "x" * 60 + "…"), ({"a": 1}, '{"a": 1}'), ("at someone@example.org", "at …"), (3, "3")],
)
def test_a_loss_shows_its_value_on_one_line(value: object, shown: str) -> None:
    assert shorten_value(value) == shown


def test_of_two_files_the_first_that_says_a_thing_counts() -> None:
    one = ImportResult(("a",), (ImportedValue("name", SourceText("A"), "title", file="one"),))
    two = ImportResult(
        ("b",),
        (
            ImportedValue("name", SourceText("B"), "name", file="two"),
            ImportedValue("keywords", "k", "tags", is_item=True),
        ),
    )

    both = merge_imports([one, two])

    assert [piece.value for piece in both.pieces] == [SourceText("A"), "k"]
    assert [(loss.file, loss.value, loss.reason) for loss in both.losses] == [("two", "B", reasons.GIVEN_BEFORE)]


def test_an_answer_and_a_kind_go_before_an_import() -> None:
    pieces = (
        ImportedValue("name", SourceText("A"), "title"),
        ImportedValue("model.architecture", SourceText("CNN"), "arch"),
    )

    made = fit_to_answers(ImportResult(pieces=pieces), "rule", {"name"})

    assert made.pieces == ()
    assert [loss.reason for loss in made.losses] == [reasons.ANSWERED, reasons.OTHER_KIND]


@pytest.mark.parametrize(
    ("value", "is_asked"),
    [
        (SourceText("a"), True),
        ({"meaning": SourceText("a")}, True),
        ([{"a": [SourceText("b")]}], True),
        ("a", False),
        ({"a": 1}, False),
    ],
)
def test_the_language_is_asked_for_when_a_text_was_imported(value: object, *, is_asked: bool) -> None:
    assert needs_language(ImportResult(pieces=(ImportedValue("name", value, "a"),))) is is_asked


def test_a_field_after_the_sections_stands_by_itself() -> None:
    text_of_card = render_card({"kind": "rule", "lineage": [{"id": "abc", "relation": "adaptation"}]}, "en")

    assert "\n\nlineage:\n  - id: abc\n    relation: adaptation\n" in text_of_card
