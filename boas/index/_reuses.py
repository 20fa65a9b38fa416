"""From reuses and lineage to answers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from boas.documents import Notice, Reuse, UpstreamVersion, load_vocabulary, parse_version
from boas.index._composer import Composer
from boas.index._records import Named, to_text
from boas.index._reuse_answers import (
    InheritedNoticeRow,
    LineageAnswer,
    LineageRow,
    NoticeMention,
    ReuseList,
    ReuseOverview,
    ReuseRow,
    ReuseTotals,
)
from boas.index._written import Written
from boas.parsing import Document
from boas.registry import (
    AlgorithmEntry,
    AssessedReuse,
    InheritedNotice,
    LineageLink,
    determine_status,
    list_lineage_links,
)


def build_reuse_list(composer: Composer, entry: AlgorithmEntry) -> ReuseList:
    """Who is known to use one algorithm."""
    assessed = composer.get_reuses(entry)
    in_use = [one.version for one in assessed if one.version]
    return ReuseList(
        id=entry.id,
        totals=count_states(one.state for one in assessed),
        newest_version=max(in_use, key=parse_version, default=None),
        reuses=get_reuse_rows(composer, entry),
    )


def build_reuse_overview(composer: Composer) -> ReuseOverview:
    """Who is known to use anything; reuses of worked examples are left out."""
    entries = [entry for entry in composer.registry.algorithms.values() if entry.algorithm.origin != "example"]
    rows = [row for entry in entries for row in get_reuse_rows(composer, entry)]
    counted = [row for row in rows if row.state == "counted"]
    kinds = Counter(row.reuse.get("kind") for row in counted)
    years = Counter(row.first_seen[:4] for row in counted)
    return ReuseOverview(
        totals=count_states(row.state for row in rows),
        n_algorithms=len({row.algorithm.id for row in counted}),
        by_kind={kind: kinds[kind] for kind in load_vocabulary("reuse_kinds").terms if kinds[kind]},
        by_year=dict(sorted(years.items())),
        reuses=tuple(sorted(rows, key=lambda row: row.last_seen, reverse=True)),
    )


def list_reuses_by(composer: Composer, organisation: str) -> tuple[ReuseRow, ...]:
    """Reuses by one organisation, itself or through a project, those seen last first."""
    rows = composer.collect(map_reuse_rows_by_organisation).get(organisation, ())
    return tuple(sorted(rows, key=lambda row: row.last_seen, reverse=True))


def get_reuse_rows(composer: Composer, entry: AlgorithmEntry) -> tuple[ReuseRow, ...]:
    """The reuses of one algorithm as answers carry them, made once for all lists they stand in."""
    made = composer.collect(_keep_made)
    if entry.id not in made:
        made[entry.id] = tuple(_build_reuse_row(composer, entry, one) for one in composer.get_reuses(entry))
    return made[entry.id]


def _keep_made(_composer: Composer) -> dict[str, tuple[ReuseRow, ...]]:
    """Rows made so far, by id of the algorithm: those of one are made without reading another."""
    return {}


def map_reuse_rows_by_organisation(composer: Composer) -> Mapping[str, list[ReuseRow]]:
    """Reuses by each organisation, itself or through a project."""
    found: dict[str, list[ReuseRow]] = {}
    for entry in composer.registry.algorithms.values():
        for one, row in zip(composer.get_reuses(entry), get_reuse_rows(composer, entry), strict=True):
            for name in dict.fromkeys(one.reuse.organisations):
                found.setdefault(name, []).append(row)
    return found


def count_states(states: Iterable[str]) -> ReuseTotals:
    """How many reuses count, and how many stand apart for which reason."""
    counts = Counter(states)
    return ReuseTotals(
        counted=counts["counted"],
        producer=counts["producer"],
        unconfirmed=counts["unconfirmed"],
        unknown_reuser=counts["unknown-reuser"],
        disputed=counts["disputed"],
    )


def _build_reuse_row(composer: Composer, entry: AlgorithmEntry, assessed: AssessedReuse) -> ReuseRow:
    """One reuse as answers carry it."""
    return ReuseRow(
        id=assessed.reuse.id,
        algorithm=_name_algorithm(composer, entry.id),
        version=assessed.version or None,
        is_matched=assessed.is_matched,
        organisations=composer.list_organisations(tuple(dict.fromkeys(assessed.reuse.organisations))),
        signer=_find_signer(composer, assessed.reuse),
        state=assessed.state,
        first_seen=assessed.first_seen,
        last_seen=assessed.last_seen,
        notices=tuple(_build_notice_mention(document) for document in assessed.notices),
        reuse=Written(assessed.document.value, Reuse),
    )


def _find_signer(composer: Composer, reuse: Reuse) -> Named | None:
    """The organisation of whoever declares a reuse, when it is given."""
    name = reuse.declared_by.organisation if reuse.declared_by else None
    return composer.build_organisation(name) if name else None


def _build_notice_mention(document: Document) -> NoticeMention:
    """A notice in one line."""
    notice: Notice = document.content
    return NoticeMention(document.location.algorithm, notice.id, notice.kind, notice.versions, notice.date)


def _name_algorithm(composer: Composer, name: str) -> Named:
    """An algorithm by id and name."""
    entry = composer.registry.algorithms[name]
    return Named(name, to_text(entry.latest.card.name))


def build_lineage(composer: Composer, entry: AlgorithmEntry) -> LineageAnswer:
    """Where the latest version of an algorithm comes from, and what comes from it."""
    registry, children = composer.registry, composer.children.get(entry.id, ())
    return LineageAnswer(
        id=entry.id,
        version=entry.latest.version,
        ancestors=tuple(_iter_ancestor_rows(composer, list_lineage_links(registry, entry, entry.latest))),
        descendants=_build_child_rows(composer, [link for link in children if link.relation != _PART]),
        parts=_build_child_rows(composer, [link for link in children if link.relation == _PART]),
        notices=tuple(_build_inherited_notice(composer, one) for one in composer.inherited_notices[entry.id]),
    )


_PART = "part-of"


def _iter_ancestor_rows(composer: Composer, links: Sequence[LineageLink]) -> Iterator[LineageRow]:
    """Links to what a version comes from."""
    for link in links:
        parent = composer.registry.algorithms.get(link.parent)
        is_held = parent is not None and link.version in {one.version for one in parent.versions}
        yield LineageRow(
            relation=link.relation,
            label=load_vocabulary(link.vocabulary).terms[link.relation].to_texts(),
            algorithm=_name_algorithm(composer, parent.id) if parent else None,
            url=link.url or None,
            version=link.version or None,
            upstream=_write_upstream(link),
            status=determine_status(parent, link.version) if parent and is_held else None,
        )


def _build_child_rows(composer: Composer, links: Sequence[LineageLink]) -> tuple[LineageRow, ...]:
    """Links from what comes from an algorithm, seen from that one."""
    return tuple(
        LineageRow(
            relation=link.relation,
            label=load_vocabulary(link.vocabulary).terms[link.relation].to_texts(),
            algorithm=_name_algorithm(composer, link.child),
            url=None,
            version=link.child_version,
            upstream=_write_upstream(link),
            status=determine_status(composer.registry.algorithms[link.child], link.child_version),
        )
        for link in links
    )


def _write_upstream(link: LineageLink) -> Written[UpstreamVersion] | None:
    """The upstream version of a link as it was written."""
    return Written(link.upstream.model_dump(exclude_none=True), UpstreamVersion) if link.upstream else None


def _build_inherited_notice(composer: Composer, one: InheritedNotice) -> InheritedNoticeRow:
    """A notice with the path by which it comes."""
    path = tuple(_name_algorithm(composer, name) for name in one.path)
    return InheritedNoticeRow(path[-1], path, one.is_certain, Written(one.document.value, Notice))
