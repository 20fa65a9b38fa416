"""Abbreviations on a card: explained where they first stand, never inside a name, a link or code."""

import re
from pathlib import Path

from markupsafe import Markup

from boas.site._expansions import explain_abbreviations
from tests.site.reading import page, words


def test_the_first_use_is_explained_and_no_other() -> None:
    told = explain_abbreviations(Markup("<p>Un AVC, puis un AVC ou un AIT.</p>"), "fr")

    assert told.html == (
        '<p>Un <abbr title="accident vasculaire cérébral">AVC</abbr>, puis un AVC ou un '
        '<abbr title="accident ischémique transitoire">AIT</abbr>.</p>'
    )
    assert [(short, said.text) for short, said in told.abbreviations] == [
        ("AVC", "accident vasculaire cérébral"),
        ("AIT", "accident ischémique transitoire"),
    ]


def test_names_links_headings_and_code_stay_as_they_are() -> None:
    html = Markup(
        '<h2>AVC</h2><a href="x">AVC</a><code>AVC</code><pre>AVC</pre><cite>AVC</cite><p title="AVC">AVC-1 xAVC</p>'
        "<svg><title>AVC</title></svg><abbr>AVC</abbr>"
    )

    assert explain_abbreviations(html, "fr") == (html, ())


def test_words_of_another_language_say_which() -> None:
    told = explain_abbreviations(Markup("<p>PMSI and BMI</p>"), "en")

    assert 'lang="fr">PMSI</abbr>' in told.html
    assert '<abbr title="body mass index">BMI</abbr>' in told.html


def test_what_was_escaped_stays_escaped() -> None:
    assert explain_abbreviations(Markup("<p>&lt;b&gt; AVC &amp; IMC</p>"), "en").html.startswith("<p>&lt;b&gt; <abbr")


def test_a_card_lists_what_it_explains(shipped_site: Path) -> None:
    card = page(shipped_site, "fr/algorithms/avc-ait-pmsi.html")
    listed = words(card.partition('id="abbreviations"')[2].partition("</p>")[0])

    assert card.count('<abbr title="accident vasculaire cérébral">') == 1
    assert "<h1>AVC et AIT hospitalisés (PMSI)</h1>" in card
    assert "AVC : accident vasculaire cérébral" in listed
    marked = re.findall(r"<abbr title=\"[^\"]*\"(?: lang=\"fr\")?>([A-Z]+)</abbr>", card.partition("<main")[2])
    assert marked
    assert all(f"{short} :" in listed for short in marked)
