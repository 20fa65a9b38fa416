"""Who uses an algorithm: each reuse with its version, how its reuser stands to the makers, and whether it counts."""

from collections.abc import Iterator
from dataclasses import dataclass

from boas.documents import Notice, Reuse, find_matching_version
from boas.independence import ReuserRelation, classify_reuser
from boas.parsing import Document
from boas.registry._snapshot import AlgorithmEntry, Registry, as_model


@dataclass(frozen=True, slots=True)
class AssessedReuse:
    """One reuse with what the registry computes about it."""

    document: Document
    reuse: Reuse
    version: str
    """Registry version in use; empty when nothing tells it."""
    is_matched: bool
    """Whether that version was found through the producers' own label, and not named."""
    relation: ReuserRelation
    """How the reuser stands to the makers of the algorithm."""
    notices: tuple[Document, ...]
    """Standing notices about that version, newest first; about any version when it is not known."""

    @property
    def state(self) -> str:
        """Why a reuse counts or does not, a term of the vocabulary `reuse_states`.

        Headlines count reuses by others than the producers, confirmed by the reuser or compiled with a source.
        """
        said = self.reuse.confirmation
        if said and said.state == "disputed":
            return "disputed"
        if self.relation != "other":
            return "producer" if self.relation == "producer" else "unknown-reuser"
        is_confirmed = bool(said and said.state == "confirmed")
        is_sourced = self.reuse.origin == "compiled" and bool(self.reuse.sources)
        return "counted" if is_confirmed or is_sourced else "unconfirmed"

    @property
    def first_seen(self) -> str:
        """The earliest day (ISO 8601) on which the use is known."""
        days = (source.changed or source.seen for source in self.reuse.sources or ())
        return min((self.reuse.since or self.reuse.date, *days))

    @property
    def last_seen(self) -> str:
        """The latest day (ISO 8601) on which somebody saw or confirmed the use, or the day it ended."""
        said = self.reuse.confirmation
        days = [self.reuse.date, *(source.seen for source in self.reuse.sources or ())]
        return self.reuse.until or max((*days, *((said.date,) if said and said.date else ())))


def assess_reuses(registry: Registry, entry: AlgorithmEntry) -> tuple[AssessedReuse, ...]:
    """The reuses of one algorithm, those seen last first, then by path."""
    found = [_assess_reuse(registry, entry, document) for document in entry.reuses]
    return tuple(sorted(found, key=lambda one: one.last_seen, reverse=True))


def _assess_reuse(registry: Registry, entry: AlgorithmEntry, document: Document) -> AssessedReuse:
    """One reuse with all that is computed about it."""
    reuse = as_model(document, Reuse)
    labels = {version.version: version.card.upstream_version for version in entry.versions}
    version = reuse.version or find_matching_version(reuse.upstream, labels)
    cards = tuple(one.card for one in entry.versions)
    return AssessedReuse(
        document=document,
        reuse=reuse,
        version=version,
        is_matched=bool(version and not reuse.version),
        relation=classify_reuser(reuse, cards, registry.collection.organisations),
        notices=tuple(iter_effective_notices(entry, version)),
    )


def iter_effective_notices(entry: AlgorithmEntry, version: str = "") -> Iterator[Document]:
    """Notices of an algorithm that nobody retracted, newest first: about one version, or about any."""
    ordered = sorted(entry.notices, key=lambda document: (as_model(document, Notice).date, document.path), reverse=True)
    for document in ordered:
        is_effective = (document.kind, document.location.id) not in entry.corrected
        if is_effective and (not version or as_model(document, Notice).holds(version)):
            yield document
