"""A quick look at a whole text lets through all that the patterns behind it can find."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from boas.checks import _disguised_identifiers as disguised
from boas.checks import _identifier_hints as hints
from boas.checks import _person_identifiers as plain

PIECES = (
    *(
        "1 85 05 78 006 084 36",
        "185057800608436",
        "2.85.2A.78.006.084",
        "RPPS 10003456789",
        "06 12 34 56 78",
        "0612345678",
    ),
    *("+33 (0)1 23 45 67 89", "00 41 22 345 67 89", "01/23/45/67/89", "jean.exemple@chu.example.org", "IPP : 1234567"),
    *("jean.exemple (at) chu.example.org", "jean point exemple at chu point fr", "jean.exemple[arobase]chu.fr"),
    *("Jean Exemple né le 3 mars 1975", "Mme Marie Exemple, born on March 3, 1975", "EXEMPLE Jean 03/04/1951"),
    *(
        "Dr Jean Exemple 3.4.51",
        "né le 1/2/75 Jean Exemple",
        "born 1975-03-04 Jean EXEMPLE",
        "jean\uff20chu.example.org",
    ),
    *(
        "\u0661\u0668\u0665\u0660\u0665\u0667\u0668\u0660\u0660\u0666\u0660\u0668\u0664\u0663\u0666",
        "3 AOÛT 1975",
        "Augu\u017ft 3, 1975",
    ),
    *(
        "I639,Infarctus",
        "I63.9",
        "3400999999991",
        "\n",
        ",",
        " ",
        "\u00a0",
        "\u202f",
        "\u2011",
        "é",
        "x",
        "0",
        "Paris",
        ".",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=7).flatmap(
    lambda parts: st.sampled_from(("", " ", "\n")).map(lambda gap: gap.join(parts))
)


@pytest.mark.no_cover
@settings(max_examples=300)
@given(text=TEXTS, contact=st.booleans())
@example(text="Jean Exemple né le 3 mars 1975", contact=False)
@example(text="jean.exemple (at) chu.example.org", contact=False)
def test_with_and_without_a_quick_look_the_same_is_found(text: str, *, contact: bool) -> None:
    looked = (
        [*plain.find_person_identifiers(text, contact=contact)],
        [*disguised.find_disguised_identifiers(text, contact=contact)],
    )
    with pytest.MonkeyPatch.context() as patch:
        for module in (plain, disguised):
            for name in ("has_long_number", "has_day", "has_mailbox_sign"):
                patch.setattr(module, name, lambda _text: True, raising=False)
        patch.setattr(disguised, "make_plain", lambda whole: whole.translate(disguised.PLAIN))
        anyway = (
            [*plain.find_person_identifiers(text, contact=contact)],
            [*disguised.find_disguised_identifiers(text, contact=contact)],
        )

    assert looked == anyway


@pytest.mark.no_cover
@settings(max_examples=300)
@given(texts=st.lists(TEXTS | st.sampled_from(PIECES), max_size=5))
@example(texts=["\u207b \u2212", "0612345678"])
@example(texts=["jean\u0131 at chu dot fr", "x"])
def test_texts_that_a_look_at_all_of_them_passes_over_hold_no_identifier(texts: list[str]) -> None:
    found = [
        position
        for position, text in enumerate(texts)
        if any(plain.find_person_identifiers(text)) or any(disguised.find_disguised_identifiers(text))
    ]

    assert set(found) <= set(disguised.list_suspects(texts))


@pytest.mark.no_cover
@given(texts=st.lists(TEXTS | st.sampled_from(PIECES), max_size=5))
def test_a_look_at_all_texts_lets_through_what_a_look_at_each_does(texts: list[str]) -> None:
    looks = (hints.has_long_number, hints.has_day, hints.has_mailbox_sign)
    through = [
        position
        for position, text in enumerate(texts)
        if hints.has_long_number(text) or any(look(disguised.make_plain(text)) for look in looks)
    ]

    assert list(disguised.list_suspects(texts)) == through or any(map(hints.has_odd_letter, texts))


@given(text=st.text(alphabet="a1\t\u00a0\u2019\u207b\u2212\uff20\u0661\u00e9-", max_size=9))
def test_plain_signs_are_those_of_the_table_one_for_one(text: str) -> None:
    assert disguised.make_plain(text) == text.translate(disguised.PLAIN)


@pytest.mark.no_cover
@given(
    before=st.text(alphabet="nirsécuocal pgté\u017f\u0131NISCURP", max_size=70),
    after=st.sampled_from(("", " NIR", "(SÉCU)", "\u017fécu", " Assuré social", " INSEE number", " RPPS", "insulin")),
)
def test_a_word_that_names_a_number_is_found_with_its_hints_and_without(before: str, after: str) -> None:
    text = f"{before} 185057800608 {after}"
    match = re.search("[0-9]+", text)

    assert match is not None
    for words in (plain.NIR_WORDS, plain.RPPS_WORDS, disguised.NIR_WORDS):
        anyway = plain.NamingWords(words.pattern, ("",))
        assert plain.is_near(words, text, match) == plain.is_near(anyway, text, match)


def test_each_piece_with_an_identifier_is_found_by_some_pattern() -> None:
    found = [
        piece
        for piece in PIECES[:22]
        if any(plain.find_person_identifiers(piece)) or any(disguised.find_disguised_identifiers(piece))
    ]

    assert len(found) >= 12
