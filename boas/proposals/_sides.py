"""One side of a proposal: the registry before it or with it, as far as the touched algorithms need it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from boas.documents import (
    find_algorithm,
    is_version,
)
from boas.errors import RegistryError
from boas.parsing import Collection, read_collection
from boas.registry import (
    AlgorithmEntry,
    Assessment,
    Registry,
    assess,
    read_registry,
)
from boas.repository import History
from boas.tree import File, Tree


def select_algorithm_files(tree: Tree, names: Iterable[str]) -> dict[str, File]:
    """Files of some algorithms, and those of none."""
    kept = {"", *names}
    return {path: file for path, file in tree.files.items() if find_algorithm(path) in kept}


class ProposalSide:
    """The registry on one side of a proposal, as far as the touched algorithms need it."""

    def __init__(self, tree: Tree, past: History, names: Iterable[str]) -> None:
        """Read it; when its settings cannot be read there are no levels, and a finding says so."""
        narrow = replace(tree, files=select_algorithm_files(tree, names))
        self.registry: Registry | None = None
        try:
            self.registry = read_registry(narrow, past)
        except RegistryError:
            self.collection = read_collection(narrow)
        else:
            self.collection = self.registry.collection

    def assess_algorithm(self, name: str) -> "AlgorithmState":
        """One algorithm on this side."""
        entry = self.registry.algorithms.get(name) if self.registry else None
        found = assess(self.registry, entry) if self.registry and entry else Assessment((), (), {})
        versions = tuple(filter(is_version, self.collection.versions.get(name, ())))
        there = any(find_algorithm(path) == name for path in self.collection.tree.files)
        return AlgorithmState(name, self.collection, entry, found, versions, there)


@dataclass(frozen=True)
class AlgorithmState:
    """One algorithm on one side of a proposal."""

    name: str
    collection: Collection
    entry: AlgorithmEntry | None
    found: Assessment
    versions: tuple[str, ...]
    """Versions that have a card, readable or not."""
    is_there: bool

    def find_level(self, version: str) -> int | None:
        """Level of a version; nothing when it cannot be read or is not there."""
        step = self.found.steps.get(version)
        return step.level if step else None
