"""Findings for programs: one JSON object with a format version, in each language."""

import json
from dataclasses import asdict
from typing import Any

from boas.finding import Finding

FORMAT_VERSION = 1


def render_json_report(findings: tuple[Finding, ...], n_files: int) -> str:
    """All findings as one JSON object, ending with a line end; text that is not UTF-8 is escaped."""
    body = {
        "schema_version": FORMAT_VERSION,
        "files_read": n_files,
        "findings": [build_finding_fields(f) for f in findings],
    }
    # ASCII, so that no name from a disk can break the encoding of the output.
    return json.dumps(body, ensure_ascii=True, indent=2) + "\n"


def build_finding_fields(finding: Finding) -> dict[str, Any]:
    """One finding as plain fields."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "path": finding.location.path,
        "line": finding.location.line,
        "column": finding.location.column,
        "length": finding.length,
        "field": finding.field,
        "message": finding.message.to_texts(),
        "mend": finding.help.to_texts(),
        "source": finding.source,
        "expected": list(finding.expected),
        "nearest": finding.nearest,
        "replacement": asdict(finding.replacement) if finding.replacement else None,
    }
