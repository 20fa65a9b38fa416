"""CITATION.cff: valid by the format's own schema, read back as it was written."""

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from boas.formats.exporters._cff import export_cff
from boas.formats.importers import read_foreign
from boas.translation import Language
from tests.formats.exporters.views import BASE_URL, view

SCHEMA = json.loads(
    (files("check_jsonschema") / "builtin_schemas/vendor/citation-file-format.json").read_text(encoding="utf-8")
)
WRITTEN = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def read(content: bytes) -> dict[str, Any]:
    document: dict[str, Any] = yaml.load(content, yaml.BaseLoader)  # noqa: S506 -- makes texts only
    return document


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("facts", [{}, {"released": "", "commit": "", "base_url": ""}], ids=["published", "draft"])
def test_a_citation_file_fits_the_schema_of_the_format(language: Language, facts: dict[str, Any]) -> None:
    cited = read(export_cff(replace(view(language), **facts))[0])

    jsonschema.validate(cited, SCHEMA)
    assert {"date-released", "commit", "url"} & set(cited) == (set() if facts else {"date-released", "commit", "url"})


def test_a_citation_file_tells_the_facts_of_the_version() -> None:
    cited = read(export_cff(view("en"))[0])

    assert cited["title"] == "Stays for stroke"
    assert (cited["version"], cited["date-released"]) == ("1.2.0", "2026-11-20")
    assert cited["url"] == f"{BASE_URL}/en/algorithms/sejours-avc/versions/1.2.0.html"
    assert cited["authors"] == [{"name": "Camille Exemple", "orcid": "https://orcid.org/0000-0002-1825-0097"}]
    assert cited["identifiers"] == [
        {"type": "other", "value": f"sha256:{'d1' * 32}", "description": "Digest of the version"}
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_compiled_card_is_credited_to_whoever_compiled_it(language: Language) -> None:
    content, losses = export_cff(view(language, is_compiled=True, publisher="Registry team"))
    cited = read(content)

    jsonschema.validate(cited, SCHEMA)
    assert cited["authors"] == [{"name": "Registry team"}]
    assert cited["type"] == "dataset"
    assert "Camille Exemple" not in content.decode()
    assert "ownership" in {loss.path for loss in losses}


def test_our_importer_reads_what_was_written() -> None:
    found = {piece.to: piece.value for piece in read_foreign(export_cff(view("en"))[0], "CITATION.cff").pieces}

    assert found["upstream_version"] == "1.2.0"
    assert getattr(found["name"], "text", None) == "Stays for stroke"


@given(WRITTEN)
def test_any_text_comes_back_from_a_citation_file_as_it_was(text: str) -> None:
    assert read(export_cff(replace(view("en"), commit=f"x{text}"))[0])["commit"] == f"x{text}"
