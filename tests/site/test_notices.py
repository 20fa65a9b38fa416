"""The page of notices, their feeds, their advisories, and what was withdrawn in lists, search and matrix."""

import json
import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from jsonschema import Draft202012Validator

from boas.documents import is_in_range
from boas.index import Index
from boas.site import build
from boas.site._range_table import load_range_table
from tests.formats.advisories.test_advisory import SCHEMA
from tests.site.conftest import OPENAPI, RULES
from tests.site.noticed_registry import noticed
from tests.site.versioned_registry import index_of

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def noticed_index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("noticed")
    with index_of(noticed(folder / "registry"), folder / "index.sqlite") as opened:
        yield opened


@pytest.fixture(scope="module")
def told(noticed_index: Index, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("noticed-site")
    build(noticed_index, RULES, OPENAPI, out, progress=lambda _done, _total: None)
    return out / "current"


def read_words(path: Path) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", path.read_text()))).replace("\u00a0", " ")


def list_entries(path: Path) -> list[tuple[str, str]]:
    root = ET.fromstring(path.read_bytes())  # noqa: S314 -- written by ourselves a moment ago
    return [
        (entry.findtext(f"{ATOM}title") or "", entry.findtext(f"{ATOM}content") or "")
        for entry in root.iterfind(f"{ATOM}entry")
    ]


def test_the_page_tells_every_notice_with_its_reason_people_versions_and_who_decided(told: Path) -> None:
    text = (told / "fr/notices.html").read_text()
    kinds = re.findall(r"<h3>([^:<\u00a0]+)", text)

    assert kinds == ["Supprimé", "Retiré", "Alerte de sécurité", "Déconseillé", *["Erratum"] * 3, "Alerte de sécurité"]
    words = read_words(told / "fr/notices.html")
    for part in (
        "Sécurité · 4 février 2026 · versions >=1.0.0",
        "Les enfants",
        "À utiliser à la place : Règle d’exemple",
        "Versions concernées : 2.1.0-rc.1 , 2.0.0",
        "Décidé par Camille Exemple",
        "7 avis sont en vigueur, 1 a été annulé",
        "Il annule l’avis fausse-alerte",
        "1 liste de codes concernée :",
    ):
        assert part in words, part


def test_the_english_page_says_as_much(told: Path) -> None:
    words = read_words(told / "en/notices.html")

    assert "7 notices stand, 1 was retracted" in words
    assert "ICD-10 (French PMSI) I61 : meaning changed (from CIM-10 FR 2019 to CIM-10 FR 2025)" in words


def test_a_registry_without_notices_says_a_sentence(versioned: Path, site: Path) -> None:
    assert "Aucun avis n’est en vigueur" in read_words(site / "fr/notices.html")
    assert "Aucun avis n’est en vigueur" not in read_words(versioned / "fr/notices.html")


def test_the_twin_is_the_answer_and_the_page_names_it(told: Path, noticed_index: Index) -> None:
    assert (told / "fr/notices.json").read_bytes() == noticed_index.read_body("notices")
    assert 'type="application/json" href="notices.json"' in (told / "fr/notices.html").read_text()


def test_the_meaning_of_a_range_stands_beside_what_others_say(told: Path) -> None:
    table = load_range_table()
    assert all(row.here == is_in_range(row.version, row.held) for row in table.rows)
    assert any(row.held == "<2.0.0-0" and row.version == "2.0.0" and not row.here for row in table.rows)
    for page in ("fr/notices.html", "fr/fields/notice.html"):
        words = read_words(told / page)
        assert "« <2.0.0 » comprend 2.0.0-rc.1" in words
        for one in table.readings:
            assert f"{one.library} {one.version}" in words


def test_the_card_whose_list_holds_a_changed_code_says_so_first(told: Path) -> None:
    text = (told / "fr/algorithms/exemple-regle.html").read_text()
    words = read_words(told / "fr/algorithms/exemple-regle.html")

    assert "Des codes de ses listes ont changé." in words
    assert 'href="exemple-score.html#notice-codes"' in text
    assert text.index('id="code-warnings"') < text.index("<h1")
    assert 'id="notice-codes"' in (told / "fr/algorithms/exemple-score.html").read_text()
    assert "code-warnings" not in (told / "fr/algorithms/exemple-score.html").read_text()


def test_the_feed_of_notices_has_no_version_and_tells_of_what_was_taken_back(told: Path) -> None:
    entries = list_entries(told / "fr/notices.atom")

    assert [title.partition("\u00a0")[0] for title, _ in entries] == [
        "Supprimé",
        "Retiré",
        "Alerte de sécurité",
        *["Erratum", "Erratum", "Déconseillé", "Erratum"],
    ]
    assert "Il annule l’avis fausse-alerte." in entries[3][1]
    assert not any("fausse-alerte" in title for title, _ in entries)


def test_an_organisation_s_feed_tells_only_of_what_reaches_its_reuses(told: Path) -> None:
    hospital = list_entries(told / "fr/organisations/exemple-chu.atom")
    university = list_entries(told / "fr/organisations/exemple-universite.atom")

    assert [title for title, _ in hospital] == [
        "Alerte de sécurité\u00a0: Règle d’exemple (versions >=2.0.0)",
        "Erratum\u00a0: Règle d’exemple (versions >=1.0.0)",
    ]
    assert "En service\u00a0: version 2.0.0." in hospital[0][1]
    assert [title.partition("\u00a0")[0] for title, _ in university] == ["Erratum", "Déconseillé", "Erratum"]
    assert sorted(path.name for path in (told / "fr/organisations").glob("*.atom")) == [
        "exemple-chu.atom",
        "exemple-universite.atom",
    ]
    assert 'href="exemple-chu.atom"' in (told / "fr/organisations/exemple-chu.html").read_text()


def test_every_notice_is_an_advisory_and_all_of_them_one_archive(told: Path) -> None:
    files = {path.name: path.read_bytes() for path in (told / "advisories").glob("*.json")}
    judge = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)

    assert len(files) == 8
    for content in files.values():
        assert [error.message for error in judge.iter_errors(json.loads(content))] == []
    with ZipFile(BytesIO((told / "advisories/all.zip").read_bytes())) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
    withdrawn = {name for name, content in files.items() if "withdrawn" in json.loads(content)}
    assert withdrawn == {"x_BOAS-exemple-regle_fausse-alerte.json"}


def test_lists_search_and_matrix_show_what_was_withdrawn_last_with_its_reason(told: Path) -> None:
    words = read_words(told / "fr/algorithms.html")
    assert "3 algorithmes, dont 2 retirés" in words
    assert words.index("Règle d’exemple") < words.index("Retiré Sécurité · 3 février 2026 · Avis retrait.")
    entries = {one["id"]: one for one in json.loads((told / "fr/search.json").read_bytes())["algorithms"]}
    assert entries["exemple-score"]["ended"] == ["withdrawn", "Retiré", "Sécurité · Avis retrait."]
    assert "ended" not in entries["exemple-regle"]
    matrix = read_words(told / "fr/audit_matrix.html")
    assert "Ce que l’on peut vérifier de 1 algorithme" in matrix
    assert matrix.index("Retirés et supprimés") < matrix.index("Example score")
    assert "Algorithmes 0 et 2 retirés" in read_words(told / "fr/organisations/exemple-universite.html")


def test_two_builds_give_the_same_pages_feeds_and_advisories(told: Path, noticed_index: Index, tmp_path: Path) -> None:
    build(noticed_index, RULES, OPENAPI, tmp_path, progress=lambda _done, _total: None)

    for path in (*told.rglob("*.atom"), *told.rglob("notices*"), *(told / "advisories").iterdir()):
        assert (tmp_path / "current" / path.relative_to(told)).read_bytes() == path.read_bytes()
