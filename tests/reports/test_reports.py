"""Findings to text and JSON: nothing an author wrote reaches a terminal as a command."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.escaping import make_visible
from boas.finding import Finding, Location, Severity
from boas.reports import format_summary, render_json_report, render_text_report
from boas.translation import list_languages
from tests.bilingual import Bilingual


def finding(
    source: str = "", column: int = 1, length: int = 0, path: str = "a.yaml", *, severity: Severity = "error"
) -> Finding:
    """A finding about one place."""
    message, mend = Bilingual("Un fait.", "A fact."), Bilingual("Le corriger.", "Mend it.")
    return Finding("a-rule", severity, Location(path, 3, column), message, mend, source=source, length=length)


MARKS = {
    "word": ("country: FR", 10, 2, "   3│ country: FR", "    │          ^^"),
    "unknown length": ("country: FR", 10, 0, "   3│ country: FR", "    │          ^"),
    "past the end": ("ab", 2, 9, "   3│ ab", "    │  ^"),
    "tab": ("\tx: 1", 2, 1, "   3│  x: 1", "    │  ^"),
    "French spaces": ("45\u202f739\u00a0: x", 9, 1, "   3│ 45 739 : x", "    │         ^"),
    "escape before": ("\x1b[2Jx", 5, 1, "   3│ \\u001b[2Jx", "    │          ^"),
    "escape under the mark": ("x\x1b", 2, 1, "   3│ x\\u001b", "    │  ^^^^^^"),
    "bidi": ("a\u202eb", 2, 1, "   3│ a\\u202eb", "    │  ^^^^^^"),
    "surrogate": ("a\udcffb", 3, 1, "   3│ a\\udcffb", "    │        ^"),
    "very long": ("x" * 900 + "y" + "z" * 900, 901, 1, "   3│ " + "x" * 80 + "y" + "z" * 79, "    │ " + " " * 80 + "^"),
}


@pytest.mark.parametrize(("source", "column", "length", "line", "mark"), MARKS.values(), ids=list(MARKS))
def test_the_mark_stands_under_the_place(source: str, column: int, length: int, line: str, mark: str) -> None:
    text = render_text_report((finding(source, column, length),), "en", colour=False)

    assert text.splitlines() == [
        "error[a-rule] A fact.",
        f"  ┌─ a.yaml:3:{column}",
        line,
        mark,
        "  = fix: Mend it.",
        "",
    ]


def test_a_finding_about_a_whole_file_shows_no_line() -> None:
    text = render_text_report((replace(finding(), location=Location("a.yaml")),), "fr", colour=False)

    assert text == "erreur[a-rule] Un fait.\n  ┌─ a.yaml\n  = corriger : Le corriger.\n\n"


@pytest.mark.parametrize(("severity", "code"), [("error", "31"), ("warning", "33"), ("info", "34")])
def test_colours_tell_how_grave_a_finding_is(severity: Severity, code: str) -> None:
    one = (finding(severity=severity),)

    assert f"\x1b[1;{code}m" in render_text_report(one, "fr", colour=True)
    assert "\x1b" not in render_text_report(one, "fr", colour=False)


ANY = st.text(st.characters(), max_size=60)


@given(ANY, ANY, st.integers(1, 70), st.integers(0, 70), st.sampled_from(list_languages()))
def test_nothing_unprintable_reaches_the_terminal(
    path: str, source: str, column: int, length: int, language: str
) -> None:
    text = render_text_report(
        (finding(source, column, length, path),), "fr" if language == "fr" else "en", colour=False
    )

    assert all(character.isprintable() or character == "\n" for character in text)
    assert len(text.splitlines()) == (6 if source else 4)


@given(ANY)
def test_visible_text_can_be_printed_and_a_plain_one_stays(text: str) -> None:
    assert make_visible(text).isprintable()
    assert make_visible(make_visible(text)) == make_visible(text)
    if text.isprintable():
        assert make_visible(text) == text


@given(ANY, ANY)
def test_json_holds_what_was_found_letter_by_letter(path: str, source: str) -> None:
    text = render_json_report((finding(source, path=path),), 7)

    body = json.loads(text)
    assert text.isascii()
    assert (body["schema_version"], body["files_read"]) == (1, 7)
    assert [(one["path"], one["source"]) for one in body["findings"]] == [(path, source)]
    assert body["findings"][0]["message"] == {"fr": "Un fait.", "en": "A fact."}


SUMMARIES = [
    ((), 0, "Rien à corriger : 0 fichier lu en 1,2 s.", "Nothing to fix: 0 files read in 1.2 s."),
    ((), 1, "Rien à corriger : 1 fichier lu en 1,2 s.", "Nothing to fix: 1 file read in 1.2 s."),
    ((), 2, "Rien à corriger : 2 fichiers lus en 1,2 s.", "Nothing to fix: 2 files read in 1.2 s."),
    (
        (finding(),),
        1,
        "1 erreur, 0 avertissement dans 1 fichier (1 lu en 1,2 s).",
        "1 error, 0 warnings in 1 file (1 read in 1.2 s).",
    ),
    (
        (finding(), finding(path="b"), finding(severity="warning"), finding(severity="info")),
        9,
        "2 erreurs, 1 avertissement dans 2 fichiers (9 lus en 1,2 s).",
        "2 errors, 1 warning in 2 files (9 read in 1.2 s).",
    ),
]


@pytest.mark.parametrize(("findings", "n_files", "french", "english"), SUMMARIES)
def test_the_last_line_counts_in_good_french_and_english(
    findings: tuple[Finding, ...], n_files: int, french: str, english: str
) -> None:
    assert format_summary(findings, n_files, 1.2345, "fr") == french
    assert format_summary(findings, n_files, 1.2345, "en") == english
