"""Citations: what BibTeX and CITATION.cff readers get, whatever authors wrote."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from boas.index import Index
from boas.site import Settings
from boas.site._citations import build_citation, escape_latex, quote_yaml, render_bibtex, render_cff
from tests.site.small_registry import SmallRegistry, stroke
from tests.site.versioned_registry import BASE_URL

RULE = "algorithms/exemple-regle/versions/2.0.0"
WRITTEN = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def version(**fields: object) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(SmallRegistry(stroke()).bodies["algorithms/avc-ait-pmsi/versions/1.0.0"])
    return answer | {"card": answer["card"] | fields}


def settings() -> Settings:
    return Settings.from_status(SmallRegistry(stroke()).bodies["status"])


def read(content: bytes) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(content)
    return document


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_citation_file_has_what_version_1_2_0_of_the_format_requires(
    versioned: Path, versioned_index: Index, language: str
) -> None:
    cited = read((versioned / language / f"{RULE}.cff").read_bytes())
    answer = json.loads(versioned_index.read_body(RULE) or b"")

    assert cited["cff-version"] == "1.2.0"
    assert cited["message"]
    assert cited["type"] == "software"
    assert cited["title"] == answer["card"]["name"][language]
    assert cited["version"] == "2.0.0"
    assert date.fromisoformat(cited["date-released"]) == date(2026, 1, 5)
    assert cited["commit"] == answer["published"]["commit"]
    assert cited["url"] == f"{BASE_URL}/{language}/{RULE}.html"
    assert [set(one) for one in cited["authors"]] == [{"name"}]
    assert cited["identifiers"][0]["type"] == "other"
    assert cited["identifiers"][0]["value"] == f"sha256:{answer['digest']}"
    known = {"cff-version", "message", "type", "title", "version", "date-released", "commit", "url", "authors"}
    assert set(cited) == known | {"identifiers"}


def test_persons_stand_before_organisations_with_their_orcid() -> None:
    people = [{"name": "Camille Martin", "orcid": "0000-0002-1825-0097"}, {"name": "Alex"}]
    facts = build_citation(version(ownership={"organisations": ["cnam"], "authors": people}), "fr", settings())

    assert read(render_cff(facts, "fr"))["authors"] == [
        {"name": "Camille Martin", "orcid": "https://orcid.org/0000-0002-1825-0097"},
        {"name": "Alex"},
    ]
    assert b"author = {{Camille Martin} and {Alex}}" in render_bibtex(facts)


def test_what_is_not_known_is_left_out() -> None:
    facts = build_citation(version() | {"published": None, "organisations": []}, "en", settings())

    assert not {"date-released", "commit", "url"} & set(read(render_cff(facts, "en")))
    assert read(render_cff(facts, "en"))["authors"] == [{"name": "BOAS"}]
    assert b"year" not in render_bibtex(facts)


@given(WRITTEN)
def test_any_text_comes_back_from_a_citation_file_as_it_was(text: str) -> None:
    assert yaml.safe_load(f"title: {quote_yaml(text)}\n") == {"title": text}


@given(WRITTEN)
def test_no_text_closes_a_field_of_bibtex(text: str) -> None:
    written = render_bibtex(build_citation(version(name={"fr": text or "x"}), "fr", settings())).decode()

    depth = 0
    for sign in re.sub(r"\\.", "", written, flags=re.DOTALL):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
    assert written.startswith("@misc{avc-ait-pmsi-1.0.0,\n")


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


def test_a_version_s_page_gives_both_files_and_the_text_to_copy(versioned: Path) -> None:
    written = (versioned / "fr" / f"{RULE}.html").read_text(encoding="utf-8")

    assert 'href="2.0.0.bib" download="exemple-regle-2.0.0.bib"' in written
    assert 'href="2.0.0.cff" download="CITATION.cff"' in written
    assert "@misc{exemple-regle-2.0.0," in written
    assert f"{BASE_URL}/fr/{RULE}.html</p></blockquote>" in written
