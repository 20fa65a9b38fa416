"""The picture of a work tree beside the commit it is held against: what is not published yet is in it, as drafts.

Nothing wrong with the history or with a published version stops it; all of that is told as findings.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from boas.checks import FrozenRecord, FrozenVersion, check_frozen, deciders_of, not_removed, warn_of_inherited
from boas.documents import SETTINGS
from boas.errors import IntegrityError
from boas.finding import Finding, Place
from boas.history import Past
from boas.reading import NOTHING, Memory, digest_in
from boas.registry.guards import freezes, set_here, settings_in
from boas.registry.ledger import folders
from boas.registry.picture import Registry, moved_in_history, picture
from boas.registry.records import records
from boas.registry.unpublished import unpublished, without
from boas.tree import Tree, links_below


def read_preview(tree: Tree, base: Tree, past: Past, memory: Memory = NOTHING, *, today: str) -> Registry:
    """The picture of a work tree; `past` is that of the commit `base` was read from, `today` an ISO 8601 day.

    Raises `RegistryError` when the registry's own settings cannot be read.
    """
    differences = unpublished(tree, base)
    made = picture(tree, without(past, differences), memory, as_of=today)
    made = replace(made, unpublished=differences)
    first, deciders = set_here(made.settings) | freezes(base, past), deciders_of(settings_in(base))
    moved = check_frozen(not_removed(moved_on_disk(made, base, first), made.removals, deciders))
    own = differences.list_changed()
    told = warn_of_inherited(made.findings, lambda path: path not in own)
    return replace(made, findings=in_order((*told, *history_findings(made), *moved)))


def history_findings(registry: Registry) -> tuple[Finding, ...]:
    """What the history says of published versions; a history that cannot say anything is a finding too."""
    try:
        return moved_in_history(registry)
    except IntegrityError as error:
        return (Finding("frozen-version-changed", "error", Place(SETTINGS), error.message, error.help),)


def moved_on_disk(registry: Registry, base: Tree, first: Mapping[str, str]) -> Iterator[FrozenVersion | FrozenRecord]:
    """Versions and records of the commit that are frozen and not the same in the work tree."""
    if "frozen_from" in first:
        yield from moved_versions(registry, base)
    if "records_frozen_from" in first:
        yield from moved_records(registry, base)


def moved_records(registry: Registry, base: Tree) -> Iterator[FrozenRecord]:
    """Records of the commit that are not the same in the work tree."""
    for path, then in records(base, registry.history).items():
        now = registry.records.get(path)
        if now is None or now.digest != then.digest:
            yield FrozenRecord(path, then.digest, now.digest if now else "", base.commit, ())


def moved_versions(registry: Registry, base: Tree) -> Iterator[FrozenVersion]:
    """Versions of the commit whose folder is not the same in the work tree."""
    drafts = registry.unpublished.drafts if registry.unpublished else frozenset()
    for folder, files in folders(base).items():
        if folder in drafts and "card.yaml" in files:
            now = registry.ledger.get(folder)
            added = tuple(path for path in links_below(registry.collection.tree, folder) if path not in base.files)
            yield FrozenVersion(folder, digest_in(base, files), now.digest if now else "", base.commit, (), added)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings as they are always shown."""
    return tuple(sorted(findings, key=Finding.make_sort_key))
