"""Each room has one face: what another room needs of it is exported there, and nothing behind it is reached."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = {
    ".".join(path.parent.relative_to(ROOT).parts): path for path in sorted((ROOT / "boas").rglob("__init__.py"))
}


def iter_imports(path: Path) -> Iterator[str]:
    """Full names of all that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def list_deep_imports(path: Path, module: str) -> list[str]:
    """Imports of what is private in a package by a module outside it."""
    deep = []
    for name in iter_imports(path):
        parts = name.split(".")
        private = next((i for i, part in enumerate(parts) if part.startswith("_") and part != "__version__"), None)
        if parts[0] == "boas" and private and not f"{module}.".startswith(".".join(parts[:private]) + "."):
            deep.append(name)
    return deep


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=path.relative_to(ROOT).as_posix()) for path in sorted((ROOT / "boas").rglob("*.py"))]
)
def test_nothing_private_is_imported_from_another_room(path: Path) -> None:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")

    assert list_deep_imports(path, module) == []


@pytest.mark.parametrize("package", [package for package in PACKAGES if package.count(".") >= 1])
def test_a_face_exports_what_it_imports_and_each_export_is_there(package: str) -> None:
    face = import_module(package)

    assert len(face.__all__) == len(set(face.__all__))
    assert [name for name in face.__all__ if not hasattr(face, name)] == []
