"""From a version of the registry to what exporters are given."""

from collections.abc import Collection
from dataclasses import replace

from boas.documents import LocalText, Organisation, parse_path
from boas.errors import UsageError
from boas.formats import ExportView, open_pinned_releases
from boas.nomenclatures import NomenclatureFolder
from boas.parsing import find_nearest_term
from boas.registry._listed_codes import list_codelists
from boas.registry._snapshot import AlgorithmEntry, Registry, VersionEntry, determine_status, read_registry
from boas.repository import CommitInfo, History
from boas.translation import Language, Message
from boas.tree import Tree


def read_export_view(  # noqa: PLR0913 -- a version, its reader, and what is at hand
    tree: Tree,
    past: History,
    algorithm: str,
    version: str,
    language: Language,
    *,
    nomenclatures: NomenclatureFolder | None = None,
) -> ExportView:
    """A version of one algorithm as exporters see it; nothing of the other algorithms is read.

    Args:
        tree: the registry at a commit.
        past: its history up to there.
        algorithm: id of the algorithm.
        version: number of the version; empty for the newest that is no pre-release.
        language: language of the reader.
        nomenclatures: where built releases of code systems lie; none are looked for when it is not given.

    Raises:
        UsageError: when there is no such algorithm or version, or its documents cannot be read.
    """
    owners = {path: place.name("algorithm") for path in tree.files if (place := parse_path(path))}
    if algorithm not in owners.values():
        raise _make_unknown_error(algorithm, {*owners.values()} - {""})
    near = {path: file for path, file in tree.files.items() if owners.get(path, "") in {"", algorithm}}
    registry = read_registry(replace(tree, files=near), past)
    entry = registry.algorithms.get(algorithm)
    if entry is None:
        raise _make_unreadable_error(algorithm)
    view, pins = build_export_view(registry, _find_version(entry, version), language), registry.settings.nomenclatures
    return replace(view, releases=open_pinned_releases(pins, nomenclatures)) if nomenclatures and pins else view


def _find_version(entry: AlgorithmEntry, version: str) -> VersionEntry:
    """The version of that number, or the latest where none is given; raises `UsageError` when it is not there."""
    found = {version.version: version for version in entry.versions}.get(version) if version else entry.latest
    if found is None:
        names = ", ".join(version.version for version in entry.versions)
        raise UsageError(
            Message("`{id}` has no version {version}.", id=entry.id, version=version),
            Message("Versions that are there: {names}.", names=names),
        )
    return found


def _make_unknown_error(algorithm: str, others: Collection[str]) -> UsageError:
    """There is no such algorithm in the last commit."""
    near = find_nearest_term(algorithm, tuple(sorted(others)))
    return UsageError(
        Message("No algorithm `{algorithm}` in this registry.", algorithm=algorithm),
        Message("Try `{near}`.", near=near) if near else Message("See model_cards/algorithms/."),
    )


def _make_unreadable_error(algorithm: str) -> UsageError:
    """No card of the algorithm can be read."""
    return UsageError(
        Message("No card of `{algorithm}` can be read.", algorithm=algorithm),
        Message("Fix first what `boas check model_cards/algorithms/{algorithm}` says.", algorithm=algorithm),
    )


def build_export_view(registry: Registry, version: VersionEntry, language: Language) -> ExportView:
    """A version as exporters see it, in one language: the same as from the index filled with this registry."""
    entry = registry.ledger[version.folder]
    producers = version.card.ownership.organisations
    return ExportView(
        card=version.card,
        organisations=tuple(_find_name(registry, producer) for producer in producers)
        if isinstance(producers, tuple)
        else (),
        registry=registry.settings.title,
        digest=entry.digest,
        commit=entry.publisher.commit if entry.publisher else "",
        released=entry.publisher.date[:10] if entry.publisher else "",
        base_url=(registry.settings.base_url or "").rstrip("/"),
        language=language,
        status=determine_status(registry.algorithms[entry.id], version.version),
        codelists=list_codelists(version),
        is_compiled=registry.algorithms[entry.id].algorithm.origin == "compiled",
        publisher=_name_publisher(registry, entry.publisher),
    )


def _name_publisher(registry: Registry, publisher: CommitInfo | None) -> str:
    """Name of whoever published a version: the one the registry gives for all, else that of the commit."""
    return (registry.settings.maintainers_name or publisher.author) if publisher else ""


def _find_name(registry: Registry, organisation: str) -> LocalText:
    """Name of an organisation; its id where its document cannot be read."""
    document = registry.organisations.get(organisation)
    known = document.content if document else None
    return known.name if isinstance(known, Organisation) else LocalText.model_validate({"en": organisation})
