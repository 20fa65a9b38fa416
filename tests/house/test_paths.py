"""Paths below `model_cards/` are put together and taken apart by `boas.documents` alone."""

import ast
from collections.abc import Iterator
from pathlib import Path

import boas
from boas.documents import DOCUMENTS, FOLDER, list_file_names

PACKAGE = Path(boas.__file__).parent

NAMES_FOR_READERS = {
    "formats/exporters/_exporter.py": "names the file of a loss",
    "site/_claims.py": "names the file of a number",
    "site/_versions.py": "the path an answer carries, for another version",
}
"""Where a file name is shown, not looked for."""


def string_parts(tree: ast.Module) -> Iterator[str]:
    """Texts of a module that are paths or parts of one: without a space, and no docstring."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not any(map(str.isspace, node.value)):
            yield node.value


def test_no_other_room_writes_the_path_or_the_name_of_a_document() -> None:
    names = {name for name in list_file_names() if name.removesuffix(".yaml") in DOCUMENTS}
    found = [
        f"{place}: {text}"
        for file in sorted(PACKAGE.rglob("*.py"))
        if not (place := file.relative_to(PACKAGE).as_posix()).startswith("documents/")
        and place not in NAMES_FOR_READERS
        for text in string_parts(ast.parse(file.read_text("utf-8")))
        if text.rpartition("/")[2] in names or (text.startswith(f"{FOLDER}/") and text != f"{FOLDER}/")
    ]

    assert found == []
