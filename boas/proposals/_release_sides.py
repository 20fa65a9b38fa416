"""What a release is made of: what is published, what its author started from, what the author made of it.

Others may have published meanwhile, under the very number that the author took.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from boas.changes import (
    Bump,
    VersionContent,
    build_version_content,
    compute_next_version,
    find_base_version,
    with_claim,
    without_claim,
)
from boas.documents import build_algorithm_path, build_version_path, is_version, parse_path, parse_version
from boas.parsing import Collection, read_collection, read_document
from boas.registry import read_first_freezes
from boas.repository import GitRepository, list_editions
from boas.tree import REGULAR_MODES, File, Tree

Files = Mapping[str, bytes]
"""Files of a version's folder by their path inside it."""


@dataclass(frozen=True)
class ReleasePlace:
    """An algorithm on disk, and the commit that holds what is published of it."""

    repository: GitRepository
    collection: Collection
    """Documents of the algorithm as they lie on disk."""
    algorithm: str
    tip: str
    """The commit with what is published."""
    under: str
    """The cards' folder, from the repository's top."""
    is_editorial: bool = False
    """Whether the author says that texts were corrected in their spelling only."""

    @cached_property
    def published(self) -> Tree:
        """Files of what is published."""
        return self.repository.read_tree_of(self.tip, self.under)

    @cached_property
    def taken(self) -> frozenset[str]:
        """Numbers that are in use on the main line."""
        return frozenset(list_numbers(self.published, self.algorithm))

    def read_content(self, files: Files) -> VersionContent | None:
        """What some files of a version say; None when its card cannot be read."""
        tree, about = self.collection.tree, build_algorithm_path(self.algorithm)
        folder = build_version_path(self.algorithm, "0.0.0", "")
        held = {f"{folder}{path}": data for path, data in files.items()}
        whole = Tree(
            {**tree.files, **{path: File(path, "", "file", len(data)) for path, data in held.items()}},
            lambda file: held[file.path] if file.path in held else tree.read(file),
        )
        content = build_version_content(read_collection(whole, [about, *held]), self.algorithm, "0.0.0")
        return (with_claim if self.is_editorial else without_claim)(content) if content else None


@dataclass(frozen=True, slots=True)
class ReleaseSides:
    """One author's edits of a version, and what else there is of the algorithm."""

    edited: str
    """The version in whose folder the edits lie."""
    edits: Files
    """Files of that folder as they lie there."""
    published: Files
    """Files of that folder as they were published."""
    mine: Files
    """What the author made: the edits, where a merge is unfinished as they were before it."""
    start: str
    """The version the author started from; empty when there was none."""
    base: Files
    onto: str
    """The published version that the edits come after."""
    theirs: Files
    taken: frozenset[str]
    """Numbers that are in use on the main line."""

    @property
    def is_own_number(self) -> bool:
        """Whether the author took the number, which others published meanwhile."""
        return self.edited != self.start

    def find_free_number(self, step: Bump) -> str:
        """The least number that takes a step from what is published, and that nobody took."""
        number = compute_next_version(self.onto, step)
        while number in self.taken:
            number = compute_next_version(number, step)
        return number


def find_sides(place: ReleasePlace, *, is_told: bool) -> ReleaseSides | None:
    """The sides of the newest published version that somebody edited; None when nobody did.

    With `is_told`, somebody named the commit with what is published: older versions are looked at as well, and last the
    author's own one that others have published versions beside.
    """
    own = sorted(filter(is_version, place.collection.versions[place.algorithm]), key=parse_version, reverse=True)
    for version in own if is_told else own[:1]:
        if version in place.taken and (sides := _read_sides(place, version)):
            return _with_start(place, sides)
    beside = next((version for version in own if version not in place.taken), "") if is_told else ""
    sides = _read_sides(place, beside) if beside else None
    return _find_overtaken(_with_start(place, sides)) if sides else None


def _read_sides(place: ReleasePlace, version: str) -> ReleaseSides | None:
    """The sides of a version whose folder is not as it was published, or that was not; what it started from is open."""
    folder = build_version_path(place.algorithm, version, "")
    before, now = read_files(place.published, folder), read_files(place.collection.tree, folder)
    if before == now:
        return None
    mine = _restore_unmerged(now, folder, place.repository.read_tree_of(place.repository.read_head(), place.under))
    return ReleaseSides(version, now, before, mine, version, before, version, before, place.taken)


def _find_overtaken(sides: ReleaseSides) -> ReleaseSides | None:
    """The sides of a version of one's own, if others published meanwhile what a greater number can come after."""
    is_behind = sides.onto != sides.start and parse_version(sides.edited) < parse_version(sides.onto)
    return sides if is_behind else None


def _with_start(place: ReleasePlace, sides: ReleaseSides) -> ReleaseSides:
    """The sides with what the author started from, and with what others published since."""
    start_commit = place.repository.find_own_start(place.repository.read_head(), place.tip)
    started = place.repository.read_tree_of(start_commit, place.under)
    known = frozenset(list_numbers(started, place.algorithm))
    start = sides.edited if sides.edited in known else find_base_version(sides.edited, known) or ""
    onto = max((one for one in place.taken if one not in known or one in {start, sides.edited}), key=parse_version)
    base = read_files(started, build_version_path(place.algorithm, start, "")) if start else {}
    theirs = read_files(place.published, build_version_path(place.algorithm, onto, ""))
    return replace(sides, start=start, base=base, onto=onto, theirs=theirs)


def make_unedited_sides(place: ReleasePlace, version: str) -> ReleaseSides:
    """The sides of a version that nobody edited."""
    now = read_files(place.collection.tree, build_version_path(place.algorithm, version, ""))
    return ReleaseSides(version, now, now, now, version, now, version, now, place.taken)


def find_committed_sides(place: ReleasePlace, version: str) -> ReleaseSides | None:
    """The sides of a version whose edits the main line itself already holds, against how it was frozen."""
    folder = build_version_path(place.algorithm, version, "")
    past = place.repository.read_history_of(place.tip, place.under)
    frozen_from = read_first_freezes(place.published, past).get("frozen_from", "")
    if past.shallow or frozen_from not in past.main_line:
        return None
    edition = list_editions(past, frozen_from).get(folder)
    blobs = edition.files if edition else {}
    before = {name: place.published.read(File("", blob, "file", 0)) for name, blob in blobs.items()}
    sides = make_unedited_sides(place, version)
    is_edited = bool(before) and before != sides.edits
    return replace(sides, published=before, base=before, theirs=before) if is_edited else None


def _restore_unmerged(now: Files, folder: str, committed: Tree) -> Files:
    """Files of a folder, those in which a merge is unfinished as the last commit holds them."""
    before = read_files(committed, folder)
    return {
        path: before.get(path, data) if _is_merge_unfinished(f"{folder}{path}", data) else data
        for path, data in now.items()
    }


def _is_merge_unfinished(path: str, data: bytes) -> bool:
    """Whether both sides of a merge stand in a file."""
    file = File(path, "", "file", len(data))
    document = read_document(Tree({path: file}, lambda _: data), file)
    return document is not None and any(one.rule == "unfinished-merge" for one in document.diagnostics)


def list_numbers(tree: Tree, algorithm: str) -> Iterator[str]:
    """Versions of an algorithm that a tree holds a card of."""
    cards = (place for path in tree.files if (place := parse_path(path)) and place.kind == "card")
    return filter(is_version, (place.name("version") for place in cards if place.name("algorithm") == algorithm))


def read_files(tree: Tree, folder: str) -> dict[str, bytes]:
    """Bytes of a folder's plain files by their path inside it."""
    inside = (file for path, file in tree.files.items() if path.startswith(folder) and file.mode in REGULAR_MODES)
    return {file.path[len(folder) :]: tree.read(file) for file in inside}
