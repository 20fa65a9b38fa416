"""A list that means all descendants of its codes: as starts of codes where texts tell them, and said where not."""

import json

import pytest

from boas.formats import CODELIST_EXPORTERS, ListedCodes, select_rows
from boas.nomenclatures import resolve_match
from tests.formats.codelists.stays import view_of

SNOMED = ListedCodes(
    "codelists/avc.csv", "SNOMED-CT", "include", "descendants", "", "concept", ("code",), (("230690007",),)
)
COMPARE_TEXTS = ("sql", "sql-oracle", "sas", "r", "python", "opencodelists")


@pytest.mark.parametrize(
    ("system", "match", "resolved"),
    [
        ("CIM-10", "descendants", "prefix"),
        ("ICD-10", "descendants", "prefix"),
        ("ATC", "descendants", "prefix"),
        ("SNOMED-CT", "descendants", "descendants"),
        ("CCAM", "descendants", "descendants"),
        ("CIM-10", "exact", "exact"),
        ("SNOMED-CT", "prefix", "prefix"),
        ("CIM-10", "", ""),
    ],
)
def test_descendants_are_starts_of_codes_where_the_text_of_a_code_tells_what_is_above(
    system: str, match: str, resolved: str
) -> None:
    assert resolve_match(system, match) == resolved


@pytest.mark.parametrize("form", COMPARE_TEXTS)
def test_a_form_that_compares_texts_takes_the_code_itself_and_says_what_it_leaves_out(form: str) -> None:
    content, losses = CODELIST_EXPORTERS[form].export(view_of(SNOMED))

    assert "230690007" in content.decode()
    assert "logic.codelists.match" in {loss.path for loss in losses}


def test_forms_that_ask_the_hierarchy_of_the_system_ask_for_the_descendants() -> None:
    fhir, fhir_losses = CODELIST_EXPORTERS["fhir"].export(view_of(SNOMED))
    omop, omop_losses = CODELIST_EXPORTERS["omop"].export(view_of(SNOMED))
    (include,) = json.loads(fhir)["entry"][0]["resource"]["compose"]["include"]

    assert include["filter"] == [{"property": "concept", "op": "is-a", "value": "230690007"}]
    assert omop.decode().splitlines()[1].split(",")[3] == "true"
    assert "logic.codelists.match" not in {loss.path for loss in (*fhir_losses, *omop_losses)}


def test_rows_are_compared_with_the_code_itself() -> None:
    answers = select_rows([SNOMED], ("concept",), [("230690007",), ("2306900071",)])

    assert [found["selected"] for found in answers] == [True, False]
