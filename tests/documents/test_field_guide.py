"""The walk over the fields of every document: each once, in order, explained in both languages."""

import re

import pytest

from boas.documents import DOCUMENTS, KIND_LETTERS, describe_field, iter_field_meanings, list_card_fields, list_fields
from boas.documents._json_schema import read_field_texts


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


def test_every_field_means_something_in_both_languages() -> None:
    for kind in DOCUMENTS:
        for field in list_fields(kind):
            words = describe_field(field)
            assert words.in_("en") == read_field_texts(field.model)[field.name]
            assert re.fullmatch(r"[A-ZÀÂÉ].*[.]", words.in_("fr")), f"{field.path}: {words.in_('fr')}"


def test_french_meanings_use_french_signs() -> None:
    for meaning in iter_field_meanings():
        plain = re.sub("`[^`]*`", "", meaning.in_("fr"))
        assert not re.search(r"'| [:;!?»]|« |\w[;!?](?:\s|$)", plain), meaning
