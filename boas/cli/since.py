"""What the work tree adds to a commit: files that differ from the merge base, published versions that moved."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from boas.checks import FrozenVersion, check_frozen
from boas.documents import FOLDER, RegistrySettings, version_folder
from boas.finding import Finding
from boas.history import blob_id, open_repository
from boas.reading import digest_in, folder_digest, read_collection
from boas.tree import PLAIN, File, Tree, links_below


def added_since(
    root: Path, tree: Tree, revision: str, chosen: tuple[str, ...] | None
) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Paths of the work tree that differ from the merge base with a revision, and findings about frozen versions.

    Raises `UsageError` for an unknown revision and `IntegrityError` when there is no merge base.
    """
    with open_repository(root) as repository:
        under = repository.cards_of(root)
        base = repository.tree(repository.merge_base(repository.head(), repository.resolve(revision)), under)
        wanted = tree.files if chosen is None else chosen
        differing = tuple(path for path in wanted if differs(tree, base, path))
        moved = check_frozen(moved_versions(tree, base)) if is_frozen(base) else ()
    return differing, moved


def differs(tree: Tree, base: Tree, path: str) -> bool:
    """Whether a file of the work tree is not the same in the base."""
    file, before = tree.files[path], base.files.get(path)
    if before is None or file.mode != before.mode:
        return True
    if file.mode not in PLAIN:
        return file.blob != before.blob
    return file.size != before.size or blob_id(tree.read(file), before.blob) != before.blob


def is_frozen(base: Tree) -> bool:
    """Whether the registry has left its set-up: from then on published versions may not move."""
    settings = read_collection(base, [path for path in base.files if path == f"{FOLDER}/registry.yaml"])
    return any(isinstance(d.content, RegistrySettings) and d.content.frozen_from for d in settings.documents.values())


def moved_versions(tree: Tree, base: Tree) -> Iterator[FrozenVersion]:
    """Versions of the base whose folder is not the same in the work tree."""
    present = by_folder(tree)
    for folder, files in by_folder(base).items():
        now = present.get(folder, {})
        added = tuple(path for path in links_below(tree, folder) if path not in base.files)
        moved = files.keys() != now.keys() or any(differs(tree, base, path) for path in now)
        if f"{folder}card.yaml" in files and (moved or added):
            published = digest_in(base, {path[len(folder) :]: file.blob for path, file in files.items()})
            digest = folder_digest({path[len(folder) :]: tree.read(file) for path, file in now.items()}) if now else ""
            yield FrozenVersion(folder, published, digest, base.commit, (), added)


def by_folder(tree: Tree) -> dict[str, Mapping[str, File]]:
    """Plain files by the version folder they lie in."""
    found: dict[str, dict[str, File]] = {}
    for path, file in tree.files.items():
        if (folder := version_folder(path)) and file.mode in PLAIN:
            found.setdefault(folder, {})[path] = file
    return dict(found)
