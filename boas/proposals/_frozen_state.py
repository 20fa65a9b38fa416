"""What the main line froze, and whatever of it a work tree does not hold as it was."""

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256

from boas.checks import (
    FrozenRecord,
    FrozenVersion,
    MainLineFact,
    MovedSetting,
    Removal,
    UnboundEvaluation,
    UnfoundedRemoval,
    exclude_removed,
    list_deciders,
    list_notices,
    may_decide,
    read_removals,
)
from boas.documents import (
    SETTINGS,
    Evaluation,
    build_path,
    build_version_path,
    find_growing_field,
    find_main_document,
    find_record,
    find_version_folder,
    parse_path,
)
from boas.parsing import compute_folder_digest, compute_tree_digest, has_only_grown, read_collection, read_settings
from boas.proposals._comparison import differs, group_by_folder, group_files
from boas.registry import (
    FREEZES,
    build_ledger,
    build_records,
    compute_record_digest,
    find_altered_records,
    find_altered_versions,
    find_moved_settings,
    find_unbound,
    follow_growth,
    list_freezes,
    read_first_freezes,
)
from boas.repository import (
    Edition,
    History,
    list_editions,
    list_record_editions,
)
from boas.tree import REGULAR_MODES, File, Tree, list_links, select_inside


def list_moved(tree: Tree, base: Tree, past: History) -> tuple[MainLineFact, ...]:
    """Whatever the main line froze and the work tree does not hold as it was, but for what a maintainer removed.

    Maintainers are those of the base: nobody brings the list that lets them decide.
    """
    found = tuple(_iter_moved(tree, base, past))
    notices = [path for path in list_notices(tree) if differs(tree, base, path)]
    is_something_gone = any(isinstance(one, FrozenVersion | FrozenRecord) and not one.present for one in found)
    if not is_something_gone and not notices:
        return found
    kept = tuple(exclude_removed(found, read_removals(tree), list_deciders(read_settings(base))))
    told = {_find_main_path(one) for one in kept}
    brought = {place: one for place, one in read_removals(tree, notices).items() if place not in told}
    return (*kept, *_iter_unfounded_removals(tree, base, past, brought))


def _find_main_path(one: MainLineFact) -> str:
    """The place of a version or record; empty for anything else."""
    return one.folder if isinstance(one, FrozenVersion) else one.path if isinstance(one, FrozenRecord) else ""


def _iter_unfounded_removals(
    tree: Tree, base: Tree, past: History, brought: Mapping[str, Removal]
) -> Iterator[UnfoundedRemoval]:
    """Of what notices brought by the work tree say is removed, all that never was, or that is not theirs to remove.

    What is still there is for the rule about removals, and what is not frozen anybody may take away.
    """
    first, deciders = read_first_freezes(base, past), list_deciders(read_settings(base))
    known = {} if past.shallow else _find_published_editions(first, past)
    known = {place: follow_growth(base, past, one) for place, one in known.items() if place in brought}
    paths = sorted(tree.files)
    for place, one in {} if past.shallow else brought.items():
        if select_inside(paths, place):
            continue
        is_frozen = ("frozen_from" if one.kind == "version" else "records_frozen_from") in first
        was_there = place in past.touches or place in past.records
        is_known = not is_frozen and was_there
        if place in known:
            is_known = compute_record_digest(base, known[place].files) == one.digest
        if not is_known or (is_frozen and not may_decide(one, deciders)):
            path = build_path("notice", algorithm=one.algorithm, notice=one.notice.id)
            yield UnfoundedRemoval(path, one.what, is_known)


def _iter_moved(tree: Tree, base: Tree, past: History) -> Iterator[MainLineFact]:
    """Whatever the main line froze and the work tree does not hold as it was; `past` is that of the base."""
    first = read_first_freezes(base, past)
    yield from (one for one in find_moved_settings(tree, first) if not _is_only_unsound(tree, one))
    yield from _iter_wrong_settings(tree, base, first, past)
    held = list_freezes(read_settings(tree)) | first
    if "frozen_from" in held:
        yield from _iter_moved_versions(tree, base)
    if "records_frozen_from" in held:
        yield from _iter_moved_records(tree, base)
        yield from _iter_unbound_evaluations(tree, base)
    yield from _iter_restored(tree, base, first, past)


def _iter_restored(
    tree: Tree, base: Tree, first: Mapping[str, str], past: History
) -> Iterator[FrozenVersion | FrozenRecord]:
    """What the main line published and no longer holds, as far as the work tree holds something else in its place.

    What was removed rightly never comes back, whatever its bytes: that is for the rule about removals.
    """
    gone = {} if past.shallow else _find_lost_editions(base, first, past)
    removals = read_removals(base) if gone.keys() & {*group_by_folder(tree), *group_files(tree, find_record)} else {}
    paths = sorted(tree.files) if gone else []
    for place, edition in gone.items():
        now = {path: tree.files[path] for path in select_inside(paths, place) if tree.files[path].mode in REGULAR_MODES}
        if not now or place in removals:
            continue
        frozen = FrozenVersion if find_version_folder(place) else FrozenRecord
        digests = compute_record_digest(base, edition.files), _compute_disk_digest(tree, place, now)
        yield frozen(place, *digests, edition.sealed.commit, ())


def _find_lost_editions(base: Tree, first: Mapping[str, str], past: History) -> dict[str, Edition]:
    """Versions and records that were published before a base and that it no longer holds, by their place."""
    held = {*group_by_folder(base), *group_files(base, find_record)}
    return {place: one for place, one in _find_published_editions(first, past).items() if place not in held}


def _find_published_editions(first: Mapping[str, str], past: History) -> dict[str, Edition]:
    """Versions and records as they were published, by their place, given the commits that freeze them."""
    found: dict[str, Edition] = {}
    for name, those in (("frozen_from", list_editions), ("records_frozen_from", list_record_editions)):
        if first.get(name) in past.main_line:
            found |= those(past, first[name])
    return found


def _iter_unbound_evaluations(tree: Tree, base: Tree) -> Iterator[UnboundEvaluation]:
    """Evaluations that the work tree adds and that do not say which bytes were measured, or with what."""
    places = [path for path in tree.files if path not in base.files]
    collection = read_collection(
        tree, [path for path in places if (place := parse_path(path)) and place.kind == "evaluation"]
    )
    for document in collection.documents.values():
        if isinstance(document.content, Evaluation):
            version = document.content.subject.version
            folder = build_version_path(document.location.algorithm, version, "")
            now = {file.path: file for file in collection.contents.get(folder, ())}
            contents = {path[len(folder) :]: tree.read(file) for path, file in now.items()}
            yield from find_unbound(document, collection, {folder: compute_folder_digest(contents)} if contents else {})


def _is_only_unsound(tree: Tree, one: MovedSetting) -> bool:
    """Whether the line still stands as it was in settings that other findings say cannot be read."""
    file = tree.files.get(SETTINGS)
    if file is None or file.mode not in REGULAR_MODES:
        return False
    is_line = f"\n{one.name}: {one.first}\n".encode() in b"\n" + tree.read(file) + b"\n"
    return is_line and read_settings(tree) is None


def _iter_wrong_settings(tree: Tree, base: Tree, first: Mapping[str, str], past: History) -> Iterator[MainLineFact]:
    """What is wrong with freezing settings that the work tree sets for the first time; `past` is that of the base.

    They name a commit of the main line, since which nothing that they freeze has moved: else no later one would build.
    """
    settings = read_settings(tree)
    new = {name: getattr(settings, name) for name in FREEZES if settings and name not in first}
    for name, value in new.items():
        if not value or past.shallow:
            continue
        if value not in past.main_line:
            yield MovedSetting(name, "", value)
        elif name == "frozen_from":
            yield from find_altered_versions(base, past, value, build_ledger(base, past))
        else:
            yield from find_altered_records(base, past, value, build_records(base, past))


def _iter_moved_versions(tree: Tree, base: Tree) -> Iterator[FrozenVersion]:
    """Versions of the base whose folder is not the same in the work tree."""
    present, links = group_by_folder(tree), list_links(tree)
    for folder, files in group_by_folder(base).items():
        now = present.get(folder, {})
        added = tuple(path for path in select_inside(links, folder) if path not in base.files)
        moved = files.keys() != now.keys() or any(differs(tree, base, path) for path in now)
        if find_main_document(folder) in files and (moved or added):
            published = compute_tree_digest(base, _map_blobs(folder, files))
            digest = (
                compute_folder_digest({path[len(folder) :]: tree.read(file) for path, file in now.items()})
                if now
                else ""
            )
            yield FrozenVersion(folder, published, digest, base.commit, (), added)


def _iter_moved_records(tree: Tree, base: Tree) -> Iterator[FrozenRecord]:
    """Records of the base that are not the same in the work tree, nor the same with more at the end of a list."""
    for record, files, now in _iter_changed_groups(tree, base, find_record):
        main = find_main_document(record)
        field = find_growing_field(record)
        is_there = bool(field) and main in files and main in now
        if main in files and not (is_there and has_only_grown(base.read(files[main]), tree.read(now[main]), field)):
            published = compute_record_digest(base, _map_blobs(record, files))
            digest = _compute_disk_digest(tree, record, now) if main in now else ""
            yield FrozenRecord(record, published, digest, base.commit, ())


def _compute_disk_digest(tree: Tree, record: str, now: Mapping[str, File]) -> str:
    """The digest of a record as it lies in the work tree."""
    contents = {path[len(record) :]: tree.read(file) for path, file in now.items()}
    return compute_folder_digest(contents) if record.endswith("/") else sha256(contents[""]).hexdigest()


def _iter_changed_groups(
    tree: Tree, base: Tree, group: Callable[[str], str | None]
) -> Iterator[tuple[str, Mapping[str, File], Mapping[str, File]]]:
    """Groups of plain files of the base that the work tree does not hold as they are: name, files then, files now."""
    present = group_files(tree, group)
    for name, files in group_files(base, group).items():
        now = present.get(name, {})
        if files.keys() != now.keys() or any(differs(tree, base, path) for path in now):
            yield name, files, now


def _map_blobs(group: str, files: Mapping[str, File]) -> dict[str, str]:
    """Blob id by path inside a group."""
    return {path[len(group) :]: file.blob for path, file in files.items()}
