"""Findings for GitLab's Code Quality report: a JSON list, of which a merge request shows what is new.

Only the properties GitLab reads are written; see "Code Quality report format" in its documentation.
"""

import json
from typing import Any

from boas.escaping import make_visible
from boas.finding import Finding, Severity
from boas.reports._findings import compute_fingerprints, format_advice
from boas.translation import Language

_SEVERITIES: dict[Severity, str] = {"error": "blocker", "warning": "minor", "info": "info"}
"""GitLab's words: only an error stops a merge."""


def render_gitlab_report(findings: tuple[Finding, ...], language: Language) -> str:
    """All findings as one JSON list, ending with a line end."""
    marked = zip(findings, compute_fingerprints(findings), strict=True)
    return json.dumps([_build_violation(finding, mark, language) for finding, mark in marked], indent=2) + "\n"


def _build_violation(finding: Finding, fingerprint: str, language: Language) -> dict[str, Any]:
    """One finding; what is about a whole file stands at its first line, as GitLab asks for one."""
    return {
        "description": format_advice(finding, language),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": make_visible(finding.location.path), "lines": {"begin": max(1, finding.location.line)}},
    }
