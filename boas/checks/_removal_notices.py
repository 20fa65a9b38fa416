"""Removals: what was deleted from the registry for good, as its notices declare with date and reason.

Of a version or a record that is removed only the digest stays. Bytes may go, never be replaced.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from boas.checks._main_line import FrozenRecord, FrozenVersion, MainLineFact
from boas.documents import (
    Maintainer,
    Notice,
    RegistrySettings,
    Removed,
    build_path,
    find_record,
    find_version_folder,
    parse_path,
)
from boas.independence import is_maintainer, make_signed_document
from boas.parsing import Collection, Document, read_collection
from boas.tree import Tree


@dataclass(frozen=True, slots=True)
class Removal:
    """One thing that is there no more."""

    algorithm: str
    what: str
    """Its place in the algorithm's folder: `versions/1.0.0`, `evaluations/ID`, `audits/ID` or `observations/ID`."""
    digest: str
    """What it was, to the byte: of a version's or an evaluation's folder, or of the one file of another record."""
    notice: Notice

    @property
    def kind(self) -> str:
        """`version`, `evaluation`, `audit` or `observation`."""
        return self.what.partition("s/")[0]

    @property
    def name(self) -> str:
        """Its number or id."""
        return self.what.partition("/")[2]

    @property
    def place(self) -> str:
        """Where it was: a folder with its last `/`, or a file."""
        kind = _KINDS[self.kind]
        path = build_path(kind, **{"algorithm": self.algorithm, self.kind: self.name})
        return find_version_folder(path) or find_record(path) or path


_KINDS = {"version": "card", "evaluation": "evaluation", "audit": "audit", "observation": "observation"}
"""Kinds of documents by what a notice can take away."""


def collect_removals(documents: Iterable[Document]) -> dict[str, Removal]:
    """The removals declared by notices among some documents, by path."""
    return {removal.place: removal for document in documents for removal in _iter_removals(document)}


def read_removals(tree: Tree, notices: Iterable[str] | None = None) -> dict[str, Removal]:
    """The removals declared by the notices of a tree, or by some of them; reads the notices only."""
    chosen = list_notices(tree) if notices is None else notices
    return collect_removals(read_collection(tree, chosen).documents.values())


def list_notices(tree: Tree) -> list[str]:
    """Paths of the notices of a tree."""
    return [path for path in tree.files if (place := parse_path(path)) and place.kind == "notice"]


def _iter_removals(document: Document) -> Iterator[Removal]:
    """The removals that one notice declares."""
    notice = document.content
    if isinstance(notice, Notice) and notice.kind == "removed":
        for removed in notice.removed or ():
            for what in list_removal_targets(removed):
                yield Removal(document.location.algorithm, what, removed.digest, notice)


def list_removal_targets(removed: Removed) -> tuple[str, ...]:
    """What an entry of the list names: one thing, when it is written as it should be."""
    named = ((name, getattr(removed, name)) for name in _KINDS)
    return tuple(f"{kind}s/{name}" for kind, name in named if name)


def exclude_removed(
    moved: Iterable[MainLineFact], removals: Mapping[str, Removal], deciders: Sequence[Maintainer] | None = None
) -> Iterator[MainLineFact]:
    """Of what the main line froze and is not as it was, all that was not rightly removed.

    Args:
        moved: versions, records and settings, then and now.
        removals: what notices declare as removed.
        deciders: maintainers, who may decide it; `None` for what the main line already holds, which was checked
            when it was merged.
    """
    for fact in moved:
        if not (isinstance(fact, FrozenVersion | FrozenRecord) and is_rightly_gone(fact, removals, deciders)):
            yield fact


def is_rightly_gone(
    frozen: FrozenVersion | FrozenRecord, removals: Mapping[str, Removal], deciders: Sequence[Maintainer] | None = None
) -> bool:
    """Whether something published is gone, and a notice declares its removal with the digest it had."""
    place, strangers = (frozen.folder, frozen.strangers) if isinstance(frozen, FrozenVersion) else (frozen.path, ())
    removal, is_gone = removals.get(place), not frozen.present and not strangers
    return bool(is_gone and removal and removal.digest == frozen.published and may_decide(removal, deciders))


def may_decide(removal: Removal, deciders: Sequence[Maintainer] | None) -> bool:
    """Whether whoever decided a removal was a maintainer that day."""
    by = make_signed_document(removal.notice.id, removal.notice)
    return deciders is None or any(by is not None and is_maintainer(by, keeper) for keeper in deciders)


def list_deciders(settings: RegistrySettings | None) -> tuple[Maintainer, ...]:
    """A registry's maintainers; nobody where none is named, or where the settings cannot be read."""
    return tuple((settings.maintainers if settings else None) or ())


def is_removed(collection: Collection, algorithm: str, what: str = "versions/") -> bool:
    """Whether a notice of an algorithm declares a removal; by default, of any of its versions."""
    own = collect_removals(collection.algorithms.get(algorithm, ())).values()
    return any(removal.what == what or (what.endswith("/") and removal.what.startswith(what)) for removal in own)
