"""CodeMeta: only terms of its published context, and read back by our own importer."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from boas.formats.exporters._codemeta import export_codemeta
from boas.formats.importers import read_foreign
from tests.formats.exporters.views import EXAMPLE, view

CONTEXT = json.loads((Path(__file__).parent / "codemeta-3.0.jsonld").read_text(encoding="utf-8"))["@context"]


def write(**card: object) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(export_codemeta(view("en", card))[0])
    return document


def iter_objects(value: object) -> Iterator[dict[str, Any]]:
    """Every object of a document, at any depth."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from iter_objects(inner)


def list_values(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def test_every_key_and_type_is_a_term_of_the_format() -> None:
    for one in iter_objects(write()):
        assert {key for key in one if not key.startswith("@")} <= set(CONTEXT)
        assert one["@type"] in {*CONTEXT, "ScholarlyArticle"}  # the latter is schema.org's, as its examples have it


def test_what_the_context_takes_for_an_address_is_one() -> None:
    for one in iter_objects(write()):
        wanted = [key for key, value in one.items() if CONTEXT.get(key, {}) and "@id" in str(CONTEXT[key])]
        addresses = [key for key in wanted if isinstance(CONTEXT[key], dict) and CONTEXT[key].get("@type") == "@id"]
        for value in (value for key in (*addresses, "@id") if key in one for value in list_values(one[key])):
            assert isinstance(value, dict) or urlsplit(str(value)).scheme


def test_our_importer_reads_what_was_written() -> None:
    read = read_foreign(export_codemeta(view("en"))[0], "codemeta.json")
    found: dict[str, object] = {}
    for piece in read.pieces:
        value = getattr(piece.value, "text", piece.value)
        found[piece.to] = [*list_values(found.get(piece.to, [])), value] if piece.is_item else value

    author = {key: EXAMPLE["ownership"]["authors"][0][key] for key in ("name", "orcid", "affiliation")}
    assert found == {
        "name": EXAMPLE["name"]["en"],
        "summary": EXAMPLE["summary"]["en"],
        "upstream_version": EXAMPLE["upstream_version"],
        "keywords": EXAMPLE["keywords"],
        "licence.code": EXAMPLE["licence"]["code"],
        "ownership.authors": [author],
        "ownership.funding": EXAMPLE["ownership"]["funding"]["en"],
        "deployment.repository": {"url": EXAMPLE["deployment"]["repository"]["url"]},
        "deployment.programming_languages": EXAMPLE["deployment"]["programming_languages"],
        "deployment.requirements": EXAMPLE["deployment"]["requirements"],
        # The role of a publication and its title have no place in CodeMeta: what comes back only describes.
        "references.publications": [
            {key: one[key] for key in ("doi", "url", "citation") if key in one} | {"role": "describes"}
            for one in EXAMPLE["references"]["publications"]
        ],
    }


@pytest.mark.parametrize("written", ["MIT OR Apache-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"])
def test_a_licence_that_is_no_single_one_of_spdx_is_a_loss(written: str) -> None:
    content, losses = export_codemeta(view(card={"licence": {"code": written}}))

    assert b"license" not in content
    assert "licence" in {loss.path for loss in losses}
