"""GitHub's workflow commands: one annotation a finding, worst first."""

from dataclasses import replace

import pytest

from boas.finding import Location, Severity
from boas.reports import render_github_report
from tests.bilingual import Bilingual
from tests.reports.findings import CARD, UNKNOWN, finding
from tests.reports.formats import command_in


def test_a_finding_is_an_annotation_on_its_characters() -> None:
    assert render_github_report((UNKNOWN,), "fr") == (
        "::error file=model_cards/organisations/exemple-chu.yaml,line=6,col=1,endColumn=7,title=unknown-field"
        "::Le champ « contry » n’existe pas ici.%0AÉcrire « country », ou supprimer la ligne.\n"
    )


PLACES = {
    "whole file": (0, 0, 0, f"file={CARD}"),
    "line": (4, 0, 0, f"file={CARD},line=4"),
    "unknown length": (4, 2, 0, f"file={CARD},line=4,col=2,endColumn=3"),
}


@pytest.mark.parametrize(("line", "column", "length", "where"), PLACES.values(), ids=list(PLACES))
def test_a_place_is_as_narrow_as_what_is_known(line: int, column: int, length: int, where: str) -> None:
    text = render_github_report((replace(UNKNOWN, location=Location(CARD, line, column), length=length),), "en")

    assert text.startswith(f"::error {where},title=unknown-field::There is")


@pytest.mark.parametrize(("severity", "name"), [("error", "error"), ("warning", "warning"), ("info", "notice")])
def test_a_severity_becomes_a_command(severity: Severity, name: str) -> None:
    assert render_github_report((finding(severity=severity),), "fr").startswith(f"::{name} file=")


def test_errors_come_first_because_only_ten_of_a_sort_are_shown() -> None:
    severities: tuple[Severity, ...] = ("info", "warning", "error", "warning", "error")
    findings = tuple(finding(line=line, severity=severity) for line, severity in enumerate(severities, 1))
    commands = [command_in(line) for line in render_github_report(findings, "fr").splitlines()]

    assert [(one.name, one.properties["line"]) for one in commands if one] == [
        *(("error", "3"), ("error", "5"), ("warning", "2"), ("warning", "4"), ("notice", "1"))
    ]


def test_signs_that_mean_something_to_the_runner_are_written_as_codes() -> None:
    said = Bilingual("100 % : a, b", "100%: a, b")
    text = render_github_report((replace(UNKNOWN, location=Location("a,b:c%.yaml"), message=said, help=said),), "en")

    assert text == "::error file=a%2Cb%3Ac%25.yaml,title=unknown-field::100%25: a, b%0A100%25: a, b\n"


def test_nothing_found_is_nothing_said() -> None:
    assert render_github_report((), "fr") == ""
