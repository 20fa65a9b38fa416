"""All of the registry as one file: lines and a database that say what the API says, the same bytes every time."""

import json
import re
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from boas.index import AlgorithmQuery, Index, fill_index, open_index
from boas.site import build
from tests.copies import read_copies
from tests.shipped import make_shipped_index
from tests.site.conftest import OPENAPI, RULES


@pytest.fixture(scope="module")
def index() -> Index:
    return open_index(make_shipped_index())


@pytest.mark.parametrize("name", ["registry.jsonl", "registry.sqlite"])
def test_the_digest_beside_a_file_is_its_own(shipped_site: Path, name: str) -> None:
    said = (shipped_site / f"data/{name}.sha256").read_text()

    assert said == f"{sha256((shipped_site / 'data' / name).read_bytes()).hexdigest()}  {name}\n"


def test_lines_hold_what_the_api_answers(shipped_site: Path, index: Index) -> None:
    lines = [json.loads(line) for line in (shipped_site / "data/registry.jsonl").read_bytes().splitlines()]
    kinds = {kind: [one["content"] for one in lines if one["kind"] == kind] for kind in {one["kind"] for one in lines}}

    assert lines[0]["kind"] == "registry"
    assert lines[0]["content"]["licence"] == "etalab-2.0"
    assert {one["id"]: one for one in kinds["algorithm"]} == {
        name: json.loads(index.read_body(f"algorithms/{name}") or b"") for name in index.ids["algorithms"]
    }
    assert len(kinds["data_source"]) == len(index.ids["data_sources"])
    assert len(kinds["organisation"]) == len(index.ids["organisations"])


def test_the_database_answers_what_the_list_answers(shipped_site: Path, index: Index) -> None:
    with closing(sqlite3.connect(shipped_site / "data/registry.sqlite")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        by_ppv = "SELECT algorithm FROM facet JOIN algorithm ON id = algorithm WHERE facet = 'metric' AND value = 'ppv'"
        found = {row[0] for row in database.execute(f"{by_ppv} AND origin != 'example'")}
        figures = database.execute("SELECT count(*) FROM figure WHERE n IS NOT NULL AND value IS NOT NULL").fetchone()[
            0
        ]
        codes = dict(database.execute("SELECT system, count(*) FROM code GROUP BY system"))
    listed = json.loads(index.list_memory.answer(query(metric="ppv")).body)

    assert found == {row["id"] for row in listed["algorithms"]}
    assert figures > 20
    assert codes["CIM-10"] > 20


def query(**filters: str) -> AlgorithmQuery:

    return AlgorithmQuery(filters={name: (value,) for name, value in filters.items()}, limit=100)


def test_the_same_registry_gives_the_same_bytes(tmp_path: Path) -> None:

    made = []
    for name in ("one", "two"):
        fill_index(read_copies(1), tmp_path / f"{name}.sqlite", [])
        with closing(open_index(tmp_path / f"{name}.sqlite")) as index:
            build(index, RULES, OPENAPI, tmp_path / name, progress=lambda _done, _total: None)
        made.append([path.read_bytes() for path in sorted((tmp_path / name / "current/data").iterdir())])

    assert made[0] == made[1]
    assert len(made[0]) == 4


def test_every_page_has_the_twin_it_claims(shipped_site: Path) -> None:
    claimed = 0
    for page in shipped_site.rglob("*.html"):
        for kind, address in re.findall(
            r'<link rel="alternate" type="(application/json|text/csv)" href="([^"]*)"', page.read_text()
        ):
            twin = (page.parent / address).resolve()
            assert twin.is_file(), (page, address)
            claimed += 1
            if kind == "application/json":
                json.loads(twin.read_bytes())

    assert claimed > 1_000


def test_every_page_says_commit_and_day(shipped_site: Path) -> None:
    stamp = re.compile(r'<p class="stamp">\s*<span>[^<]*<code>[0-9a-f]{12}</code> · <time datetime="[0-9-]{10}')
    pages = [page for page in shipped_site.glob("*/**/*.html") if page.name != "404.html"]
    silent = [str(page.relative_to(shipped_site)) for page in pages if not stamp.search(page.read_text())]

    assert len(pages) > 1_500
    assert silent == []
