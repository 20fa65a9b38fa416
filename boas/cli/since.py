"""What the work tree adds to a commit: files that differ from the merge base, and published things that moved."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from boas.checks import (
    FrozenRecord,
    FrozenVersion,
    Kept,
    MovedSetting,
    Removal,
    UnboundEvaluation,
    UnfoundedRemoval,
    check_frozen,
    deciders_of,
    may_decide,
    not_removed,
    notices_of,
    removals_in,
)
from boas.cli.loosened import loosened, unowned
from boas.documents import FOLDER, SETTINGS, Evaluation, record_of, version_folder, version_path
from boas.finding import Finding, Words
from boas.history import Edition, Past, blob_id, editions, main_document, open_repository, record_editions
from boas.reading import digest_in, folder_digest, read_collection
from boas.registry import (
    FREEZES,
    freezes,
    frozen_records,
    frozen_versions,
    ledger,
    moved_settings,
    records,
    set_here,
    settings_in,
    unbound,
)
from boas.registry.records import record_digest
from boas.tree import PLAIN, File, Tree, links_below


def added_since(
    root: Path, tree: Tree, revision: str, chosen: tuple[str, ...] | None
) -> tuple[tuple[str, ...], tuple[Finding, ...], int]:
    """What a work tree adds to the merge base with a revision.

    Gives the chosen paths that differ, findings about what was published there or guards it, and the smallest count of
    people that may be published there. Raises `UsageError` for an unknown revision and `IntegrityError` when there is
    no merge base.
    """
    with open_repository(root) as repository:
        under = repository.find_cards_folder(root)
        commit = repository.find_merge_base(repository.read_head(), repository.resolve(revision))
        base, past = repository.read_tree_of(commit, under), repository.read_history_of(commit, under)
        wanted = tree.files if chosen is None else chosen
        differing = tuple(path for path in wanted if differs(tree, base, path))
        beside = repository.list_changed_outside(commit, repository.read_head(), under)
        kept = (*moved_since(tree, base, past), *loosened(tree, base, {*touched_paths(tree, base), *beside}))
        findings = check_frozen((*kept, *unowned(repository.top)))
        findings += only_committed(repository.read_tree_of(repository.read_head(), under), base, past, findings)
        settings = settings_in(base)
    return differing, findings, settings.small_cell_threshold if settings else 0


def only_committed(committed: Tree, base: Tree, past: Past, told: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What the last commit moved, though the work tree does not show it: the commit is what would be merged."""
    kept = (FrozenVersion, FrozenRecord, MovedSetting)
    moved = [one for one in moved_since(committed, base, past) if isinstance(one, kept)]
    known = {(one.rule, one.location.path) for one in told}
    findings = (one for one in check_frozen(moved) if (one.rule, one.location.path) not in known)
    return tuple(replace(one, help=COMMIT_IT) for one in findings)


COMMIT_IT = Words(
    "Le disque n’en montre rien, mais le dernier commit le contient : y enregistrer les fichiers comme ils furent "
    "publiés (« git status » et « git check-attr --all » disent ce qui les sépare).",
    "Nothing of it shows on disk, but the last commit holds it: commit these files as they were published "
    "(`git status` and `git check-attr --all` tell what sets the two apart).",
)


def touched_paths(tree: Tree, base: Tree) -> tuple[str, ...]:
    """Files of the registry that a work tree adds, edits or removes, in path order."""
    edited = {path for path in tree.files if differs(tree, base, path)}
    return tuple(sorted(edited | (base.files.keys() - tree.files.keys())))


def moved_since(tree: Tree, base: Tree, past: Past) -> tuple[Kept, ...]:
    """Whatever the main line froze and the work tree does not hold as it was, but for what a maintainer removed.

    Maintainers are those of the base: nobody brings the list that lets them decide.
    """
    found = tuple(moved(tree, base, past))
    notices = [path for path in notices_of(tree) if differs(tree, base, path)]
    is_something_gone = any(isinstance(one, FrozenVersion | FrozenRecord) and not one.present for one in found)
    if not is_something_gone and not notices:
        return found
    kept = tuple(not_removed(found, removals_in(tree), deciders_of(settings_in(base))))
    told = {main_of(one) for one in kept}
    brought = {place: one for place, one in removals_in(tree, notices).items() if place not in told}
    return (*kept, *unfounded(tree, base, past, brought))


def main_of(one: Kept) -> str:
    """The place of a version or record; empty for anything else."""
    return one.folder if isinstance(one, FrozenVersion) else one.path if isinstance(one, FrozenRecord) else ""


def unfounded(tree: Tree, base: Tree, past: Past, brought: Mapping[str, Removal]) -> Iterator[UnfoundedRemoval]:
    """Of what notices brought by the work tree say is removed, all that never was, or that is not theirs to remove.

    What is still there is for the rule about removals, and what is not frozen anybody may take away.
    """
    first, deciders = freezes(base, past), deciders_of(settings_in(base))
    known = {} if past.shallow else published_before(first, past)
    for place, one in {} if past.shallow else brought.items():
        if any(path.startswith(place) for path in tree.files):
            continue
        is_frozen = ("frozen_from" if one.kind == "version" else "records_frozen_from") in first
        was_there = place in past.touches or place in past.records
        is_known = not is_frozen and was_there
        if place in known:
            is_known = record_digest(base, known[place].files) == one.digest
        if not is_known or (is_frozen and not may_decide(one, deciders)):
            path = f"{FOLDER}/algorithms/{one.algorithm}/notices/{one.notice.id}.yaml"
            yield UnfoundedRemoval(path, one.what, is_known)


def differs(tree: Tree, base: Tree, path: str) -> bool:
    """Whether a file of the work tree is not the same in the base."""
    file, before = tree.files[path], base.files.get(path)
    if before is None or file.mode != before.mode:
        return True
    if file.mode not in PLAIN or file.blob == before.blob:
        return file.blob != before.blob
    return file.size != before.size or blob_id(tree.read(file), before.blob) != before.blob


def moved(tree: Tree, base: Tree, past: Past) -> Iterator[Kept]:
    """Whatever the main line froze and the work tree does not hold as it was; `past` is that of the base."""
    first = freezes(base, past)
    yield from (one for one in moved_settings(tree, first) if not is_only_unsound(tree, one))
    yield from set_first_here(tree, base, first, past)
    held = set_here(settings_in(tree)) | first
    if "frozen_from" in held:
        yield from moved_versions(tree, base)
    if "records_frozen_from" in held:
        yield from moved_records(tree, base)
        yield from unbound_here(tree, base)
    yield from brought_back(tree, base, first, past)


def brought_back(
    tree: Tree, base: Tree, first: Mapping[str, str], past: Past
) -> Iterator[FrozenVersion | FrozenRecord]:
    """What the main line published and no longer holds, as far as the work tree holds something else in its place.

    What was removed rightly never comes back, whatever its bytes: that is for the rule about removals.
    """
    gone = {} if past.shallow else unfindable(base, first, past)
    removals = removals_in(base) if gone.keys() & {*by_folder(tree), *grouped(tree, record_of)} else {}
    for place, edition in gone.items():
        now = {path: file for path, file in tree.files.items() if path.startswith(place) and file.mode in PLAIN}
        if not now or place in removals:
            continue
        frozen = FrozenVersion if version_folder(place) else FrozenRecord
        digests = record_digest(base, edition.files), digest_on_disk(tree, place, now)
        yield frozen(place, *digests, edition.sealed.commit, ())


def unfindable(base: Tree, first: Mapping[str, str], past: Past) -> dict[str, Edition]:
    """Versions and records that were published before a base and that it no longer holds, by their place."""
    held = {*by_folder(base), *grouped(base, record_of)}
    return {place: one for place, one in published_before(first, past).items() if place not in held}


def published_before(first: Mapping[str, str], past: Past) -> dict[str, Edition]:
    """Versions and records as they were published, by their place, given the commits that freeze them."""
    found: dict[str, Edition] = {}
    for name, those in (("frozen_from", editions), ("records_frozen_from", record_editions)):
        if first.get(name) in past.main_line:
            found |= those(past, first[name])
    return found


def unbound_here(tree: Tree, base: Tree) -> Iterator[UnboundEvaluation]:
    """Evaluations that the work tree adds and that do not say which bytes were measured, or with what."""
    places = [path for path in tree.files if path not in base.files and path.endswith("/evaluation.yaml")]
    collection = read_collection(tree, [path for path in places if record_of(path)])
    for document in collection.documents.values():
        if isinstance(document.content, Evaluation):
            version = document.content.subject.version
            folder = version_path(document.location.name("algorithm"), version, "")
            now = {path: file for path, file in tree.files.items() if path.startswith(folder) and file.mode in PLAIN}
            contents = {path[len(folder) :]: tree.read(file) for path, file in now.items()}
            yield from unbound(document, collection, {folder: folder_digest(contents)} if contents else {})


def is_only_unsound(tree: Tree, one: MovedSetting) -> bool:
    """Whether the line still stands as it was in settings that other findings say cannot be read."""
    file = tree.files.get(SETTINGS)
    if file is None or file.mode not in PLAIN:
        return False
    is_line = f"\n{one.name}: {one.first}\n".encode() in b"\n" + tree.read(file) + b"\n"
    return is_line and settings_in(tree) is None


def set_first_here(tree: Tree, base: Tree, first: Mapping[str, str], past: Past) -> Iterator[Kept]:
    """What is wrong with freezing settings that the work tree sets for the first time; `past` is that of the base.

    They name a commit of the main line, since which nothing that they freeze has moved: else no later one would build.
    """
    settings = settings_in(tree)
    new = {name: getattr(settings, name) for name in FREEZES if settings and name not in first}
    for name, value in new.items():
        if not value or past.shallow:
            continue
        if value not in past.main_line:
            yield MovedSetting(name, "", value)
        elif name == "frozen_from":
            yield from frozen_versions(base, past, value, ledger(base, past))
        else:
            yield from frozen_records(base, past, value, records(base, past))


def moved_versions(tree: Tree, base: Tree) -> Iterator[FrozenVersion]:
    """Versions of the base whose folder is not the same in the work tree."""
    present = by_folder(tree)
    for folder, files in by_folder(base).items():
        now = present.get(folder, {})
        added = tuple(path for path in links_below(tree, folder) if path not in base.files)
        moved = files.keys() != now.keys() or any(differs(tree, base, path) for path in now)
        if f"{folder}card.yaml" in files and (moved or added):
            published = digest_in(base, inside(folder, files))
            digest = folder_digest({path[len(folder) :]: tree.read(file) for path, file in now.items()}) if now else ""
            yield FrozenVersion(folder, published, digest, base.commit, (), added)


def moved_records(tree: Tree, base: Tree) -> Iterator[FrozenRecord]:
    """Notices, audits and evaluations of the base that are not the same in the work tree."""
    for record, files, now in not_the_same(tree, base, record_of):
        main = f"{record}{main_document(record)}"
        if main in files:
            published = record_digest(base, inside(record, files))
            digest = digest_on_disk(tree, record, now) if main in now else ""
            yield FrozenRecord(record, published, digest, base.commit, ())


def digest_on_disk(tree: Tree, record: str, now: Mapping[str, File]) -> str:
    """The digest of a record as it lies in the work tree."""
    contents = {path[len(record) :]: tree.read(file) for path, file in now.items()}
    return folder_digest(contents) if record.endswith("/") else sha256(contents[""]).hexdigest()


def not_the_same(
    tree: Tree, base: Tree, group: Callable[[str], str | None]
) -> Iterator[tuple[str, Mapping[str, File], Mapping[str, File]]]:
    """Groups of plain files of the base that the work tree does not hold as they are: name, files then, files now."""
    present = grouped(tree, group)
    for name, files in grouped(base, group).items():
        now = present.get(name, {})
        if files.keys() != now.keys() or any(differs(tree, base, path) for path in now):
            yield name, files, now


def grouped(tree: Tree, group: Callable[[str], str | None]) -> dict[str, Mapping[str, File]]:
    """Plain files by the group that a path belongs to; a path of none is left out."""
    found: dict[str, dict[str, File]] = {}
    for path, file in tree.files.items():
        if (name := group(path)) is not None and file.mode in PLAIN:
            found.setdefault(name, {})[path] = file
    return dict(found)


def by_folder(tree: Tree) -> dict[str, Mapping[str, File]]:
    """Plain files by the version folder they lie in."""
    return grouped(tree, version_folder)


def inside(group: str, files: Mapping[str, File]) -> dict[str, str]:
    """Blob id by path inside a group."""
    return {path[len(group) :]: file.blob for path, file in files.items()}
