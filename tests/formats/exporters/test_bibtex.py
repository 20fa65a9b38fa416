"""BibTeX: what readers get, whatever authors wrote."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.documents import LocalText
from boas.formats.exporters._bibtex import escape_latex, export_bibtex
from tests.formats.exporters.views import view

WRITTEN = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


def test_persons_stand_before_organisations() -> None:
    people = [{"name": "Camille Martin", "orcid": "0000-0002-1825-0097"}, {"name": "Alex"}]

    content, losses = export_bibtex(view(card={"ownership": {"organisations": ["cnam"], "authors": people}}))

    assert b"author = {{Camille Martin} and {Alex}}" in content
    assert {"ownership.organisations", "ownership.authors.orcid"} <= {loss.path for loss in losses}


def test_organisations_stand_for_authors_nobody_named_and_the_registry_for_both() -> None:
    content, losses = export_bibtex(view(card={"ownership": {"organisations": ["cnam"]}}))
    alone, _ = export_bibtex(view(card={"ownership": {"organisations": ["cnam"]}}, organisations=()))

    assert b"author = {{CHU du Nord}}" in content
    assert "ownership" not in {loss.path for loss in losses}
    assert b"author = {{BOAS}}" in alone


def test_a_compiled_card_and_the_work_it_is_about_are_entries_of_their_own() -> None:
    listed = [
        {"doi": "10.1000/a_b", "title": "A & B", "year": 2020, "role": "describes"},
        {"url": "https://example.org/c", "role": "uses"},
    ]
    made = view("en", {"references": {"publications": listed}}, is_compiled=True, publisher="Registry team")
    content = export_bibtex(made)[0].decode()
    card, work = content.split("@misc{sejours-avc-work-1,")

    assert "author = {{Registry team}}" in card
    assert "note = {card compiled from public sources, sha256:" in card
    assert work == "\n  title = {{A \\& B}},\n  year = {2020},\n  doi = {10.1000/a_b},\n}\n"


def test_a_compiled_card_of_nobody_known_is_credited_to_the_registry() -> None:
    assert b"author = {{BOAS}}" in export_bibtex(view("en", is_compiled=True))[0]


def test_what_is_not_known_is_left_out() -> None:
    content, _ = export_bibtex(view(released="", commit="", base_url=""))

    assert not re.search(rb"year|url|commit", content)


@given(WRITTEN)
def test_no_text_closes_a_field_of_bibtex(text: str) -> None:
    plain = view()
    named = replace(plain, card=plain.card.model_copy(update={"name": LocalText.model_validate({"fr": text})}))
    written = export_bibtex(named)[0].decode()

    depth = 0
    for sign in re.sub(r"\\.", "", written, flags=re.DOTALL):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
    assert written.startswith("@misc{sejours-avc-1.2.0,\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("100 % & plus_", r"100 \% \& plus\_"),
        (r"\input{x}", r"\textbackslash{}input\{x\}"),
        ("a~b^c $1 #2", r"a\textasciitilde{}b\textasciicircum{}c \$1 \#2"),
    ],
)
def test_signs_latex_would_obey_are_escaped(text: str, shown: str) -> None:
    assert escape_latex(text) == shown
