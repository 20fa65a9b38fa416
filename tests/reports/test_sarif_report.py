"""SARIF: one run that code scanning can follow from one push to the next."""

import json
from dataclasses import replace
from typing import Any

import pytest

from boas.checks import RULES
from boas.finding import Finding, Location, Replacement, Severity
from boas.reports import render_sarif_report
from boas.reports._sarif_report import MOST_RESULTS, SCHEMA, to_relative_uri
from boas.translation import Language
from tests.reports.findings import CARD, UNKNOWN, finding
from tests.reports.formats import SARIF, judge_sarif


def run(findings: tuple[Finding, ...], language: Language = "fr", base_url: str = "") -> Any:  # noqa: ANN401 -- JSON
    """The one run of a report."""
    (only,) = json.loads(render_sarif_report(findings, language, base_url))["runs"]
    return only


def test_a_report_names_the_schema_it_is_judged_by() -> None:
    assert SARIF["id"] == SCHEMA


def test_a_result_says_what_where_and_how_grave() -> None:
    (result,) = run((UNKNOWN,))["results"]
    file = {"uri": "model_cards/organisations/exemple-chu.yaml", "uriBaseId": "REGISTRY"}

    assert result["ruleId"] == "unknown-field"
    assert result["level"] == "error"
    assert result["message"]["text"] == (
        "Le champ « contry » n’existe pas ici. Écrire « country », ou supprimer la ligne."
    )
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": file,
                "region": {"startLine": 6, "startColumn": 1, "endColumn": 7},
            },
            "logicalLocations": [{"fullyQualifiedName": "contry", "kind": "member"}],
        }
    ]


def test_files_are_relative_to_a_base_that_is_named_but_not_placed() -> None:
    bases = run((UNKNOWN,))["originalUriBaseIds"]

    assert list(bases) == ["REGISTRY"]
    assert "uri" not in bases["REGISTRY"]


def test_columns_are_counted_in_characters() -> None:
    assert run((UNKNOWN,))["columnKind"] == "unicodeCodePoints"


REGIONS = {
    "word": (6, 3, 4, {"startLine": 6, "startColumn": 3, "endColumn": 7}),
    "unknown length": (6, 3, 0, {"startLine": 6, "startColumn": 3}),
    "unknown column": (6, 0, 4, {"startLine": 6}),
    "whole file": (0, 0, 0, {"startLine": 1}),
}


@pytest.mark.parametrize(("line", "column", "length", "region"), REGIONS.values(), ids=list(REGIONS))
def test_a_region_is_as_narrow_as_what_is_known(line: int, column: int, length: int, region: dict[str, int]) -> None:
    (result,) = run((replace(UNKNOWN, location=Location(CARD, line, column), length=length),))["results"]

    assert result["locations"][0]["physicalLocation"]["region"] == region


def test_a_finding_about_no_field_has_no_logical_location() -> None:
    assert "logicalLocations" not in run((finding(),))["results"][0]["locations"][0]


@pytest.mark.parametrize(("severity", "level"), [("error", "error"), ("warning", "warning"), ("info", "note")])
def test_a_severity_becomes_a_level(severity: Severity, level: str) -> None:
    only = run((finding(severity=severity),))

    assert only["results"][0]["level"] == level
    assert only["tool"]["driver"]["rules"][0]["defaultConfiguration"] == {"level": level}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_rule_that_found_something_explains_itself(language: Language) -> None:
    only = run((UNKNOWN, finding(), UNKNOWN), language)
    rules = only["tool"]["driver"]["rules"]
    told = RULES["unknown-field"]

    assert [rule["id"] for rule in rules] == ["unknown-field", "unknown-term"]
    assert [rules[result["ruleIndex"]]["id"] for result in only["results"]] == [
        result["ruleId"] for result in only["results"]
    ]
    assert rules[0]["shortDescription"]["text"] == told.what.in_(language)
    assert rules[0]["help"]["text"] == f"{told.why.in_(language)}\n\n{told.help.in_(language)}"
    assert "helpUri" not in rules[0]
    assert only["language"] == language


def test_a_rule_links_to_its_page_when_the_site_has_an_address() -> None:
    driver = run((UNKNOWN,), "fr", "https://boas.example.org/registre")["tool"]["driver"]

    assert driver["informationUri"] == "https://boas.example.org/registre"
    assert driver["rules"][0]["helpUri"] == "https://boas.example.org/registre/fr/rules/unknown-field.html"


def test_a_result_is_known_again_when_its_line_has_moved() -> None:
    marks = [
        [result["partialFingerprints"] for result in run((one, finding(line=50)))["results"]]
        for one in (finding(line=3), finding(line=30, column=9))
    ]

    assert marks[0] == marks[1]
    assert marks[0][0] != marks[0][1]


def test_past_25000_results_the_gravest_are_kept_and_the_others_counted() -> None:
    many = tuple(finding(line=line, severity="info") for line in range(1, MOST_RESULTS + 3))
    only = run((*many, finding(line=99_999)))

    assert len(only["results"]) == 25_000
    assert only["results"][0]["level"] == "error"
    (note,) = only["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"] == "Les 25000 constats les plus graves sont donnés ; 3 autres ne le sont pas."


def test_a_note_of_what_was_cut_is_well_formed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("boas.reports._sarif_report.MOST_RESULTS", 1)

    assert judge_sarif(render_sarif_report((UNKNOWN, finding()), "en")) == 1


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("model_cards/registry.yaml", "model_cards/registry.yaml"),
        ("model_cards/été %1.csv", "model_cards/%C3%A9t%C3%A9%20%251.csv"),
        ("c:/x?a#b", "c%3A/x%3Fa%23b"),
        ("a\udcff", "a%5Cudcff"),
    ],
)
def test_a_path_becomes_a_relative_reference(path: str, uri: str) -> None:
    assert to_relative_uri(path) == uri


def test_what_to_write_instead_is_offered_as_a_fix() -> None:
    (result,) = run((replace(UNKNOWN, replacement=Replacement("country", is_safe=False)),))["results"]
    ((change,),) = [fix["artifactChanges"] for fix in result["fixes"]]

    assert change["artifactLocation"] == result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert change["replacements"] == [
        {"deletedRegion": {"startLine": 6, "startColumn": 1, "endColumn": 7}, "insertedContent": {"text": "country"}}
    ]


@pytest.mark.parametrize(
    "other",
    [
        replace(UNKNOWN, length=0),
        replace(UNKNOWN, location=Location(CARD, 6)),
        replace(UNKNOWN, location=Location(CARD)),
    ],
)
def test_a_fix_is_only_offered_for_a_known_piece_of_a_line(other: Finding) -> None:
    findings = (UNKNOWN, replace(other, replacement=Replacement("country", is_safe=False)))

    assert all("fixes" not in result for result in run(findings)["results"])
    assert judge_sarif(render_sarif_report(findings, "fr")) == len(findings)


def test_a_report_with_fixes_passes_the_schema() -> None:
    mended = replace(UNKNOWN, replacement=Replacement("country", is_safe=False))

    assert judge_sarif(render_sarif_report((mended, finding()), "en")) == 2
