"""Evidence tables are read to the letter, and each departure from CSV is named with its place."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.parsing import CsvRow, is_formula, read_table
from boas.parsing._tables import MOST_DIAGNOSTICS, _read_rows, is_french_decimal

PIECES = st.sampled_from(
    [b"a", b"b_1", b",", b";", b"\n", b"\r\n", b"\r", b'"', b'""', b"=", b"-1", b"\xef\xbb\xbf", b"\xff", b"\0", b" "]
)
ANY_BYTES = st.binary(max_size=200) | st.lists(PIECES, max_size=40).map(b"".join)
CELLS = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"], exclude_characters="\u200b") | st.just("\n")
)


@given(ANY_BYTES)
def test_any_bytes_give_a_table_or_faults_with_places(data: bytes) -> None:
    table = read_table(data)

    assert table.header or table.diagnostics
    assert all(len(row.cells) == len(table.header) for row in table.rows)
    assert all(fault.line >= 1 and fault.column >= 1 for fault in table.diagnostics)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=8))
def test_what_is_written_is_what_is_read(rows: list[tuple[str, str]]) -> None:
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([("one", "two"), *rows])

    table = read_table(file.getvalue().encode())

    assert [row.cells for row in table.rows] == rows
    assert bool(table.diagnostics) == any(is_formula(cell) for row in rows for cell in row)


def test_rows_know_the_line_they_start_on() -> None:
    table = read_table(b'code,label\r\nA01,"two\r\nlines"\r\nB02,one')

    assert table.header == ("code", "label")
    assert table.rows == (CsvRow(2, ("A01", "two\nlines")), CsvRow(4, ("B02", "one")))
    assert table.diagnostics == ()


@pytest.mark.parametrize(
    ("data", "line", "column", "excerpt", "words"),
    [
        (b"", 1, 1, "", "empty"),
        (b"\xef\xbb\xbfa,b\n", 1, 1, "", "byte-order mark"),
        ("é,b\n1,".encode() + b"\xe9", 2, 3, "0xE9", "not UTF-8"),
        ("a,b\n".encode("utf-16"), 1, 1, "0xFF", "not UTF-8"),
        (b"a,b\n1,2\0\n", 2, 4, "U+0000", "control character"),
        ("a,b\n1,\u202e2\n".encode(), 2, 3, "U+202E", "invisible"),
        (b"a,b\r1,2\r", 1, 4, "U+000D", "carriage return"),
        (b"a;b\n1;2\n", 1, 2, "a;b", "semicolons"),
        (b"a,B c\n1,2\n", 1, 3, "B c", "no valid column name"),
        (b"a,\n1,2\n", 1, 3, "", "no valid column name"),
        (b"a,b,a\n1,2,3\n", 1, 1, "a", "Two columns"),
        (b"a,b\n1\n", 2, 1, "1", "as many cells"),
        (b"a,b\n1,2,3\n", 2, 1, "1,2,3", "as many cells"),
        (b"a,b\n\n1,2\n", 2, 1, "", "empty"),
        (b"a,b\n1,2\n\n", 3, 1, "", "empty"),
        (b'a,b\n1,2\n3,"4\n5,6\n', 3, 3, '"4\n5,6\n', "never closed"),
        (b'a,"b\n', 1, 3, '"b\n', "never closed"),
        (b'a,b\n"x\ny","1"2\n', 3, 4, '"1"', "Text follows"),
        (b'a,b\n1,2"\n', 2, 3, '2"', "not quoted"),
        (b"a,b\n1," + b"x" * 131_073, 2, 3, "x" * 79 + "…", "131,072"),
        (b"a,b\n" + b"1,2\n" * 100_001, 100_002, 1, "", "100,000 rows"),
        (b"a" + b",a" * 1_000, 1, 1, "", "1,000 columns"),
        (b"a" * (5 * 1024 * 1024 + 1), 1, 1, "", "5 MiB"),
    ],
    ids=range(23),
)
def test_what_is_not_a_table_is_named_with_its_place(
    data: bytes, line: int, column: int, excerpt: str, words: str
) -> None:
    first = read_table(data).diagnostics[0]

    assert (first.rule, first.line, first.column, first.excerpt) == ("unreadable-csv", line, column, excerpt)
    assert words in first.message.in_("en")


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|x", "-", "-a", "@x", "\tx", "\uff1dx", "+-5", "-(1)"])
def test_a_cell_that_acts_as_a_formula_is_refused(cell: str) -> None:
    table = read_table(f'a,b\n"x\n",{cell}\n'.encode())

    assert [(fault.rule, fault.line, fault.column) for fault in table.diagnostics] == [("formula-cell", 3, 3)]


@pytest.mark.parametrize("cell", ["-1", "+1", "-0.5e3", "+0.25", "a=b", "1-2", "", " =1", '"-0,85"'])
def test_numbers_and_words_are_no_formulas(cell: str) -> None:
    assert read_table(f"a,b\nx,{cell}\n".encode()).diagnostics == ()


def test_faults_are_counted_up_to_a_limit() -> None:
    table = read_table(b"a,b\n" + b'=1,"' + b'"\n=1,"' * 99_000 + b'"\n')

    assert len(table.diagnostics) == MOST_DIAGNOSTICS
    assert len(table.rows) == 99_001


def test_rows_of_another_width_are_left_out() -> None:
    table = read_table(b"a,b\n1,2\n3\n4,5\n")

    assert [row.line for row in table.rows] == [2, 4]


@pytest.mark.parametrize(
    ("cell", "is_french"),
    [
        ("0,85", True),
        ("-0,85", True),
        ("1 234,5", True),
        ("12\u202f345,6", True),
        ("0.85", False),
        ("85", False),
        ("1,", False),
        (",5", False),
        ("a,5", False),
        ("1,5,6", False),
        ("1 23,4", False),
        ("1,5\n", False),
    ],
)
def test_a_decimal_comma_is_recognised(cell: str, is_french: bool) -> None:  # noqa: FBT001 -- a column of the table
    assert is_french_decimal(cell) is is_french


@pytest.mark.no_cover
@given(st.lists(st.lists(st.text("ab1 =+-@.é;", max_size=4), min_size=1, max_size=4), min_size=1, max_size=6))
def test_a_table_without_quotation_marks_is_read_as_the_reader_of_csv_reads_it(rows: list[list[str]]) -> None:
    lines = [f"{','.join(cells)}\n" for cells in rows]
    asked = [(number, tuple(cells or [""])) for number, cells in enumerate(csv.reader(lines, strict=True), 1)]

    assert _read_rows(lines) == (asked, [])


def test_what_is_wrong_in_a_long_plain_table_is_still_found() -> None:
    rows = [f"A{number:04},Label" for number in range(2_000)]
    rows[1_500] = "=1+1,Label"
    rows[1_700] = "A1700"

    found = read_table("\n".join(("code,label", *rows, "")).encode()).diagnostics

    assert [(one.rule, one.line) for one in found] == [("formula-cell", 1_502), ("unreadable-csv", 1_702)]
