"""Which algorithm a name stands for, from what the algorithms' own documents say.

A name given under `packages` wins. A repository that no algorithm claims there stands for an algorithm whose newest
card names it, when that card gives a version of the producer's or is called as the repository is, and only one does:
parts of a software, and programs kept beside others, lie in the same repository and are not the whole of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from boas.discovery._dependency import PackageName
from boas.discovery._package_names import make_package_name
from boas.documents import Absent, Algorithm, Card, parse_version
from boas.formats.importers import make_slug
from boas.parsing import Collection


@dataclass(frozen=True, slots=True)
class PackageMap:
    """Names and the algorithms they stand for."""

    algorithms: Mapping[PackageName, str]
    parts: Mapping[PackageName, tuple[str, ...]]
    """Repositories that algorithms name of which none can be told to be the whole, with their ids."""

    def find(self, names: tuple[PackageName, ...]) -> str:
        """The algorithm that one of several names stands for, the first known one; empty when none is."""
        return next((self.algorithms[name] for name in names if name in self.algorithms), "")


def build_package_map(collection: Collection) -> PackageMap:
    """All names that the algorithms of a registry go by."""
    claimed = dict(_iter_claims(collection))
    derived = _list_repositories(collection)
    found: dict[PackageName, str] = {}
    parts: dict[PackageName, tuple[str, ...]] = {}
    for name, cards in derived.items():
        called = make_slug(name.name.rpartition("/")[2])
        whole = [card.id for card in cards if card.upstream_version or card.id == called]
        if len(whole) == 1:
            found[name] = whole[0]
        elif name not in claimed:
            parts[name] = tuple(sorted(card.id for card in cards))
    own = {PackageName("boas", algorithm): algorithm for algorithm in collection.versions}
    return PackageMap({**own, **found, **claimed}, parts)


def _iter_claims(collection: Collection) -> Iterator[tuple[PackageName, str]]:
    """Names under `packages`; of two algorithms that claim one, the first by id has it."""
    documents = sorted(collection.select_kind("algorithm"), key=lambda one: one.path, reverse=True)
    for document in documents:
        if isinstance(document.content, Algorithm):
            for package in document.content.packages or ():
                name = make_package_name(package.ecosystem, package.name)
                if name.name:
                    yield name, document.content.id


def _list_repositories(collection: Collection) -> dict[PackageName, list[Card]]:
    """Newest cards by the repository that they name."""
    found: dict[PackageName, list[Card]] = {}
    for card in list_newest_cards(collection).values():
        repository = card.deployment.repository if card.deployment else None
        if repository is None or isinstance(repository, Absent):
            continue
        name = make_package_name("git", repository.url)
        if name.name:
            found.setdefault(name, []).append(card)
    return found


def list_newest_cards(collection: Collection) -> dict[str, Card]:
    """The card of the newest version of each algorithm that can be read."""
    cards = [one.content for one in collection.select_kind("card") if isinstance(one.content, Card)]
    return {card.id: card for card in sorted(cards, key=lambda card: parse_version(card.version))}
