"""From the picture of a registry to its answers: pure, one function an answer.

Answers carry what people typed as they typed it and what the registry computed beside it. Nothing
here reads a file, asks Git or knows how answers are stored.
"""

import heapq
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from typing import Any, TypeVar

from boas.documents import (
    Absent,
    Card,
    CardChange,
    CodelistUse,
    DataSource,
    Notice,
    Organisation,
    ReadSource,
    compute_completeness,
)
from boas.index._code import build_code_scan_answer
from boas.index._code_warnings import CodeHit, collect_code_hits, group_by_notice, group_by_version
from boas.index._evidence_answers import Step
from boas.index._examples import find_example_only, list_mentions
from boas.index._facet_facts import collect_facet_facts, find_last_evaluation
from boas.index._facets import is_usable
from boas.index._headlines import list_claim_states, select_headline, select_worst_group
from boas.index._kept_facts import FactOrigins, KeptFacts
from boas.index._kinship import Signature, compute_similarity, make_signature
from boas.index._notice_answers import AffectedCodelist, CodeWarning
from boas.index._notice_marks import build_notice_marks
from boas.index._records import Named, Published, TableFields, Text, to_text
from boas.index._row_answers import AlgorithmRow, FirstFigures
from boas.index._source_tree import SourceLines, map_source_lines
from boas.index._version_answers import Codelist, Completeness, FileRow, VersionAnswer, VersionRow
from boas.index._written import Written
from boas.parsing import Document, Table
from boas.registry import (
    AlgorithmEntry,
    Applicability,
    AssessedObservation,
    AssessedReuse,
    Assessment,
    InheritedNotice,
    LedgerEntry,
    LineageLink,
    Registry,
    VersionEntry,
    assess,
    assess_observations,
    assess_reuses,
    build_code_scan,
    build_file_address,
    determine_status,
    list_notices,
    map_children,
    map_inherited_notices,
    map_reached_algorithms,
)
from boas.repository import CommitInfo

_MOST_RELATED = 5
_Made = TypeVar("_Made")


class Composer:
    """Makes the answers of one registry; keeps rows so that each is made once."""

    def __init__(self, registry: Registry) -> None:
        """Remember the picture."""
        self.registry = registry
        self.assessments: dict[str, Assessment] = {}
        self._reuses: dict[str, tuple[AssessedReuse, ...]] = {}
        self._observations: dict[str, tuple[AssessedObservation, ...]] = {}
        self.origins, self.facts = FactOrigins(registry), KeptFacts(registry.collection.cache.results)
        self._derived: dict[Callable[..., Any], Any] = {}
        self._nearest: dict[Signature, tuple[str, ...]] = {}

    def collect(self, make: "Callable[[Composer], _Made]") -> _Made:
        """What a function makes of the whole registry, such as an inverse list; made once for all that ask."""
        if make not in self._derived:
            self._derived[make] = make(self)
        found: _Made = self._derived[make]
        return found

    @cached_property
    def rows(self) -> dict[str, AlgorithmRow]:
        """Rows of all algorithms by id."""
        return {entry.id: self._find_row(entry) for entry in self.registry.algorithms.values()}

    def _find_row(self, entry: AlgorithmEntry) -> AlgorithmRow:
        """The row of one algorithm, as it was kept or made now."""
        make = partial(self.build_row, entry)
        return self.facts.find("row", self.origins.fingerprint_own(entry), AlgorithmRow, make)

    @cached_property
    def source_lines(self) -> SourceLines:
        """Each data source with all it is part of."""
        return map_source_lines(self.registry)

    @cached_property
    def invented(self) -> frozenset[tuple[str, str]]:
        """Kind and id of the organisations and data sources that only worked examples name."""
        return find_example_only(self.registry, self._find_mentions)

    def _find_mentions(self, entry: AlgorithmEntry) -> tuple[tuple[str, str], ...]:
        """Kind and id of the organisations and data sources that an algorithm names, as they were kept or found now."""
        make = partial(list_mentions, entry)
        return self.facts.find("mentions", self.origins.fingerprint_own(entry), tuple[tuple[str, str], ...], make)

    @cached_property
    def inherited_notices(self) -> dict[str, tuple[InheritedNotice, ...]]:
        """Notices that reach the latest version of each algorithm through what it comes from."""
        return map_inherited_notices(self.registry)

    @cached_property
    def reached_algorithms(self) -> dict[str, tuple[tuple[str, InheritedNotice], ...]]:
        """By path of a notice, the algorithms that rest on what it is about."""
        return map_reached_algorithms(self.inherited_notices)

    @cached_property
    def code_hits(self) -> tuple[CodeHit, ...]:
        """Lists of any version that hold a code which a standing notice says has changed."""
        return collect_code_hits(self.registry)

    @cached_property
    def affected_codelists(self) -> dict[tuple[str, str], tuple[AffectedCodelist, ...]]:
        """Lists that each notice about codes concerns, by its algorithm and id."""
        return group_by_notice(self.code_hits)

    @cached_property
    def code_warnings(self) -> dict[tuple[str, str], list[CodeWarning]]:
        """What notices say of codes in the lists of each version, by algorithm and version."""
        return group_by_version(self.code_hits)

    def exclude_invented(self, kind: str, documents: Mapping[str, Document]) -> dict[str, Document]:
        """Documents of organisations or data sources by id, without those that only worked examples name."""
        return {name: document for name, document in documents.items() if (kind, name) not in self.invented}

    def get_assessment(self, entry: AlgorithmEntry) -> Assessment:
        """What the documents of one algorithm come to; computed once."""
        if entry.id not in self.assessments:
            self.assessments[entry.id] = assess(self.registry, entry)
        return self.assessments[entry.id]

    def get_reuses(self, entry: AlgorithmEntry) -> tuple[AssessedReuse, ...]:
        """The reuses of one algorithm; computed once."""
        if entry.id not in self._reuses:
            self._reuses[entry.id] = assess_reuses(self.registry, entry)
        return self._reuses[entry.id]

    def get_observations(self, entry: AlgorithmEntry) -> tuple[AssessedObservation, ...]:
        """The observations about one algorithm; computed once."""
        if entry.id not in self._observations:
            self._observations[entry.id] = assess_observations(self.registry, entry)
        return self._observations[entry.id]

    @cached_property
    def children(self) -> dict[str, tuple[LineageLink, ...]]:
        """By id of an algorithm, links of the latest versions that name it."""
        return map_children(self.registry)

    def step(self, entry: AlgorithmEntry, version: str) -> Step:
        """The level of one version with what the next one asks for."""
        found = self.get_assessment(entry).steps[version]
        return Step(found.level, tuple(words.to_texts() for words in found.missing))

    def build_row(self, entry: AlgorithmEntry) -> AlgorithmRow:
        """One algorithm as a row of a list."""
        card, algorithm = entry.latest.card, entry.algorithm
        languages = card.deployment.programming_languages if card.deployment else None
        licence = card.licence.code if card.licence else None
        counted, assessment = compute_completeness(card), self.get_assessment(entry)
        return AlgorithmRow(
            id=entry.id,
            version=entry.latest.version,
            name=to_text(card.name),
            summary=to_text(card.summary),
            kind=card.kind,
            category=card.category,
            medical_domains=card.medical_domains,
            organisations=self.list_organisations(card.ownership.organisations),
            data_sources=self.list_sources(entry.latest),
            programming_languages=languages if isinstance(languages, tuple) else (),
            licence=licence if isinstance(licence, str) else None,
            level=assessment.steps[entry.latest.version].level,
            origin=algorithm.origin,
            confidence=algorithm.confidence,
            listed_in_boas=algorithm.listed_in_boas,
            upstream_version=card.upstream_version,
            published=self.find_commit(entry.latest.document),
            **self.build_figures(entry, entry.latest.version),
            evidence=list_claim_states(measured := assessment.select_for_version(entry.latest.version)),
            status=determine_status(entry, entry.latest.version),
            draft=self.is_draft(entry.latest),
            notices=build_notice_marks(entry, entry.latest.version),
            n_reuses=sum(one.state == "counted" for one in self.get_reuses(entry)),
            reused_by=tuple(dict.fromkeys(name for one in self.get_reuses(entry) for name in one.reuse.organisations)),
            n_observations=sum(one.counts_for(entry.latest.version) for one in self.get_observations(entry)),
            n_filled=counted.filled,
            n_asked=counted.expected,
            last_evaluated=find_last_evaluation(measured),
            facets=collect_facet_facts(entry, assessment, self.source_lines),
        )

    def build_figures(self, entry: AlgorithmEntry, version: str) -> FirstFigures:
        """The figures shown first about one version."""
        found = self.get_assessment(entry)

        def compare_versions(measured: str) -> Applicability:
            return found.compare_with(measured, version)

        own, languages = found.select_for_version(version), self.registry.collection.languages
        first = select_headline(own, compare_versions, languages)
        others = () if first else found.select_for_others(version)
        other = select_headline(others, compare_versions, languages)
        return {"headline": first, "other_headline": other, "worst": select_worst_group(own, first)}

    def build_version(self, entry: AlgorithmEntry, version: VersionEntry) -> VersionAnswer:
        """One version: its card, codelists and long descriptions."""
        counted, step = compute_completeness(version.card), self.step(entry, version.version)
        scanned = build_code_scan(self.registry, version)
        return VersionAnswer(
            id=entry.id,
            version=version.version,
            digest=self.get_ledger_entry(version).digest,
            files=self.list_files(version),
            published=self.to_published(self.get_ledger_entry(version).publisher),
            origin=entry.algorithm.origin,
            card=Written(version.document.value, Card),
            codelists=tuple(_iter_codelists(version)),
            coefficients=_read_table(version.coefficients),
            method={language: document.content for language, document in sorted(version.methods.items(), reverse=True)},
            code=dict(version.code),
            vectors={path: build_table_fields(own.content) for path, own in sorted(version.vectors.items())},
            code_scan=build_code_scan_answer(scanned, version.folder) if scanned else None,
            status=determine_status(entry, version.version),
            draft=self.is_draft(version),
            notices=tuple(Written(document.value, Notice) for document in list_notices(entry, version.version)),
            retracted=map_retractions(entry),
            code_warnings=tuple(self.code_warnings.get((entry.id, version.version), ())),
            organisations=self.list_organisations(version.card.ownership.organisations),
            data_sources=self.list_sources(version),
            completeness=Completeness(counted.filled, counted.expected, counted.missing),
            **self.build_figures(entry, version.version),
            level=step.level,
            step=step,
        )

    def build_version_row(self, entry: AlgorithmEntry, version: VersionEntry) -> VersionRow:
        """One version in the list of versions."""
        changes = tuple(Written(one, CardChange) for one in version.document.value.get("changes", ()))
        known, status = self.get_ledger_entry(version), determine_status(entry, version.version)
        publisher = self.to_published(known.publisher)
        upstream, draft = version.card.upstream_version, self.is_draft(version)
        return VersionRow(version.version, known.digest, upstream, publisher, changes, status, draft)

    def get_ledger_entry(self, version: VersionEntry) -> LedgerEntry:
        """What the ledger says of a version."""
        return self.registry.ledger[version.folder]

    def list_files(self, version: VersionEntry) -> tuple[FileRow, ...]:
        """The files of a version's folder, as the ledger has them."""
        known, files = self.get_ledger_entry(version), self.registry.collection.tree.files
        return tuple(
            FileRow(path, files[version.folder + path].size, digest, build_file_address(known.id, known.version, path))
            for path, digest in sorted(known.sums.items(), key=lambda one: one[0].encode("utf-8", "surrogateescape"))
        )

    def is_draft(self, version: VersionEntry) -> bool:
        """Whether no commit holds a version as it lies here."""
        told = self.registry.unpublished
        return told is not None and version.folder in told.drafts

    def find_related(self, name: str) -> tuple[AlgorithmRow, ...]:
        """Usable algorithms that share most domains and data sources; being cross-cutting is not kinship."""
        signature = make_signature(self.rows[name])
        if signature not in self._nearest:
            self._nearest[signature] = self._find_nearest(signature)
        near = (other for other in self._nearest[signature] if other != name)
        return tuple(self.rows[other] for _, other in zip(range(_MOST_RELATED), near, strict=False))

    def _find_nearest(self, signature: Signature) -> tuple[str, ...]:
        """Ids of the algorithms nearest to a signature, one more than are shown: it may be asked by one of them."""
        scored = (
            (-score, one)
            for other, ids in self.ids_by_signature.items()
            if (score := compute_similarity(signature, other)) > 1
            for one in ids[: _MOST_RELATED + 1]
        )
        return tuple(one for _, one in heapq.nsmallest(_MOST_RELATED + 1, scored))

    @cached_property
    def ids_by_signature(self) -> dict[Signature, list[str]]:
        """Ids of the usable algorithms, sorted, by what decides how near two are: few differ in all of it."""
        found: dict[Signature, list[str]] = {}
        for name, row in sorted(self.rows.items()):
            if is_usable(row):
                found.setdefault(make_signature(row), []).append(name)
        return found

    def find_commit(self, document: Document) -> Published | None:
        """The commit that brought a document."""
        return self.to_published(self.registry.find_change(document))

    def to_published(self, change: CommitInfo | None) -> Published | None:
        """A change as answers carry it."""
        return Published(change.commit, self.name_publisher(change), change.date) if change else None

    def name_publisher(self, change: CommitInfo) -> str:
        """Who made a change: as the registry's settings name whoever publishes, otherwise as the commit does."""
        return self.registry.settings.maintainers_name or change.author

    def list_organisations(self, ids: tuple[str, ...] | Absent) -> tuple[Named, ...]:
        """Organisations by name, in the order given; one that cannot be read keeps its id as name."""
        return tuple(self.build_organisation(name) for name in ids) if isinstance(ids, tuple) else ()

    def build_organisation(self, name: str) -> Named:
        """An organisation by name."""
        document = self.registry.organisations.get(name)
        known = document.content if document else None
        return Named(name, to_text(known.name) if isinstance(known, Organisation) else self.repeat_in_languages(name))

    def build_algorithm(self, name: str) -> Named:
        """An algorithm by the name its latest version has."""
        entry = self.registry.algorithms.get(name)
        return Named(name, to_text(entry.latest.card.name) if entry else self.repeat_in_languages(name))

    def build_source(self, name: str) -> Named:
        """A data source by name."""
        document = self.registry.data_sources.get(name)
        known = document.content if document else None
        return Named(name, to_text(known.name) if isinstance(known, DataSource) else self.repeat_in_languages(name))

    def repeat_in_languages(self, words: str) -> Text:
        """Words that have no language of their own, as a text in each of the registry's."""
        return dict.fromkeys(self.registry.collection.languages, words)

    def list_sources(self, version: VersionEntry) -> tuple[Named, ...]:
        """Data sources a card names, each once."""
        uses = version.card.data.sources
        return (
            tuple(self.build_source(name) for name in dict.fromkeys(use.source for use in uses))
            if isinstance(uses, tuple)
            else ()
        )


def map_retractions(entry: AlgorithmEntry) -> dict[str, str]:
    """Notices of an algorithm that were taken back or corrected, each with the notice that does so, by id."""
    return {old: new for (kind, old), new in entry.corrected.items() if kind == "notice"}


def _iter_codelists(version: VersionEntry) -> Iterator[Codelist]:
    """Codelists a card uses, in its order, with their codes."""
    uses = version.card.logic.codelists if version.card.logic else None
    for use in uses if isinstance(uses, tuple) else ():
        document = version.codelists.get(use.path)
        if document and isinstance(document.content, Table):
            yield _build_codelist(use, document.content)


def _build_codelist(use: CodelistUse, table: Table) -> Codelist:
    """One codelist with its codes."""
    rows = tuple(row.cells for row in table.rows)
    return Codelist(
        path=use.path,
        system=use.system,
        role=use.role,
        match=use.match,
        release=use.release,
        field=use.field,
        header=table.header,
        rows=rows,
        source=Written(use.source.model_dump(exclude_none=True), ReadSource) if use.source else None,
        licence=use.licence,
        as_published=use.as_published,
    )


def _read_table(document: Document | None) -> TableFields | None:
    """The table of a document, when there is one."""
    return build_table_fields(document.content) if document and isinstance(document.content, Table) else None


def build_table_fields(table: Table) -> TableFields:
    """A CSV table as answers carry it."""
    return TableFields(table.header, tuple(row.cells for row in table.rows))
