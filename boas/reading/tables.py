"""Evidence tables: strict CSV (RFC 4180) to rows with their lines, and what keeps a file from being one.

Rules read evidence through `read_table` and `number`. A file that breaks a rule gives faults, never an exception and
never a guess: nothing is padded, folded or trimmed, and no cell can act as a formula in a spreadsheet.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple

from boas.finding import Words
from boas.reading.characters import forbidden_characters
from boas.reading.fault import LONGEST_EXCERPT, TextFault
from boas.reading.numbers import number

LARGEST_FILE = 5 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 1_000
MOST_FAULTS = 50
LONGEST_CELL = 131_072
"""What Python's reader takes at most; no honest cell comes near."""

NAME = re.compile(r"[a-z][a-z0-9_]*")
FRENCH_DECIMAL = re.compile("[+-]?(?:[0-9]+|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+),[0-9]+")
FORMULA_STARTS = frozenset("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
"""The last four are the full-width forms, which some spreadsheets take for the plain ones."""
QUOTED = re.compile(r'"[^"]*+(?:""[^"]*+)*+"(?!")')
PLAIN = re.compile(r"[^,\n]*+")
LONE_RETURN = re.compile(r"\r(?!\n)")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row and the line on which it starts."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What could be read of a file: each row has exactly as many cells as the header has names."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    diagnostics: tuple[TextFault, ...]
    """At most 50, in file order; empty when the table can be used."""


class _Cell(NamedTuple):
    """A cell as written, quotation marks included, and where it starts."""

    line: int
    column: int
    written: str
    closed: bool
    """False for a cell whose quotation mark is never closed."""


def read_table(data: bytes) -> Table:
    """The table in a CSV file; whatever the bytes are, this returns."""
    text = _text(data)
    if isinstance(text, TextFault):
        return Table((), (), (text,))
    lines = [f"{line}\n" for line in text.replace("\r\n", "\n").removesuffix("\n").split("\n")]
    (header, *rows), broken = _rows(lines)
    if len(header.cells) == 1 and ";" in header.cells[0]:
        return Table((), (), (_shape(1, header.cells[0].index(";") + 1, header.cells[0], SEMICOLONS),))
    if len(header.cells) > MOST_COLUMNS:
        return Table((), (), (_shape(1, 1, "", TOO_MANY_COLUMNS),))
    faults = chain(_header_faults(header, lines), _row_faults(header, rows, lines), broken)
    whole = tuple(row for row in rows if len(row.cells) == len(header.cells))
    return Table(header.cells, whole, tuple(islice(faults, MOST_FAULTS)))


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet might calculate a cell: it starts like a formula and is no signed number."""
    if cell[:1] not in FORMULA_STARTS:
        return False
    signed = cell[0] in "+-" and cell[1:2].isdigit() and number(cell[1:]) is not None
    return not signed and not is_french_decimal(cell)


def is_french_decimal(cell: str) -> bool:
    """Whether a cell is a number written with a decimal comma, such as `0,85` or `1 234,5`."""
    return bool(FRENCH_DECIMAL.fullmatch(cell))


def _text(data: bytes) -> str | TextFault:
    """The text of a file, or why it has none that can be read as a table."""
    if len(data) > LARGEST_FILE:
        return _shape(1, 1, "", TOO_LARGE)
    if data.startswith(b"\xef\xbb\xbf"):
        return _shape(1, 1, "", BYTE_ORDER_MARK)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before.rpartition(b"\n")[2].decode("utf-8")) + 1
        return _shape(before.count(b"\n") + 1, column, f"0x{data[error.start]:02X}", NOT_UTF_8)
    return _refused_character(text) or text or _shape(1, 1, "", EMPTY)


def _refused_character(text: str) -> TextFault | None:
    """The first character that no table may hold."""
    lone = LONE_RETURN.search(text)
    hidden = [(at, code) for at, code in forbidden_characters(text) if code != ord("\r")]
    found = min([*hidden, *([(lone.start(), ord("\r"))] if lone else [])], default=None)
    if found is None:
        return None
    before = text[: found[0]]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return _shape(line, column, f"U+{found[1]:04X}", LONE_CR if found[1] == ord("\r") else HIDDEN_CHARACTER)


def _rows(lines: list[str]) -> tuple[list[Row], list[TextFault]]:
    """All rows, the header first, up to where the file stops being CSV or grows too long."""
    reader = csv.reader(iter(lines), strict=True)
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            if len(rows) > MOST_ROWS:
                return rows, [_shape(line, 1, "", TOO_MANY_ROWS)]
            rows.append(Row(line, tuple(cells or [""])))
            line = reader.line_num + 1
    except csv.Error:
        return rows or [Row(1, ())], [_break(line, lines)]
    return rows, []


def _break(line: int, lines: list[str]) -> TextFault:
    """Why and where the row that starts on this line cannot be read."""
    cells = _cells(line, lines[line - 1 :])
    cell = next((cell for cell in cells if len(cell.written) > LONGEST_CELL), cells[-1])
    why = UNCLOSED_QUOTE if not cell.closed else LONG_CELL if len(cell.written) > LONGEST_CELL else AFTER_QUOTE
    return _shape(cell.line, cell.column, cell.written, why)


def _cells(line: int, lines: list[str]) -> list[_Cell]:
    """The cells of the row that starts on this line, as written and with their places; lines after it are not read."""
    raw, cells, at, line_start = "".join(lines), list[_Cell](), 0, 0
    while True:
        match = (QUOTED if raw.startswith('"', at) else PLAIN).match(raw, at)
        end = match.end() if match else len(raw)
        cells.append(_Cell(line, at - line_start + 1, raw[at:end], match is not None))
        if raw[end : end + 1] != ",":
            return cells
        line += raw.count("\n", at, end)
        line_start = max(line_start, raw.rfind("\n", at, end) + 1)
        at = end + 1


def _header_faults(header: Row, lines: list[str]) -> Iterator[TextFault]:
    """Names that are not plain words, and names given twice."""
    times = Counter(header.cells)
    if all(NAME.fullmatch(name) and times[name] == 1 for name in header.cells):
        return
    for name, cell in zip(header.cells, _cells(1, lines), strict=False):  # a header that breaks off has no names
        if not NAME.fullmatch(name) or times[name] > 1:
            yield _shape(cell.line, cell.column, cell.written, SAME_NAME if NAME.fullmatch(name) else BAD_NAME)


def _row_faults(header: Row, rows: list[Row], lines: list[str]) -> Iterator[TextFault]:
    """What is wrong with the rows, in file order; how a row is written is only looked at when it matters."""
    ends = [row.line - 1 for row in rows[1:]] + [len(lines)]
    for row, end in zip(rows, ends, strict=False):  # without rows there is still one end
        if len(row.cells) != len(header.cells):
            yield _shape(row.line, 1, lines[row.line - 1].rstrip("\n"), _why_uneven(header, row))
        elif any('"' in cell or is_formula(cell) for cell in row.cells):
            yield from _cell_faults(row, _cells(row.line, lines[row.line - 1 : end]))


def _why_uneven(header: Row, row: Row) -> tuple[Words, Words]:
    """What is said of a row with more or fewer cells than the header."""
    if row.cells == ("",):
        return EMPTY_LINE
    return CELL_COUNT if any(row.cells[len(header.cells) :]) or len(row.cells) < len(header.cells) else LAST_COMMA


def _cell_faults(row: Row, written: list[_Cell]) -> Iterator[TextFault]:
    """Cells that a spreadsheet would calculate, and quotation marks in cells that are not quoted."""
    for value, cell in zip(row.cells, written, strict=True):
        if is_formula(value):
            yield TextFault("formula-cell", cell.line, cell.column, *FORMULA, excerpt=_excerpt(cell.written))
        elif '"' in value and not cell.written.startswith('"'):
            yield _shape(cell.line, cell.column, cell.written, BARE_QUOTE)


def _shape(line: int, column: int, what: str, words: tuple[Words, Words]) -> TextFault:
    return TextFault("unreadable-csv", line, column, *words, excerpt=_excerpt(what))


def _excerpt(what: str) -> str:
    return what if len(what) <= LONGEST_EXCERPT else what[: LONGEST_EXCERPT - 1] + "…"


SAVE_AGAIN = Words("Enregistrer le fichier en CSV, UTF-8 sans BOM.", "Save the file as CSV, UTF-8 without a BOM.")
NOT_UTF_8 = (Words("Ce fichier n’est pas en UTF-8.", "This file is not UTF-8."), SAVE_AGAIN)
BYTE_ORDER_MARK = (
    Words("Ce fichier commence par une marque d’ordre des octets.", "This file starts with a byte-order mark."),
    SAVE_AGAIN,
)
EMPTY = (
    Words("Ce fichier est vide.", "This file is empty."),
    Words("Écrire la ligne des noms de colonnes, puis une ligne par mesure.", "Write the line of names, then rows."),
)
TOO_LARGE = (
    Words("Ce fichier dépasse 5 Mio.", "This file is larger than 5 MiB."),
    Words("Publier des effectifs agrégés plutôt que des lignes.", "Publish aggregated counts rather than rows."),
)
TOO_MANY_ROWS = (
    Words("Ce tableau a plus de 100 000 lignes.", "This table has more than 100,000 rows."),
    TOO_LARGE[1],
)
TOO_MANY_COLUMNS = (
    Words("Ce tableau a plus de 1 000 colonnes.", "This table has more than 1,000 columns."),
    Words("Mettre une mesure par ligne, pas par colonne.", "Put one measure per row, not per column."),
)
HIDDEN_CHARACTER = (
    Words("Un caractère invisible ou de contrôle se trouve ici.", "There is an invisible or control character here."),
    Words("Supprimer ce caractère.", "Delete this character."),
)
LONE_CR = (
    Words("Cette ligne finit par un retour chariot seul.", "This line ends with a lone carriage return."),
    Words("Terminer chaque ligne par un saut de ligne (LF ou CRLF).", "End each line with a line feed (LF or CRLF)."),
)
SEMICOLONS = (
    Words("Les colonnes sont séparées par des points-virgules.", "The columns are separated by semicolons."),
    Words(
        "Enregistrer le fichier avec la virgule comme séparateur et le point dans les nombres.",
        "Save the file with commas between columns and points in numbers.",
    ),
)
BAD_NAME = (
    Words("Ce nom de colonne n’est pas valable.", "This is no valid column name."),
    Words(
        "L’écrire en minuscules sans accent, chiffres et « _ », en commençant par une lettre.",
        "Use lower-case letters without accents, digits and “_”, starting with a letter.",
    ),
)
SAME_NAME = (
    Words("Deux colonnes portent ce nom.", "Two columns have this name."),
    Words("Donner à chaque colonne son propre nom.", "Give each column a name of its own."),
)
EMPTY_LINE = (
    Words("Cette ligne est vide.", "This line is empty."),
    Words("Supprimer cette ligne.", "Delete this line."),
)
CELL_COUNT = (
    Words("Cette ligne n’a pas autant de cellules que l’en-tête.", "This row has not as many cells as the header."),
    Words(
        "Ajouter ou retirer des cellules ; une cellule qui contient une virgule se met entre guillemets.",
        "Add or remove cells; a cell that holds a comma goes between quotation marks.",
    ),
)
LAST_COMMA = (
    Words("Cette ligne finit par une virgule de trop.", "This row ends with a comma too many."),
    Words(
        "Supprimer la virgule à la fin de la ligne (une par cellule de trop).",
        "Delete the comma at the end of the line (one for each cell too many).",
    ),
)
UNCLOSED_QUOTE = (
    Words("Le guillemet ouvert ici n’est jamais refermé.", "The quotation mark opened here is never closed."),
    Words("Fermez-le ; dans une cellule, un guillemet s’écrit deux fois.", "Close it; inside a cell, write it twice."),
)
AFTER_QUOTE = (
    Words("Du texte suit le guillemet fermant de cette cellule.", "Text follows the closing mark of this cell."),
    Words(
        "Mettre toute la cellule entre guillemets, et doubler ceux du texte.",
        "Quote the whole cell, double marks in it.",
    ),
)
BARE_QUOTE = (
    Words(
        "Cette cellule contient un guillemet sans être citée.", "This cell holds a quotation mark but is not quoted."
    ),
    AFTER_QUOTE[1],
)
LONG_CELL = (
    Words("Cette cellule dépasse 131 072 caractères.", "This cell is longer than 131,072 characters."),
    Words("La raccourcir, ou chercher un guillemet jamais refermé.", "Shorten it, or look for an unclosed mark."),
)
FORMULA = (
    Words("Un tableur lirait cette cellule comme une formule.", "A spreadsheet would read this cell as a formula."),
    Words(
        "Retirer le signe du début ; laisser vide une valeur absente.",
        "Remove the sign it starts with; leave a missing value empty.",
    ),
)
