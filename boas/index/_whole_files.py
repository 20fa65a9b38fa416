"""All of a registry as one file: JSON Lines, and an SQLite database.

The same answers give the same bytes, whatever the release of SQLite.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from boas.index._answers import Status
from boas.index._encoding import decode_answer, encode_json
from boas.index._facets import list_facet_values
from boas.index._row_answers import AlgorithmRow

ReadBody = Callable[[str], bytes]
"""Gives the JSON of the answer at a path."""

WHOLE_KINDS = {"algorithms": "algorithm", "data_sources": "data_source", "organisations": "organisation"}
"""What the answers in a folder are about: those that the files hold, beside notices and the registry itself."""
_WRITTEN_BY = slice(96, 100)
"""Where an SQLite file says which release wrote it (its file format, section 1.3.21): nothing depends on it."""

_SCHEMA = """
CREATE TABLE registry(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE algorithm(id TEXT PRIMARY KEY, version TEXT, name TEXT, summary TEXT, kind TEXT, category TEXT,
  licence TEXT, level INTEGER, status TEXT, origin TEXT, published TEXT, last_evaluated TEXT, content TEXT)
  WITHOUT ROWID;
CREATE TABLE facet(algorithm TEXT, facet TEXT, value TEXT, PRIMARY KEY (algorithm, facet, value)) WITHOUT ROWID;
CREATE TABLE figure(algorithm TEXT, evaluation TEXT, position INTEGER, version TEXT, date TEXT, design TEXT,
  source TEXT, metric TEXT, value REAL, as_printed TEXT, ci_level REAL, ci_lower REAL, ci_upper REAL, n INTEGER,
  outcome TEXT, variant TEXT, subgroup TEXT, PRIMARY KEY (algorithm, evaluation, position)) WITHOUT ROWID;
CREATE TABLE code(algorithm TEXT, version TEXT, codelist TEXT, system TEXT, role TEXT, match TEXT, code TEXT);
CREATE TABLE data_source(id TEXT PRIMARY KEY, name TEXT, part_of TEXT, content TEXT) WITHOUT ROWID;
CREATE TABLE organisation(id TEXT PRIMARY KEY, name TEXT, content TEXT) WITHOUT ROWID;
CREATE TABLE notice(algorithm TEXT, id TEXT, kind TEXT, date TEXT, reason TEXT, content TEXT,
  PRIMARY KEY (algorithm, id)) WITHOUT ROWID;
"""
"""Texts in several languages are JSON objects; `content` is what the API answers about the thing."""


def render_whole_lines(read_body: ReadBody, paths: Sequence[str]) -> bytes:
    """One line for the registry, then one for each thing: its kind, and what the API answers about it."""
    lines = [b'{"kind":"registry","content":%s}\n' % encode_json(_read_registry(read_body))]
    lines += [b'{"kind":"%s","content":%s}\n' % (_find_kind(path).encode(), read_body(path)) for path in paths]
    lines += [b'{"kind":"notice","content":%s}\n' % encode_json(one) for one in _read_notices(read_body)]
    return b"".join(lines)


def _find_kind(path: str) -> str:
    """What an answer is about."""
    return WHOLE_KINDS[path.partition("/")[0]]


def _read_registry(read_body: ReadBody) -> dict[str, str]:
    """What the registry says of itself."""
    told = decode_answer(read_body("status"), Status)
    said = {"commit": told.commit, "date": told.date, "licence": told.licence or "", "boas": told.version}
    return said | {f"title_{language}": text for language, text in told.title.items()}


def _read_notices(read_body: ReadBody) -> list[dict[str, Any]]:
    """All notices as the API answers them."""
    notices: list[dict[str, Any]] = json.loads(read_body("notices"))["notices"]
    return notices


def render_whole_database(read_body: ReadBody, paths: Sequence[str]) -> bytes:
    """The same as tables, with figures, facets and codes in rows of their own."""
    database = sqlite3.connect(":memory:")
    try:
        database.executescript(_SCHEMA)
        _insert(database, "registry", _read_registry(read_body).items())
        for path in paths:
            body = read_body(path)
            _INSERTS[_find_kind(path)](database, json.loads(body), body.decode())
        _insert(database, "notice", _iter_notice_rows(read_body))
        database.commit()
        file = bytearray(database.serialize())
    finally:
        database.close()
    file[_WRITTEN_BY] = bytes(4)
    return bytes(file)


def _insert(database: sqlite3.Connection, table: str, rows: Any) -> None:  # noqa: ANN401 -- rows of any table
    """Rows of one of our own tables."""
    rows = list(rows)
    if rows:
        marks = ",".join("?" * len(rows[0]))
        database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608  # nosec B608 -- names of ours


def _insert_algorithm(database: sqlite3.Connection, answer: Mapping[str, Any], content: str) -> None:
    """One algorithm with its facets, its figures and the codes of its latest version."""
    row, published = answer["row"], answer["row"]["published"] or {}
    names = ("id", "version", "name", "summary", "kind", "category", "licence", "level", "status", "origin")
    cells = [_to_cell(row[name]) for name in names]
    _insert(database, "algorithm", [(*cells, published.get("date"), row["last_evaluated"], content)])
    values = list_facet_values(decode_answer(encode_json(row), AlgorithmRow))
    _insert(database, "facet", [(row["id"], facet, value) for facet, value in values])
    _insert(database, "figure", [one for told in answer["evaluations"] for one in _iter_figure_rows(row["id"], told)])
    _insert(database, "code", _iter_code_rows(answer["latest"]))


def _iter_figure_rows(algorithm: str, told: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Every published figure of one evaluation."""
    document = told["evaluation"]
    about = (document["subject"].get("version"), *(document.get(name) for name in ("date", "design", "source")))
    for position, claim in enumerate(document.get("reported") or ()):
        interval = claim.get("ci") or {}
        bounds = (interval.get(name) for name in ("level", "lower", "upper"))
        words = (_to_cell(claim.get(name)) for name in ("outcome", "variant", "subgroup"))
        number = (claim["metric"], claim.get("value"), claim.get("as_printed"))
        yield algorithm, document["id"], position, *about, *number, *bounds, claim.get("n"), *words


def _iter_code_rows(latest: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Every code of the lists of a version; the first column of a list holds its codes."""
    for one in latest["codelists"]:
        place = one["header"].index("code") if "code" in one["header"] else 0
        for cells in one["rows"]:
            code = cells[place] if place < len(cells) else ""
            yield latest["id"], latest["version"], one["path"], one["system"], one["role"], one["match"], code


def _insert_data_source(database: sqlite3.Connection, answer: Mapping[str, Any], content: str) -> None:
    """One data source."""
    parent = (answer["part_of"] or {}).get("id")
    _insert(database, "data_source", [(answer["id"], _to_cell(answer["name"]), parent, content)])


def _insert_organisation(database: sqlite3.Connection, answer: Mapping[str, Any], content: str) -> None:
    """One organisation."""
    _insert(database, "organisation", [(answer["id"], _to_cell(answer["name"]), content)])


_INSERTS = {
    "algorithm": _insert_algorithm,
    "data_source": _insert_data_source,
    "organisation": _insert_organisation,
}


def _iter_notice_rows(read_body: ReadBody) -> Iterator[tuple[Any, ...]]:
    """Every notice."""
    for one in _read_notices(read_body):
        content = encode_json(one).decode()
        yield one["algorithm"]["id"], one["id"], one["kind"], one["date"], one["reason"], content


def _to_cell(value: Any) -> Any:  # noqa: ANN401 -- any part of an answer
    """A value as a cell: texts in several languages, and groups, as JSON."""
    return encode_json(value).decode() if isinstance(value, dict) else value
