"""A whole registry of which a document is read when somebody asks for it, so that unchanged ones stay unread."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from boas.documents import (
    Directory,
    Organisation,
    build_algorithm_folder,
    build_organisation_path,
    find_version_folder,
)
from boas.nomenclatures import NomenclatureFolder
from boas.parsing import Cache, Collection, Document, read_document, read_languages
from boas.tree import Tree

_Value = TypeVar("_Value")


class LateMapping(Mapping[str, _Value]):
    """Values found by their key when they are asked for; a key whose value is empty or None is not there."""

    def __init__(self, find: Callable[[str], _Value | None], keys: Callable[[], Iterable[str]]) -> None:
        """Take what finds one value, and what lists every key that there may be."""
        self._find, self._keys = find, keys

    def __getitem__(self, key: str) -> _Value:
        """One value."""
        found = self._find(key)
        if not found:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        """Every key that has a value."""
        return (key for key in self._keys() if self._find(key))

    def __len__(self) -> int:
        """How many there are."""
        return sum(1 for _ in self)


@dataclass(frozen=True)
class LateCollection(Collection):
    """The same as a collection of the whole tree, but for when things are read."""

    @cached_property
    def algorithms(self) -> Mapping[str, tuple[Document, ...]]:
        """Documents of each algorithm, by path."""
        return LateMapping(self._list_documents, lambda: dict.fromkeys(self._list_names("algorithm")))

    @cached_property
    def folders(self) -> Mapping[str, tuple[Document, ...]]:
        """Documents of each version's folder, by the folder with its last `/`."""
        found = (find_version_folder(path) for path in self.tree.files)
        return LateMapping(self._list_inside, lambda: dict.fromkeys(folder for folder in found if folder))

    @cached_property
    def organisations(self) -> Directory:
        """Every organisation of the tree that can be read, by id."""
        places = self.places.get("organisation", ())
        found = ((place.id, self.load(build_organisation_path(place.id))) for place in places)
        return Directory(
            {own: one.content for own, one in found if one is not None and isinstance(one.content, Organisation)}
        )

    def load(self, path: str) -> Document | None:
        """The document at a path."""
        return self.documents.get(path)

    def _list_names(self, name: str) -> Iterator[str]:
        """A name in the paths of all files that have it."""
        places = (place for listed in self.places.values() for place in listed)
        return (found for place in places if (found := place.name(name)))

    def _list_documents(self, algorithm: str) -> tuple[Document, ...]:
        """Documents of one algorithm, by path."""
        found = self._load_each(self.list_paths(build_algorithm_folder(algorithm)))
        return tuple(document for document in found if document.location.algorithm == algorithm)

    def _list_inside(self, folder: str) -> tuple[Document, ...]:
        """Documents of one version's folder."""
        return tuple(self._load_each(self.list_paths(folder))) if find_version_folder(folder) == folder else ()

    def _load_each(self, paths: Iterable[str]) -> Iterator[Document]:
        """The documents at some paths, without those that have none."""
        return (document for path in paths if (document := self.load(path)))


def open_collection(
    tree: Tree,
    cache: Cache,
    as_of: str,
    people: Mapping[str, tuple[str, int | None]],
    releases: NomenclatureFolder | None,
) -> tuple[LateCollection, dict[str, Document | None]]:
    """A whole registry of which nothing is read yet, and the documents read so far: whoever is done may forget some."""
    languages = read_languages(tree)
    read: dict[str, Document | None] = {}

    def find(path: str) -> Document | None:
        if path not in read:
            file = tree.files.get(path)
            read[path] = read_document(tree, file, cache, languages) if file else None
        return read[path]

    documents = LateMapping(find, lambda: tree.files)
    return LateCollection(
        tree, documents, as_of, cache, languages=languages, releases=releases, known_people=people
    ), read
