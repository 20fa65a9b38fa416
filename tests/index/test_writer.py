"""Filling: the index is a shadow of the registry, whole or not at all, and only what changed is written."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from msgspec import ValidationError

from boas.errors import MachineError
from boas.index import AlgorithmQuery, Index, IndexReplacedError, fill_index, open_index
from boas.registry import read_registry
from boas.repository import open_repository
from tests.git_registry import GitRegistry
from tests.index.conftest import fill_changed, fill_from, picture
from tests.shipped import STROKE_CARD, make_shipped_index

CARD = STROKE_CARD


def dump(path: Path) -> list[str]:
    """Everything an index holds, as SQL."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def edit(repository: GitRegistry, path: str, old: str, new: str) -> None:
    """Change a text in one file and commit it."""
    repository.edit(path, old, new)
    repository.commit(f"Change {path}")


def test_a_second_filling_writes_nothing(shipped: GitRegistry, tmp_path: Path) -> None:
    first = fill_changed(shipped, tmp_path / "index.sqlite")
    again = fill_changed(shipped, tmp_path / "index.sqlite")
    assert first.kept == 0
    assert (again.written, again.removed, again.kept) == (0, 0, first.written)


def test_an_index_made_anew_is_identical(shipped: GitRegistry, tmp_path: Path) -> None:
    fill_from(shipped, tmp_path / "index.sqlite")
    assert dump(tmp_path / "index.sqlite") == dump(make_shipped_index())


def test_an_index_grown_over_commits_says_the_same_as_one_made_anew(
    shipped: GitRegistry, filled: Path, tmp_path: Path
) -> None:
    grown = filled
    edit(shipped, CARD, "cardiovascular", "neurology")
    fill_changed(shipped, grown)
    shipped.git("rm", "-r", "--quiet", "model_cards/algorithms/zimm")
    shipped.commit("Remove zimm")
    fill_changed(shipped, grown)
    fill_from(shipped, tmp_path / "fresh.sqlite")
    assert sorted(dump(grown)) == sorted(dump(tmp_path / "fresh.sqlite"))


def test_one_changed_card_rewrites_few_answers(shipped: GitRegistry, filled: Path) -> None:
    with closing(open_index(filled)) as index:
        n_before = len(dict(index.list_keys()))
    edit(shipped, CARD, "Sensibilité non mesurée", "Sensibilité jamais mesurée")
    after = fill_changed(shipped, filled)
    assert 0 < after.written < n_before / 10
    assert after.kept + after.written == n_before


def test_known_documents_give_the_same_answers_as_reading_them(shipped: GitRegistry, filled: Path) -> None:
    with closing(open_index(filled)) as index, open_repository(shipped.path) as history:
        memory, commit = index.load_cache(), history.read_head()
        registry = read_registry(history.read_tree_of(commit), history.read_history_of(commit), memory)
        again = fill_index(registry, filled, [])
    contents = {path.read_bytes() for path in (shipped.path / "model_cards").glob("**/*.yaml")}
    assert len(memory.documents) == len(contents)
    assert again.written == 0


@pytest.mark.parametrize(
    "damage", [b"not a database", b"SQLite format 3\0" + b"\xff" * 5000, b""], ids=["text", "torn", "empty"]
)
def test_a_damaged_index_is_made_anew(shipped: GitRegistry, tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "index.sqlite").write_bytes(damage)
    fill_changed(shipped, tmp_path / "index.sqlite")
    assert dump(tmp_path / "index.sqlite") == dump(make_shipped_index())


DAMAGES = (
    "UPDATE stored SET body = x'7b7d' WHERE path = 'status'",
    "DELETE FROM stored WHERE path = 'ledger'",
    "UPDATE storedarchive SET body = x'00'",
    "UPDATE knowndigest SET digest = 'f' || substr(digest, 2)",
    "UPDATE knowndocument SET text = replace(text, 'cardio', 'neuro')",
    "UPDATE knowngroup SET made_of = 'f' || substr(made_of, 2)",
    "UPDATE knownfindings SET body = replace(body, 'warning', 'note')",
    "UPDATE algorithmsummary SET body = x'7b7d0a'",
    "DELETE FROM facetof WHERE facet = 'kind'",
    "UPDATE searchtext SET name = 'Autre'",
    "UPDATE filled SET \"commit\" = 'f'",
    "UPDATE filled SET seal = ''",
)
"""What a disk may change without the database seeing it."""


def test_rows_damaged_where_the_database_sees_nothing_are_noticed_and_made_anew(
    shipped: GitRegistry, tmp_path: Path
) -> None:
    sound, damaged = make_shipped_index(), tmp_path / "index.sqlite"
    unnoticed = []
    for damage in DAMAGES:
        shutil.copyfile(sound, damaged)
        with closing(sqlite3.connect(damaged)) as connection, connection:
            connection.execute(damage)
        with closing(open_index(damaged)) as index:
            unnoticed += [damage] * index.is_intact()
    with closing(open_index(sound)) as index:
        assert index.is_intact()
    assert unnoticed == []

    fill_changed(shipped, damaged)

    assert dump(damaged) == dump(sound)


@pytest.mark.parametrize("content", [None, b"not a database", b""], ids=["missing", "text", "empty"])
def test_an_index_that_cannot_be_read_is_said_so(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "index.sqlite").write_bytes(content)
    with pytest.raises(MachineError, match=r"index\.sqlite"):
        open_index(tmp_path / "index.sqlite")


def test_a_filling_that_fails_leaves_the_old_index(shipped: GitRegistry, filled: Path) -> None:
    before = dump(filled)
    edit(shipped, CARD, "cardiovascular", "neurology")
    with picture(shipped) as registry, pytest.raises(ValidationError, match="Expected `str`, got `float`"):
        fill_index(registry, filled, [{"rule": float("nan")}])
    assert dump(filled) == before


def test_a_reader_keeps_its_lists_while_the_index_is_filled_and_never_mixes_two_fillings(
    shipped: GitRegistry, filled: Path
) -> None:
    with closing(open_index(filled)) as index:
        before = index.list_algorithms(AlgorithmQuery())
        edit(shipped, CARD, "cardiovascular", "neurology")
        fill_changed(shipped, filled)
        assert index.list_algorithms(AlgorithmQuery()) == before
        with pytest.raises(IndexReplacedError):
            index.read_body("status")


def status_of(path: Path) -> Any:  # noqa: ANN401 -- a JSON document
    """The answer `status` of an index."""
    with closing(open_index(path)) as index:
        return json.loads(index.read_body("status") or b"")


def test_worked_examples_stay_out_of_lists_and_totals(shipped: GitRegistry, filled: Path) -> None:
    before = status_of(filled)
    edit(shipped, "model_cards/algorithms/zimm/algorithm.yaml", "origin: compiled", "origin: example")
    fill_changed(shipped, filled)
    after = status_of(filled)
    assert (after["n_algorithms"], after["n_examples"]) == (before["n_algorithms"] - 1, before["n_examples"] + 1)
    assert sum(before["n_by_level"].values()) == before["n_algorithms"] > 0
    with closing(open_index(filled)) as index:
        assert json.loads(index.list_algorithms(AlgorithmQuery()))["total"] == after["n_algorithms"]
        assert index.read_body("algorithms/zimm") is not None


def test_no_algorithm_is_called_akin_to_an_invented_one(shipped_index: Index) -> None:
    paths = [
        path for path in dict(shipped_index.list_keys()) if path.startswith("algorithms/") and path.count("/") == 1
    ]
    akin = [row["origin"] for path in paths for row in json.loads(shipped_index.read_body(path) or b"")["related"]]
    assert akin
    assert "example" not in akin


def test_what_only_examples_name_has_a_page_but_no_place_in_lists_and_totals(shipped_index: Index) -> None:
    status = json.loads(shipped_index.read_body("status") or b"")
    for kind in ("data_sources", "organisations"):
        answer = json.loads(shipped_index.read_body(kind) or b"")
        listed = {row["id"] for row in answer[kind]}
        pages = {path.partition("/")[2] for path in dict(shipped_index.list_keys()) if path.startswith(f"{kind}/")}
        left_out = pages - listed
        assert left_out == {name for name in pages if name.startswith("example-")} != set()
        assert answer["total"] == status[f"n_{kind}"] == len(listed)


def test_what_an_example_and_a_real_algorithm_both_name_stays_in_lists(shipped: GitRegistry, tmp_path: Path) -> None:
    edit(shipped, "model_cards/algorithms/zimm/algorithm.yaml", "origin: compiled", "origin: example")
    fill_changed(shipped, tmp_path / "index.sqlite")
    with closing(open_index(tmp_path / "index.sqlite")) as index:
        listed = {row["id"] for row in json.loads(index.read_body("organisations") or b"")["organisations"]}
        named = json.loads(index.read_body("algorithms/avc-ait-pmsi") or b"")["row"]["organisations"]
    assert {one["id"] for one in named} <= listed


def test_what_was_withdrawn_leaves_totals_and_stands_last_in_lists_with_its_reason(
    shipped: GitRegistry, filled: Path, tmp_path: Path
) -> None:
    n_real = status_of(filled)["n_algorithms"]
    shipped.write("model_cards/algorithms/zimm/notices/retrait.yaml", WITHDRAWAL)
    shipped.commit("Withdraw zimm")
    fill_changed(shipped, tmp_path / "index.sqlite")
    with closing(open_index(tmp_path / "index.sqlite")) as index:
        status = json.loads(index.read_body("status") or b"")
        listed = json.loads(index.list_algorithms(AlgorithmQuery(limit=1000)))
        gone = json.loads(index.list_algorithms(AlgorithmQuery(filters={"notice": ("withdrawn",)})))
        found = json.loads(index.list_algorithms(AlgorithmQuery(q="zimm")))
        version = json.loads(index.read_body("algorithms/zimm/versions/1.0.0") or b"")
    assert (status["n_algorithms"], status["n_withdrawn"]) == (n_real - 1, 1)
    assert (listed["total"], listed["n_withdrawn"], listed["algorithms"][-1]["id"]) == (n_real, 1, "zimm")
    assert "zimm" not in {row["id"] for row in status["latest"]}
    assert [row["id"] for row in gone["algorithms"]] == ["zimm"]
    assert found["algorithms"][-1]["notices"][0]["reason"] == "error-in-evidence"
    assert (version["status"], [notice["id"] for notice in version["notices"]]) == ("withdrawn", ["retrait"])


WITHDRAWAL = """schema_version: 1
id: retrait
kind: withdrawn
versions: ">=1.0.0"
reason: error-in-evidence
text:
  fr: Avis fictif, pour les tests.
date: 2026-01-05
decided_by:
  name: Camille Martin
"""


def test_each_answer_names_the_commit_that_brought_it(shipped: GitRegistry, tmp_path: Path) -> None:
    edit(shipped, CARD, "cardiovascular", "neurology")
    fill_changed(shipped, tmp_path / "index.sqlite")
    with closing(open_index(tmp_path / "index.sqlite")) as index:
        changed = json.loads(index.read_body("algorithms/avc-ait-pmsi") or b"")["row"]["published"]
        other = json.loads(index.read_body("algorithms/zimm") or b"")["row"]["published"]
    assert changed["commit"] == shipped.git("rev-parse", "HEAD")
    assert other["commit"] == shipped.git("rev-parse", "HEAD~1")
