"""Answers about what surrounds algorithms: data sources, organisations, vocabularies, the registry itself."""

from collections import Counter
from collections.abc import Iterable, Iterator

from boas import __version__
from boas.checks import Removal
from boas.documents import DataSource, Organisation, is_version, version_order, vocabulary, vocabulary_names
from boas.finding import Finding
from boas.index.answers import (
    AlgorithmRow,
    DataSourceAnswer,
    DataSourceList,
    DataSourceRow,
    Json,
    Ledger,
    LedgerRow,
    Named,
    OrganisationAnswer,
    OrganisationList,
    OrganisationRow,
    Preview,
    RecordRow,
    RemovedRow,
    SourceUser,
    Status,
    Text,
    VocabularyAnswer,
    VocabularyList,
)
from boas.index.compose import Composer
from boas.index.facets import is_listed
from boas.index.folding import folded
from boas.index.judgements import judgements
from boas.index.records import both, local
from boas.reading import Document
from boas.registry import Unpublished

MOST_RECENT = 6


def data_source(composer: Composer, name: str, document: Document) -> DataSourceAnswer:
    """One data source, who holds it and which algorithms use it."""
    content: DataSource = document.content
    return DataSourceAnswer(
        id=name,
        name=local(content.name),
        published=composer.find_commit(document),
        data_source=document.value,
        holders=tuple(composer.build_organisation(holder) for holder in content.holders or ()),
        part_of=composer.build_source(content.part_of) if content.part_of else None,
        components=tuple(composer.build_source(other) for other in components(composer, name)),
        used_by=tuple(users(composer, name)),
        path=document.path,
    )


def components(composer: Composer, name: str) -> Iterator[str]:
    """Ids of the data sources that are part of one, sorted."""
    return (
        other for other, document in sorted(composer.registry.data_sources.items()) if document.content.part_of == name
    )


def users(composer: Composer, name: str) -> Iterator[SourceUser]:
    """Algorithms that use a data source, with the roles it plays, by name."""
    for row in by_name(composer.rows.values()):
        uses = composer.registry.algorithms[row.id].latest.card.data.sources
        roles = dict.fromkeys(use.role for use in uses if use.source == name) if isinstance(uses, tuple) else {}
        if roles:
            yield SourceUser(row, tuple(roles))


def data_sources(composer: Composer) -> DataSourceList:
    """All data sources by name, but those that only worked examples name."""
    documents = composer.exclude_invented("data_source", composer.registry.data_sources)
    rows = [data_source_row(composer, name, document) for name, document in documents.items()]
    return DataSourceList(len(rows), tuple(sorted(rows, key=lambda row: name_key(row.name, row.id))))


def data_source_row(composer: Composer, name: str, document: Document) -> DataSourceRow:
    """One data source as a row."""
    content: DataSource = document.content
    return DataSourceRow(
        id=name,
        name=local(content.name),
        description=local(content.description),
        holders=tuple(composer.build_organisation(holder) for holder in content.holders or ()),
        part_of=content.part_of,
        n_algorithms=sum(is_listed(user.algorithm) for user in users(composer, name)),
    )


def organisation(composer: Composer, name: str, document: Document) -> OrganisationAnswer:
    """One organisation and what it produced or holds."""
    content: Organisation = document.content
    parts = (other for other, one in sorted(composer.registry.organisations.items()) if one.content.part_of == name)
    judged = judgements(composer, name)
    return OrganisationAnswer(
        id=name,
        name=local(content.name),
        published=composer.find_commit(document),
        organisation=document.value,
        part_of=composer.build_organisation(content.part_of) if content.part_of else None,
        parts=tuple(composer.build_organisation(part) for part in parts),
        algorithms=tuple(row for row in by_name(composer.rows.values()) if names(row.organisations, name)),
        data_sources=tuple(composer.build_source(source) for source in held_by(composer, name)),
        audits_given=judged.given,
        audits_received=judged.received,
        reciprocal=judged.find_reciprocal(name),
        path=document.path,
    )


def names(named: tuple[Named, ...], name: str) -> bool:
    """Whether one of several named things has this id."""
    return any(one.id == name for one in named)


def held_by(composer: Composer, name: str) -> Iterator[str]:
    """Ids of the data sources an organisation holds, sorted."""
    sources = sorted(composer.registry.data_sources.items())
    return (source for source, document in sources if name in (document.content.holders or ()))


def organisations(composer: Composer) -> OrganisationList:
    """All organisations by name, but those that only worked examples name."""
    documents = composer.exclude_invented("organisation", composer.registry.organisations)
    rows = [organisation_row(composer, name, document) for name, document in documents.items()]
    return OrganisationList(len(rows), tuple(sorted(rows, key=lambda row: name_key(row.name, row.id))))


def organisation_row(composer: Composer, name: str, document: Document) -> OrganisationRow:
    """One organisation as a row; worked examples do not count."""
    content: Organisation = document.content
    return OrganisationRow(
        id=name,
        name=local(content.name),
        type=content.type,
        n_algorithms=sum(names(row.organisations, name) and is_listed(row) for row in composer.rows.values()),
        n_data_sources=sum(1 for _ in held_by(composer, name)),
    )


def by_name(rows: Iterable[AlgorithmRow]) -> list[AlgorithmRow]:
    """Rows in the order of their names."""
    return sorted(rows, key=lambda row: name_key(row.name, row.id))


def name_key(name: Text, identifier: str) -> tuple[str, str]:
    """Sorts by name in plain letters, then by id."""
    return folded(name.get("fr") or name["en"]), identifier


def ledger(composer: Composer) -> Ledger:
    """Every version and every record with its digest."""
    rows = [
        LedgerRow(
            one.id,
            one.version,
            one.digest,
            one.publisher.commit if one.publisher else None,
            one.publisher.date if one.publisher else None,
        )
        for one in composer.registry.ledger.values()
        if is_version(one.version)
    ]
    told = sorted(record_rows(composer), key=lambda row: (row.algorithm, row.kind, row.id))
    return Ledger(
        tuple(sorted(rows, key=lambda row: (row.id, version_order(row.version)))),
        tuple(told),
        tuple(removed_row(one) for _, one in sorted(composer.registry.removals.items())),
    )


def record_rows(composer: Composer) -> Iterator[RecordRow]:
    """Every notice, audit and evaluation with its digest."""
    for one in composer.registry.records.values():
        change = one.publisher
        commit, date = (change.commit, change.date) if change else (None, None)
        yield RecordRow(one.kind, one.algorithm, one.id, one.digest, commit, date)


def removed_row(one: Removal) -> RemovedRow:
    """What stays of something that was taken out for good."""
    kind, _, name = one.what.partition("/")
    notice = one.notice
    return RemovedRow(
        id=one.algorithm,
        what=one.what,
        version=name if kind == "versions" else None,
        digest=one.digest,
        date=notice.date,
        reason=notice.reason,
        text=local(notice.text),
        notice=notice.id,
    )


def vocabularies() -> Iterator[tuple[str, VocabularyAnswer]]:
    """All closed lists by name."""
    for name in vocabulary_names():
        words = vocabulary(name)
        yield (
            name,
            VocabularyAnswer(name, both(words.label), {term: both(label) for term, label in words.terms.items()}),
        )


def vocabulary_list() -> VocabularyList:
    """Names and labels of all closed lists."""
    return VocabularyList(tuple(Named(name, both(vocabulary(name).label)) for name in vocabulary_names()))


def status(composer: Composer, findings: tuple[Json, ...]) -> Status:
    """What the registry is made of, and from which commit."""
    registry, rows = composer.registry, list(composer.rows.values())
    real = [row for row in rows if is_listed(row)]
    real_ids = {row.id for row in real}
    entries = [entry for entry in registry.algorithms.values() if entry.id in real_ids]
    evaluations = [document for entry in entries for document in entry.evaluations]
    change, settings = registry.find_last_change(), registry.settings
    return Status(
        title=local(settings.title),
        description=local(settings.description) if settings.description else {},
        commit=change.commit if change else "",
        date=change.date if change else "",
        author=change.author if change else "",
        version=__version__,
        shallow=registry.history.shallow,
        forge_url=settings.forge_url,
        base_url=settings.base_url,
        frozen_from=settings.frozen_from,
        records_frozen_from=settings.records_frozen_from,
        n_algorithms=len(real),
        n_examples=sum(row.origin == "example" for row in rows),
        n_versions=sum(len(entry.versions) for entry in entries),
        n_evaluations=len(evaluations),
        n_figures=sum(len(document.content.reported or ()) for document in evaluations),
        n_data_sources=len(composer.exclude_invented("data_source", registry.data_sources)),
        n_organisations=len(composer.exclude_invented("organisation", registry.organisations)),
        n_by_level={str(level): count for level, count in sorted(Counter(row.level for row in real).items())},
        n_errors=count_of(registry.findings, "error"),
        n_warnings=count_of(registry.findings, "warning"),
        findings=findings,
        latest=latest(real),
        preview=preview(registry.unpublished) if registry.unpublished else None,
    )


def preview(told: Unpublished) -> Preview:
    """What no commit holds yet."""
    return Preview(told.since, told.added, told.edited, told.removed)


def count_of(findings: tuple[Finding, ...], severity: str) -> int:
    """How many findings have one severity."""
    return sum(finding.severity == severity for finding in findings)


def latest(rows: list[AlgorithmRow]) -> tuple[AlgorithmRow, ...]:
    """Drafts, then the most recently changed algorithms, newest first, then by name; not those of unknown date."""
    known = sorted(
        (row for row in by_name(rows) if row.published or row.draft),
        key=lambda row: (row.draft, row.published.date if row.published else ""),
        reverse=True,
    )
    return tuple(known[:MOST_RECENT])
