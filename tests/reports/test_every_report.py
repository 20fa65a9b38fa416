"""No text of an author leaves its place in any format, and none of it is lost."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.escaping import make_visible
from boas.finding import Finding, Location
from boas.reports._findings import compute_fingerprints, rank
from boas.translation import Language, list_languages
from tests.bilingual import Bilingual
from tests.reports.findings import CARD, UNKNOWN, finding
from tests.reports.formats import JUDGES, WRITERS, Shown, command_in

HOSTILE = {
    "workflow command": "\n::add-mask::a",
    "old workflow command": "##[add-mask]a",
    "terminal": "\x1b[2J\x1b]0;title\x07",
    "carriage return": "a\r::error::b",
    "percent": "%0A::error::b %25",
    "property": "a,line=99::b",
    "mention": "@org/everyone",
    "reference": "#1 GH-1 !1 $1 &1 ~label :+1:",
    "address": "https://evil.example www.evil.example a@evil.example",
    "markdown link": "[ici](https://evil.example) ![](https://evil.example/p.gif)",
    "html": '<img src=x onerror=alert(1)> </code></td></table><a href="//e.example">',
    "cell": "| td | td",
    "escaped bar": "\\| td \\\\| td",
    "backtick": "`",
    "backticks": "a `@org` ``` b ` @org",
    "guillemets": "» @org «",
    "heading": "\n# Titre\n\n- a\n",
    "cdata": "]]>",
    "entity": "&lt;&#0;&amp;",
    "nul": "\0\x08\x0b\ufffe",
    "line separators": "a\u2028b\x85c",
    "bidi": "\u202egpj\u2066",
    "surrogate": "\udcff\ud800",
    "json": '"}],"runs":[{',
    "placeholder": "{0} {{1}}",
    "formula": "=1+1",
    "long": "x" * 200,
    "space": " ",
    "empty": "",
}


def hostile(text: str) -> tuple[Finding, ...]:
    """Findings with one text wherever an author's text can stand."""
    said = Bilingual(f"Le texte « {text} » est faux.", f"The text `{text}` is wrong.")
    bare = Bilingual(f"{text}.", f"{text}.")
    one = replace(UNKNOWN, field=text, source=text, length=len(text), expected=(text,), nearest=text)
    path = f"model_cards/{text}"
    return (
        replace(one, location=Location(path, 3, 5), message=said, help=bare),
        replace(one, location=Location(path), message=bare, help=said),
    )


@pytest.mark.parametrize("language", list_languages())
@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_a_hostile_text_stays_where_it_stands(text: str, form: str, language: Language) -> None:
    findings = hostile(text)
    report = WRITERS[form](findings, language)

    assert all(character.isprintable() or character == "\n" for character in report)
    assert JUDGES[form](report) == len(findings)
    TELLING[form](report, findings, language)


AUTHORS = st.text(st.characters(), max_size=30) | st.text("`|\\@<>[]{}()#:%,« »\n\raé1", max_size=20)


@given(AUTHORS, st.sampled_from(sorted(WRITERS)), st.sampled_from(list_languages()))
def test_any_text_stays_where_it_stands(text: str, form: str, language: Language) -> None:
    findings = hostile(text)
    report = WRITERS[form](findings, language)

    assert JUDGES[form](report) == len(findings)
    TELLING[form](report, findings, language)


def told_in_json(report: str, findings: tuple[Finding, ...], _: Language) -> None:
    assert_same_fields(json.loads(report)["findings"], findings)


def told_in_jsonl(report: str, findings: tuple[Finding, ...], _: Language) -> None:
    assert_same_fields([json.loads(line) for line in report.splitlines()], findings)


def assert_same_fields(told: list[Any], findings: tuple[Finding, ...]) -> None:
    """Letter by letter, lone surrogates too."""
    assert [(one["path"], one["message"]["fr"], one["mend"]["en"], one["field"], one["source"]) for one in told] == [
        (one.location.path, one.message.in_("fr"), one.help.in_("en"), one.field, one.source) for one in findings
    ]


def told_in_sarif(report: str, findings: tuple[Finding, ...], language: Language) -> None:
    for told, one in zip(json.loads(report)["runs"][0]["results"], findings, strict=True):
        message, where = told["message"]["text"], told["locations"][0]
        names = [make_visible(one.field)] if one.field else []
        uri = where["physicalLocation"]["artifactLocation"]["uri"]
        plain = re.sub(r"\\([\\\[\]])|([{}])\2", r"\1\2", message)
        assert plain == f"{make_visible(one.message.in_(language))} {make_visible(one.help.in_(language))}"
        assert not set(re.sub(r"\\[\\\[\]]|\{\{|\}\}", "", message)) & set("\\[]{}")
        assert re.fullmatch("[A-Za-z0-9/._~%-]+", uri)
        assert [name["fullyQualifiedName"] for name in where.get("logicalLocations", [])] == names
        assert unquote(uri) == one.location.path.encode("utf-8", "backslashreplace").decode()


def told_in_github(report: str, findings: tuple[Finding, ...], language: Language) -> None:
    for line, one in zip(report.splitlines(), findings, strict=True):
        command = command_in(line)
        assert command is not None
        assert command.properties["file"] == make_visible(one.location.path)
        assert command.properties.get("line") == (str(one.location.line) if one.location.line else None)
        assert command.properties["title"] == one.rule
        assert command.message == "\n".join(make_visible(words.in_(language)) for words in (one.message, one.help))


def told_in_gitlab(report: str, findings: tuple[Finding, ...], language: Language) -> None:
    for told, one in zip(json.loads(report), findings, strict=True):
        assert (
            told["description"] == f"{make_visible(one.message.in_(language))} {make_visible(one.help.in_(language))}"
        )
        assert told["location"]["path"] == make_visible(one.location.path)


def told_in_junit(report: str, findings: tuple[Finding, ...], language: Language) -> None:
    (failure,) = ET.fromstring(report).findall("*/testcase/failure")  # noqa: S314 -- written a moment ago
    for line, one in zip((failure.text or "").split("\n"), findings, strict=True):
        assert line.startswith(make_visible(one.location.path))
        assert line.endswith(f": {make_visible(one.message.in_(language))} {make_visible(one.help.in_(language))}")


def told_in_markdown(report: str, findings: tuple[Finding, ...], language: Language) -> None:
    shown = Shown(report)
    assert not set(shown.plain) & set('`@#$%&~[]<>|*_^\\/+{}"')
    assert shown.code[1] == make_visible(findings[0].location.path)
    for position, one in enumerate(sorted(findings, key=Finding.make_sort_key)):
        _, _, rule, message, mend = shown.cells[5 * position : 5 * position + 5]
        assert rule.strip() == one.rule
        assert letters(message) == letters(make_visible(one.message.in_(language)))
        assert letters(mend) == letters(make_visible(one.help.in_(language)))


def letters(text: str) -> str:
    """A text without the marks and spaces that a cell may set otherwise."""
    return "".join(character for character in text if character not in "`«»\\ ")


TELLING: dict[str, Callable[[str, tuple[Finding, ...], Language], None]] = {
    "json": told_in_json,
    "jsonl": told_in_jsonl,
    "sarif": told_in_sarif,
    "github": told_in_github,
    "gitlab": told_in_gitlab,
    "junit": told_in_junit,
    "markdown": told_in_markdown,
}


def test_a_log_line_that_an_author_wrote_would_be_a_command_if_it_were_let_through() -> None:
    command = command_in(HOSTILE["old workflow command"])

    assert command is not None
    assert (command.name, command.message) == ("add-mask", "a")
    assert command_in(HOSTILE["workflow command"].strip()) == ("add-mask", {}, "a")


def test_a_finding_keeps_its_fingerprint_when_its_line_moves() -> None:
    before = (UNKNOWN, finding(line=3), finding(line=9))
    after = (UNKNOWN, finding(line=30, column=1), finding(line=90))

    assert compute_fingerprints(before) == compute_fingerprints(after)
    assert len(set(compute_fingerprints(before))) == len(before)


@pytest.mark.parametrize(
    "other", [finding(path="b.yaml"), finding(rule="bad-id"), UNKNOWN], ids=["file", "rule", "all"]
)
def test_another_finding_has_another_fingerprint(other: Finding) -> None:
    assert compute_fingerprints((other,)) != compute_fingerprints((finding(),))


def test_errors_come_before_warnings_and_these_before_remarks() -> None:
    findings = (finding(severity="info"), finding(severity="error"), finding(severity="warning"))

    assert [one.severity for one in sorted(findings, key=rank)] == ["error", "warning", "info"]
    assert {one.location.path for one in findings} == {CARD}
