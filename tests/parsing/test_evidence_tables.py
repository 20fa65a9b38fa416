"""Tables of evidence hold counts of groups: every other column, cell or row is named with its place."""

import csv
import io
import re
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from boas.parsing import Table, TextDiagnostic, diagnose_evidence, read_collection, read_table
from boas.parsing._evidence_tables import FEWEST_ROWS
from boas.parsing._tables import MOST_DIAGNOSTICS
from boas.tree import File, Tree

COUNTS = "variant,site,sex,age_band,tp,fp,fn,tn"
SCORES = "site,score_low,score_high,positives,negatives"


def faults_of(kind: str, text: str) -> tuple[TextDiagnostic, ...]:
    data = text.encode()
    table = read_table(data)
    assert not table.diagnostics
    return diagnose_evidence(kind, table, data)


def counted(*rows: str, header: str = COUNTS) -> str:
    return "\n".join([header, *rows, ""])


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("counts", counted(",,,,1473,196,,", ",,F,,<11,[c],0,1000000000000", ",,unknown,,1,2,3,4")),
        ("counts", counted("4,3,2,1,F", header="tn,fn,fp,tp,sex")),
        ("counts", counted('"a, b","l’hôpital",,,1,2,3,4')),
        ("counts", counted(*[f"{n},,,,1,0,0,0" for n in range(FEWEST_ROWS - 1)])),
        ("counts", counted(*[f"{n},,,,1,1,0,0" for n in range(FEWEST_ROWS)])),
        ("scores", counted(",0,0.1,<11,900", ",0.1,0.1,20,30", ",0.1,1e0,20,30", "B,0,1,1,1", header=SCORES)),
        ("scores", counted("-3,-1.5,20,30", "-1.5,2,30,40", header="score_low,score_high,positives,negatives")),
    ],
    ids=[
        "counts",
        "any order of columns",
        "quoted names",
        "few rows of one",
        "rows of two",
        "scores",
        "negative scores",
    ],
)
def test_aggregated_counts_are_taken(kind: str, text: str) -> None:
    assert faults_of(kind, text) == ()


LACKS = "missing-field 1"


@pytest.mark.parametrize(
    ("kind", "header", "expected"),
    [
        ("counts", "variant,sexe,tp,fp,fn,tn", ["unknown-term 9 sex"]),
        ("counts", "variant,race,tp,fp,fn,tn", ["unknown-term 9"]),
        ("counts", "tp,fp,fn,tn,total", ["unknown-field 13"]),
        ("counts", "vp,fp,fn,vn", ["unknown-field 1 tp", "unknown-field 10 tn", LACKS]),
        ("counts", "tp,fp,fn", [LACKS]),
        ("scores", "tp,positives,negatives,score_low,score_high", ["unknown-field 1"]),
        ("scores", "score_low,score_high,positifs,negatives", ["unknown-field 22 positives", LACKS]),
    ],
    ids=str,
)
def test_columns_are_those_of_the_kind(kind: str, header: str, expected: list[str]) -> None:
    faults = faults_of(kind, counted(re.sub("[a-z_]+", "1", header), header=header))

    assert [f"{fault.rule} {fault.column} {fault.nearest}".rstrip() for fault in faults] == expected


def test_a_table_without_rows_says_nothing() -> None:
    (fault,) = faults_of("counts", f"{COUNTS}\n")

    assert (fault.rule, fault.line) == ("missing-field", 1)
    assert "no row" in fault.message.in_("en")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ('"0,85"', "no comma"),
        ('"1,234"', "no comma"),
        ("1 234", "thousands"),
        ("1\u202f234", "thousands"),
        ("1.234", "thousands"),
        ("-3", "never negative"),
        ("007", "starts with a zero"),
        ("1000000000001", "million million"),
        ("9" * 400, "million million"),
        ("12.0", "no count"),
        ("1e3", "no count"),
        ("<1", "no count"),
        ("<0", "no count"),
        ("<", "no count"),
        ("< 11", "no count"),
        ("[C]", "no count"),
        ("NA", "no count"),
        (" 5", "no count"),
        ("\u0661\u0662", "no count"),
        ("1_000", "no count"),
        ("nan", "no count"),
    ],
    ids=ascii,
)
def test_a_cell_that_is_no_count_is_named_at_its_place(cell: str, words: str) -> None:
    (fault,) = faults_of("counts", counted(",,F,,1,2,3,4", f'"B ""x""",,F,,1,{cell},3,4'))

    assert (fault.rule, fault.line, fault.column, fault.excerpt) == ("wrong-type", 3, 17, cell[:80])
    assert words in fault.message.in_("en")


def test_places_are_found_behind_line_breaks_in_cells() -> None:
    (fault,) = faults_of("counts", counted('"a\nbc",s,F,,1,x,3,4'))

    assert (fault.line, fault.column) == (3, 12)


def test_all_cells_of_a_row_are_told() -> None:
    faults = faults_of("counts", counted(" A,,F ,,x,y,3,4", "e\u0301,,,,1,1,1,1"))

    assert [(fault.line, fault.column) for fault in faults] == [(2, 1), (2, 5), (2, 9), (2, 11), (3, 1)]
    assert "composed" in faults[-1].message.in_("en")


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (",0.2,0.1,20,30", 6, "ends before"),
        (',"0,1",0.2,20,30', 2, "comma"),
        (",low,0.2,20,30", 2, "no number"),
        (",,0.2,20,30", 2, "no number"),
        (",0.1,1e999,20,30", 6, "no number"),
        (",0.1,0.2,-1,30", 10, "never negative"),
    ],
    ids=str,
)
def test_a_range_of_scores_has_two_numbers_in_order(row: str, column: int, words: str) -> None:
    (fault,) = faults_of("scores", counted(row, header=SCORES))

    assert (fault.rule, fault.line, fault.column) == ("wrong-type", 2, column)
    assert words in fault.message.in_("en")


def test_the_same_people_are_counted_once() -> None:
    faults = faults_of("counts", counted(",,F,,1,2,3,4", ",,,x,1,2,3,4", ",,F,,5,6,7,8", ",,F,,5,6,7,8"))

    assert [(fault.rule, fault.line) for fault in faults] == [("duplicate-key", 4), ("duplicate-key", 5)]
    assert "Line 2" in faults[0].message.in_("en")
    assert "ligne 4" in faults[1].message.in_("fr")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((",0,0.1,20,30", ",0,0.1,20,30"), "counts the same people"),
        ((",0.5,0.5,20,30", ",0.5,0.5,20,30"), "counts the same people"),
        ((",0,0.2,20,30", ",0.1,0.3,20,30"), "overlaps"),
        ((",0.1,0.3,20,30", ",0,0.2,20,30"), "overlaps"),
        ((",0,1,20,30", ",0.5,0.5,20,30"), "overlaps"),
        ((",0,1,20,30", ",0,1.0,20,30"), "overlaps"),
    ],
    ids=str,
)
def test_ranges_of_scores_do_not_overlap(rows: Sequence[str], words: str) -> None:
    (fault,) = faults_of("scores", counted(*rows, header=SCORES))

    assert (fault.rule, fault.line, fault.column) == ("duplicate-key", 3, 1)
    assert words in fault.message.in_("en")


@pytest.mark.parametrize(
    "name",
    [
        "nir",
        "ipp",
        "id",
        "nom",
        "prenom",
        "patient_id",
        "id_patient",
        "date_naissance",
        "birth_date",
        "num_enq",
        "e_mail",
    ],
)
def test_a_column_about_a_person_is_refused_and_nothing_else_is_said(name: str) -> None:
    faults = faults_of("counts", f"{name},other,tp\nDurand,x,y\n")

    assert [(fault.rule, fault.line, fault.column) for fault in faults] == [("row-level-data", 1, 1)]
    assert "Durand" not in repr(faults)


@pytest.mark.parametrize(
    ("kind", "rows", "header"),
    [
        ("counts", [",,F,,0,1,0,"] * FEWEST_ROWS, COUNTS),
        ("scores", [f",0.{n:02},0.{n:02},{n % 2},{1 - n % 2}" for n in range(FEWEST_ROWS)], SCORES),
    ],
    ids=["counts", "scores"],
)
def test_rows_that_all_count_one_person_are_people(kind: str, rows: list[str], header: str) -> None:
    (fault,) = faults_of(kind, counted(*rows, header=header))

    assert (fault.rule, fault.line, fault.column) == ("row-level-data", 2, 1)


def test_as_many_faults_as_one_reads_are_told() -> None:
    assert len(faults_of("counts", counted(*[f"{n},,,,x,y,z,x" for n in range(1, 100)]))) == MOST_DIAGNOSTICS


CELLS = st.one_of(
    st.sampled_from(["", "0", "1", "12", "<11", "[c]", "-1", "1,5", "a\nb", 'q"q', " ", "0.5", "é", "e\u0301"]),
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=4),
)
COLUMNS = st.permutations(
    ["variant", "site", "sex", "tp", "fp", "fn", "tn", "score_low", "score_high", "positives", "negatives"]
)


@given(st.sampled_from(["counts", "scores"]), COLUMNS, st.integers(4, 11), st.data())
@example("counts", ["tp", "fp", "fn", "tn", "sex"], 5, None)
def test_any_table_gives_faults_at_cells_that_hold_what_they_quote(
    kind: str, columns: list[str], width: int, data: st.DataObject | None
) -> None:
    names = columns[:width]
    row = st.lists(CELLS, min_size=len(names), max_size=len(names))
    rows = data.draw(st.lists(row, max_size=5)) if data else [["1"] * len(names)]
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([names, *rows])
    text = file.getvalue()
    table = read_table(text.encode())
    if table.diagnostics:
        return

    for fault in diagnose_evidence(kind, table, text.encode()):
        line = text.split("\n")[fault.line - 1]
        assert line[fault.column - 1 :].startswith(fault.excerpt)
        assert fault.message.in_("fr")
        assert re.search(r"\.$", fault.help.in_("en"))


def test_a_hundred_thousand_rows_are_looked_at_in_good_time() -> None:
    data = counted(*[f"{n},,F,,20,30,40,50" for n in range(99_999)]).encode()
    table = read_table(data)

    assert diagnose_evidence("counts", table, data) == ()


def test_reading_a_registry_tells_faults_of_evidence_and_keeps_the_table() -> None:
    folder = "model_cards/algorithms/a/evaluations/e"
    texts = {f"{folder}/counts.csv": "sexe,tp,fp,fn,tn\nF,1,2,3,4\n", f"{folder}/scores.csv": "a;b\n"}
    files = {path: File(path, "", "file", len(text)) for path, text in texts.items()}

    collection = read_collection(Tree(files, lambda file: texts[file.path].encode()))

    counts, scores = (collection.documents[path] for path in texts)
    assert [(fault.rule, fault.nearest, fault.length) for fault in counts.diagnostics] == [("unknown-term", "sex", 4)]
    assert isinstance(counts.content, Table)
    assert [fault.rule for fault in scores.diagnostics] == ["unreadable-csv"]
