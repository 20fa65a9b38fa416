"""Codes and labels are what strangers typed: every form hands them over as text, whatever they look like."""

import csv
import json
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from boas.formats import CODELIST_EXPORTERS, ListedCodes
from tests.formats.codelists.stays import FIELD, view_of

NASTY = (
    "'); DROP TABLE claims; --",
    "%' OR 1=1 --",
    'x"); quit(); c("',
    "''' + __import__('os').getcwd() + '''",
    "\\",
    "a\\'b",
    "&sysuserid %include 'x';",
    "*/ proc delete data=x; /*",
    "=HYPERLINK(1)",
    "I_%!9",
    "é\U0001f600\u2028",
)
WRITTEN = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


def write(form: str, *codes: str, match: str = "exact", field: str = FIELD, name: str = "liste") -> str:
    """A form of one list."""
    rows = tuple((code, code) for code in codes)
    one = ListedCodes(f"codelists/{name}.csv", "CIM-10", "include", match, "", field, ("code", "label"), rows)
    return CODELIST_EXPORTERS[form].export(view_of(one))[0].decode()


def select(script: str, codes: tuple[str, ...], column: str = FIELD) -> set[str]:
    """What a script of SQL selects of a table of codes."""
    statement = "\n".join(line for line in script.splitlines() if not line.startswith("--"))
    statement = re.sub(r"CHR\(38\)", "char(38)", statement)  # what SQLite calls the function of Oracle
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA case_sensitive_like = ON")
        connection.execute(f"CREATE TABLE claims ({column} text)")
        connection.executemany("INSERT INTO claims VALUES (?)", [(code,) for code in codes])
        return {code for (code,) in connection.execute(statement)}


@pytest.mark.parametrize("match", ["exact", "prefix"])
@pytest.mark.parametrize("form", ["sql", "sql-oracle"])
@given(code=WRITTEN)
@example(code=NASTY[0])
@example(code=NASTY[9])
@example(code="a&b")
@example(code="\\")
def test_sql_finds_any_code_and_no_other(form: str, match: str, code: str) -> None:
    script = write(form, code, match=match)

    assert select(script, (code, f"x{code}", f"{code[:-1]}", "I21")) == {code}
    assert form == "sql" or "&" not in script


def test_what_is_no_column_is_never_written_as_one() -> None:
    script = write("sql", "I21", field="x; DROP TABLE claims")

    assert select(script, ("I21", "I22"), "code") == {"I21"}


@given(code=WRITTEN)
@example(code=NASTY[3])
def test_python_holds_any_code(code: str) -> None:
    module: dict[str, Any] = {}
    exec(write("python", code), module)  # noqa: S102 -- the very point: nothing of a code may run

    assert module["CODE_SETS"]["liste"]["take_exact"] == {code}


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not on this machine (Debian package r-base-core)")
def test_r_holds_any_code(tmp_path: Path) -> None:
    (tmp_path / "codes.R").write_text(write("r", *NASTY, name="function"))
    script = 'source("codes.R"); for (x in code_sets[["function"]]$take_exact) cat(utf8ToInt(x), "\\n")'
    done = subprocess.run(
        ["Rscript", "--vanilla", "-e", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert ["".join(chr(int(n)) for n in line.split()) for line in done.stdout.splitlines()] == [*NASTY]


@given(code=WRITTEN)
@example(code="O'Brien & %mend;")
def test_sas_finds_any_code_between_single_quotation_marks(code: str) -> None:
    (value,) = re.findall(r"%let liste_in_e1 =\n  ('.*');\n/\* where", write("sas", code))

    assert re.fullmatch("'(?:[^']|'')*'", value)
    assert value[1:-1].replace("''", "'") == code


def test_no_text_of_a_card_ends_a_comment() -> None:
    for form, start in (("sql", "--"), ("python", "#"), ("r", "#"), ("sas", "/*")):
        script = write(form, "I21", field="a\nb*/ c", name="x")
        assert not [line for line in script.splitlines() if line.startswith("b*/")]
        if start == "/*":
            assert all(line.count("*/") == 1 for line in script.splitlines() if line.startswith("/*"))


@pytest.mark.parametrize("form", ["codes-csv", "omop", "opencodelists"])
def test_codes_stay_as_they_are_and_no_label_is_a_formula(form: str) -> None:
    written = ("=1+1", "+33", "-x", "@x", "0592", "1E30")
    rows = list(csv.reader(StringIO(write(form, *written))))[1:]
    column = {"codes-csv": -2, "omop": 1, "opencodelists": 0}[form]

    assert tuple(row[column].replace(".", "") for row in rows) == written
    assert {row[column + 1] for row in rows} == {"'=1+1", "+33", "'-x", "'@x", "0592", "1E30"}


def test_fhir_tells_a_start_that_is_no_code_as_a_regular_expression_and_says_so() -> None:
    one = ListedCodes("codelists/x.csv", "CIM-10", "include", "prefix", "", "", ("code",), (("E1",), ("E10",)))
    content, losses = CODELIST_EXPORTERS["fhir"].export(view_of(one))
    include = json.loads(content)["entry"][0]["resource"]["compose"]["include"]

    assert [part["filter"][0]["op"] for part in include] == ["regex", "is-a"]
    assert [loss.path for loss in losses] == ["logic.codelists.match"]


def test_a_set_without_codes_selects_nobody_and_is_no_value_set() -> None:
    assert select(write("sql"), ("I21",)) == set()
    assert "entry" not in json.loads(write("fhir"))
