"""The snapshot of a work tree, compared with a base commit: what is not published yet is in it as drafts.

Errors of the history or of a published version do not stop it; they are findings.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from boas.checks import FrozenRecord, FrozenVersion, check_frozen, exclude_removed, list_deciders, warn_of_inherited
from boas.documents import SETTINGS, find_growing_field, get_file_name
from boas.errors import IntegrityError
from boas.finding import Finding, Location
from boas.parsing import EMPTY_CACHE, Cache, compute_tree_digest, has_only_grown, read_settings
from boas.registry._freezing_settings import list_freezes, list_rule_packages, read_first_freezes
from boas.registry._ledger import group_files_by_folder
from boas.registry._records import build_records
from boas.registry._snapshot import Registry, build_snapshot, find_altered_in_history
from boas.registry._unpublished_changes import find_unpublished, without_unpublished
from boas.repository import History
from boas.tree import Tree, list_links, select_inside


def read_preview(tree: Tree, base: Tree, past: History, cache: Cache = EMPTY_CACHE, *, today: str) -> Registry:
    """Build the snapshot of a work tree; `past` is the history of the commit `base`, `today` an ISO 8601 day.

    Raises `RegistryError` when the registry's own settings cannot be read.
    """
    differences = find_unpublished(tree, base)
    made = build_snapshot(
        tree, without_unpublished(past, differences), cache, as_of=today, packages=list_rule_packages(base)
    )
    made = replace(made, unpublished=differences)
    first, deciders = (
        list_freezes(made.settings) | read_first_freezes(base, past),
        list_deciders(read_settings(base)),
    )
    moved = check_frozen(exclude_removed(_compare_work_tree(made, base, first), made.removals, deciders))
    own = differences.list_changed()
    findings = warn_of_inherited(made.findings, lambda path: path not in own)
    return replace(made, findings=_sort_findings((*findings, *_collect_history_findings(made), *moved)))


def _collect_history_findings(registry: Registry) -> tuple[Finding, ...]:
    """Facts of the history about published versions; a history that cannot be read is a finding too."""
    try:
        return find_altered_in_history(registry)
    except IntegrityError as error:
        return (Finding("frozen-version-changed", "error", Location(SETTINGS), error.message, error.help),)


def _compare_work_tree(
    registry: Registry, base: Tree, first: Mapping[str, str]
) -> Iterator[FrozenVersion | FrozenRecord]:
    """Versions and records of the commit that are frozen and not the same in the work tree."""
    if "frozen_from" in first:
        yield from _compare_versions(registry, base)
    if "records_frozen_from" in first:
        yield from _compare_records(registry, base)


def _compare_records(registry: Registry, base: Tree) -> Iterator[FrozenRecord]:
    """Records of the commit that are not the same in the work tree."""
    for path, then in build_records(base, registry.history).items():
        now = registry.records.get(path)
        if now and (field := find_growing_field(path)):
            tree = registry.collection.tree
            if has_only_grown(base.read(base.files[path]), tree.read(tree.files[path]), field):
                continue
        if now is None or now.digest != then.digest:
            yield FrozenRecord(path, then.digest, now.digest if now else "", base.commit, ())


def _compare_versions(registry: Registry, base: Tree) -> Iterator[FrozenVersion]:
    """Versions of the commit whose folder is not the same in the work tree."""
    drafts = registry.unpublished.drafts if registry.unpublished else frozenset()
    links = list_links(registry.collection.tree)
    for folder, files in group_files_by_folder(base).items():
        if folder in drafts and get_file_name("card") in files:
            now = registry.ledger.get(folder)
            added = tuple(path for path in select_inside(links, folder) if path not in base.files)
            yield FrozenVersion(
                folder, compute_tree_digest(base, files), now.digest if now else "", base.commit, (), added
            )


def _sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings as they are always shown."""
    return tuple(sorted(findings, key=Finding.make_sort_key))
