"""Nothing that `check` accepts lets an attacker know a withheld count again, and what is harmless is mostly accepted.

`BOAS_ATTACKS=300` attacks that many publications; each time the suite runs, the first few are.
"""

import os
import shutil
from pathlib import Path

import pytest

from boas.checks import check
from boas.parsing import read_collection, read_folder
from tests.checks.attacker import known_again
from tests.checks.publications import Published, publication
from tests.checks.test_cases import DAY, HERE

ATTACKS = int(os.environ.get("BOAS_ATTACKS", "16"))
LEAST_ACCEPTED = 0.6
"""Share of harmless publications that has to be accepted."""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[int, bool, dict[tuple[object, ...], int]]]:
    """Seed, whether it is accepted, and what comes back, of every publication that can be tried to the end."""
    found = []
    for seed in range(ATTACKS):
        published = publication(seed)
        back = known_again(published.texts)
        if back is not None:
            found.append((seed, is_accepted(tmp_path_factory.mktemp("registry"), published), back))
    return found


def is_accepted(root: Path, published: Published) -> bool:
    """Whether no error is found in the evaluations of a proposal."""
    shutil.copytree(HERE / "base", root, dirs_exist_ok=True)
    paths = []
    for folder, table, document in published.evaluations:
        (root / "model_cards/algorithms" / folder).mkdir(parents=True)
        for name, text in (("counts.csv", table), ("evaluation.yaml", document)):
            (root / "model_cards/algorithms" / folder / name).write_text(text)
            paths.append(f"model_cards/algorithms/{folder}/{name}")
    tree = read_folder(root)
    findings = check(read_collection(tree, paths, as_of=DAY), [tree.files[path] for path in paths])
    return not any(finding.severity == "error" for finding in findings)


def test_no_withheld_count_of_what_is_accepted_comes_back(
    outcomes: list[tuple[int, bool, dict[tuple[object, ...], int]]],
) -> None:
    assert [(seed, back) for seed, accepted, back in outcomes if accepted and back] == []
    assert any(back for _, _, back in outcomes), "the attacker succeeds on some"


def test_most_of_what_is_harmless_is_accepted(
    outcomes: list[tuple[int, bool, dict[tuple[object, ...], int]]],
) -> None:
    harmless = [accepted for _, accepted, back in outcomes if not back]

    assert sum(harmless) >= LEAST_ACCEPTED * len(harmless)
