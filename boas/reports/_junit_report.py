"""Findings as JUnit XML, in the dialect that Jenkins, GitLab and most others read.

A test is one rule on one file: that pair keeps its name when lines move, so a forge can say what is
newly broken and what was fixed. A rule that finds nothing is one test that passes. Warnings do not
stop a merge, so they do not fail a test either: they are told in its output.
"""

from collections.abc import Iterable

# Written only, never parsed: nobody's XML is read here.
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # nosec B405

from boas.checks import RULES
from boas.escaping import make_visible
from boas.finding import Finding
from boas.reports._findings import format_advice
from boas.translation import Language, Message

_NAME = "boas check"
_EVERY_FILE = Message("every file")

_Suites = dict[str, dict[str, list[Finding]]]
"""Findings by file, by rule."""


def render_junit_report(findings: tuple[Finding, ...], language: Language, rules: Iterable[str] = RULES) -> str:
    """One suite for each of the rules that ran, as XML in ASCII, so that no terminal's encoding can break it."""
    suites: _Suites = {name: {} for name in rules}
    for finding in findings:
        suites.setdefault(finding.rule, {}).setdefault(finding.location.path, []).append(finding)
    root = Element("testsuites", name=_NAME)
    for rule, files in suites.items():
        _add_suite(root, rule, files, language)
    for what in ("tests", "failures", "errors"):
        root.set(what, str(sum(int(suite.get(what, "0")) for suite in root)))
    indent(root)
    written: bytes = tostring(root, encoding="us-ascii", xml_declaration=True)
    return f"{written.decode('ascii')}\n"


def _add_suite(root: Element, rule: str, files: dict[str, list[Finding]], language: Language) -> None:
    """One rule: a test for each file in which it found something, or one that passes."""
    suite = SubElement(root, "testsuite", name=rule)
    for path, findings in files.items():
        _add_test(SubElement(suite, "testcase", classname=rule, name=make_visible(path)), findings, language)
    if not files:
        SubElement(suite, "testcase", classname=rule, name=_EVERY_FILE.in_(language))
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    # An error, in JUnit's sense, is a test that could not be run.
    suite.set("errors", "0")


def _add_test(test: Element, findings: list[Finding], language: Language) -> None:
    """What one rule found in one file: a failure when there is an error among it, otherwise output."""
    text = "\n".join(
        f"{make_visible(_format_location(finding))} {format_advice(finding, language)}" for finding in findings
    )
    error = next((finding for finding in findings if finding.severity == "error"), None)
    if error:
        said = make_visible(error.message.in_(language))
        SubElement(test, "failure", type=error.severity, message=said).text = text
    else:
        SubElement(test, "system-out").text = text


def _format_location(finding: Finding) -> str:
    """A place as compilers write it; a file alone when the finding is about the whole of it."""
    place = finding.location
    return f"{place.path}:{place.line}:{place.column}:" if place.line else f"{place.path}:"
