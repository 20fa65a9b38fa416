"""Fields of an evaluation that say whom the groups are compared with, and from which difference on it matters."""

from typing import Any

import pytest
from pydantic import ValidationError

from boas.documents import Evaluation

LEAST: dict[str, Any] = {
    "schema_version": 1,
    "id": "mesure",
    "subject": {"id": "exemple", "version": "1.0.0"},
    "population": {"description": {"fr": "Personnes inventées."}},
}


def evaluation(**fields: object) -> Evaluation:
    """The shortest evaluation with these fields."""
    return Evaluation.model_validate(LEAST | fields)


def population(**fields: object) -> Evaluation:
    """The shortest evaluation whose population has these fields."""
    return evaluation(population=LEAST["population"] | fields)


def test_groups_margin_and_population_can_all_be_left_out() -> None:
    least = evaluation()
    assert (least.reference_groups, least.margin, least.counts_already_public) == (None, None, None)
    assert (least.population.age_min, least.population.age_max, least.population.sex) == (None, None, None)


def test_each_dimension_has_its_own_reference_group() -> None:
    groups = {"age_band": "50-74", "sex": "male", "deprivation_quintile": "1"}
    assert evaluation(reference_groups=groups).reference_groups == groups


@pytest.mark.parametrize("margin", [0.001, 0.05, 0.999])
def test_a_margin_lies_between_nothing_and_everything(margin: float) -> None:
    assert evaluation(margin=margin).margin == margin


@pytest.mark.parametrize("where", ["10.1159/000438859", "https://example.org/article", "http://example.org/article"])
def test_counts_can_be_public_already_under_a_doi_or_an_address(where: str) -> None:
    assert evaluation(counts_already_public=where).counts_already_public == where


@pytest.mark.parametrize("age", [0, 18, 130])
def test_ages_are_whole_years_somebody_can_have(age: int) -> None:
    measured = population(age_min=age, age_max=age, sex="female").population
    assert (measured.age_min, measured.age_max, measured.sex) == (age, age, "female")


REFUSED = {
    "no margin at all": ({"margin": 0.0}, ("margin",)),
    "a margin of everything": ({"margin": 1.0}, ("margin",)),
    "a margin below zero": ({"margin": -0.05}, ("margin",)),
    "a margin in percent": ({"margin": 5.0}, ("margin",)),
    "a margin in words": ({"margin": "0.05"}, ("margin",)),
    "an unknown dimension": ({"reference_groups": {"shoe_size": "42"}}, ("reference_groups", "shoe_size")),
    "a group without a name": ({"reference_groups": {"sex": ""}}, ("reference_groups", "sex")),
    "a group that is a number": ({"reference_groups": {"deprivation_quintile": 1}}, ("reference_groups",)),
    "public nowhere": ({"counts_already_public": "in the press"}, ("counts_already_public",)),
    "public in a file": ({"counts_already_public": "file:///etc/passwd"}, ("counts_already_public",)),
    "an age below zero": ({"population": LEAST["population"] | {"age_min": -1}}, ("population", "age_min")),
    "an age nobody has": ({"population": LEAST["population"] | {"age_max": 131}}, ("population", "age_max")),
    "half a year": ({"population": LEAST["population"] | {"age_min": 17.5}}, ("population", "age_min")),
    "an unknown sex": ({"population": LEAST["population"] | {"sex": "women"}}, ("population", "sex")),
}


@pytest.mark.parametrize(("fields", "place"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_meant_is_refused_at_its_place(fields: dict[str, Any], place: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError) as refused:
        evaluation(**fields)
    assert {error["loc"][: len(place)] for error in refused.value.errors()} == {place}
