"""Findings for programs that read line by line: one JSON object a line, in each language."""

import json

from boas.finding import Finding
from boas.reports._json_report import FORMAT_VERSION, build_finding_fields


def render_jsonl_report(findings: tuple[Finding, ...]) -> str:
    """One line a finding, ending with a line end; nothing when there is none."""
    return "".join(f"{json.dumps({'schema_version': FORMAT_VERSION} | build_finding_fields(f))}\n" for f in findings)
