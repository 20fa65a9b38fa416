"""The draft of a reuse that a card offers, and the picture of reuses over the years."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from boas.documents import Reuse
from boas.parsing import read_yaml
from boas.site._reuses import build_reuse_draft, build_year_bars
from boas.translation import Language

PATH = {
    "fr": "model_cards/algorithms/avc-ait-pmsi/reuses/mon-hopital.yaml",
    "en": "model_cards/algorithms/avc-ait-pmsi/reuses/my-hospital.yaml",
}


@pytest.mark.parametrize("language", PATH)
def test_the_draft_lacks_nothing_but_the_day(language: Language) -> None:
    draft = build_reuse_draft("avc-ait-pmsi", "1.0.0", "", language)
    value = read_yaml(draft["text"]).value

    assert isinstance(value, dict)
    reuse = Reuse.model_validate_json(json.dumps(value | {"date": "2026-11-29"}))
    assert (draft["path"], reuse.version, reuse.is_declared) == (PATH[language], "1.0.0", True)
    assert draft["forge"] == ""


FORGES = [
    ("https://github.com/sante/boas", "/sante/boas/new/HEAD", "filename", True),
    ("https://gitlab.example.org/sante/boas/", "/sante/boas/-/new/HEAD", "file_name", False),
]


@pytest.mark.parametrize(("forge", "page", "name", "is_filled"), FORGES)
def test_the_forge_opens_a_new_file_of_that_name(forge: str, page: str, name: str, *, is_filled: bool) -> None:
    draft = build_reuse_draft("avc-ait-pmsi", "1.0.0", forge, "fr")
    parts = urlsplit(draft["forge"])
    asked = parse_qs(parts.query)

    assert parts.path == page
    assert asked[name] == [draft["path"]]
    assert asked.get("value") == ([draft["text"]] if is_filled else None)


def test_a_year_without_news_keeps_what_was_known() -> None:
    bars = build_year_bars({"2019": 1, "2021": 3})

    assert [(bar.year, bar.total) for bar in bars] == [(2019, 1), (2020, 1), (2021, 4)]
    assert [bar.height for bar in bars] == [24, 24, 96]
    assert build_year_bars({}) == ()
