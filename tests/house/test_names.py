"""Names say what things are in the field's own words: verbs for functions, one class a name, no word of old."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
MODULES = sorted((ROOT / "boas").rglob("*.py"))
VERBS = frozenset((HERE / "verbs.txt").read_text().split())
"""First words of functions; a new one is added by hand, so that somebody asks whether it is a verb."""
PREPOSITIONS = frozenset({"as", "from", "to", "with", "without"})
"""First words of conversions and of copies, as everywhere in Python."""
OLD_WORDS = {line.split()[0] for line in (HERE / "old_words.txt").read_text().splitlines() if not line.startswith("#")}
OUTSIDE = frozenset({
    "command",  # click finds the command of a file by this name
    "boas",  # the name of the program in its own help
    "main",  # the entry point, as everywhere
    "in_",  # `message.in_("fr")`
    "algorithm", "version",  # what one asks an open registry for, in a notebook
    "connection_made", "connection_lost", "data_received",  # asyncio
    "on_headers_complete", "on_message_begin", "startup",  # uvicorn
    "gettext", "ngettext",  # the standard library
    "latest_post_date",  # feedgenerator
    "skipToken", "validateLink", "normalizeLink", "normalizeLinkText",  # markdown-it-py
    "dump_bytecode",  # jinja2
})  # fmt: skip
"""Names that somebody else has chosen."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def iter_functions(path: Path) -> Iterator[Function]:
    """Functions and methods of a file that name something done; a property is a noun, a decorator reads as one."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, Function) and not node.name.startswith("__"):
            marks = " ".join(ast.unparse(mark) for mark in node.decorator_list)
            if not re.search(r"property|_rule\(", marks) and not node.name.endswith("_rule"):
                yield node


def split_name(name: str) -> list[str]:
    """The words of a name, whether written `read_card` or `ReadCard`."""
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)]


@pytest.mark.parametrize("path", [pytest.param(path, id=path.relative_to(ROOT).as_posix()) for path in MODULES])
def test_a_function_begins_with_a_verb(path: Path) -> None:
    first = {node.name: node.name.strip("_").partition("_")[0] for node in iter_functions(path)}

    assert [name for name, word in first.items() if word not in VERBS | PREPOSITIONS and name not in OUTSIDE] == []


def test_no_verb_is_listed_that_no_function_begins_with() -> None:
    used = {node.name.strip("_").partition("_")[0] for path in MODULES for node in iter_functions(path)}

    assert VERBS - used == set()


def test_a_class_name_stands_once() -> None:
    nodes = [node for path in MODULES for node in ast.walk(ast.parse(path.read_text()))]
    names = Counter(node.name.lstrip("_") for node in nodes if isinstance(node, ast.ClassDef))

    assert [name for name, n in names.items() if n > 1] == []


@pytest.mark.parametrize("path", [pytest.param(path, id=path.relative_to(ROOT).as_posix()) for path in MODULES])
def test_no_old_word_names_a_module_a_class_or_a_function(path: Path) -> None:
    named = [node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ClassDef | Function)]

    assert [
        name for name in (*path.relative_to(ROOT).with_suffix("").parts, *named) if OLD_WORDS & {*split_name(name)}
    ] == []
