"""The floors hold, and something would say so if they did not."""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [command, "--no-logo", "--no-cache", "--config", ROOT / "pyproject.toml"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_floors_hold() -> None:
    result = lint_imports(ROOT)

    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("file", "line"),
    [
        pytest.param("finding.py", "import boas.cli", id="a low floor imports a high one"),
        pytest.param("site/__init__.py", "import boas.api", id="a room imports its neighbour"),
        pytest.param("checks/__init__.py", "import git", id="a package leaves its room"),
        pytest.param("attic/__init__.py", "", id="a room is on no floor"),
    ],
)
def test_a_wrong_import_is_seen(tmp_path: Path, file: str, line: str) -> None:
    shutil.copytree(ROOT / "boas", tmp_path / "boas", ignore=shutil.ignore_patterns("__pycache__"))
    changed = tmp_path / "boas" / file
    changed.parent.mkdir(exist_ok=True)
    with changed.open("a") as source:
        source.write(f"\n{line}\n")

    result = lint_imports(tmp_path)

    assert result.returncode == 1, result.stdout + result.stderr
    assert "BROKEN" in result.stdout


def foreign_imports(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text())))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named = {node.module for node in nodes if isinstance(node, ast.ImportFrom) if node.module}
    return {name.partition(".")[0] for name in plain | named} - sys.stdlib_module_names - {"boas"}


def test_every_foreign_package_has_its_room() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    housed = {name for contract in contracts for name in contract.get("forbidden_modules", [])}
    imported = {name for path in (ROOT / "boas").rglob("*.py") for name in foreign_imports(path)}

    assert imported <= housed
