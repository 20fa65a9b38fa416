"""Words: numbers and dates as they are read, texts chosen by language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.site import _links as links
from boas.site import _numbers as numbers
from boas.site import _templates as render
from boas.site import _translations as words


@pytest.mark.parametrize(
    ("n", "english", "french_form"),
    [(0, "many", "point"), (1, "one", "point"), (1.5, "many", "point"), (2, "many", "points")],
)
def test_zero_is_singular_in_french_only(n: float, english: str, french_form: str) -> None:
    assert words.load_page_catalogue("en").ngettext("one", "many", n) == english
    assert words.load_page_catalogue("fr").ngettext("point", "points", n) == french_form


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Vous en faites partie ?", "Vous en faites partie\u202f?"),
        ("Non renseigné :", "Non renseigné\u00a0:"),
        ("pour « %(q)s »", "pour «\u00a0%(q)s\u00a0»"),
        ("boas %(version)s", "boas %(version)s"),
        ("5 %", "5\u202f%"),
    ],
)
def test_french_punctuation_never_stands_alone_on_a_line(typed: str, shown: str) -> None:
    assert words.insert_no_break_spaces(typed) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Deux cas : un ; deux", "Deux cas\u00a0: un\u00a0; deux"),
        ("dit « oui »", "dit «\u00a0oui\u00a0»"),
        ("garde `a ? b : c` tel quel", "garde <code>a ? b : c</code> tel quel"),
        ("5 > 3 :", "5 &gt; 3\u00a0:"),
    ],
)
def test_an_author_s_punctuation_never_stands_alone_and_code_is_left_as_it_is(written: str, shown: str) -> None:
    assert render.render_inline(written) == shown


@pytest.mark.parametrize(
    ("metric", "value", "french_form", "english_form"),
    [
        ("ppv", 0.8826, "88,26\xa0%", "88.26%"),
        ("sensitivity", 0.9, "90\xa0%", "90%"),
        ("specificity", 1.0, "100\xa0%", "100%"),
        ("auc", 0.8, "0,8", "0.8"),
        ("flagged", 1669.0, "1\u202f669", "1,669"),
        ("prevalence", 0.00004, "0,004\xa0%", "0.004%"),
    ],
)
def test_a_figure_is_written_with_all_its_digits(
    metric: str, value: float, french_form: str, english_form: str
) -> None:
    assert numbers.format_figure(metric, value, "fr") == french_form
    assert numbers.format_figure(metric, value, "en") == english_form


@given(st.integers(0, 10_000))
def test_no_digit_of_a_percentage_is_rounded_away(ten_thousandths: int) -> None:
    shown = numbers.format_percentage(ten_thousandths / 10_000, "en").rstrip("%")

    assert round(float(shown.replace(",", "")) * 100) == ten_thousandths


@pytest.mark.parametrize(
    ("written", "french_form", "english_form"),
    [
        ("2026-11-01T22:16:14+01:00", "1er novembre 2026", "1 November 2026"),
        ("2026-11", "novembre 2026", "November 2026"),
        ("2015", "2015", "2015"),
        ("2009/2010", "2009 – 2010", "2009 – 2010"),
    ],
)
def test_dates_are_written_in_words(written: str, french_form: str, english_form: str) -> None:
    assert numbers.format_period(written, "fr") == french_form
    assert numbers.format_period(written, "en") == english_form


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("fr/index.html", "fr/algorithms.html", "algorithms.html"),
        ("fr/algorithms/avc.html", "fr/algorithms.html?q=a", "../algorithms.html?q=a"),
        ("fr/browse/kind/rule.html", "static/style.css", "../../../static/style.css"),
        ("fr/algorithms/avc.html", "fr/algorithms/avc.html#bias", "avc.html#bias"),
    ],
)
def test_pages_name_each_other_relatively(here: str, there: str, link: str) -> None:
    assert links.to_relative(here, there) == link


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "//evil.example", "data:text/html,x", "ftp://x", "https://[", ""]
)
def test_a_link_of_another_scheme_is_not_followed(link: str) -> None:
    assert links.keep_safe_link(link) == ""


@given(st.text(min_size=1), st.text(min_size=1))
def test_values_of_a_facet_never_share_a_file(one: str, two: str) -> None:
    assert (links.build_facet_path("licence", one) == links.build_facet_path("licence", two)) == (one == two)


@given(st.text(min_size=1))
def test_the_file_of_a_facet_s_value_is_a_plain_name(value: str) -> None:
    name = links.build_facet_path("licence", value).removeprefix("browse/licence/")

    assert all(sign.isascii() and (sign.isalnum() or sign in "._-") for sign in name)
    assert not name.startswith(".")


@pytest.mark.parametrize(
    ("forge", "issue", "file"),
    [
        ("https://gitlab.com/x/y", "https://gitlab.com/x/y/-/issues/new?issue%5Btitle%5D=a", "/-/blob/HEAD/m"),
        ("https://github.com/x/y", "https://github.com/x/y/issues/new?title=a", "/blob/HEAD/m"),
    ],
)
def test_each_forge_is_spoken_to_in_its_way(forge: str, issue: str, file: str) -> None:
    assert links.build_issue_link(forge, "a") == issue
    assert links.build_forge_link(forge, "blob", "m") == forge + file


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ({"fr": "un", "en": "one"}, "fr", ("un", "fr", False)),
        ({"en": "one"}, "fr", ("one", "en", True)),
        ({"de": "eins", "fr": "un"}, "de", ("eins", "de", True)),
        ({"fr": "un", "en": "one"}, "de", ("one", "en", False)),
        ({"it": "uno", "fr": "un"}, "de", ("uno", "it", True)),
        ({"de": "eins", "fr": None}, "fr", ("eins", "de", True)),
        ({}, "de", ("", "en", False)),
    ],
)
def test_a_text_is_the_reader_s_or_that_of_the_interface_or_the_first_there_is(
    text: dict[str, str | None], language: str, wanted: tuple[str, str, bool]
) -> None:
    chosen = words.choose(text, language)

    assert (chosen.text, chosen.language, chosen.foreign) == wanted


def test_a_page_without_words_of_its_own_language_has_english_words_and_numbers() -> None:
    assert words.load_page_catalogue("nl").gettext("Not given:") == "Not given:"
    assert numbers.format_interval("auc", 0.5, 1234.5, "nl") == "[0.5; 1,234.5]"


def test_languages_are_called_what_those_who_speak_them_call_them() -> None:
    assert [words.name_language(code) for code in ("fr", "en", "de", "it")] == [
        *("Français", "English", "Deutsch", "Italiano")
    ]
