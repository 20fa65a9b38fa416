"""From the picture of a registry to its answers: pure, one function an answer.

Answers carry what people typed as they typed it and what the registry computed beside it. Nothing
here reads a file, asks Git or knows how answers are stored.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from boas.documents import Absent, CodelistUse, DataSource, Evaluation, LocalText, Organisation, Reported
from boas.history import Change
from boas.index.answers import (
    AlgorithmAnswer,
    AlgorithmRow,
    Codelist,
    Completeness,
    EvaluationAnswer,
    Headline,
    Named,
    Published,
    Text,
    VersionAnswer,
    VersionRow,
)
from boas.reading import Document, Table
from boas.registry import (
    AlgorithmEntry,
    LedgerEntry,
    Registry,
    VersionEntry,
    completeness,
    level,
    notices_on,
    status_of,
)

HEADLINE_METRICS = ("auc", "c-index", "sensitivity", "ppv", "f1", "accuracy", "kappa", "discrimination")
"""Which metric stands first when several were published: those that say most about finding people come first."""

MOST_RELATED = 5


class Composer:
    """Makes the answers of one registry; keeps rows so that each is made once."""

    def __init__(self, registry: Registry) -> None:
        """Remember the picture."""
        self.registry = registry

    @cached_property
    def rows(self) -> dict[str, AlgorithmRow]:
        """Rows of all algorithms by id."""
        return {entry.id: self.row(entry) for entry in self.registry.algorithms.values()}

    def row(self, entry: AlgorithmEntry) -> AlgorithmRow:
        """One algorithm as a row of a list."""
        card, algorithm = entry.latest.card, entry.algorithm
        languages = card.deployment.programming_languages if card.deployment else None
        licence = card.licence.code if card.licence else None
        return AlgorithmRow(
            id=entry.id,
            version=entry.latest.version,
            name=local(card.name),
            summary=local(card.summary),
            kind=card.kind,
            category=card.category,
            medical_domains=card.medical_domains,
            organisations=self.organisations(card.ownership.organisations),
            data_sources=self.sources(entry.latest),
            programming_languages=languages if isinstance(languages, tuple) else (),
            licence=licence if isinstance(licence, str) else None,
            level=level(card),
            origin=algorithm.origin,
            confidence=algorithm.confidence,
            listed_in_boas=algorithm.listed_in_boas,
            upstream_version=card.upstream_version,
            published=self.published(entry.latest.document),
            headline=headline(entry),
            status=status_of(entry, entry.latest.version),
        )

    def algorithm(self, entry: AlgorithmEntry) -> AlgorithmAnswer:
        """One algorithm with all that surrounds it."""
        return AlgorithmAnswer(
            id=entry.id,
            row=self.rows[entry.id],
            algorithm=entry.document.value,
            latest=self.version(entry, entry.latest),
            versions=tuple(self.version_row(entry, version) for version in entry.versions),
            evaluations=tuple(self.evaluation(entry, document) for document in entry.evaluations),
            audits=tuple(document.value for document in entry.audits),
            reuses=tuple(document.value for document in entry.reuses),
            notices=tuple(document.value for document in entry.notices),
            related=self.related(entry.id),
            path=entry.latest.document.path,
        )

    def version(self, entry: AlgorithmEntry, version: VersionEntry) -> VersionAnswer:
        """One version: its card, codelists and long descriptions."""
        counted = completeness(version.card)
        return VersionAnswer(
            id=entry.id,
            version=version.version,
            digest=self.ledger_entry(version).digest,
            published=published(self.ledger_entry(version).publisher),
            card=version.document.value,
            codelists=tuple(codelists(version)),
            method={language: document.content for language, document in sorted(version.methods.items(), reverse=True)},
            code=dict(version.code),
            status=status_of(entry, version.version),
            notices=tuple(document.value for document in notices_on(entry, version.version)),
            organisations=self.organisations(version.card.ownership.organisations),
            data_sources=self.sources(version),
            completeness=Completeness(counted.filled, counted.expected, counted.missing),
        )

    def version_row(self, entry: AlgorithmEntry, version: VersionEntry) -> VersionRow:
        """One version in the list of versions."""
        changes = tuple(version.document.value.get("changes", ()))
        known, status = self.ledger_entry(version), status_of(entry, version.version)
        publisher = published(known.publisher)
        return VersionRow(version.version, known.digest, version.card.upstream_version, publisher, changes, status)

    def ledger_entry(self, version: VersionEntry) -> LedgerEntry:
        """What the ledger says of a version."""
        return self.registry.ledger[version.document.path.removesuffix("card.yaml")]

    def evaluation(self, entry: AlgorithmEntry, document: Document) -> EvaluationAnswer:
        """One evaluation with its counts."""
        name = document.location.name("evaluation")
        table = entry.counts[name].content if name in entry.counts else None
        source = document.content.source if isinstance(document.content, Evaluation) else None
        return EvaluationAnswer(
            algorithm=entry.id,
            id=name,
            published=self.published(document),
            evaluation=document.value,
            counts=table_fields(table) if isinstance(table, Table) else None,
            source=self.source(source) if source else None,
        )

    def related(self, name: str) -> tuple[AlgorithmRow, ...]:
        """Algorithms that share most domains and data sources; being cross-cutting is not kinship."""
        own = self.rows[name]
        scored = ((kinship(own, other), other) for other in self.rows.values() if other.id != name)
        best = sorted(((score, row) for score, row in scored if score > 1), key=lambda pair: (-pair[0], pair[1].id))
        return tuple(row for _, row in best[:MOST_RELATED])

    def published(self, document: Document) -> Published | None:
        """The commit that brought a document."""
        return published(self.registry.change(document))

    def organisations(self, ids: tuple[str, ...] | Absent) -> tuple[Named, ...]:
        """Organisations by name, in the order given; one that cannot be read keeps its id as name."""
        return tuple(self.organisation(name) for name in ids) if isinstance(ids, tuple) else ()

    def organisation(self, name: str) -> Named:
        """An organisation by name."""
        document = self.registry.organisations.get(name)
        known = document.content if document else None
        return Named(name, local(known.name) if isinstance(known, Organisation) else {"fr": name, "en": name})

    def source(self, name: str) -> Named:
        """A data source by name."""
        document = self.registry.data_sources.get(name)
        known = document.content if document else None
        return Named(name, local(known.name) if isinstance(known, DataSource) else {"fr": name, "en": name})

    def sources(self, version: VersionEntry) -> tuple[Named, ...]:
        """Data sources a card names, each once."""
        uses = version.card.data.sources
        return (
            tuple(self.source(name) for name in dict.fromkeys(use.source for use in uses))
            if isinstance(uses, tuple)
            else ()
        )


def published(change: Change | None) -> Published | None:
    """A change as answers carry it."""
    return Published(change.commit, change.author, change.date) if change else None


def local(text: LocalText) -> Text:
    """A text in the languages it has."""
    return {language: value for language in ("fr", "en") if (value := getattr(text, language)) is not None}


def kinship(one: AlgorithmRow, other: AlgorithmRow) -> int:
    """How much two algorithms have in common: a shared domain counts three, a shared source or kind one."""
    domains = set(one.medical_domains) & set(other.medical_domains) - {"cross-cutting", "other"}
    sources = {source.id for source in one.data_sources} & {source.id for source in other.data_sources}
    return 3 * len(domains) + len(sources) + (one.kind == other.kind)


def codelists(version: VersionEntry) -> Iterator[Codelist]:
    """Codelists a card uses, in its order, with their codes."""
    uses = version.card.logic.codelists if version.card.logic else None
    for use in uses if isinstance(uses, tuple) else ():
        document = version.codelists.get(use.path)
        if document and isinstance(document.content, Table):
            yield codelist(use, document.content)


def codelist(use: CodelistUse, table: Table) -> Codelist:
    """One codelist with its codes."""
    rows = tuple(row.cells for row in table.rows)
    return Codelist(use.path, use.system, use.role, use.match, use.release, use.field, table.header, rows)


def table_fields(table: Table) -> dict[str, Any]:
    """A CSV table as plain fields."""
    return {"header": list(table.header), "rows": [list(row.cells) for row in table.rows]}


def headline(entry: AlgorithmEntry) -> Headline | None:
    """The number shown first: a whole-population value, by metric, then by the size of its sample."""
    found = [
        (document.location.name("evaluation"), reported)
        for document in entry.evaluations
        if isinstance(document.content, Evaluation)
        for reported in document.content.reported or ()
        if reported.metric in HEADLINE_METRICS
    ]
    best = min(found, key=lambda pair: headline_order(pair[1]), default=None)
    return headline_of(*best) if best else None


def headline_order(reported: Reported) -> tuple[bool, bool, int, int]:
    """Numbers before printed words, wholes before subgroups, then metric, then the larger sample."""
    has_group = reported.subgroup is not None
    return (reported.value is None, has_group, HEADLINE_METRICS.index(reported.metric), -(reported.n or 0))


def headline_of(evaluation: str, reported: Reported) -> Headline:
    """A reported value as the first number of an algorithm."""
    interval = reported.ci
    return Headline(
        metric=reported.metric,
        value=reported.value,
        as_printed=reported.as_printed,
        ci={"level": interval.level, "lower": interval.lower, "upper": interval.upper} if interval else None,
        n=reported.n,
        variant=local(reported.variant) if reported.variant else None,
        evaluation=evaluation,
    )
