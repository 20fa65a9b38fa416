"""Findings as the summary a pull request shows: counts, then a table for each file, worst file first.

An author's words could mention a person, link away, load an image or leave their cell. A word is
therefore written plainly only when it is made of letters or is a short number; everything else
stands in a code span, in which no forge looks for anything.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from boas.escaping import make_visible
from boas.finding import Finding
from boas.reports._findings import rank
from boas.reports._text import ERRORS, FILES, FILES_READ, READ, SEVERITIES, WARNINGS
from boas.translation import Language, Message, make_plural

MOST_CHARACTERS = 60_000
"""GitHub takes 65,536 in a comment; what a workflow adds around the summary needs some."""
_LONGEST_REST = 200
"""More than the last line ever takes."""

_COLUMNS = Message("Line|Severity|Rule|Finding|Fix")
INFOS = make_plural("{n} remark", "{n} remarks", 1)

_QUOTED = re.compile(r"`([^`]+)`|« ([^«»]+) »")
_LETTERS = r"[^\W\d_]+(?:[’'-][^\W\d_]+)*"
_NUMBER = r"\d{1,6}(?:[.,]\d{1,6})?"
_PLAIN = re.compile(rf"[(«]?(?:{_LETTERS}|{_NUMBER})[’)»]?[.,;:!?…]*|[«»()–—=→≠≤≥×.,;:!?…]+")
_BARS = re.compile(r"(?<!\\)(\\*)\|")


def render_markdown_report(findings: tuple[Finding, ...], n_files: int, language: Language) -> str:
    """The whole summary, at most 60,000 characters: what does not fit is counted in its last line."""
    text, told = _format_headline(findings, n_files, language), 0
    for path, group in groupby(_sort_worst_file_first(findings), key=lambda finding: finding.location.path):
        above = f"\n#### {format_code_span(make_visible(path))}\n\n{_format_table_head(language)}"
        for finding in group:
            piece = f"{above}{_format_row(finding, language)}"
            if len(text) + len(piece) > MOST_CHARACTERS - _LONGEST_REST:
                return text + _format_rest(len(findings) - told, language)
            text, above, told = f"{text}{piece}", "", told + 1
    return text


def _sort_worst_file_first(findings: tuple[Finding, ...]) -> list[Finding]:
    """Findings file by file: files with errors come first, and in each the lines in order."""
    worst: dict[str, int] = {}
    for finding in findings:
        path = finding.location.path
        worst[path] = min(rank(finding), worst.get(path, rank(finding)))
    return sorted(findings, key=lambda finding: (worst[finding.location.path], finding.make_sort_key()))


def _format_headline(findings: tuple[Finding, ...], n_files: int, language: Language) -> str:
    """How many findings of each sort, in how many of the files read."""
    colon = Message(": ").in_(language)
    if not findings:
        nothing = Message("nothing to fix").in_(language)
        return f"### `boas check`{colon}{nothing} ({FILES_READ.with_number(n_files).in_(language)})\n"
    numbers = [sum(rank(finding) == grave for finding in findings) for grave in range(3)]
    counted = [nouns.with_number(n).in_(language) for n, nouns in zip(numbers, (ERRORS, WARNINGS, INFOS), strict=True)]
    files = FILES.with_number(len({finding.location.path for finding in findings})).in_(language)
    within = Message("in").in_(language)
    kinds = ", ".join(counted if numbers[2] else counted[:2])
    return f"### `boas check`{colon}{kinds} {within} {files} ({READ.with_number(n_files).in_(language)})\n"


def _format_table_head(language: Language) -> str:
    """The two lines that begin a table."""
    return f"| {' | '.join(_COLUMNS.in_(language).split('|'))} |\n|---:|---|---|---|---|\n"


def _format_row(finding: Finding, language: Language) -> str:
    """One finding; no line number when it is about the whole file."""
    cells = (
        str(finding.location.line or ""),
        SEVERITIES[finding.severity].in_(language),
        format_cell_code(make_visible(finding.rule)),
        escape_sentence(finding.message.in_(language)),
        escape_sentence(finding.help.in_(language)),
    )
    return f"| {' | '.join(cells)} |\n"


def _format_rest(n: int, language: Language) -> str:
    """The line that counts what is not shown."""
    return Message("\n… and {n} more.\n", n=n).in_(language)


def escape_sentence(text: str) -> str:
    """A sentence for a cell, in which only letters, short numbers and punctuation are left outside code spans."""
    shown, end = make_visible(text), 0
    pieces: list[str] = []
    for quoted in _QUOTED.finditer(shown):
        pieces += [*_iter_words(shown[end : quoted.start()]), format_cell_code(quoted[1] or quoted[2])]
        end = quoted.end()
    return _join_pieces((*pieces, *_iter_words(shown[end:])))


def _iter_words(text: str) -> Iterator[str]:
    """Words and the spaces between them, each on its own: plain ones as they are, others as code spans."""
    for word in re.findall(r" +|[^ ]+", text):
        yield word if word.isspace() or _PLAIN.fullmatch(word) else format_cell_code(word)


def _join_pieces(pieces: Iterable[str]) -> str:
    """Pieces one after the other; two code spans that would touch, and so become one, are kept apart."""
    text = ""
    for piece in pieces:
        text += f" {piece}" if text.endswith("`") and piece.startswith("`") else piece
    return text


def format_cell_code(text: str) -> str:
    """A code span for a table cell, which a bar would end, even inside code.

    Backslashes right before an escaped bar are doubled, or the last of them would undo its escape.
    """
    return format_code_span(_BARS.sub(r"\1\1\|", text))


def format_code_span(text: str) -> str:
    """A code span whose fence is longer than any in the text."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence, pad = "`" * (longest + 1), " " if longest else ""
    return f"{fence}{pad}{text}{pad}{fence}"
