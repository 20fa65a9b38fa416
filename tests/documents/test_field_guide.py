"""The walk over the fields of every document: each once, in order, explained in both languages."""

import re

import pytest
import yaml

from boas.documents import DOCUMENTS, KIND_LETTERS, describe_field, find_package_folder, list_card_fields, list_fields
from boas.documents._fields import iter_parts
from boas.documents._json_schema import read_field_texts
from boas.documents._meanings import load_french_meanings


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_each_field_of_a_document_is_met_once_and_after_what_it_stands_in(kind: str) -> None:
    paths = [field.path for field in list_fields(kind)]

    assert len(paths) == len(set(paths))
    assert [path for n, path in enumerate(paths) if "." in path and path.rpartition(".")[0] not in paths[:n]] == []
    assert [path for path in paths if "." not in path] == list(DOCUMENTS[kind].model.model_fields)


def test_a_section_stands_for_its_fields_and_a_value_for_its_parts() -> None:
    told = {field.path for field in list_card_fields()}

    assert {"data.sources", "logic.codelists", "lineage", "kind"} <= told
    assert told & {"data", "logic", "data.sources.role", "lineage.id", "licence"} == set()


@pytest.mark.parametrize(
    ("path", "need", "kinds", "bump"),
    [
        pytest.param("version", "needed", "RSMGP", "none", id="a needed field of all kinds"),
        pytest.param("model.prompting", "expected", "G", "minor", id="a field of one kind"),
        pytest.param("model.artefacts.uri", "needed", "MG", "", id="inside a value of two kinds"),
        pytest.param("logic.codelists.release", "optional", "RS", "", id="inside a list"),
    ],
)
def test_what_the_model_says_of_a_field_is_told(path: str, need: str, kinds: str, bump: str) -> None:
    field = next(one for one in list_fields("card") if one.path == path)

    assert (field.need, field.kinds, field.bump) == (need, kinds, bump)


def test_only_what_the_model_lets_be_absent_may_be() -> None:
    may = {field.path for field in list_fields("card") if field.may_be_absent}

    assert "safety.limitations" in may
    assert may & {"id", "intended_use.purpose", "data.sources.role"} == set()


@pytest.mark.parametrize("kind", KIND_LETTERS)
def test_a_kind_has_its_own_fields_and_one_nobody_knows_has_all(kind: str) -> None:
    own = {field.path for field in list_card_fields() if field.applies_to(kind)}

    assert own < {field.path for field in list_card_fields() if field.applies_to("not-a-kind")}
    assert ("model.prompting" in own) == (kind == "generative")


def test_an_unknown_kind_of_document_has_no_fields_to_tell() -> None:
    with pytest.raises(KeyError):
        list_fields("no-such-document")


def test_the_french_file_names_every_field_of_every_part_in_its_order_and_nothing_else() -> None:
    reachable = {part.__name__: part for kind in DOCUMENTS for part in iter_parts(DOCUMENTS[kind].model)}
    todo = list(reachable.values())
    while todo:
        for info in todo.pop().model_fields.values():
            new = [part for part in iter_parts(info.annotation) if part.__name__ not in reachable]
            reachable |= {part.__name__: part for part in new}
            todo += new

    assert {name: list(said) for name, said in load_french_meanings().items()} == {
        name: list(part.model_fields) for name, part in reachable.items()
    }


def test_every_field_means_something_in_both_languages() -> None:
    for kind in DOCUMENTS:
        for field in list_fields(kind):
            words = describe_field(field)
            assert words.en == read_field_texts(field.model)[field.name]
            assert re.fullmatch(r"[A-ZÀÂÉ].*[.]", words.fr), f"{field.path}: {words.fr}"


def test_french_meanings_use_french_signs() -> None:
    for part, said in load_french_meanings().items():
        for name, text in said.items():
            plain = re.sub("`[^`]*`", "", text)
            assert not re.search(r"'| [;:!?»]|« |\w[;!?](?:\s|$)", plain), f"{part}.{name}: {text}"


def test_no_part_and_no_field_stands_twice_in_the_french_file() -> None:
    text = (find_package_folder("schemas") / "meanings.fr.yaml").read_text()
    parts = re.findall(r"^(\w+):(?: {})?$", text, re.MULTILINE)

    assert parts == list(yaml.safe_load(text))
    assert len(re.findall(r"^  (\w+):", text, re.MULTILINE)) == sum(
        len(said) for said in load_french_meanings().values()
    )
