"""Forms of codes, each read by what reads it in the world: all of them select the same synthetic stays."""

import csv
import json
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO, StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import jsonschema
import pytest

from boas.formats import CODELIST_EXPORTERS, build_codes_archive, list_codelist_exporters
from tests.formats.codelists.conftest import Query
from tests.formats.codelists.stays import CASES, FIELD, TWELVE, Case, view_of

FHIR_SCHEMA = json.loads((Path(__file__).parent / "fhir-r4-valueset.schema.json").read_text())


@pytest.fixture(params=list(CASES))
def case(request: pytest.FixtureRequest) -> Case:
    """One pair of lists and stays."""
    return CASES[request.param]


def write(case: Case, form: str) -> str:
    """A form of the lists of a case."""
    return CODELIST_EXPORTERS[form].export(view_of(*case.lists))[0].decode()


def test_the_cases_select_some_stays_and_not_others(case: Case) -> None:
    assert 0 < len(case.selected) < len(case.stays)
    assert sum(len(one.rows) for one in case.lists) in {12, 50_000}


def make_table(case: Case) -> str:
    """Statements that make the table of stays."""
    rows = ", ".join(f"({number}, '{stay.replace(chr(39), chr(39) * 2)}')" for number, stay in enumerate(case.stays))
    made = f"CREATE TABLE claims (id integer, {FIELD} varchar(12));"
    return f"{made} INSERT INTO claims VALUES {rows};"  # noqa: S608 -- of rows written above


DIALECTS = ["sql", "sql-oracle"]


@pytest.mark.parametrize("form", DIALECTS)
def test_sqlite_selects_the_stays(form: str, case: Case) -> None:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("PRAGMA case_sensitive_like = ON")  # LIKE ignores case there unless told
        connection.executescript(make_table(case))
        (rows,) = [connection.execute(statement).fetchall() for statement in split_statements(write(case, form))]
    connection.close()

    assert {code for _, code in rows} == case.selected


def split_statements(script: str) -> list[str]:
    """The statements of a script, without comments."""
    plain = "\n".join(line for line in script.splitlines() if not line.startswith("--"))
    return [one for one in plain.split(";\n") if one.strip()]


@pytest.mark.parametrize("form", DIALECTS)
def test_duckdb_selects_the_stays(form: str, case: Case) -> None:
    with duckdb.connect() as connection:
        connection.execute(make_table(case))
        rows = connection.execute(write(case, form)).fetchall()

    assert {code for _, code in rows} == case.selected


@pytest.mark.parametrize("form", DIALECTS)
def test_postgresql_selects_the_stays(form: str, case: Case, postgres: Query) -> None:
    made = make_table(case).replace("CREATE TABLE", "CREATE TEMPORARY TABLE")
    rows = postgres(made + "\n" + write(case, form))

    assert {row.partition("|")[2] for row in rows} == case.selected


def test_oracle_is_given_a_thousand_terms_at_most_and_no_empty_line_in_a_statement(case: Case) -> None:
    script = write(case, "sql-oracle")
    terms = [len(re.findall("'[^']*'", inside)) for inside in re.findall(r"IN \((.*?)\n  \)", script, re.DOTALL)]

    assert max(terms) == min(1000, max(len(one.rows) for one in case.lists if one.match == "exact"))
    assert all("\n\n" not in one.strip() for one in split_statements(script))
    assert max(map(len, script.splitlines())) < 2500  # what SQL*Plus reads of a line


def test_python_selects_the_stays(case: Case) -> None:
    module: dict[str, Any] = {}
    exec(write(case, "python"), module)  # noqa: S102 -- the very point: a user imports the file
    (name,) = module["CODE_SETS"]

    assert {stay for stay in case.stays if module["selects"](name, stay)} == case.selected
    assert module["DIGEST"] == f"sha256:{'d1' * 32}"


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not on this machine (Debian package r-base-core)")
def test_r_selects_the_stays(case: Case, tmp_path: Path) -> None:
    (tmp_path / "codes.R").write_text(write(case, "r"))
    (tmp_path / "stays.txt").write_text("\n".join(case.stays) + "\n")
    script = 'source("codes.R"); x <- readLines("stays.txt"); cat(x[selects(names(code_sets)[1], x)], sep = "\\n")'
    environment = {"LC_ALL": "C", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        ["Rscript", "--vanilla", "-e", script],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert set(done.stdout.split("\n")) - {""} == case.selected


SasVariables = dict[str, frozenset[str]]


def read_sas_texts(text: str) -> tuple[str, ...]:
    """Texts between single quotation marks."""
    return tuple(one.replace("''", "'") for one in re.findall("'((?:[^']|'')*)'", text))


def read_sas_variables(script: str) -> SasVariables:
    """Macro variables of a script with the texts they hold."""
    values = re.findall(r"%let (\w+) =(.*?);\n", script, re.DOTALL)
    return {name: frozenset(read_sas_texts(value)) for name, value in values}


def evaluate_sas_macro(script: str, variables: SasVariables, stay: str) -> bool:
    """What the macro of a script says of a code, read as SAS reads `in`, `in:`, `and`, `or` and `not`."""
    starts = {stay[:length] for length in range(len(stay) + 1)}
    (condition,) = re.findall(r"%macro \w+\(column\);(.*?)%mend", script, re.DOTALL)

    def hold(found: re.Match[str]) -> str:
        return str(bool(variables[found[2]] & (starts if found[1] == ":" else {stay})))

    held = re.sub(r"&column in(:?) \(&(\w+)\)", hold, condition)
    assert re.fullmatch(
        r"[()\s]|True|False|and|or|not", "".join(re.split(r"True|False|and|or|not|[()\s]", held)) or " "
    )
    return bool(eval(" ".join(held.split())))  # noqa: S307 -- of words counted one line above


def read_sas_formats(script: str) -> list[list[tuple[str, str]]]:
    """Ranges of each format, first and last value."""
    formats = re.findall(r"value \$\w+\n(.*?)other = '0';", script, re.DOTALL)
    pairs = (re.findall(r"'((?:[^']|'')*)'(?: - '((?:[^']|'')*)')?(?=,| =)", one) for one in formats)
    return [[(first, last or first) for first, last in own] for own in pairs]


def test_sas_would_select_the_stays_by_macro_and_by_formats(case: Case) -> None:
    script = write(case, "sas")
    formats = read_sas_formats(script)
    sorted_ranges = [sorted(own) for own in formats]

    def put(stay: str, ranges: list[tuple[str, str]]) -> bool:
        return any(first <= stay <= last for first, last in ranges)

    stays = case.stays if len(case.stays) < 100 else case.stays[::97]
    variables = read_sas_variables(script)
    macro = script[script.index("%macro") : script.index("%mend") + 5]
    assert {stay for stay in stays if evaluate_sas_macro(macro, variables, stay)} == case.selected & set(stays)
    assert {stay for stay in stays if put(stay, formats[0]) and not put(stay, formats[1])} == case.selected & set(stays)
    for own in sorted_ranges:
        assert all(before[1] < after[0] for before, after in pairwise(own)), "ranges overlap"


def test_no_macro_variable_of_sas_is_longer_than_sas_keeps() -> None:
    values = re.findall(r"%let \w+ =(.*?);\n", write(CASES["many"], "sas"), re.DOTALL)

    assert 50_000 < max(map(len, values)) <= 65_534
    assert sum(len(read_sas_texts(value)) for value in values) == 50_000


def select_by_rules(case: Case, rules: Iterable[tuple[str, str, bool]]) -> set[str]:
    """Stays that rules select: code, match, and whether it takes codes out again."""
    kept = list(rules)
    sets = {
        (match, left): {code for code, its, out in kept if (its, out) == (match, left)}
        for match in ("exact", "prefix")
        for left in (False, True)
    }

    def hold(stay: str, *, left: bool) -> bool:
        starts = {stay[:length] for length in range(len(stay) + 1)}
        return stay in sets["exact", left] or bool(starts & sets["prefix", left])

    return {stay for stay in case.stays if hold(stay, left=False) and not hold(stay, left=True)}


def test_csv_tells_each_code_with_its_rule_byte_for_byte(case: Case) -> None:
    rows = list(csv.DictReader(StringIO(write(case, "codes-csv"))))

    assert [row["code"] for row in rows] == [row[0] for one in case.lists for row in one.rows]
    assert {(row["algorithm"], row["version"]) for row in rows} == {("sejours-avc", "1.2.0")}
    rules = ((row["code"], row["match"], row["role"] == "exclude") for row in rows)
    assert select_by_rules(case, rules) == case.selected


def test_the_table_schema_takes_every_column_for_text_and_knows_the_file(case: Case) -> None:
    package = json.loads(write(case, "table-schema"))
    (resource,) = package["resources"]
    content = write(case, "codes-csv")

    assert [one["name"] for one in resource["schema"]["fields"]] == content.splitlines()[0].split(",")
    assert {one["type"] for one in resource["schema"]["fields"]} == {"string"}
    assert resource["bytes"] == len(content.encode())
    assert resource["path"] == CODELIST_EXPORTERS["codes-csv"].name_file("sejours-avc", "1.2.0")


def read_fhir_rules(bundle: dict[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """Rules of the one value set of a bundle; `is-a` as a server reads it that holds the hierarchy of the system."""
    ((value_set,),) = [[one["resource"] for one in bundle["entry"]]]
    for name in ("include", "exclude"):
        for part in value_set["compose"].get(name, ()):
            assert part["system"] == "https://smt.esante.gouv.fr/terminologie-cim-10"
            yield from ((one["code"].replace(".", ""), "exact", name == "exclude") for one in part.get("concept", ()))
            for one in part.get("filter", ()):
                start = one["value"] if one["op"] == "is-a" else one["value"].removesuffix(".*").replace("\\.", ".")
                yield start.replace(".", ""), "prefix", name == "exclude"


def test_fhir_fits_the_schema_of_r4_and_selects_the_stays(case: Case) -> None:
    bundle = json.loads(write(case, "fhir"))

    if len(case.lists[0].rows) < 100:
        jsonschema.validate(bundle, FHIR_SCHEMA)
    else:
        first = {**bundle["entry"][0]["resource"]}
        first["compose"] = {name: [shorten(part) for part in parts] for name, parts in first["compose"].items()}
        jsonschema.validate({**bundle, "entry": [{"resource": first}]}, FHIR_SCHEMA)
    assert select_by_rules(case, read_fhir_rules(bundle)) == case.selected


def shorten(part: dict[str, Any]) -> dict[str, Any]:
    """A part of a value set with its first concepts: a validator in Python takes minutes for fifty thousand."""
    return {**part, "concept": part["concept"][:50]} if "concept" in part else part


@pytest.mark.parametrize(
    "edit",
    [
        lambda made: made.update(status="published"),
        lambda made: made.update(notes="no field of FHIR"),
        lambda made: made["compose"]["include"][1]["filter"][0].update(op="starts-with"),
    ],
    ids=["status", "field", "operator"],
)
def test_the_schema_of_r4_refuses_what_is_no_value_set(edit: Callable[[dict[str, Any]], None]) -> None:
    bundle = json.loads(write(CASES["twelve"], "fhir"))
    edit(bundle["entry"][0]["resource"])

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(bundle, FHIR_SCHEMA)


def test_value_sets_keep_what_fhir_asks_beyond_its_schema(case: Case) -> None:
    for one in (entry["resource"] for entry in json.loads(write(case, "fhir"))["entry"]):
        parts = one["compose"]["include"] + one["compose"].get("exclude", [])
        assert re.fullmatch(r"[A-Z]([A-Za-z0-9_]){0,254}", one["name"])  # vsd-0
        assert re.fullmatch(r"[A-Za-z0-9.-]{1,64}", one["id"])
        assert all("system" in part for part in parts)  # vsd-1 and vsd-2
        assert all(("concept" in part) != ("filter" in part) for part in parts)  # vsd-3


def test_omop_source_codes_select_the_stays(case: Case) -> None:
    rows = list(csv.DictReader(StringIO(write(case, "omop"))))
    rules = (
        (
            row["concept_code"].replace(".", ""),
            "prefix" if row["include_descendants"] == "true" else "exact",
            row["is_excluded"] == "true",
        )
        for row in rows
    )

    assert {row["vocabulary_id"] for row in rows} == {"CIM10"}
    assert select_by_rules(case, rules) == case.selected


def test_opencodelists_is_given_one_column_of_codes_and_what_it_cannot_hold_is_told() -> None:
    exporter = CODELIST_EXPORTERS["opencodelists"]
    content, losses = exporter.export(view_of(*TWELVE))
    rows = list(csv.reader(StringIO(content.decode())))
    alone, fewer = exporter.export(view_of(TWELVE[0]))
    case = Case(TWELVE[:1], CASES["twelve"].stays)
    codes = {row[0] for row in csv.reader(StringIO(alone.decode()))}

    assert {len(row) for row in rows} == {2}
    assert rows[0] == ["code", "term"]
    assert {loss.path for loss in losses} == {
        f"logic.codelists.{part}" for part in ("field", "release", "match", "role")
    }
    assert {loss.path for loss in fewer} == {"logic.codelists.field", "logic.codelists.release"}
    assert codes & set(case.stays) == case.selected


def test_the_archive_holds_every_form_and_is_the_same_each_time() -> None:
    made = view_of(*TWELVE)
    content = build_codes_archive(made)

    with ZipFile(BytesIO(content)) as opened:
        names = [name.partition("/")[2] for name in opened.namelist()]
        assert {name: opened.read(f"sejours-avc-1.2.0-codes/{name}") for name in names} == {
            one.name_file("sejours-avc", "1.2.0"): one.export(made)[0] for one in list_codelist_exporters(made)
        }
    assert build_codes_archive(made) == content
