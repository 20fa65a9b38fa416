"""The work for one document stays the same however many documents there are beside it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from boas.checks import RULES, check
from boas.parsing import Collection, read_collection, read_folder
from tests.checks.copied_registry import write_copies
from tests.work import calls_of

LISTINGS = ("places", "versions", "algorithms", "contents", "folders")
FEW = 30
"""Calls that differ by chance between registries of other sizes: what is kept of the last documents alone."""


class Visited(dict[str, Any]):
    """A mapping in which each step of a walk is a call, so that walks are counted like all other work."""

    def __iter__(self) -> Iterator[str]:
        """Every key, one call each."""
        yield from super().keys()

    def keys(self) -> Any:  # noqa: ANN401 -- a walk in place of a view
        """The same."""
        return iter(self)

    def items(self) -> Any:  # noqa: ANN401 -- as above
        """Every pair, one call each."""
        yield from super().items()

    def values(self) -> Any:  # noqa: ANN401 -- as above
        """Every value, one call each."""
        yield from super().values()


def read_visited(root: Path, n: int) -> Collection:
    """Copies of the worked examples, in which every walk over files, documents or algorithms is counted."""
    write_copies(root / str(n), n)
    tree = read_folder(root / str(n))
    tree = replace(tree, files=Visited(tree.files))
    read = read_collection(tree, as_of="2026-11-28")
    collection = replace(read, documents=Visited(read.documents))
    for name in LISTINGS:
        vars(collection)[name] = Visited(getattr(read, name))
    return collection


def measure(rules: tuple[str, ...], collection: Collection) -> int:
    """Calls that some rules make on every file of a collection, the listings made for all of them included."""

    def run() -> None:
        for path, file in dict(collection.tree.files).items():
            for rule in map(RULES.__getitem__, rules):
                if rule.file:
                    list(rule.file(file, collection))
                if rule.document and path in collection.documents:
                    list(rule.document(collection.documents[path], collection))

    return calls_of(run)


def test_no_rule_does_more_for_a_document_because_others_are_there(tmp_path: Path) -> None:
    few, more, most = (read_visited(tmp_path, n) for n in (4, 8, 12))
    check(most)  # what is worked out once for the whole program is known now

    grown = {}
    for name in RULES:
        first, second, third = (measure((name,), collection) for collection in (few, more, most))
        # Linear work grows by the same from 4 to 8 copies as from 8 to 12; anything quadratic by more.
        grown[name] = (third - second) - (second - first)
    assert {name: more for name, more in grown.items() if more > FEW} == {}


def test_a_rule_that_looks_at_every_file_for_each_document_would_be_seen(tmp_path: Path) -> None:
    few, more, most = (read_visited(tmp_path, n) for n in (4, 8, 12))

    def look(collection: Collection) -> int:
        return calls_of(lambda: [path for _ in collection.documents for path in collection.tree.files])

    assert look(most) - look(more) - (look(more) - look(few)) > FEW
