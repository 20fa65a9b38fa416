"""Edits of the newest version become a new one, numbered by what changed in it.

The author edits the published folder in place; the edits move to a folder of their own, with number and list of
changes, and the published folder is put back. Nothing is ever overwritten.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Never

from boas.changes import (
    BUMPS,
    EDITORIAL,
    Bump,
    VersionChange,
    compute_required_bump,
    find_changes,
    is_spelling_change,
)
from boas.documents import build_version_path, get_file_name, is_version, parse_version
from boas.errors import UsageError
from boas.parsing import read_algorithm, read_folder, split_field, with_changes, with_version
from boas.proposals._release_merge import merge_sides
from boas.proposals._release_sides import (
    ReleasePlace,
    ReleaseSides,
    find_committed_sides,
    find_sides,
    list_numbers,
    make_unedited_sides,
    read_files,
)
from boas.repository import (
    StagingArea,
    find_fork_point,
    find_main_line,
    find_main_line_name,
    open_repository,
    open_staging_area,
)
from boas.translation import Message, join_messages
from boas.tree import Tree


@dataclass(frozen=True, slots=True)
class VersionDraft:
    """A new version about to be written."""

    algorithm: str
    old: str
    new: str
    changes: tuple[VersionChange, ...]
    files: Mapping[str, bytes]
    """Files of the new folder by their path inside it."""
    edited: Mapping[str, bytes]
    """Files of the old folder as they lie there."""
    published: Mapping[str, bytes]
    """Files the old folder is put back to."""
    onto: str = ""
    """The version of others that the edits now come after; empty when nobody published meanwhile."""
    unsettled: tuple[str, ...] = ()
    """Files of the new folder in which both changed the same lines, by their path inside it."""


def make_version_draft(
    root: Path, algorithm: str, at_least: Bump = "none", since: str = "", *, is_editorial: bool = False
) -> VersionDraft:
    """The next version of an algorithm, made of its author's edits; nothing is written yet.

    What is published is what the main line held where the work tree left it, or what `since` names. Where others
    published meanwhile, the edits come after what they published, under the next free number.

    Args:
        root: folder of the registry.
        algorithm: id.
        at_least: smallest step of the number; `none` for what the edits ask for.
        since: branch, tag or commit with what is published.
        is_editorial: whether the author says that texts were corrected in their spelling only: a reviewer confirms it.

    Raises:
        UsageError: there is nothing to make a version of, a card has errors, or `since` names no commit.
    """
    collection = read_algorithm(root, algorithm)
    newest = max(filter(is_version, collection.versions[algorithm]), key=parse_version)
    with open_repository(root) as repository:
        tip = repository.resolve(since) if since else find_fork_point(repository)
        under = repository.find_cards_folder(root)
        place = ReleasePlace(repository, collection, algorithm, tip, under, is_editorial=is_editorial)
        is_published = newest in place.taken
        sides = find_sides(place, is_told=bool(since)) if is_published or since else None
        if sides is None and not is_published:
            draft = _find_interrupted_draft(algorithm, newest, collection.tree, place.published)
            return draft or _refuse_unpublished(place, newest)
        sides = sides or find_committed_sides(place, newest)
        if sides is None and at_least == "none":
            raise _make_no_edits_error(build_version_path(algorithm, newest, ""))
        return _make_draft(place, sides or make_unedited_sides(place, newest), at_least, since)


def _make_draft(place: ReleasePlace, sides: ReleaseSides, at_least: Bump, since: str) -> VersionDraft:
    """The draft that an author's edits make, for a main line that may have moved on."""
    if not sides.base:
        raise _make_taken_error(place.algorithm)
    before, after = place.read_content(sides.base), place.read_content(sides.mine)
    if before is None or after is None:
        raise _make_broken_card_error(sides.edited)
    changes = find_changes(before, after)
    if place.is_editorial and not any(map(is_spelling_change, changes)):
        raise _make_no_spelling_error(changes)
    if not changes and at_least == "none":
        raise _make_no_edits_error(build_version_path(place.algorithm, sides.edited, ""))
    step = max(compute_required_bump(changes), at_least, key=BUMPS.index)
    if sides.edited == sides.start == sides.onto:
        new = sides.find_free_number(step)
        files = {path: _number_card(path, data, new, changes, place) for path, data in sides.mine.items()}
        return VersionDraft(place.algorithm, sides.edited, new, changes, files, sides.edits, sides.published)
    return _make_merged_draft(place, sides, changes, step, since)


def _make_merged_draft(
    place: ReleasePlace, sides: ReleaseSides, changes: tuple[VersionChange, ...], step: Bump, since: str
) -> VersionDraft:
    """The draft of edits that come after what others published meanwhile."""
    card = get_file_name("card")
    told = sides.mine[card] if sides.is_own_number else b""
    if not split_field(told.decode("utf-8"), "changes")[1]:
        told = _number_card(card, sides.mine[card], sides.edited, changes, place)
    listed = split_field(told.decode("utf-8"), "changes")[1]
    new = sides.find_free_number(step)
    merge = partial(merge_sides, place.repository, sides, changes=listed, name=since or "main")
    files, unsettled = merge(number=new)
    theirs, merged = place.read_content(sides.theirs), place.read_content(files)
    if theirs and merged and not unsettled:
        changes = find_changes(theirs, merged)
        new = sides.find_free_number(max(step, compute_required_bump(changes), key=BUMPS.index))
        files, unsettled = merge(number=new)
    return VersionDraft(
        place.algorithm, sides.edited, new, changes, files, sides.edits, sides.published, sides.onto, unsettled
    )


def _find_interrupted_draft(algorithm: str, new: str, tree: Tree, base: Tree) -> VersionDraft | None:
    """What a release that was interrupted has left to do: to put back edits that the new folder already holds.

    Nothing unless each file of the published folder is as it was published, or stands in the new one as well.
    """
    old = max(list_numbers(base, algorithm), key=parse_version, default=None)
    if old is None:
        return None
    folder = build_version_path(algorithm, old, "")
    edited, published = read_files(tree, folder), read_files(base, folder)
    files = read_files(tree, build_version_path(algorithm, new, ""))
    if (
        not edited
        or edited == published
        or not all(
            data == published.get(path) or _strip_numbering(path, data) == _strip_numbering(path, files.get(path, b""))
            for path, data in edited.items()
        )
    ):
        return None
    return VersionDraft(algorithm, old, new, (), files, edited, published)


def _strip_numbering(path: str, data: bytes) -> bytes:
    """A file without what a release writes into it: the number and the list of changes of a card."""
    if path != get_file_name("card"):
        return data
    try:
        return with_changes(with_version(data.decode("utf-8"), "0.0.0"), [], ()).encode("utf-8")
    except (UnicodeDecodeError, KeyError):
        return data


def write_version_draft(root: Path, draft: VersionDraft) -> None:
    """Bring the new folder to its place as one step, then put the old one back.

    Everything is on the disk before the first file gets its name. Interrupted between the two steps, the edits stand
    in both folders, and the same command puts the old one back.
    """
    target, source = (build_version_path(draft.algorithm, version, "") for version in (draft.new, draft.old))
    here = read_folder(root)
    is_there = (root / target).exists()
    if is_there and read_files(here, target) != draft.files:
        raise _make_exists_error(draft.new)
    with open_staging_area(root) as desk:
        for path, content in draft.published.items():
            desk.prepare(f"{source}{path}", content)
        if not is_there:
            for path, content in draft.files.items():
                desk.prepare(f"{target}{path}", content)
            desk.add(target.rstrip("/"))
        _restore_folder(desk, source, draft)


def _restore_folder(desk: StagingArea, folder: str, draft: VersionDraft) -> None:
    """Make a folder again what was published; stops at a file that somebody has edited meanwhile."""
    for path in sorted({*draft.edited, *draft.published}):
        there = desk.root / folder / path
        now = there.read_bytes() if there.is_file() else None
        if now == draft.published.get(path):
            continue
        if now != draft.edited.get(path):
            raise _make_edited_meanwhile_error(f"{folder}{path}")
        if path in draft.published:
            desk.put(f"{folder}{path}")
        else:
            there.unlink()


def _number_card(path: str, data: bytes, new: str, changes: tuple[VersionChange, ...], place: ReleasePlace) -> bytes:
    """The edited card with its new number and its list of changes, each sentence once; any other file as it is."""
    editorial = tuple(filter(is_spelling_change, changes)) if place.is_editorial else ()
    if path != get_file_name("card"):
        return data
    languages = place.collection.languages
    listed = [
        (EDITORIAL if change in editorial else _KINDS.get(change.kind, "changed"), change.sentence)
        for change in changes
    ]
    # Long values are cut short in sentences, so that several may read alike.
    told = {(kind, *sentence.to_texts(languages).values()): (kind, sentence) for kind, sentence in listed}
    text = with_version(data.decode("utf-8"), new)
    return with_changes(text, list(told.values()) or [("changed", _TO_BE_TOLD)], languages).encode("utf-8")


_KINDS = {"added": "added", "removed": "removed", "changed": "changed", "moved": "changed"}

_TO_BE_TOLD = Message("to be completed")
"""Refused by the rule `placeholder-text`, so that a version without edits cannot be published without a word."""


def _make_no_edits_error(folder: str) -> UsageError:
    """The newest version is as it was published."""
    return UsageError(
        Message("Nothing changed in {folder}.", folder=folder),
        Message("Make the edits there first, or give --bump."),
    )


def _refuse_unpublished(place: ReleasePlace, version: str) -> Never:
    """The newest version is not on the main line yet, or others published one of its number since."""
    name, folder = find_main_line_name(place.repository), build_version_path(place.algorithm, version, "")
    tip = place.repository.read_tree_of(find_main_line(place.repository), place.under)
    theirs = read_files(tip, folder)
    if theirs and theirs != read_files(place.collection.tree, folder):
        raise UsageError(
            Message("Others have published their own version {version} meanwhile.", version=version),
            Message(
                "Let yours come after it: `boas release {algorithm} --since {name}`.",
                algorithm=place.algorithm,
                name=name,
            ),
        )
    raise UsageError(
        Message("Version {version} is not published yet: it may be edited.", version=version),
        Message("Go on editing it in its folder; `boas release` is for later, once it is published."),
    )


def _make_taken_error(algorithm: str) -> UsageError:
    """Two people began an algorithm of the same id."""
    return UsageError(
        Message("Others have published an algorithm `{algorithm}` meanwhile.", algorithm=algorithm),
        Message("Choose another id for yours: its folder, and `id` in its documents."),
    )


def _make_no_spelling_error(changes: tuple[VersionChange, ...]) -> UsageError:
    """What was edited is more than spelling."""
    return UsageError(
        Message(
            "No edit here corrects spelling alone: {reasons}",
            reasons=join_messages([change.sentence for change in changes[:_MOST_NAMED]], " "),
        ),
        Message("Run `boas release` without --editorial: the number then follows from what changed."),
    )


_MOST_NAMED = 3


def _make_broken_card_error(version: str) -> UsageError:
    """The newest version cannot be compared with what was published."""
    return UsageError(
        Message("The card {version} has errors.", version=version),
        Message("Run `boas check` first."),
    )


def _make_exists_error(version: str) -> UsageError:
    """The folder of the new version holds something else."""
    return UsageError(
        Message("The folder of version {version} already exists.", version=version),
        Message("Edit it in place, or put it aside first."),
    )


def _make_edited_meanwhile_error(path: str) -> UsageError:
    """Somebody saved a file while a release was being made; what they saved stays."""
    return UsageError(
        Message("{path} was edited meanwhile: it has not been put back as it was published.", path=path),
        Message("Make this edit in the new version too, then run the same command again."),
    )
