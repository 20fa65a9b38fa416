"""GitLab's Code Quality report."""

import json
from dataclasses import replace

import pytest
from jsonschema import ValidationError

from boas.finding import Location, Severity
from boas.reports import render_gitlab_report
from tests.reports.findings import CARD, UNKNOWN, finding
from tests.reports.formats import GITLAB_JUDGE


def test_a_finding_is_a_violation_at_its_line() -> None:
    (violation,) = json.loads(render_gitlab_report((UNKNOWN,), "en"))

    assert len(violation.pop("fingerprint")) == 64
    assert violation == {
        "description": "There is no field `contry` here. Write `country`, or delete the line.",
        "check_name": "unknown-field",
        "severity": "blocker",
        "location": {"path": "model_cards/organisations/exemple-chu.yaml", "lines": {"begin": 6}},
    }


@pytest.mark.parametrize(("severity", "word"), [("error", "blocker"), ("warning", "minor"), ("info", "info")])
def test_only_an_error_is_a_blocker(severity: Severity, word: str) -> None:
    assert json.loads(render_gitlab_report((finding(severity=severity),), "fr"))[0]["severity"] == word


def test_a_finding_about_a_whole_file_stands_at_its_first_line() -> None:
    (violation,) = json.loads(render_gitlab_report((replace(UNKNOWN, location=Location(CARD)),), "fr"))

    assert violation["location"]["lines"] == {"begin": 1}


def test_a_violation_is_the_same_in_both_languages_and_at_another_line() -> None:
    marks = [
        [one["fingerprint"] for one in json.loads(report)]
        for report in (
            render_gitlab_report((finding(line=1), finding(line=2)), "fr"),
            render_gitlab_report((finding(line=11), finding(line=12)), "en"),
        )
    ]

    assert marks[0] == marks[1]
    assert marks[0][0] != marks[0][1]


def test_nothing_found_is_an_empty_list() -> None:
    assert render_gitlab_report((), "fr") == "[]\n"


@pytest.mark.parametrize("part", ["description", "check_name", "fingerprint", "severity", "location"])
def test_a_violation_without_one_of_its_parts_would_be_refused(part: str) -> None:
    body = json.loads(render_gitlab_report((UNKNOWN,), "fr"))
    del body[0][part]

    with pytest.raises(ValidationError, match=part):
        GITLAB_JUDGE.validate(body)
