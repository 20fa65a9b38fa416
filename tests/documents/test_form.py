"""The form of a value: what the type of a field says to somebody who has to write it."""

import pytest

from boas.documents import DOCUMENTS, ValueForm, describe_form, list_fields


def sketch(one: ValueForm) -> str:
    """A form in short: `term*: kinds` for a list of terms of that name."""
    return " or ".join(one.names) + "*" * one.is_many + (f": {one.vocabulary}" if one.vocabulary else "")


@pytest.mark.parametrize(
    ("kind", "path", "wanted"),
    [
        pytest.param("card", "name", "text", id="a text in two languages"),
        pytest.param("card", "safety.limitations", "text*", id="texts, or their absence"),
        pytest.param("card", "kind", "term: kinds", id="a term"),
        pytest.param("card", "modality", "term*: modalities", id="terms"),
        pytest.param("card", "data.sources", "part*", id="parts"),
        pytest.param("card", "io.threshold.adjustable", "yes-no", id="yes or no"),
        pytest.param("card", "io.threshold.value", "number", id="a number"),
        pytest.param("evaluation", "population.n", "integer", id="a whole number"),
        pytest.param("evaluation", "reported.subgroup", "pairs: subgroup_dimensions", id="named groups"),
        pytest.param("evaluation", "counts_already_public", "bad-doi or unsafe-source-link", id="one of two forms"),
        pytest.param("registry", "languages", "term*: languages", id="terms of a list"),
        pytest.param("organisation", "siren", "bad-siren", id="a number with a key"),
    ],
)
def test_the_form_of_a_field_is_that_of_its_type(kind: str, path: str, wanted: str) -> None:
    assert sketch(describe_form(next(one for one in list_fields(kind) if one.path == path))) == wanted


def test_values_that_the_model_names_are_told() -> None:
    assert describe_form(next(one for one in list_fields("registry") if one.path == "schema_version")).values == ("1",)


def test_every_field_has_a_form() -> None:
    assert [(kind, one.path) for kind in DOCUMENTS for one in list_fields(kind) if not describe_form(one).names] == []
