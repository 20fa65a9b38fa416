"""A registry in another language than those of the program, from its first file to its pages and answers."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from boas.serving import build_application
from tests.api.asking import Answer, ask
from tests.cli.running import boas
from tests.git_registry import GitRegistry

CARD = "model_cards/algorithms/schlaganfall/versions/1.0.0/card.yaml"
ANSWERS = {
    "kind": "rule",
    "name": "Schlaganfälle",
    "summary": "Findet Aufenthalte wegen eines Schlaganfalls.",
    "category": "targeting",
    "modality": "claims",
    "domain": "neurology",
    "purpose": "Epidemiologie",
    "organisation": "klinik",
    "source": "daten:development",
    "limitation": "Leichte Fälle fehlen.",
}
"""Options of `boas new`, in the language of the registry."""


def begin(folder: Path, languages: str, instead: Mapping[str, str] | None = None) -> GitRegistry:
    """A new registry with one card, committed."""
    title = ("--title", "Verfahren der Klinik", "--licence", "CC-BY-4.0")
    made = boas("init", folder.name, *title, "--languages", languages, at=folder.parent)
    assert made.returncode == 0, made.stderr.decode()
    options = [part for name, value in {**ANSWERS, **(instead or {})}.items() for part in (f"--{name}", value)]
    options += ["--new-organisation", "klinik", "Klinik", "--new-source", "daten", "Daten", "Aufenthalte"]
    done = boas("new", "schlaganfall", *options, at=folder)
    assert done.returncode == 0, done.stderr.decode()
    registry = GitRegistry(folder)
    registry.commit("Set up")
    return registry


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> GitRegistry:
    """A registry in German with one card, built."""
    registry = begin(tmp_path_factory.mktemp("german") / "registry", "de")
    built = boas("build", at=registry.path)
    assert built.returncode == 0, built.stderr.decode()
    return registry


def read_page(registry: GitRegistry, url: str) -> str:
    return (registry.path / ".boas/site/current" / url).read_text()


def ask_for(registry: GitRegistry, address: str, headers: dict[str, str] | None = None) -> Answer:
    state = registry.path / ".boas"
    return ask(build_application(state / "site", state / "index.sqlite"), address, headers=headers)


def test_a_registry_in_german_is_begun_in_german_and_nothing_is_found_in_it(german: GitRegistry) -> None:
    checked = boas("check", "--format", "json", at=german.path)

    assert json.loads(checked.stdout)["findings"] == []
    assert (
        'title:\n  de: "Verfahren der Klinik"\nlanguages:\n  - de\n'
        in (german.path / "model_cards/registry.yaml").read_text()
    )
    assert re.findall(r"\b(?:fr|en): ", (german.path / CARD).read_text()) == []
    schema = json.loads((german.path / "schemas/card.schema.json").read_text())
    assert list(schema["$defs"]["LocalText"]["properties"]) == ["de"]


def test_a_text_in_french_is_found_there(tmp_path: Path) -> None:
    registry = begin(tmp_path / "registry", "de")
    registry.edit(CARD, "  de: Epidemiologie", "  de: Epidemiologie\n    fr: Épidémiologie")

    checked = boas("check", "--lang", "en", "--format", "json", at=registry.path)

    found = [(one["rule"], one["field"]) for one in json.loads(checked.stdout)["findings"]]
    assert (checked.returncode, found) == (1, [("unknown-field", "intended_use.purpose.fr")])


def test_its_pages_are_in_german_with_english_words_around_and_no_other_language_is_offered(
    german: GitRegistry,
) -> None:
    root, page = read_page(german, "index.html"), read_page(german, "de/algorithms/schlaganfall.html")

    assert "url=de/index.html" in root
    assert '<html lang="en">' in page
    assert '<h1 lang="de">Schlaganfälle</h1>' in page
    assert re.findall(r'hreflang="(\w+)"', page) == ["de"]
    assert "another language only" not in page
    folders = [one.name for one in (german.path / ".boas/site/current").iterdir() if one.is_dir()]
    assert sorted(folders) == ["advisories", "archives", "bundles", "data", "de", "files", "static"]


def test_its_pages_and_answers_are_served(german: GitRegistry) -> None:
    home = ask_for(german, "/", {"accept-language": "fr, en;q=0.9"})
    page = ask_for(german, "/de/algorithms/schlaganfall.html")
    found = ask_for(german, "/de/algorithms.html?q=schlaganfall")
    answer = ask_for(german, "/api/v1/algorithms/schlaganfall")

    assert (home.status, home.headers["location"]) == (307, "/de/")
    assert (page.status, found.status, answer.status) == (200, 200, 200)
    assert "Schlaganfälle" in page.body.decode()
    assert "Schlaganfälle" in found.body.decode()
    assert answer.json()["row"]["name"] == {"de": "Schlaganfälle"}
    assert ask_for(german, "/fr/algorithms.html").status == 404


def test_the_service_describes_texts_in_the_languages_of_its_registry(german: GitRegistry) -> None:
    described = ask_for(german, "/api/v1/openapi.json").json()

    text = described["components"]["schemas"]["LocalText"]
    assert (list(text["properties"]), text["additionalProperties"]) == (["de"], False)


def test_imported_texts_are_in_the_only_language_there_is_or_in_one_of_the_registry(tmp_path: Path) -> None:
    registry = begin(tmp_path / "registry", "de")
    (tmp_path / "CITATION.cff").write_text(
        "cff-version: 1.2.0\nmessage: Cite\ntitle: Werkzeug\nrepository-code: https://example.org/werkzeug\n"
    )
    left = [part for name, value in ANSWERS.items() if name != "name" for part in (f"--{name}", value)]
    options: list[str] = ["new", "werkzeug", "--from", str(tmp_path / "CITATION.cff"), *left]

    refused = boas(*options, "--texts-in", "fr", "--lang", "en", at=registry.path)
    made = boas(*options, "--origin", "submitted", at=registry.path)

    assert (refused.returncode, b"--texts-in: `fr` is not in the list." in refused.stderr) == (2, True)
    assert made.returncode == 0, made.stderr.decode()
    assert "name:\n  de: Werkzeug\n" in (registry.path / CARD.replace("schlaganfall", "werkzeug")).read_text()
    assert boas("check", at=registry.path).returncode == 0


def test_a_new_version_says_its_changes_in_the_language_of_the_registry(tmp_path: Path) -> None:
    registry = begin(tmp_path / "registry", "de")
    registry.edit(CARD, "de: Epidemiologie", "de: Versorgungsforschung")

    done = boas("release", "schlaganfall", at=registry.path)

    assert done.returncode == 0, done.stderr.decode()
    card = (registry.path / CARD.replace("1.0.0", "2.0.0")).read_text()
    assert "  - kind: changed\n    text:\n      de: " in card
    assert re.findall(r"^ +(?:fr|en): ", card, re.MULTILINE) == []
    assert boas("check", at=registry.path).returncode == 0


def test_a_language_that_is_taken_out_leaves_its_texts_and_warns(tmp_path: Path) -> None:
    registry = begin(tmp_path / "registry", "fr,de")
    registry.edit("model_cards/registry.yaml", "  - fr\n", "")
    registry.edit("model_cards/registry.yaml", "  fr: ", "  de: ")
    registry.commit("Speak German only")

    built = boas("build", at=registry.path)
    page = read_page(registry, "de/algorithms/schlaganfall.html")

    assert built.returncode == 0, built.stderr.decode()
    assert '<h1 lang="fr">Schlaganfälle</h1>' in page
    assert not (registry.path / ".boas/site/current/fr").exists()


def test_a_registry_in_three_languages_offers_the_other_two_on_each_page(tmp_path: Path) -> None:
    registry = begin(tmp_path / "registry", "it,de,fr")
    registry.edit(CARD, "fr: Schlaganfälle", "de: Schlaganfälle")
    registry.commit("Name it in German only")

    built = boas("build", at=registry.path)

    assert built.returncode == 0, built.stderr.decode()
    page = read_page(registry, "it/algorithms/schlaganfall.html")
    assert re.findall(r'<link rel="alternate" hreflang="(\w+)"', page) == ["it", "de", "fr"]
    assert re.findall(r'<abbr title="(\w+)">', page)[:2] == ["Deutsch", "Français"]
    assert '<h1 lang="de">Schlaganfälle</h1>' in page
    assert "Some texts of this card exist in another language only." in page
    assert "url=it/index.html" in read_page(registry, "index.html")
    assert ask_for(registry, "/", {"accept-language": "en, fr;q=0.5"}).headers["location"] == "/fr/"
    assert ask_for(registry, "/").headers["location"] == "/it/"


def test_lines_to_copy_from_a_page_are_about_what_this_registry_has(german: GitRegistry) -> None:
    guide, contribute = read_page(german, "de/api.html"), read_page(german, "de/contribute.html")

    for address in re.findall(r"curl \$BOAS(/api/[^\s<]+)", guide):
        assert ask_for(german, address).status == 200, address
    for url in re.findall(r"curl \$BOAS/(de/[^\s<]+)", guide):
        assert (german.path / ".boas/site/current" / url).is_file(), url
    assert "curl $BOAS/de/algorithms/schlaganfall.json" in guide
    assert "curl $BOAS/de/data_sources/daten.json" in guide
    assert "model_cards/algorithms/schlaganfall/reuses/" in contribute
    assert "avc-ait-pmsi" not in contribute
