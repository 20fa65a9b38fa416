"""Findings as SARIF 2.1.0 (OASIS Standard with Errata 01), which code scanning services read.

One run, with the rules that found something, files relative to the registry's root, and columns
counted in characters. Nothing of the machine is written: no absolute path, no time, no user.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from boas import __version__
from boas.checks import find_rule
from boas.escaping import make_visible
from boas.finding import Finding, Severity
from boas.reports._findings import compute_fingerprints, format_advice, rank
from boas.translation import Language, Message

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_ROOT = "REGISTRY"
MOST_RESULTS = 25_000
"""GitHub refuses a run with more."""

_Json = dict[str, Any]


def render_sarif_report(findings: tuple[Finding, ...], language: Language, base_url: str = "") -> str:
    """All findings, worst first, as one JSON object; rules link to their pages when the site's address is given."""
    marked = sorted(zip(findings, compute_fingerprints(findings), strict=True), key=lambda pair: rank(pair[0]))
    kept = marked[:MOST_RESULTS]
    found = {finding.rule: finding.severity for finding, _ in kept}
    positions = {name: position for position, name in enumerate(found)}
    run = {
        "tool": {"driver": _build_driver(found, language, base_url)},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": _ROOT_WORDS.in_(language)}}},
        "invocations": [_build_invocation(len(marked) - len(kept), language)],
        "results": [_build_result(one, mark, positions[one.rule], language) for one, mark in kept],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


_ROOT_WORDS = Message("Folder of the registry, which holds model_cards.")


def _build_driver(found: dict[str, Severity], language: Language, base_url: str) -> _Json:
    """The tool and the rules that found something."""
    address = {"informationUri": base_url} if base_url else {}
    rules = [_build_descriptor(name, severity, language, base_url) for name, severity in found.items()]
    return {"name": "boas", "semanticVersion": __version__, "language": language, **address, "rules": rules}


def _build_descriptor(name: str, severity: Severity, language: Language, base_url: str) -> _Json:
    """One rule: what it checks, why, how to fix it, and its page when the site's address is known."""
    about: _Json = {"id": name, "defaultConfiguration": {"level": _LEVELS[severity]}}
    if rule := find_rule(name):
        what, why, mend = (_escape_message(words.in_(language)) for words in (rule.what, rule.why, rule.help))
        about |= {"shortDescription": {"text": what}, "fullDescription": {"text": why}}
        about |= {"help": {"text": f"{why}\n\n{mend}"}, "properties": {"tags": [rule.family]}}
        if base_url:
            about["helpUri"] = f"{base_url}/{language}/rules/{name}.html"
    return about


def _build_result(finding: Finding, fingerprint: str, rule_index: int, language: Language) -> _Json:
    """One finding at its place."""
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _escape_message(format_advice(finding, language))},
        "locations": [_build_location(finding)],
        "partialFingerprints": {"boasFinding/v1": fingerprint},
        **_build_fixes(finding, language),
    }


def _build_fixes(finding: Finding, language: Language) -> _Json:
    """What to write in place of what was found, when that is known."""
    if finding.replacement is None or not (finding.location.line and finding.location.column and finding.length):
        return {}
    new = {"deletedRegion": dict(_iter_region(finding)), "insertedContent": {"text": finding.replacement.text}}
    change = {"artifactLocation": _build_artifact(finding), "replacements": [new]}
    about = {"text": _escape_message(make_visible(finding.help.in_(language)))}
    return {"fixes": [{"description": about, "artifactChanges": [change]}]}


def _build_location(finding: Finding) -> _Json:
    """File and region, and the path of the field when there is one."""
    place: _Json = {
        "physicalLocation": {"artifactLocation": _build_artifact(finding), "region": dict(_iter_region(finding))}
    }
    if finding.field:
        place["logicalLocations"] = [{"fullyQualifiedName": make_visible(finding.field), "kind": "member"}]
    return place


def _build_artifact(finding: Finding) -> _Json:
    """The file a finding is about."""
    return {"uri": to_relative_uri(finding.location.path), "uriBaseId": _ROOT}


def _iter_region(finding: Finding) -> Iterator[tuple[str, int]]:
    """Line and columns; the first line for a whole file, because GitHub drops what has no line."""
    place = finding.location
    yield "startLine", max(1, place.line)
    if place.line and place.column:
        yield "startColumn", place.column
        if finding.length:
            yield "endColumn", place.column + finding.length


def to_relative_uri(path: str) -> str:
    """A path as a relative reference (RFC 3986); every character that means something there is encoded."""
    return quote(path, safe="/", errors="backslashreplace")


def _build_invocation(n_left_out: int, language: Language) -> _Json:
    """That the check ran, and how many findings were left out."""
    if not n_left_out:
        return {"executionSuccessful": True}
    said = Message(
        "The {most_results} gravest findings are given; {n_left_out} others are not.",
        most_results=MOST_RESULTS,
        n_left_out=n_left_out,
    )
    note = {"level": "warning", "message": {"text": said.in_(language)}}
    return {"executionSuccessful": True, "toolExecutionNotifications": [note]}


def _escape_message(text: str) -> str:
    """A text in which nothing is a placeholder or a link (SARIF 2.1.0, §3.11.5 and §3.11.6)."""
    linkless = text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return linkless.replace("{", "{{").replace("}", "}}")
