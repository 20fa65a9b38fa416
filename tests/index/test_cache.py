"""What an index remembers saves work and changes nothing: same answers, nothing stale, nothing kept in vain."""

import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from boas.checks import PartEntry, check_with_entries
from boas.checks._code import run_scan
from boas.checks._recorded_collection import find_part
from boas.evidence import Evidence, Gaps, evaluate
from boas.evidence._evaluation import EVIDENCE, GAPS
from boas.index import FillResult, fill_index, open_index
from boas.parsing import EMPTY_CACHE, Cache, EntryCodec
from boas.registry import read_registry
from boas.repository import open_repository
from boas.scanning import SCANS, Scan
from tests.git_registry import GitRegistry
from tests.index.conftest import picture
from tests.index.test_writer import CARD, dump, edit

BASE = Path(__file__).parents[1] / "checks" / "base"
RULE = "model_cards/algorithms/exemple-regle"
EVALUATION = f"{RULE}/evaluations/exemple-relecture"
CODE = f"{RULE}/versions/1.0.0/code/verifier.py"
REGISTRY = "model_cards/registry.yaml"
WEIGHED = {"evidence": 1, "gaps": 1, "verified": 1}
"""One evaluation weighed."""
BOTH_WEIGHED = {"evidence": 2, "gaps": 2, "verified": 2}
OWN_FACTS = {"matrix": 1, "mentions": 1, "row": 1}
"""Kept of each algorithm, under its own files and what lies beside the folders of algorithms."""
ALL_FACTS = dict.fromkeys(OWN_FACTS, 3)
OTHER = "model_cards/algorithms/exemple-score/algorithm.yaml"
AUDIT = "model_cards/algorithms/exemple-modele/audits/exemple-audit.yaml"


@pytest.fixture(autouse=True)
def _as_in_a_new_process() -> Iterator[None]:
    """Forget what this process has weighed and scanned."""
    evaluate.cache_clear()
    run_scan.cache_clear()
    yield
    evaluate.cache_clear()
    run_scan.cache_clear()


@pytest.fixture
def registry(tmp_path: Path) -> GitRegistry:
    """The small registry without fault, with code that is scanned."""
    shutil.copytree(BASE / "model_cards", tmp_path / "registry/model_cards")
    repository = GitRegistry(tmp_path / "registry")
    repository.write(CODE, "assert 1\n")
    repository.commit("Set up")
    return repository


def fill_again(repository: GitRegistry, path: Path) -> FillResult:
    """Fill an index from the last commit with what it remembers, as a process of its own would."""
    evaluate.cache_clear()
    run_scan.cache_clear()
    memory = recalled(path)
    with open_repository(repository.path) as history:
        commit = history.read_head()
        return fill_index(
            read_registry(history.read_tree_of(commit), history.read_history_of(commit), memory), path, []
        )


def recalled(path: Path) -> Cache:
    """What an index remembers; nothing when there is none."""
    if not path.exists():
        return EMPTY_CACHE
    with closing(open_index(path)) as index:
        return index.load_cache()


def by_kind(keys: Iterable[str]) -> dict[str, int]:
    """How many results there are of each kind."""
    names = [key.partition(" ")[0] for key in keys]
    return {name: names.count(name) for name in sorted(set(names))}


def doctored(path: Path, shelf: EntryCodec[Any], instead: object) -> None:
    """Put another record in place of every one on a shelf."""
    with closing(sqlite3.connect(path)) as connection, connection:
        changed = connection.execute(
            "UPDATE knownresult SET body = ? WHERE key LIKE ?", (shelf.write(instead), f"{shelf.name} %")
        )
        assert changed.rowcount


def shown(path: Path) -> dict[str, list[Any]]:
    """Parts of the answers about the rule that each rest on one kind of result."""
    with closing(open_index(path)) as index:
        (evaluation,) = json.loads(index.read_body("algorithms/exemple-regle/evidence") or b"")["evaluations"]
        scan = json.loads(index.read_body("algorithms/exemple-regle/versions/1.0.0") or b"")["code_scan"]
    parts = {name: evaluation[name] for name in ("recomputed", "disparities")}
    return parts | {"weaknesses": scan["weaknesses"]}


def test_each_evaluation_and_each_version_with_code_is_remembered_once(registry: GitRegistry, tmp_path: Path) -> None:
    fill_again(registry, tmp_path / "index.sqlite")
    fill_again(registry, tmp_path / "index.sqlite")

    assert by_kind(recalled(tmp_path / "index.sqlite").results) == BOTH_WEIGHED | {"scan": 1, "code-kin": 1} | ALL_FACTS


def test_the_shipped_registry_grown_with_memory_gives_the_index_made_without(
    shipped: GitRegistry, tmp_path: Path
) -> None:
    fill_again(shipped, tmp_path / "grown.sqlite")
    edit(shipped, CARD, "cardiovascular", "neurology")
    fill_again(shipped, tmp_path / "grown.sqlite")
    fill_again(shipped, tmp_path / "fresh.sqlite")

    assert len(recalled(tmp_path / "fresh.sqlite").results) > 40
    assert sorted(dump(tmp_path / "grown.sqlite")) == sorted(dump(tmp_path / "fresh.sqlite"))


@pytest.mark.parametrize(
    ("path", "swap", "made"),
    [
        pytest.param(f"{EVALUATION}/counts.csv", (",400", ",401"), WEIGHED | OWN_FACTS, id="counts"),
        pytest.param(f"{EVALUATION}/evaluation.yaml", ("n: 1000", "n: 1001"), WEIGHED | OWN_FACTS, id="evaluation"),
        pytest.param(REGISTRY, ("threshold: 11", "threshold: 5"), BOTH_WEIGHED | ALL_FACTS, id="threshold"),
        pytest.param(
            AUDIT, ("kind: bias", "kind: bias\nmargin: 0.1"), {"gaps": 1} | OWN_FACTS, id="margin of an audit"
        ),
        pytest.param(CODE, ("assert 1", "assert 2"), {"scan": 1} | OWN_FACTS, id="code"),
        pytest.param(f"{RULE}/algorithm.yaml", ("fr: ", "fr: Un "), OWN_FACTS, id="words"),
        pytest.param(f"{RULE}/versions/1.0.0/card.yaml", ("\n", "\n# seen\n"), OWN_FACTS | {"code-kin": 1}, id="card"),
    ],
)
def test_only_what_rests_on_changed_bytes_is_made_anew(
    registry: GitRegistry, tmp_path: Path, path: str, swap: tuple[str, str], made: dict[str, int]
) -> None:
    index = tmp_path / "index.sqlite"
    fill_again(registry, index)
    before = recalled(index).results
    edit(registry, path, *swap)
    fill_again(registry, index)
    after = recalled(index).results

    assert by_kind(after.keys() - before.keys()) == by_kind(before.keys() - after.keys()) == made
    assert len(after) == len(before)


def test_after_one_change_only_its_part_is_checked_again(shipped: GitRegistry, tmp_path: Path) -> None:
    index = tmp_path / "index.sqlite"
    fill_again(shipped, index)
    edit(shipped, CARD, "cardiovascular", "neurology")
    memory = recalled(index)
    with open_repository(shipped.path) as history:
        commit = history.read_head()
        now = read_registry(history.read_tree_of(commit), history.read_history_of(commit), memory)
    known = {part: PartEntry.read(body) for part, body in memory.findings.items()}

    assert {part for part, entry in now.checked.items() if entry != known[part]} == {find_part(CARD)}
    assert check_with_entries(now.collection, known).redone == (find_part(CARD),)


@pytest.mark.parametrize(
    ("shelf", "instead", "empty"),
    [
        pytest.param(EVIDENCE, Evidence(), "recomputed", id="evidence"),
        pytest.param(GAPS, Gaps(), "disparities", id="gaps"),
        pytest.param(SCANS, Scan((), (), 1), "weaknesses", id="scan"),
    ],
)
def test_what_is_remembered_is_what_is_shown(
    registry: GitRegistry, tmp_path: Path, shelf: EntryCodec[Any], instead: object, empty: str
) -> None:
    index = tmp_path / "index.sqlite"
    fill_again(registry, index)
    full = shown(index)
    doctored(index, shelf, instead)
    fill_again(registry, index)

    assert {name for name, part in full.items() if part} == set(full)
    assert {name for name, part in shown(index).items() if not part} == {empty}


def test_an_index_filled_by_another_program_is_emptied_first(registry: GitRegistry, tmp_path: Path) -> None:
    stale, fresh = tmp_path / "stale.sqlite", tmp_path / "fresh.sqlite"
    fill_again(registry, fresh)
    fill_again(registry, stale)
    with closing(sqlite3.connect(stale)) as connection, connection:
        connection.execute("UPDATE filled SET recipe = 'another'")
        connection.execute("UPDATE knowndocument SET text = '{}'")
        connection.execute("UPDATE knownresult SET body = x'00'")
        connection.execute("UPDATE storedarchive SET body = x'00'")
        connection.execute("DELETE FROM facetof")
    with picture(registry) as read:
        done = fill_index(read, stale, [])

    assert done.kept == 0
    assert sorted(dump(stale)) == sorted(dump(fresh))


def test_what_nothing_rests_on_any_more_is_forgotten(registry: GitRegistry, tmp_path: Path) -> None:
    fill_again(registry, tmp_path / "index.sqlite")
    registry.git("rm", "-r", "--quiet", EVALUATION, CODE)
    registry.commit("Remove what was measured, and the code")
    fill_again(registry, tmp_path / "index.sqlite")

    assert by_kind(recalled(tmp_path / "index.sqlite").results) == WEIGHED | {"code-kin": 1} | ALL_FACTS


def test_an_evaluation_stops_being_recent_though_its_own_files_are_as_they_were(
    registry: GitRegistry, tmp_path: Path
) -> None:
    grown, fresh = tmp_path / "grown.sqlite", tmp_path / "fresh.sqlite"
    fill_again(registry, grown)
    before = recency_of(grown)
    registry.write(OTHER, (registry.path / OTHER).read_text() + "# later\n")
    registry.commit("Change another algorithm, years later", date=datetime(2028, 1, 5, tzinfo=UTC))
    fill_again(registry, grown)
    fill_again(registry, fresh)

    assert before["exemple-regle"] == "yes"
    assert recency_of(grown) == recency_of(fresh) == before | {"exemple-regle": "no", "exemple-modele": "no"}


def recency_of(path: Path) -> dict[str, str]:
    """What the matrix of an index says of each algorithm's last evaluation."""
    with closing(open_index(path)) as index:
        rows = json.loads(index.read_body("audit_matrix") or b"")["rows"]
    return {row["id"]: row["cells"]["recent-evaluation"]["answer"] for row in rows}
