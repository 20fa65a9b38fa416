"""What the program is made of: another library, another source or another file beside them is another program."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest

import boas
from boas.documents import compute_program_digest
from boas.documents._program import _LIBRARIES, _name_libraries
from boas.index import compute_fingerprint
from boas.index._writer import _DOWNSTREAM_ROOMS
from boas.site._assets import _OTHER_ROOMS, compute_engine_digest

PACKAGE = Path(boas.__file__).parent
SHAPES_NOTHING = {
    "filelock": "keeps writers apart",
    "lazy-loader": "loads our own modules",
    "litestar": "carries answers, never makes one",
    "uvicorn": "carries answers, never makes one",
    "click": "speaks to a terminal",
    "packaging": "reads what other projects ask for",
    "python-calamine": "reads workbooks that authors bring to a draft",
    "counter-robots": "tells robots apart where downloads are counted",
}


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    """No digest of a pretended program outlives its test."""
    yield
    for one in (_name_libraries, compute_fingerprint, compute_engine_digest):
        one.cache_clear()


def list_imported() -> set[str]:
    """Distributions of others that any module of ours imports."""
    trees = (ast.parse(path.read_text()) for path in PACKAGE.rglob("*.py"))
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    tops = {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"boas", ""}
    owners = packages_distributions()
    return {owners[top][0].lower().replace("_", "-") for top in tops}


def test_every_library_that_is_imported_either_counts_or_shapes_nothing() -> None:
    assert list_imported() - set(SHAPES_NOTHING) - set(_LIBRARIES) == set()
    assert set(SHAPES_NOTHING).isdisjoint(_LIBRARIES)


def test_only_rooms_above_have_no_part_in_the_index_and_in_pages() -> None:
    with (PACKAGE.parent / "pyproject.toml").open("rb") as file:
        floors = next(one for one in tomllib.load(file)["tool"]["importlinter"]["contracts"] if "layers" in one)[
            "layers"
        ]
    rooms = [set(re.split(r"[ |:]+", floor)) for floor in floors]
    above = next(n for n, floor in enumerate(rooms) if "index" in floor)

    assert set().union(*rooms[:above]) == _DOWNSTREAM_ROOMS
    assert _DOWNSTREAM_ROOMS - {"site"} == _OTHER_ROOMS


@pytest.mark.parametrize("library", _LIBRARIES)
def test_another_version_of_a_library_is_another_program(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = compute_fingerprint(), compute_engine_digest()
    for one in (_name_libraries, compute_fingerprint, compute_engine_digest):
        one.cache_clear()
    monkeypatch.setattr(
        f"{_name_libraries.__module__}.version", lambda name: "99" if name == library else version(name)
    )

    after = compute_fingerprint(), compute_engine_digest()

    assert before[0] != after[0]
    assert before[1] != after[1]


def test_a_room_without_a_part_in_it_and_the_order_of_files_change_nothing(tmp_path: Path) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text("a")
    two.write_text("b")

    assert compute_program_digest(frozenset(), (one, two)) == compute_program_digest(frozenset(), (two, one))
    assert compute_program_digest(frozenset(), (one,)) != compute_program_digest(frozenset(), (one, two))
    assert compute_program_digest(frozenset({"cli"})) != compute_program_digest(frozenset({"site"}))


def test_what_a_file_says_counts(tmp_path: Path) -> None:
    beside = tmp_path / "terms.yaml"
    beside.write_text("a")
    before = compute_program_digest(frozenset(), (beside,))
    beside.write_text("b")

    assert compute_program_digest(frozenset(), (beside,)) != before
