"""Whom a notice reaches: every reuse of a version in its range, and those of which nobody told the version."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from boas.documents import (
    LocalText,
    Notice,
    Organisation,
    Person,
    Reuse,
    is_version,
    parse_path,
    parse_version,
)
from boas.errors import UsageError
from boas.library._open_registry import OpenRegistry
from boas.parsing import Document
from boas.registry import Registry, assess_reuses, map_inherited_notices, map_reached_algorithms
from boas.reports import AffectedDescendant, AffectedReport, AffectedReuse
from boas.translation import Message

_GRAVE_KINDS = frozenset({"removed", "withdrawn", "safety"})
"""Kinds of notices that are told also where nobody knows the version in use."""


def find_affected(registry: OpenRegistry, wanted: str) -> AffectedReport:
    """Whom a notice reaches.

    Args:
        registry: The registry.
        wanted: The notice, `ALGORITHM/NOTICE` or the path of its file.

    Raises:
        UsageError: There is no such notice, or it cannot be read.
    """
    snapshot = registry.snapshot
    document = _find_notice(snapshot, wanted)
    notice: Notice = document.content
    algorithm = document.location.algorithm
    entry = snapshot.algorithms.get(algorithm)
    others = snapshot.collection.algorithms.get(algorithm, ())
    versions = {one.document.path: one.version for one in assess_reuses(snapshot, entry)} if entry else {}
    reuses = (_build_reuse(snapshot, one, versions) for one in others if isinstance(one.content, Reuse))
    reached = [found for one in reuses if (found := _keep_reached(one, notice))]
    gone = (one.version for one in notice.removed or () if one.version)
    there = filter(is_version, snapshot.collection.versions.get(algorithm, ()))
    known = sorted({*there, *gone}, key=parse_version, reverse=True)
    return AffectedReport(
        algorithm=algorithm,
        notice=document.location.id,
        kind=notice.kind,
        reason=notice.reason,
        range=notice.versions,
        date=notice.date,
        versions=tuple(version for version in known if notice.holds(version)),
        retracted_by=entry.corrected.get(("notice", document.location.id), "") if entry else "",
        descendants=tuple(_iter_descendants(snapshot, document)),
        reuses=tuple(sorted(reached, key=lambda one: (not one.is_certain, one.organisations, one.project, one.path))),
    )


def _iter_descendants(snapshot: Registry, notice: Document) -> Iterator[AffectedDescendant]:
    """Algorithms that a notice reaches through what they come from, by id; none for a notice that was retracted."""
    reached = map_reached_algorithms(map_inherited_notices(snapshot))
    for name, one in reached.get(notice.path, ()):
        entry = snapshot.algorithms[name]
        makers = entry.latest.card.ownership.organisations
        known = makers if isinstance(makers, tuple) else ()
        yield AffectedDescendant(
            id=name,
            version=entry.latest.version,
            way=one.path,
            is_certain=one.is_certain,
            organisations=tuple((own, _name_organisation(snapshot, own)) for own in known),
            path=entry.latest.document.path,
        )


def _find_notice(snapshot: Registry, wanted: str) -> Document:
    """The notice of a name or a path; raises `UsageError` when there is none that can be read."""
    place = parse_path(wanted[wanted.find("model_cards/") :]) if "model_cards/" in wanted else None
    algorithm, _, name = wanted.partition("/")
    key = (place.algorithm, place.id) if place and place.kind == "notice" else (algorithm, name)
    known = {
        (one.location.algorithm, one.location.id): one
        for one in snapshot.collection.select_kind("notice")
        if isinstance(one.content, Notice)
    }
    if key in known:
        return known[key]
    near = ", ".join(f"{algorithm}/{name}" for algorithm, name in sorted(known) if algorithm == key[0])
    raise UsageError(
        Message("This registry has no notice `{wanted}`.", wanted=wanted),
        Message("Notices of this algorithm: {near}.", near=near)
        if near
        else Message("Name it `ALGORITHM/NOTICE`, or by the path of its file."),
    )


def _build_reuse(snapshot: Registry, document: Document, versions: Mapping[str, str]) -> AffectedReuse:
    """A reuse as the list tells it."""
    reuse: Reuse = document.content
    state = reuse.confirmation.state if reuse.confirmation else "declared"
    known_by = state if state in {"confirmed", "disputed"} else reuse.origin or "declared"
    person = (reuse.confirmation.by if reuse.confirmation else None) or reuse.declared_by
    upstream = reuse.upstream
    return AffectedReuse(
        organisations=tuple((name, _name_organisation(snapshot, name)) for name in dict.fromkeys(_iter_users(reuse))),
        project=reuse.project.name if reuse.project else "",
        project_url=(reuse.project.url if reuse.project else None) or "",
        version=versions.get(document.path, reuse.version or ""),
        upstream=next(filter(None, (upstream.version, upstream.range, upstream.commit)), "") if upstream else "",
        is_certain=True,
        status=reuse.status or "",
        known_by=known_by,
        person=person.name if isinstance(person, Person) else "",
        orcid=(person.orcid if person else None) or "",
        sources=tuple(_iter_sources(reuse)),
        path=document.path,
    )


def _keep_reached(one: AffectedReuse, notice: Notice) -> AffectedReuse | None:
    """The reuse when a notice reaches it, or may; nothing when it does not."""
    if one.version:
        return one if notice.holds(one.version) else None
    return replace(one, is_certain=False) if notice.kind in _GRAVE_KINDS else None


def _iter_users(reuse: Reuse) -> Iterator[str]:
    """Organisations that use it, and the one whoever declared it belongs to."""
    yield from reuse.organisations
    if reuse.declared_by and reuse.declared_by.organisation:
        yield reuse.declared_by.organisation


def _name_organisation(snapshot: Registry, name: str) -> str:
    """Name of an organisation in the first language of the registry that it has; its id when nothing is known."""
    document = snapshot.organisations.get(name)
    content = document.content if document else None
    return _choose_text(content.name, snapshot) if isinstance(content, Organisation) else name


def _choose_text(text: LocalText, snapshot: Registry) -> str:
    """A text in the first language of the registry that it has."""
    texts = dict(text.texts)
    return next((texts[language] for language in snapshot.collection.languages if language in texts), "")


def _iter_sources(reuse: Reuse) -> Iterator[str]:
    """Where a reuse was read, each as an address."""
    for source in reuse.sources or ():
        if source.repository:
            yield source.repository + (f" {source.path}" if source.path else "")
        elif source.doi:
            yield f"https://doi.org/{source.doi}"
        elif source.url:
            yield source.url
    if reuse.lockfile_url:
        yield reuse.lockfile_url
