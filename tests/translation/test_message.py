"""Messages: put into words late, in the language of whoever reads, parameters and all."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.translation import (
    LocalisedDigits,
    Message,
    change_case,
    join_messages,
    lower_initial,
    make_plural,
    make_verbatim,
)

NESTED = Message("`{name}` is not known here.{hint}", name="x", hint=Message(" Perhaps: {near}.", near="y"))


def test_a_message_inside_another_is_said_in_the_same_language() -> None:
    assert NESTED.in_("en") == "`x` is not known here. Perhaps: y."
    assert NESTED.in_("fr") == "« x » n’est pas connu ici. Peut-être : y."


def test_what_no_catalogue_translates_stays_english() -> None:
    assert Message("Nobody wrote {this} down.", this=1).in_("fr") == "Nobody wrote 1 down."
    assert NESTED.in_("tlh") == NESTED.in_("en")


@given(st.text(), st.text())
def test_parameters_are_shown_as_they_are_whatever_braces_they_hold(name: str, near: str) -> None:
    shown = Message("`{name}` is not known here.{hint}", name=name, hint=near)

    assert shown.in_("en") == f"`{name}` is not known here.{near}"
    assert make_verbatim(name).in_("fr") == name


def test_a_message_without_text_is_empty_and_not_the_head_of_a_catalogue() -> None:
    assert Message("").in_("fr") == ""


def test_messages_are_the_same_when_text_and_parameters_are_and_pass_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(NESTED)) == NESTED  # noqa: S301 -- what was pickled here
    assert len({NESTED, pickle.loads(pickle.dumps(NESTED)), Message("Other.")}) == 2  # noqa: S301


def test_texts_inside_a_message_are_changed_and_numbers_and_english_are_not() -> None:
    message = Message("{a} {b} {c}", a="x", b=Message("x {y}", y="x"), c=1)

    assert message.map_texts(str.upper).in_("en") == "X x X 1"


def test_a_row_of_messages_is_said_in_the_language_too() -> None:
    both = [NESTED, make_verbatim("z")]

    assert join_messages([]).in_("en") == ""
    assert join_messages(both).in_("fr") == f"{NESTED.in_('fr')}, z"
    assert join_messages(["a", "b", "c"], Message(" or ")).in_("fr") == "a ou b ou c"


@pytest.mark.parametrize(("n", "shown"), [(0, "0 files"), (1, "1 file"), (2, "2 files")])
def test_a_number_chooses_the_form(n: int, shown: str) -> None:
    assert make_plural("{n} file", "{n} files", n).in_("en") == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "15,276.5"), ("fr", "15\u202f276,5"), ("tlh", "15,276.5")],
)
def test_a_number_has_the_signs_of_the_language(language: str, shown: str) -> None:
    assert LocalisedDigits("15,276.5").in_(language) == shown


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Risques", "risques"),
        ("À ne pas utiliser pour", "à ne pas utiliser pour"),
        ("IA Act", "IA Act"),
        ("F1 score", "F1 score"),
        ("Brier score", "Brier score"),
        ("", ""),
    ],
)
def test_a_label_loses_its_capital_inside_a_sentence_unless_it_is_a_name(label: str, inside: str) -> None:
    assert lower_initial(label) == inside


def test_nouns_keep_their_capital_where_a_language_writes_them_so() -> None:
    assert change_case(make_verbatim("Alter"), "inside").in_("de") == "Alter"
    assert change_case(make_verbatim("Alter"), "lower").in_("fr") == "alter"
    assert change_case(make_verbatim("alter"), "capital").in_("en") == "Alter"
