"""Values side by side: parts and terms by what people call them, in the reader's language."""

import re
from pathlib import Path

import pytest

from boas.documents import list_card_fields, list_fields, load_vocabulary
from boas.site._comparison import LONGEST, build_compared_value, describe_value
from tests.site.reading import page


@pytest.mark.parametrize(
    ("path", "value", "fr", "en"),
    [
        pytest.param("upstream_version", "G8", "G8", "G8", id="a plain value as it is"),
        pytest.param(
            "data.sources",
            {"source": "snds", "role": "runtime"},
            "Source : snds · Rôle : Exécution",
            "Source: snds · Role: Runtime",
            id="parts and terms by name",
        ),
        pytest.param(
            "use_cases",
            ["medical-coding", "unheard-of"],
            "Codage médical automatique ; unheard-of",
            "Automatic medical coding; unheard-of",
            id="terms of a list, one that nobody knows",
        ),
        pytest.param(
            "io.inputs",
            {"name": "age", "required": True},
            "Nom : age · Obligatoire : oui",
            "Name: age · Required: yes",
            id="yes and no",
        ),
        pytest.param(
            "io.threshold",
            {"value": 0.5, "adjustable": False},
            "Valeur : 0,5 · Réglable : non",
            "Value: 0.5 · Adjustable: no",
            id="a number",
        ),
        pytest.param("references.publications", {"year": 2015}, "Année : 2015", "Year: 2015", id="a year is no amount"),
        pytest.param("data.sources", {"n_persons": 12000}, "Personnes : 12 000", "People: 12,000", id="an amount"),
        pytest.param(
            "model.training",
            {"compute": {"fr": "Deux heures", "en": "Two hours"}},
            "Machines et durée : Deux heures",
            "Machines and time: Two hours",
            id="a text in the reader's language",
        ),
        pytest.param("logic.codelists", "I62", "I62", "I62", id="a code"),
        pytest.param("method", ["a", "b"], "a ; b", "a; b", id="a field no card has"),
    ],
)
def test_a_value_is_told_in_words(path: str, value: object, fr: str, en: str) -> None:
    assert plain_spaces(describe_value(value, path, "fr")) == fr
    assert plain_spaces(describe_value(value, path, "en")) == en


def plain_spaces(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_a_fact_that_is_not_given_says_why() -> None:
    absent = {"absent": {"reason": "not-collected", "note": {"fr": "Depuis 2019.", "en": "Since 2019."}}}

    assert describe_value(absent, "data.labels", "fr") == "Non recueilli – Depuis 2019."
    assert describe_value({"absent": {"reason": "not-applicable"}}, "data.labels", "en") == "Not applicable"


def test_every_part_of_a_field_of_a_card_has_a_name() -> None:
    told = {field.path for field in list_card_fields()}
    parts = {field.name for field in list_fields("card") if any(field.path.startswith(f"{path}.") for path in told)}

    assert parts == set(load_vocabulary("part_fields").terms)


def test_a_long_value_is_cut_and_says_so() -> None:
    found = build_compared_value(["mot"] * 500, "keywords", "fr")

    assert found is not None
    assert (len(found.text), found.cut) == (LONGEST, True)


def test_the_path_of_a_changed_field_leads_to_the_field_guide(versioned: Path) -> None:
    written = page(versioned, "fr/algorithms/exemple-regle/compare/1.0.0...1.1.0.html")

    leads = re.findall(r'href="../../../fields/card.html#([a-z_.]+)">([a-z_.]+)</a>', written)
    assert leads
    assert all(anchor == path for anchor, path in leads)
    guide = page(versioned, "fr/fields/card.html")
    assert all(f'id="{anchor}"' in guide for anchor, _ in leads)
