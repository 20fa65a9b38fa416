"""The fix of a finding: the replacement it carries, or for a whole file an edit of each line concerned.

A fix is never offered where it would have to choose between two meanings.
"""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

from boas.autofix._edits import BYTE_ORDER_MARK, Edit, Fix, LineIndex
from boas.autofix._quoting import quote_line
from boas.autofix._tabs import expand_tabs
from boas.finding import Finding
from boas.parsing import Document

_LONGEST_COMPOSED = 20_000
"""Characters of a line to compose: composing a long run of accents takes time that grows with its square."""


def find_fix(finding: Finding, document: Document, raw: str) -> Fix | None:
    """The fix of a finding about a document with the bytes `raw`; None when only its author can fix it."""
    lines = LineIndex(raw)
    if finding.replacement is not None:
        edit = lines.replace_piece(
            finding.location.line, finding.location.column, finding.length, finding.replacement.text
        )
        return Fix(finding, (edit,), finding.replacement.is_safe) if edit and finding.length else None
    for of_whole_text in _FIXERS.get(finding.rule, ()):
        if edits := tuple(of_whole_text(finding, document, lines)):
            return Fix(finding, edits, is_safe=True)
    return None


def _remove_byte_order_mark(finding: Finding, document: Document, lines: LineIndex) -> Iterator[Edit]:  # noqa: ARG001 -- as all fixes
    """Without the mark some editors put first."""
    if finding.location.line == 1 and lines.raw.startswith(BYTE_ORDER_MARK):
        yield Edit(0, 1, "")


def _compose_lines(finding: Finding, document: Document, lines: LineIndex) -> Iterator[Edit]:
    """Every line in composed form, when the finding is about that and not about a character to delete."""
    if finding.location.line and document.kind != "code":
        for number in range(1, len(lines) + 1):
            line = lines.get_line(number)
            if len(line) <= _LONGEST_COMPOSED and not line.isascii() and not unicodedata.is_normalized("NFC", line):
                yield lines.replace_line(number, unicodedata.normalize("NFC", line))


def _replace_tabs(finding: Finding, document: Document, lines: LineIndex) -> Iterator[Edit]:
    """Spaces for the tabs that indent lines of YAML."""
    is_tab = "\t" in lines.get_line(finding.location.line)[finding.location.column - 1 : finding.location.column]
    if is_tab and document.value is None:
        yield from expand_tabs(lines)


def _quote_value(finding: Finding, document: Document, lines: LineIndex) -> Iterator[Edit]:
    """Quotation marks around a value that YAML would take apart, such as `Note : a text`."""
    line = quote_line(lines.get_line(finding.location.line), finding.location.column)
    if line is not None and document.value is None:
        yield lines.replace_line(finding.location.line, line)


def _remove_extra_commas(finding: Finding, document: Document, lines: LineIndex) -> Iterator[Edit]:  # noqa: ARG001 -- as all fixes
    """Without the commas that end a row with more cells than there are columns; an empty line goes."""
    line = lines.get_line(finding.location.line) if finding.location.line else ""
    names, cells = _split_cells(lines.get_line(1)), _split_cells(line)
    if 1 < finding.location.line <= len(lines) and not line.strip():
        yield lines.drop_line(finding.location.line)
    elif names and len(cells) > len(names) and not any(cell.strip() for cell in cells[len(names) :]):
        extra = len(cells) - len(names)
        stripped = re.sub(rf"(?:,\s*){{{extra}}}$", "", line)
        yield lines.replace_line(finding.location.line, stripped)


def _split_cells(line: str) -> list[str]:
    """Cells of one line of CSV; none when it is not a whole row."""
    try:
        return next(csv.reader([line], strict=True), [])
    except csv.Error:
        return []


def _replace_semicolons(finding: Finding, document: Document, lines: LineIndex) -> Iterator[Edit]:  # noqa: ARG001 -- as above
    """Commas for semicolons, when every row has as many of them; a cell that holds a comma gets quotation marks."""
    n_cells = lines.get_line(1).count(";") + 1
    numbers = [number for number in range(1, len(lines) + 1) if lines.get_line(number)]
    alike = all(lines.get_line(number).count(";") + 1 == n_cells for number in numbers)
    if finding.location.line == 1 and n_cells > 1 and alike and '"' not in lines.raw and "," not in lines.get_line(1):
        for number in numbers:
            cells = lines.get_line(number).split(";")
            yield lines.replace_line(number, ",".join(f'"{cell}"' if "," in cell else cell for cell in cells))


_TextFixer = Callable[[Finding, Document, LineIndex], Iterator[Edit]]

_FIXERS: Mapping[str, tuple[_TextFixer, ...]] = {
    "unreadable-text": (_remove_byte_order_mark, _compose_lines),
    "unreadable-yaml": (_replace_tabs, _quote_value),
    "unreadable-csv": (_remove_byte_order_mark, _remove_extra_commas, _replace_semicolons),
}
"""What to try for findings that carry no replacement, by rule, in this order."""
