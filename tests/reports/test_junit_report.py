"""JUnit XML: a test is one rule on one file."""

from collections import Counter
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import pytest

from boas.checks import RULES
from boas.finding import Finding
from boas.reports import render_junit_report
from boas.translation import Language
from tests.reports.findings import CARD, UNKNOWN, finding
from tests.reports.formats import JUNIT_JUDGE


def suites(findings: tuple[Finding, ...], language: Language = "fr") -> dict[str, Element]:
    """The suites of a report, by rule."""
    root = ET.fromstring(render_junit_report(findings, language))  # noqa: S314 -- written a moment ago
    return {suite.get("name", ""): suite for suite in root}


def test_an_error_fails_the_test_of_its_rule_on_its_file() -> None:
    (test,) = suites((UNKNOWN,))["unknown-field"]
    (failure,) = test

    assert test.attrib == {"classname": "unknown-field", "name": UNKNOWN.location.path}
    assert (failure.tag, failure.get("type")) == ("failure", "error")
    assert failure.get("message") == "Le champ « contry » n’existe pas ici."
    assert failure.text == (
        "model_cards/organisations/exemple-chu.yaml:6:1: "
        "Le champ « contry » n’existe pas ici. Écrire « country », ou supprimer la ligne."
    )


def test_findings_of_one_rule_in_one_file_are_one_test() -> None:
    suite = suites((finding(line=1), finding(line=2), finding(path="b.yaml"), UNKNOWN))["unknown-term"]

    assert [test.get("name") for test in suite] == [CARD, "b.yaml"]
    assert [len((test[0].text or "").splitlines()) for test in suite] == [2, 1]
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("2", "2", "0")


def test_a_warning_is_told_but_fails_nothing() -> None:
    suite = suites((finding(severity="warning"), finding(path="b.yaml", severity="info")))["unknown-term"]

    assert [[part.tag for part in test] for test in suite] == [["system-out"], ["system-out"]]
    assert suite.get("failures") == "0"


def test_an_error_among_warnings_fails_the_test_and_gives_its_message() -> None:
    ((failure,),) = suites((finding(line=1, severity="warning"), finding(line=2)))["unknown-term"]

    assert failure.tag == "failure"
    assert len((failure.text or "").splitlines()) == 2


def test_a_finding_about_a_whole_file_names_the_file_alone() -> None:
    ((failure,),) = suites((finding(path="a.yaml", line=0, column=0),))["unknown-term"]

    assert (failure.text or "").startswith("a.yaml: Un fait.")


@pytest.mark.parametrize(("language", "name"), [("fr", "tous les fichiers"), ("en", "every file")])
def test_a_rule_that_finds_nothing_is_one_test_that_passes(language: Language, name: str) -> None:
    all_suites = suites((), language)

    assert all_suites.keys() == RULES.keys()
    assert Counter((test.get("name"), len(test)) for suite in all_suites.values() for test in suite) == {
        (name, 0): len(RULES)
    }


def test_the_whole_counts_its_suites() -> None:
    root = ET.fromstring(render_junit_report((UNKNOWN, finding(severity="info")), "fr"))  # noqa: S314 -- as above

    assert root.attrib == {"name": "boas check", "tests": str(len(RULES)), "failures": "1", "errors": "0"}


@pytest.mark.parametrize(
    "wrong",
    ['<testsuites tests="1" failures="0" errors="0"><testcase name="a"/></testsuites>', "<testsuite/>"],
    ids=["a test outside a suite", "a suite without a name"],
)
def test_another_shape_would_be_refused(wrong: str) -> None:
    assert not JUNIT_JUDGE.is_valid(wrong)
