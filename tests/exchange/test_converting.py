"""One foreign value at a time: what it becomes, or why it is not taken."""

import pytest

from boas.exchange import Imported, Piece, Said, asks_language, fitted, merged, reasons
from boas.exchange.card import card_text
from boas.exchange.converting import Convert, NotTakenError, licence, line, link, number, orcid, said, slug, term, text
from boas.exchange.imported import shortened
from boas.finding import Words

TAKEN: list[tuple[Convert, object, object]] = [
    (line, "  a b ", "a b"),
    (line, "e\u0301", "é"),
    (said, "a\nb\n\nc", Said("a b\n\nc")),
    (said, "- a\n- b", Said("- a\n- b")),
    (link, "git+https://example.org/a.git", "https://example.org/a.git"),
    (licence, "https://spdx.org/licenses/MIT.html", "MIT"),
    (licence, "Apache 2.0", "Apache-2.0"),
    (orcid, "http://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
    (term("languages"), "Français", "fr"),
    (term("programming_languages"), "C++", "cpp"),
    (number, 2.5, 2.5),
]
REFUSED: list[tuple[Convert, object, Words]] = [
    (text, 3, reasons.NOT_TEXT),
    (text, "x" * 20_001, reasons.TOO_LONG),
    (text, "x" * 40_001, reasons.TOO_LONG),
    (text, "a\u202eb", reasons.HIDDEN),
    (line, "a\nb", reasons.SEVERAL_LINES),
    (link, "http://example.org", reasons.NOT_LINK),
    (link, "git@github.com:a/b", reasons.NOT_LINK),
    (licence, "other", reasons.UNKNOWN_LICENCE),
    (orcid, "0000-0002-1825-0098", reasons.BAD_ORCID),
    (term("languages"), "tlh", reasons.UNKNOWN_TERM),
    (number, True, reasons.NOT_NUMBER),
    (number, "3", reasons.NOT_NUMBER),
]


@pytest.mark.parametrize(("convert", "value", "wanted"), TAKEN)
def test_a_value_becomes_what_the_card_asks_for(convert: Convert, value: object, wanted: object) -> None:
    assert convert(value) == wanted


@pytest.mark.parametrize(("convert", "value", "reason"), REFUSED)
def test_a_value_that_does_not_say_it_is_not_taken(convert: Convert, value: object, reason: Words) -> None:
    with pytest.raises(NotTakenError) as refusal:
        convert(value)
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("written", "wanted"),
    [("Angine (hôpital)", "angine-hopital"), ("  ", ""), ("漢字", ""), ("a" * 70, "a" * 64), ("--A__b--", "a-b")],
)
def test_a_name_makes_an_id(written: str, wanted: str) -> None:
    assert slug(written) == wanted


@pytest.mark.parametrize(
    ("value", "shown"),
    [("a\nb", "a b"), ("x" * 61, "x" * 60 + "…"), ({"a": 1}, '{"a": 1}'), ("at someone@example.org", "at …"), (3, "3")],
)
def test_a_loss_shows_its_value_on_one_line(value: object, shown: str) -> None:
    assert shortened(value) == shown


def test_of_two_files_the_first_that_says_a_thing_counts() -> None:
    one = Imported(("a",), (Piece("name", Said("A"), "title", file="one"),))
    two = Imported(("b",), (Piece("name", Said("B"), "name", file="two"), Piece("keywords", "k", "tags", is_item=True)))

    both = merged([one, two])

    assert [piece.value for piece in both.pieces] == [Said("A"), "k"]
    assert [(loss.file, loss.value, loss.reason) for loss in both.losses] == [("two", "B", reasons.GIVEN_BEFORE)]


def test_an_answer_and_a_kind_go_before_an_import() -> None:
    pieces = (Piece("name", Said("A"), "title"), Piece("model.architecture", Said("CNN"), "arch"))

    made = fitted(Imported(pieces=pieces), "rule", {"name"})

    assert made.pieces == ()
    assert [loss.reason for loss in made.losses] == [reasons.ANSWERED, reasons.OTHER_KIND]


@pytest.mark.parametrize(
    ("value", "is_asked"),
    [(Said("a"), True), ({"meaning": Said("a")}, True), ([{"a": [Said("b")]}], True), ("a", False), ({"a": 1}, False)],
)
def test_the_language_is_asked_for_when_a_text_was_imported(value: object, *, is_asked: bool) -> None:
    assert asks_language(Imported(pieces=(Piece("name", value, "a"),))) is is_asked


def test_a_field_after_the_sections_stands_by_itself() -> None:
    text_of_card = card_text({"kind": "rule", "lineage": [{"id": "abc", "relation": "adaptation"}]}, "en")

    assert "\n\nlineage:\n  - id: abc\n    relation: adaptation\n" in text_of_card
