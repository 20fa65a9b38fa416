"""What is not published yet says so in every answer, and stands before what is."""

import json
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from boas.index import AlgorithmQuery, Index, fill_index, open_index
from boas.registry import read_preview
from boas.repository import open_repository
from tests.git_registry import GitRegistry

BASE = Path(__file__).parents[1] / "checks" / "base"
SCORE = "model_cards/algorithms/exemple-score"


@contextmanager
def index_of_drafts(folder: Path) -> Iterator[Index]:
    """The index of the small registry in which the score has one version more than its first commit."""
    registry = GitRegistry(folder / "registry")
    shutil.copytree(BASE / "model_cards", registry.path / "model_cards")
    registry.commit("Set up")
    card = (registry.path / f"{SCORE}/versions/1.0.0/card.yaml").read_text()
    registry.write(f"{SCORE}/versions/1.0.1/card.yaml", card.replace("1.0.0", "1.0.1"))
    registry.commit("Write a draft")
    with open_repository(registry.path) as history:
        here, base = history.read_head(), history.resolve("HEAD~1")
        made = read_preview(
            history.read_tree_of(here), history.read_tree_of(base), history.read_history_of(base), today="2026-02-01"
        )
        fill_index(made, folder / "index.sqlite", [])
    with closing(open_index(folder / "index.sqlite")) as index:
        yield index


def answer(index: Index, path: str) -> dict[str, Any]:
    body = index.read_body(path)
    assert body
    found: dict[str, Any] = json.loads(body)
    return found


def test_a_draft_says_so_and_a_published_version_says_that_it_is_none(tmp_path: Path) -> None:
    with index_of_drafts(tmp_path) as index:
        listed = answer(index, "algorithms/exemple-score/versions")["versions"]
        draft = answer(index, "algorithms/exemple-score/versions/1.0.1")
        row = answer(index, "algorithms/exemple-score")["row"]

    assert [(one["version"], one["draft"], one["published"] is None) for one in listed] == [
        ("1.0.1", True, True),
        ("1.0.0", False, False),
    ]
    assert (draft["draft"], draft["published"]) == (True, None)
    assert (row["draft"], row["published"]) == (True, None)


def test_drafts_stand_first_among_the_latest(tmp_path: Path) -> None:
    with index_of_drafts(tmp_path) as index:
        latest = answer(index, "status")["latest"]
        by_date = json.loads(index.list_algorithms(AlgorithmQuery(sort="-changed")))["algorithms"]

    assert [(latest[0]["id"], latest[0]["draft"]), latest[1]["draft"]] == [("exemple-score", True), False]
    assert by_date[0]["id"] == "exemple-score"


def test_the_status_names_the_files_and_the_commit_they_are_held_against(tmp_path: Path) -> None:
    with index_of_drafts(tmp_path) as index:
        preview = answer(index, "status")["preview"]

    assert preview["added"] == [f"{SCORE}/versions/1.0.1/card.yaml"]
    assert (preview["edited"], preview["removed"], len(preview["since"])) == ([], [], 40)
