"""What a scan of a version's code gave, with the waivers that cover it; no file of Python is left out."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from boas.registry import CodeScanResult, build_code_scan, read_registry
from boas.repository import open_repository
from tests.git_registry import GitRegistry

BASE = Path(__file__).parents[1] / "checks" / "base"
VERSION = "model_cards/algorithms/exemple-regle/versions/1.0.0"
SHELL = "import subprocess\n\nsubprocess.call('ls ' + input(), shell=True)\n"
WAIVER = """waivers:
  - rule: risky-code
    path: code/verifier.py
    reason:
      fr: Cette assertion ne décide de rien.
    until: "{until}"
"""


@contextmanager
def scanned(registry: GitRegistry) -> Iterator[CodeScanResult | None]:
    """The scan of the one version with code."""
    registry.commit("As it stands")
    with open_repository(registry.path) as history:
        commit = history.read_head()
        picture = read_registry(history.read_tree_of(commit), history.read_history_of(commit))
        yield build_code_scan(picture, picture.algorithms["exemple-regle"].latest)


def small(folder: Path) -> GitRegistry:
    """A registry without fault, whose one version with code has a file of SQL."""
    shutil.copytree(BASE / "model_cards", folder / "model_cards")
    return GitRegistry(folder)


def test_a_version_without_code_has_no_scan(tmp_path: Path) -> None:
    registry = small(tmp_path)
    (tmp_path / VERSION / "code/exemple.sql").unlink()
    with scanned(registry) as found:
        assert found is None


def test_code_that_is_no_python_is_counted_and_not_looked_at(tmp_path: Path) -> None:
    with scanned(small(tmp_path)) as found:
        assert found == CodeScanResult(0, 1, (), ())


def test_the_gravest_weaknesses_come_first_each_with_its_finding(tmp_path: Path) -> None:
    registry = small(tmp_path)
    registry.write(f"{VERSION}/code/a.py", "assert 1\n")
    registry.write(f"{VERSION}/code/b.py", SHELL)
    with scanned(registry) as found:
        assert found is not None
        assert [(one.weakness.test, one.finding.location.line) for one in found.weaknesses] == [
            ("B602", 3),
            ("B101", 1),
            ("B404", 1),
        ]
        assert found.weaknesses[0].finding.location.path == f"{VERSION}/code/b.py"
        assert (found.n_scanned, found.n_other, found.unscanned) == (2, 1, ())


def test_every_file_that_was_not_scanned_is_told_even_one_too_large_to_be_read(tmp_path: Path) -> None:
    registry = small(tmp_path)
    registry.write(f"{VERSION}/code/broken.py", "x = 1\ndef (:\n")
    registry.write(f"{VERSION}/code/huge.py", "x = 1\n" * 60_000)
    registry.write(f"{VERSION}/code/latin.py", b"x = '\xe9'\n")
    registry.write(f"{VERSION}/code/long.py", "x = 1\n" * 40_000)
    with scanned(registry) as found:
        assert found is not None
        told = {one.finding.location.path.rpartition("/")[2]: one.unscanned.reason for one in found.unscanned}
    assert told == {"broken.py": "syntax", "huge.py": "too-large", "latin.py": "not-utf-8", "long.py": "too-large"}
    assert found.n_scanned == 0


def test_a_waiver_in_force_stands_with_what_it_covers_and_one_that_is_over_does_not(tmp_path: Path) -> None:
    registry = small(tmp_path)
    registry.write(f"{VERSION}/code/verifier.py", "assert 1\n")
    registry.write(f"{VERSION}/code/autre.py", "assert 1\n")
    card = tmp_path / VERSION / "card.yaml"
    text = card.read_text()
    waived = {}
    for until in ("2999-01-01", "2020-01-01"):
        card.write_text(text + WAIVER.format(until=until))
        with scanned(registry) as found:
            assert found is not None
            waived[until] = {one.weakness.path.rpartition("/")[2]: one.waiver for one in found.weaknesses}
    held = waived["2999-01-01"]["verifier.py"]
    assert held is not None
    assert held.until == "2999-01-01"
    assert waived["2999-01-01"]["autre.py"] is None
    assert waived["2020-01-01"] == {"verifier.py": None, "autre.py": None}
