"""The example of each kind of document: nothing wrong with it, and no field left out."""

import pytest
import yaml

from boas.documents import DOCUMENTS, find_field_example, list_fields, load_example
from boas.parsing import read_yaml
from boas.parsing._validation import validate
from boas.translation import Language, list_languages


@pytest.mark.parametrize("language", list_languages())
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_an_example_is_a_sound_document_in_which_every_field_stands(kind: str, language: Language) -> None:
    read = read_yaml(load_example(kind, language))

    assert read.diagnostics == []
    assert validate(kind, read.value)[1] == ()
    assert paths(read.value) >= {field.path for field in list_fields(kind)}


def paths(value: object, above: str = "") -> set[str]:
    """Paths of all fields of a plain value, positions left out."""
    if isinstance(value, list):
        return set().union(*(paths(item, above) for item in value))
    if not isinstance(value, dict):
        return set()
    own = {f"{above}.{name}" if above else name: child for name, child in value.items()}
    return set(own).union(*(paths(child, name) for name, child in own.items()))


def test_a_text_of_an_example_is_in_the_language_of_the_reader() -> None:
    assert "fr: À quoi" not in load_example("card", "en")
    assert find_field_example("organisation", "name", "fr") == "name:\n  fr: CHU Nord\n"
    assert find_field_example("organisation", "name", "en") == "name:\n  en: North university hospital\n"


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        pytest.param("kind", "kind: rule\n", id="at the top"),
        pytest.param("safety.stop_criteria", None, id="the last one of its section"),
        pytest.param("licence.codelists", "codelists: etalab-2.0\n", id="the last line before another section"),
        pytest.param("waivers", None, id="the last one of the document"),
        pytest.param("kind.of", "", id="inside a plain value"),
        pytest.param("nothing", "", id="no such field"),
        pytest.param("data.sources.role", "role: runtime\n", id="in an item of a list"),
        pytest.param("conditions.system", "system: ICD-10\n", id="the first one of an item"),
        pytest.param("io.outputs.code_system", "code_system: ICD-10\n", id="in the first item that has it"),
        pytest.param("sustainability.footprint.method", "method: CodeCarbon 2.3\n", id="the last one of an item"),
    ],
)
def test_the_lines_of_one_field_are_those_and_no_others(path: str, lines: str | None) -> None:
    found = find_field_example("card", path, "fr")

    assert lines is None or found == lines
    assert not lines or "\n" not in found.removesuffix("\n")
    if lines is None:
        assert list(yaml.safe_load(found)) == [path.rpartition(".")[2]]


def test_a_kind_without_example_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        load_example("no-such-document", "fr")
