"""Prose: an author's only paragraph needs no block around it, several keep theirs."""

import pytest
from markupsafe import Markup

from boas.site._templates import render_prose, unwrap_paragraph


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        pytest.param("Un *mot*.", "Un <em>mot</em>.", id="one paragraph"),
        pytest.param("Un.\n\nDeux.", "", id="two paragraphs"),
        pytest.param("- un\n- deux", "", id="a list"),
        pytest.param("Un.\n\n- deux", "", id="a paragraph and a list"),
        pytest.param("Un.\n\n- deux\n\nTrois.", "", id="a list between paragraphs"),
        pytest.param("> Un.", "", id="a quotation"),
        pytest.param("a < b & c", "a &lt; b &amp; c", id="signs stay escaped"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_the_inside_of_a_lone_paragraph_is_told_from_several_blocks(text: str, inside: str) -> None:
    found = unwrap_paragraph(render_prose(text))

    assert found == inside
    assert isinstance(found, Markup)
