"""Every library that runs with boas is declared, and every one that is declared is imported or has a reason."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOR_THEIR_EFFECT = {
    "httptools": "uvicorn's parser of requests, which ours is made of",
    "msgspec": "litestar writes and reads with it what answers hold",
    "uvloop": "uvicorn runs its loop where `loop` says so",
}
"""Declared and never imported, with what they do."""


def normalise_name(name: str) -> str:
    """The name of a distribution as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def list_declared() -> set[str]:
    """Run dependencies as `pyproject.toml` names them."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        entries = tomllib.load(file)["project"]["dependencies"]
    return {normalise_name(re.match(r"[\w.-]+", entry)[0]) for entry in entries}  # type: ignore[index]


def list_imported(folder: Path) -> dict[str, str]:
    """Top names of other people's packages that any file imports, inside functions too, each with one such file."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            else:
                continue
            found |= {name.partition(".")[0]: path.relative_to(folder.parent).as_posix() for name in names}
    return {name: path for name, path in found.items() if name not in sys.stdlib_module_names | {"boas"}}


IMPORTED = list_imported(ROOT / "boas")
OWNERS = {name: {normalise_name(one) for one in owners} for name, owners in packages_distributions().items()}


@pytest.mark.parametrize("name", sorted(IMPORTED))
def test_what_is_imported_is_declared(name: str) -> None:
    assert OWNERS[name] & list_declared(), f"{IMPORTED[name]} imports it"


@pytest.mark.parametrize("name", sorted(list_declared()))
def test_what_is_declared_is_imported_or_has_a_reason(name: str) -> None:
    used = {owner for one in IMPORTED for owner in OWNERS[one]}

    assert name in used or name in FOR_THEIR_EFFECT


def test_every_reason_is_about_something_declared() -> None:
    assert set(FOR_THEIR_EFFECT) <= list_declared()


def test_an_import_of_something_undeclared_would_be_seen(tmp_path: Path) -> None:
    file = tmp_path / "boas" / "one.py"
    file.parent.mkdir()
    file.write_text("def late():\n    import pytest.something\n    from . import other\n    from .two import three\n")

    assert list_imported(file.parent) == {"pytest": "boas/one.py"}
