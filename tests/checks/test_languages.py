"""What is found in texts when the registry's languages are others than French and English."""

import shutil
from pathlib import Path

import pytest

from boas.checks import check, warn_of_inherited
from boas.documents import LocalText, Organisation
from boas.finding import Finding
from boas.parsing import Collection, read_collection, read_folder

BASE = Path(__file__).parent / "base"
OWN = "model_cards/organisations/exemple-universite.yaml"
METHOD = "model_cards/algorithms/exemple-regle/versions/1.0.0/method.de.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "registry")
    return tmp_path / "registry"


def read(folder: Path, languages: str, name: str = "  de: Universität") -> Collection:
    settings, own = folder / "model_cards/registry.yaml", folder / OWN
    settings.write_text(settings.read_text().replace("  - fr\n  - en\n", languages))
    head = own.read_text().partition("name:")[0]
    own.write_text(f"{head}name:\n{name}\n")
    return read_collection(read_folder(folder))


def find_about(collection: Collection, path: str) -> list[Finding]:
    return [finding for finding in check(collection) if finding.location.path == path]


def test_a_text_in_a_language_of_the_registry_is_read(folder: Path) -> None:
    collection = read(folder, "  - de\n  - fr\n  - en\n")

    assert find_about(collection, OWN) == []


def test_texts_stand_in_the_order_of_the_registry_s_languages(folder: Path) -> None:
    collection = read(folder, "  - de\n  - fr\n", "  fr: Université\n  de: Universität")

    name = collection.organisations[collection.documents[OWN].location.id].name
    assert list(name.texts) == ["de", "fr"]


def test_a_text_in_another_language_is_an_unknown_field_that_names_those_of_the_registry(folder: Path) -> None:
    (found,) = find_about(read(folder, "  - de\n", "  de: Universität\n  fr: Université"), OWN)

    assert (found.rule, found.severity, found.field) == ("unknown-field", "error", "name.fr")
    assert found.source == "  fr: Université"
    assert found.expected == ("de",)
    assert found.help.in_("en") == "Delete the line. Fields that may stand here: de."


def test_a_text_in_no_language_is_told_those_of_the_registry(folder: Path) -> None:
    (found,) = find_about(read(folder, "  - de\n  - it\n", "  {}"), OWN)

    assert (found.rule, found.help.in_("en")) == ("missing-field", "Add `de: …` or `it: …`.")


def test_what_was_published_stays_readable_and_only_warns_when_its_language_is_taken_out(folder: Path) -> None:
    collection = read(folder, "  - fr\n", "  de: Universität")

    (found,) = warn_of_inherited(find_about(collection, OWN), lambda _path: True)
    content = collection.documents[OWN].content
    assert found.severity == "warning"
    assert isinstance(content, Organisation)
    assert content.name == LocalText.model_validate({"de": "Universität"})


@pytest.mark.parametrize(("languages", "rules"), [("  - fr\n  - en\n", ["stray-file"]), ("  - fr\n  - de\n", [])])
def test_a_long_description_has_its_place_in_a_language_of_the_registry(
    folder: Path, languages: str, rules: list[str]
) -> None:
    (folder / METHOD).write_text("Verfahren\n")

    found = find_about(read(folder, languages, "  fr: Université"), METHOD)

    assert [finding.rule for finding in found] == rules
