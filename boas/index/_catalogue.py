"""Answers about what surrounds algorithms: data sources, organisations, vocabularies, the registry itself."""

from collections import Counter
from collections.abc import Iterator

from boas import __version__
from boas.checks import Removal
from boas.documents import (
    DataSource,
    LegalNotice,
    Organisation,
    PinnedNomenclature,
    is_version,
    list_vocabularies,
    load_vocabulary,
    parse_version,
)
from boas.finding import Finding
from boas.index._answers import (
    DataSourceAnswer,
    DataSourceList,
    DataSourceRow,
    OrganisationAnswer,
    OrganisationList,
    OrganisationRow,
    SourceUser,
    Status,
    VocabularyAnswer,
    VocabularyList,
)
from boas.index._composer import Composer
from boas.index._evidence_answers import EvaluationBy
from boas.index._facets import is_usable, is_withdrawn
from boas.index._organisation_audits import collect_organisation_audits
from boas.index._records import Named, to_text
from boas.index._relations import (
    build_name_key,
    count_reuses_by_organisation,
    map_evaluations_by_organisation,
    map_organisation_parts,
    map_rows_by_organisation,
    map_source_components,
    map_sources_by_holder,
    map_users_by_source,
    sort_by_name,
)
from boas.index._reuses import list_reuses_by
from boas.index._row_answers import AlgorithmRow
from boas.index._status_answers import FindingRow, Preview
from boas.index._version_answers import Ledger, LedgerRow, RecordRow, RemovedRow, RenamedRow
from boas.index._written import Written
from boas.parsing import Document
from boas.registry import UnpublishedChanges

_MOST_RECENT = 6


def build_data_source(composer: Composer, name: str, document: Document) -> DataSourceAnswer:
    """One data source, who holds it and which algorithms use it."""
    content: DataSource = document.content
    return DataSourceAnswer(
        id=name,
        name=to_text(content.name),
        published=composer.find_commit(document),
        data_source=Written(document.value, DataSource),
        holders=tuple(composer.build_organisation(holder) for holder in content.holders or ()),
        part_of=composer.build_source(content.part_of) if content.part_of else None,
        components=tuple(
            composer.build_source(other) for other in composer.collect(map_source_components).get(name, ())
        ),
        used_by=_list_users(composer, name),
        path=document.path,
    )


def _list_users(composer: Composer, name: str) -> tuple[SourceUser, ...]:
    """Algorithms that use a data source or a component of it, with the roles it plays, by name."""
    users = composer.collect(map_users_by_source).get(name, ())
    return tuple(SourceUser(row, roles, tuple(map(composer.build_source, parts))) for row, roles, parts in users)


def build_data_source_list(composer: Composer) -> DataSourceList:
    """All data sources by name, but those that only worked examples name."""
    documents = composer.exclude_invented("data_source", composer.registry.data_sources)
    rows = [_build_data_source_row(composer, name, document) for name, document in documents.items()]
    return DataSourceList(len(rows), tuple(sorted(rows, key=lambda row: build_name_key(row.name, row.id))))


def _build_data_source_row(composer: Composer, name: str, document: Document) -> DataSourceRow:
    """One data source as a row."""
    content: DataSource = document.content
    return DataSourceRow(
        id=name,
        name=to_text(content.name),
        description=to_text(content.description),
        holders=tuple(composer.build_organisation(holder) for holder in content.holders or ()),
        part_of=content.part_of,
        n_algorithms=sum(is_usable(user.algorithm) for user in _list_users(composer, name)),
        n_withdrawn=sum(is_withdrawn(user.algorithm) for user in _list_users(composer, name)),
    )


def build_organisation(composer: Composer, name: str, document: Document) -> OrganisationAnswer:
    """One organisation and what it produced or holds."""
    content: Organisation = document.content
    judged = collect_organisation_audits(composer, name)
    return OrganisationAnswer(
        id=name,
        name=to_text(content.name),
        published=composer.find_commit(document),
        organisation=Written(document.value, Organisation),
        part_of=composer.build_organisation(content.part_of) if content.part_of else None,
        parts=tuple(
            composer.build_organisation(part) for part in composer.collect(map_organisation_parts).get(name, ())
        ),
        algorithms=composer.collect(map_rows_by_organisation).get(name, ()),
        data_sources=tuple(
            composer.build_source(source) for source in composer.collect(map_sources_by_holder).get(name, ())
        ),
        audits_given=judged.given,
        audits_received=judged.received,
        reciprocal=judged.find_reciprocal(name),
        n_reuses=composer.collect(count_reuses_by_organisation)[name],
        path=document.path,
        reuses=list_reuses_by(composer, name),
        evaluations=_list_evaluations_by(composer, name),
    )


def _list_evaluations_by(composer: Composer, name: str) -> tuple[EvaluationBy, ...]:
    """Evaluations by people of one organisation, newest first, those without a date last."""
    invented = ("organisation", name) in composer.invented
    found = composer.collect(map_evaluations_by_organisation).get(name, ())
    return tuple(one for is_example, one in found if invented or not is_example)


def build_organisation_list(composer: Composer) -> OrganisationList:
    """All organisations by name, but those that only worked examples name."""
    documents = composer.exclude_invented("organisation", composer.registry.organisations)
    rows = [_build_organisation_row(composer, name, document) for name, document in documents.items()]
    return OrganisationList(len(rows), tuple(sorted(rows, key=lambda row: build_name_key(row.name, row.id))))


def _build_organisation_row(composer: Composer, name: str, document: Document) -> OrganisationRow:
    """One organisation as a row; worked examples do not count."""
    content: Organisation = document.content
    rows = composer.collect(map_rows_by_organisation).get(name, ())
    return OrganisationRow(
        id=name,
        name=to_text(content.name),
        type=content.type,
        n_algorithms=sum(map(is_usable, rows)),
        n_withdrawn=sum(map(is_withdrawn, rows)),
        n_data_sources=len(composer.collect(map_sources_by_holder).get(name, ())),
        n_reuses=composer.collect(count_reuses_by_organisation)[name],
        part_of=content.part_of,
        url=content.url,
        ror=content.ror,
        siren=content.siren,
    )


def build_ledger(composer: Composer) -> Ledger:
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
    told = sorted(_iter_record_rows(composer), key=lambda row: (row.algorithm, row.kind, row.id))
    return Ledger(
        tuple(sorted(rows, key=lambda row: (row.id, parse_version(row.version)))),
        tuple(told),
        tuple(_build_removed_row(one) for _, one in sorted(composer.registry.removals.items())),
        tuple(RenamedRow(former, own) for former, own in sorted(composer.registry.former_ids.items())),
    )


def _iter_record_rows(composer: Composer) -> Iterator[RecordRow]:
    """Every notice, audit, evaluation and observation with its digest."""
    for one in composer.registry.records.values():
        change = one.publisher
        commit, date = (change.commit, change.date) if change else (None, None)
        yield RecordRow(one.kind, one.algorithm, one.id, one.digest, commit, date)


def _build_removed_row(one: Removal) -> RemovedRow:
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
        text=to_text(notice.text),
        notice=notice.id,
    )


def iter_vocabulary_answers() -> Iterator[tuple[str, VocabularyAnswer]]:
    """All closed lists by name."""
    for name in list_vocabularies():
        words = load_vocabulary(name)
        yield (
            name,
            VocabularyAnswer(
                name,
                words.label.to_texts(),
                {term: label.to_texts() for term, label in words.terms.items()},
            ),
        )


def build_vocabulary_list() -> VocabularyList:
    """Names and labels of all closed lists."""
    return VocabularyList(tuple(Named(name, load_vocabulary(name).label.to_texts()) for name in list_vocabularies()))


def build_status(composer: Composer, findings: tuple[FindingRow, ...]) -> Status:
    """What the registry is made of, and from which commit."""
    registry, rows = composer.registry, list(composer.rows.values())
    real = [row for row in rows if is_usable(row)]
    real_ids = {row.id for row in real}
    entries = [entry for entry in registry.algorithms.values() if entry.id in real_ids]
    evaluations = [document for entry in entries for document in entry.evaluations]
    change, settings = registry.find_last_change(), registry.settings
    return Status(
        title=to_text(settings.title),
        description=to_text(settings.description) if settings.description else {},
        commit=change.commit if change else "",
        date=change.date if change else "",
        author=composer.name_publisher(change) if change else "",
        version=__version__,
        shallow=registry.history.shallow,
        forge_url=settings.forge_url,
        base_url=settings.base_url,
        licence=settings.licence,
        frozen_from=settings.frozen_from,
        records_frozen_from=settings.records_frozen_from,
        n_algorithms=len(real),
        n_withdrawn=sum(is_withdrawn(row) for row in rows),
        n_examples=sum(row.origin == "example" for row in rows),
        n_versions=sum(len(entry.versions) for entry in entries),
        n_evaluations=len(evaluations),
        n_figures=sum(len(document.content.reported or ()) for document in evaluations),
        n_data_sources=len(composer.exclude_invented("data_source", registry.data_sources)),
        n_organisations=len(composer.exclude_invented("organisation", registry.organisations)),
        n_by_level={str(level): count for level, count in sorted(Counter(row.level for row in real).items())},
        n_errors=_count_findings(registry.findings, "error"),
        n_warnings=_count_findings(registry.findings, "warning"),
        findings=findings,
        latest=_select_latest(real),
        preview=_build_preview(registry.unpublished) if registry.unpublished else None,
        nomenclatures=tuple(
            Written(pin.model_dump(exclude_none=True), PinnedNomenclature) for pin in settings.nomenclatures or ()
        ),
        publisher=settings.maintainers_name,
        legal=Written(settings.legal.model_dump(exclude_none=True), LegalNotice) if settings.legal else None,
        security_contact=settings.security_contact,
    )


def _build_preview(told: UnpublishedChanges) -> Preview:
    """What no commit holds yet."""
    return Preview(told.since, told.added, told.edited, told.removed)


def _count_findings(findings: tuple[Finding, ...], severity: str) -> int:
    """How many findings have one severity."""
    return sum(finding.severity == severity for finding in findings)


def _select_latest(rows: list[AlgorithmRow]) -> tuple[AlgorithmRow, ...]:
    """Drafts, then the most recently changed algorithms, newest first, then by name; not those of unknown date."""
    known = sorted(
        (row for row in sort_by_name(rows) if row.published or row.draft),
        key=lambda row: (row.draft, row.published.date if row.published else ""),
        reverse=True,
    )
    return tuple(known[:_MOST_RECENT])
