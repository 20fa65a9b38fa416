"""Who judged and who measured what: every audit and evaluation once, with what its algorithm's answer says of it."""

import json
from typing import Any

from boas.index import Index

Json = dict[str, Any]


def read(index: Index, path: str) -> Json:
    """One answer."""
    found: Json = json.loads(index.read_body(path) or b"")
    return found


def list_algorithms(index: Index) -> list[Json]:
    """The answers about all algorithms."""
    return [
        read(index, path) for path, _ in index.list_keys() if path.startswith("algorithms/") and path.count("/") == 1
    ]


def test_every_audit_and_evaluation_of_the_registry_is_there_once_as_its_algorithm_tells_it(
    shipped_index: Index,
) -> None:
    told = {
        (answer["id"], what, one["id"]): one
        for answer in list_algorithms(shipped_index)
        for what in ("audit", "evaluation")
        for one in answer[f"{what}s"]
    }
    rows = read(shipped_index, "reviews")["reviews"]

    assert len(rows) == len(told) > 10
    for row in rows:
        one = told[row["algorithm"]["id"], row["what"], row["id"]]
        signer = one["audit"]["auditor"] if row["what"] == "audit" else one["evaluation"].get("evaluator", {})
        assert row["independence"] == one["independence"]
        assert (row["version"], row["stands_for"]) == (one["version"], one["stands_for"])
        assert row["by"] == signer.get("name", "")
        assert (row["organisation"] or {}).get("id") == signer.get("organisation")


def test_independent_ones_come_first_worked_examples_last_and_no_total_counts_these(shipped_index: Index) -> None:
    answer = read(shipped_index, "reviews")
    rows = answer["reviews"]
    real = [row for row in rows if not row["is_example"]]

    assert [row["is_example"] for row in rows] == sorted(row["is_example"] for row in rows)
    assert answer["total"] == len(real) == sum(answer["n_by_independence"].values())
    for part in (real, [row for row in rows if row["is_example"]]):
        first = [row["independence"]["term"] != "independent" for row in part]
        assert first == sorted(first)
    assert any(row["independence"]["term"] == "independent" for row in rows)
