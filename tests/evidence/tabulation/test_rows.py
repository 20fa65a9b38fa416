"""Rows about people become counts, in one pass, and nothing that stands in a row comes out again."""

import csv
import io
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.errors import UsageError
from boas.evidence import Stratum
from boas.evidence.tabulation import ColumnRoles, tally_rows
from boas.evidence.tabulation._rows import PACE

COLUMNS = ColumnRoles("truth", "flag", (("age_band", "age"), ("sex", "sex")), site="hospital")
HEADER = "truth,flag,age,sex,hospital,score\n"


def stratum(age: str, sex: str, site: str, variant: str = "") -> Stratum:
    return Stratum(variant, site, (("age_band", age), ("sex", sex)))


def test_rows_are_counted_by_what_they_have_in_common() -> None:
    lines = [HEADER, "1,1,75+,F,Brest,0.9\n", "0,1,75+,F,Brest,0.8\n", "1,0,75+,F,Brest,0.1\n", "0,0,75+,M,Lille,0.1\n"]

    found = tally_rows(lines, COLUMNS)

    assert found.counts == {stratum("75+", "F", "Brest"): [1, 1, 1, 0], stratum("75+", "M", "Lille"): [0, 0, 0, 1]}
    assert found.n_people == 4
    assert not found.scores


@pytest.mark.parametrize("written", ["", "  ", "NA", "nan", "None", "NULL", "inconnu", "Unknown", "n/a"])
def test_a_group_that_is_not_known_is_a_group(written: str) -> None:
    assert list(tally_rows([HEADER, f"1,1,{written},F,Brest,\n"], COLUMNS).counts) == [stratum("unknown", "F", "Brest")]


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        ("1", 0),
        ("1.0", 0),
        ("true", 0),
        ("TRUE", 0),
        ("Oui", 0),
        (" 1 ", 0),
        ("0", 2),
        ("0.0", 2),
        ("False", 2),
        ("non", 2),
    ],
)
def test_yes_and_no_are_written_in_several_ways(written: str, cell: int) -> None:
    (counts,) = tally_rows(["truth,flag\n", f"1,{written}\n"], ColumnRoles("truth", "flag")).counts.values()

    assert counts[cell] == 1


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_cells_may_be_separated_as_spreadsheets_do(separator: str) -> None:
    text = "\ufefftruth,flag,score\r\n1,1,0|5\r\n\r\n0,0,1\r\n".replace(",", separator)
    lines = text.replace("|", "." if separator == "," else ",").splitlines(keepends=True)

    found = tally_rows(lines, ColumnRoles("truth", "flag", score="score"))

    assert found.counts == {Stratum(): [1, 0, 0, 1]}
    assert list(found.scores) == [0.5, 1.0]
    assert list(found.truths) == [1, 0]


def test_each_score_knows_its_stratum() -> None:
    lines = ["truth,flag,sex,score\n", "1,1,F,0.9\n", "0,0,M,0.2\n", "0,1,F,0.7\n"]

    found = tally_rows(lines, ColumnRoles("truth", "flag", (("sex", "sex"),), score="score"))

    assert [stratum.groups[0][1] for stratum in found.counts] == ["F", "M"]
    assert list(found.strata) == [0, 1, 0]


def test_variants_are_counted_apart() -> None:
    lines = ["truth,flag,rule\n", "1,1,strict\n", "1,0,large\n"]

    found = tally_rows(lines, ColumnRoles("truth", "flag", variant="rule"))

    assert found.counts == {Stratum("strict"): [1, 0, 0, 0], Stratum("large"): [0, 0, 1, 0]}


A_PERSON = "Madame-Dupont-1950"
REFUSED = {
    "a truth that is neither": (f"{A_PERSON},1,75+,F,Brest,1\n", "Line 3: the column `truth`"),
    "no truth": (",1,75+,F,Brest,1\n", "Line 3: the column `truth`"),
    "a prediction that is neither": (f"1,{A_PERSON},75+,F,Brest,1\n", "Line 3: the column `flag`"),
    "a score that is none": (f"1,1,75+,F,Brest,{A_PERSON}\n", "Line 3: the column `score`"),
    "an infinite score": ("1,1,75+,F,Brest,inf\n", "Line 3: the column `score`"),
    "a cell too many": (f"1,1,75+,F,Brest,1,{A_PERSON}\n", "Line 3"),
    "a quotation mark that is not closed": (f'1,1,75+,F,"{A_PERSON},1\n', "Line 3"),
    "a group with a line end": (f'1,1,"{A_PERSON}\x00",F,Brest,1\n', "Line 3"),
    "a group that is a text": (f"1,1,{A_PERSON * 9},F,Brest,1\n", "Line 3: the values of the column `age`"),
}


@pytest.mark.parametrize(("row", "said"), REFUSED.values(), ids=list(REFUSED))
def test_what_cannot_be_counted_is_told_by_its_line_and_never_shown(row: str, said: str) -> None:
    columns = ColumnRoles("truth", "flag", COLUMNS.by, site="hospital", score="score")

    with pytest.raises(UsageError) as refused:
        tally_rows([HEADER, "1,1,75+,F,Brest,1\n", row], columns)

    told = [
        text for words in (refused.value.message, refused.value.help) for text in (words.in_("fr"), words.in_("en"))
    ]
    assert refused.value.message.in_("en").startswith(said)
    assert not any("Dupont" in text for text in told)


def test_values_that_are_no_groups_are_refused() -> None:
    lines = ["truth,flag,age\n", *(f"1,1,{number}\n" for number in range(300))]

    with pytest.raises(UsageError, match="no groups"):
        tally_rows(lines, ColumnRoles("truth", "flag", (("age_band", "age"),)))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "does not exist"),
        (["flag\n", "1\n"], "`truth` does not exist"),
        (["truth,flag,truth\n", "1,1,1\n"], "`truth` is there twice"),
        (["truth,flag\n"], "no row to count"),
    ],
    ids=["nothing", "no such column", "a column twice", "no rows"],
)
def test_a_file_without_what_was_asked_for_is_refused(lines: list[str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        tally_rows(lines, ColumnRoles("truth", "flag"))


def test_a_file_that_is_not_utf_8_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("rows") / "rows.csv"
    path.write_bytes("truth,flag\n1,1\n1,é\n".encode("latin-1"))

    with path.open(encoding="utf-8", newline="") as lines, pytest.raises(UsageError, match="does not read"):
        tally_rows(lines, ColumnRoles("truth", "flag"))


def test_long_work_tells_how_far_it_is() -> None:
    told: list[int] = []

    tally_rows(["truth,flag\n", *["1,1\n"] * (2 * PACE)], ColumnRoles("truth", "flag"), told.append)

    assert told == [0, PACE]


PEOPLE = st.lists(st.tuples(st.booleans(), st.booleans(), st.sampled_from(["F", "M", ""]), st.sampled_from("AB")))


@given(PEOPLE.filter(bool))
def test_everybody_is_counted_once(people: list[tuple[bool, bool, str, str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([("truth", "flag", "sex", "site"), *((int(t), int(f), s, w) for t, f, s, w in people)])

    found = tally_rows(io.StringIO(text.getvalue()), ColumnRoles("truth", "flag", (("sex", "sex"),), site="site"))

    cells = ((True, True), (False, True), (True, False), (False, False))
    expected = Counter((truth, flag, sex or "unknown", site) for truth, flag, sex, site in people)
    assert expected == Counter(
        {
            (*pair, who.groups[0][1], who.site): count
            for who, counts in found.counts.items()
            for pair, count in zip(cells, counts, strict=True)
            if count
        }
    )
