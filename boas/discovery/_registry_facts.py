"""What a registry says that projects are held against: names, versions, digests, reuses it knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from boas.discovery._package_map import PackageMap, build_package_map
from boas.documents import Card, Reuse, build_path, build_version_path, parse_path
from boas.parsing import Collection, compute_folder_digest, read_collection, read_folder
from boas.tree import Tree

_KINDS = frozenset({"algorithm", "card", "reuse"})


@dataclass(frozen=True)
class RegistryFacts:
    """A registry as it lies on disk, with all that discovery asks of it."""

    root: Path
    collection: Collection
    """Files of algorithms, cards and reuses that can be read."""

    @property
    def tree(self) -> Tree:
        """All files."""
        return self.collection.tree

    @cached_property
    def packages(self) -> PackageMap:
        """Names of the algorithms."""
        return build_package_map(self.collection)

    @cached_property
    def labels(self) -> Mapping[str, Mapping[str, str | None]]:
        """The producers' own label of each version, by algorithm and version."""
        found: dict[str, dict[str, str | None]] = {}
        for document in self.collection.select_kind("card"):
            if isinstance(document.content, Card):
                found.setdefault(document.content.id, {})[document.content.version] = document.content.upstream_version
        return found

    @cached_property
    def reuses(self) -> Mapping[str, tuple[Reuse, ...]]:
        """Reuses of each algorithm that can be read, by path."""
        found: dict[str, list[Reuse]] = {}
        for document in sorted(self.collection.select_kind("reuse"), key=lambda one: one.path):
            if isinstance(document.content, Reuse):
                found.setdefault(document.location.algorithm, []).append(document.content)
        return {algorithm: tuple(reuses) for algorithm, reuses in found.items()}

    def compute_digest(self, algorithm: str, version: str) -> str:
        """The digest of a version as its folder lies here; empty when it does not."""
        if version not in self.labels.get(algorithm, {}):
            return ""
        folder = build_version_path(algorithm, version, "")
        files = self.collection.contents.get(folder, ())
        return compute_folder_digest({file.path[len(folder) :]: self.tree.read(file) for file in files})

    def has_reuse(self, algorithm: str, name: str) -> bool:
        """Whether a file of this name is there, readable or not."""
        return build_reuse_path(algorithm, name) in self.tree.files


def build_reuse_path(algorithm: str, name: str) -> str:
    """Where the reuse of an algorithm lies."""
    return build_path("reuse", algorithm=algorithm, reuse=name)


def read_registry_facts(root: Path) -> RegistryFacts:
    """The registry in a folder; what cannot be read of it is passed over, for `boas check` says so."""
    tree = read_folder(root)
    places = {path: parse_path(path) for path in tree.files}
    chosen = [path for path, place in places.items() if place and place.kind in _KINDS]
    return RegistryFacts(root, read_collection(tree, chosen))
