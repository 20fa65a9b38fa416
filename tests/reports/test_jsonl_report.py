"""JSON Lines: what the JSON report says of a finding, on a line of its own."""

import json

from boas.reports import render_json_report, render_jsonl_report
from tests.reports.findings import UNKNOWN, finding


def test_a_line_says_what_the_json_report_says() -> None:
    findings = (UNKNOWN, finding())
    lines = [json.loads(line) for line in render_jsonl_report(findings).splitlines()]
    whole = json.loads(render_json_report(findings, 1))

    assert [line.pop("schema_version") for line in lines] == [whole["schema_version"]] * 2
    assert lines == whole["findings"]


def test_nothing_found_is_no_line() -> None:
    assert render_jsonl_report(()) == ""
