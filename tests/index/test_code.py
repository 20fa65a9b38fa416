"""The answer about a version tells what a scan of its code found, also when no document had to be read anew."""

import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

from boas.index import fill_index, open_index
from boas.index._code import MAX_LISTED
from boas.parsing import EMPTY_CACHE
from boas.registry import read_registry
from boas.repository import open_repository
from boas.scanning import NO_GUARANTEE
from tests.git_registry import GitRegistry

BASE = Path(__file__).parents[1] / "checks" / "base"
CARDS = "model_cards/algorithms"
VERSION = f"{CARDS}/exemple-regle/versions/1.0.0"
SHELL = "import subprocess\n\nsubprocess.call('ls ' + input(), shell=True)\n"
WAIVER = """waivers:
  - rule: risky-code
    path: code/b/verifier.py
    reason:
      fr: Cette assertion ne décide de rien.
    until: "2999-01-01"
"""


def filled(registry: GitRegistry, path: Path) -> dict[str, Any]:
    """Fill an index with what it already knows, and give the answer about the version with code."""
    with open_repository(registry.path) as history:
        commit = history.read_head()
        memory = EMPTY_CACHE
        if path.exists():
            with closing(open_index(path)) as index:
                memory = index.load_cache()
        fill_index(read_registry(history.read_tree_of(commit), history.read_history_of(commit), memory), path, [])
    return answer(path, "algorithms/exemple-regle/versions/1.0.0")


def answer(path: Path, name: str) -> dict[str, Any]:
    with closing(open_index(path)) as index:
        body = index.read_body(name)
    assert body is not None
    found: dict[str, Any] = json.loads(body)
    return found


def small(folder: Path) -> GitRegistry:
    shutil.copytree(BASE / "model_cards", folder / "model_cards")
    return GitRegistry(folder)


def test_each_weakness_has_its_place_sentence_and_waiver(tmp_path: Path) -> None:
    registry = small(tmp_path / "registry")
    registry.write(f"{VERSION}/code/a.py", SHELL)
    registry.write(f"{VERSION}/code/b/verifier.py", "assert 1\n")
    registry.write(f"{VERSION}/code/c.py", "def (:\n")
    card = registry.path / VERSION / "card.yaml"
    card.write_text(card.read_text() + WAIVER)
    registry.commit("Set up")
    scan = filled(registry, tmp_path / "index.sqlite")["code_scan"]
    first, *others = scan["weaknesses"]
    told = {name: first[name] for name in ("file", "line", "column", "severity", "cwe")}
    assert told == {"file": "a.py", "line": 3, "column": 1, "severity": "high", "cwe": 78}
    assert first["sentence"]["fr"].startswith("Bandit signale ici B602 (subprocess_popen_with_shell")
    waived = {one["file"]: one["waiver"] for one in others}
    assert waived["b/verifier.py"] == {
        "reason": {"fr": "Cette assertion ne décide de rien."},
        "until": "2999-01-01",
    }
    assert waived["a.py"] is None
    assert [(one["file"], one["line"]) for one in scan["unscanned"]] == [("c.py", 1)]
    assert scan["n_by_severity"] == {"high": 1, "medium": 0, "low": 2}
    assert (scan["n_scanned"], scan["n_unscanned"], scan["n_other"]) == (2, 1, 1)
    assert scan["caution"] == NO_GUARANTEE.to_texts()


def test_a_filling_that_knows_every_document_says_the_same(tmp_path: Path) -> None:
    registry = small(tmp_path / "registry")
    registry.write(f"{VERSION}/code/a.py", SHELL)
    registry.commit("Set up")
    first = filled(registry, tmp_path / "index.sqlite")
    settings = registry.path / "model_cards/registry.yaml"
    settings.write_text(f"{settings.read_text()}base_url: https://registre.example.org\n")
    registry.commit("Say where")
    again = filled(registry, tmp_path / "index.sqlite")
    assert first["code_scan"] == again["code_scan"]
    assert again["code_scan"]["n_by_severity"]["high"] == 1


def test_a_version_without_code_has_no_scan_in_its_answer(tmp_path: Path) -> None:
    registry = small(tmp_path / "registry")
    registry.commit("Set up")
    filled(registry, tmp_path / "index.sqlite")
    assert answer(tmp_path / "index.sqlite", "algorithms/exemple-score/versions/1.0.0")["code_scan"] is None


def test_of_very_many_weaknesses_the_gravest_are_told_and_all_are_counted(tmp_path: Path) -> None:
    registry = small(tmp_path / "registry")
    registry.write(f"{VERSION}/code/a.py", "assert 1\n" * 500 + SHELL)
    registry.commit("Set up")
    scan = filled(registry, tmp_path / "index.sqlite")["code_scan"]
    assert len(scan["weaknesses"]) == MAX_LISTED
    assert scan["weaknesses"][0]["severity"] == "high"
    assert scan["n_by_severity"] == {"high": 1, "medium": 0, "low": 501}
