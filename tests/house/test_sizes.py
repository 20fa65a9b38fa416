"""No function and no file of boas grows past what one reads in one go."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
FUNCTION_LINES = 60
FILE_LINES = 400

EXCEPTIONS: dict[str, str] = {}
"""What may be longer, as `path` or `path::function`, and the reason."""


def too_long(path: Path) -> list[str]:
    source = path.read_text()
    name = path.relative_to(ROOT).as_posix()
    functions = [
        f"{name}::{node.name}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > FUNCTION_LINES
    ]
    return functions + [name] * (len(source.splitlines()) > FILE_LINES)


def test_functions_and_files_stay_short() -> None:
    files = sorted((ROOT / "boas").rglob("*.py"))

    assert files
    assert sorted(name for path in files for name in too_long(path)) == sorted(EXCEPTIONS)
