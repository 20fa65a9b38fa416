"""Notices as answers: all of them in one list, and those that stand about one algorithm."""

from collections.abc import Iterator

from boas.checks import list_removal_targets
from boas.documents import Notice, is_version, parse_version
from boas.index._code_warnings import build_changed_code
from boas.index._composer import Composer, map_retractions
from boas.index._notice_answers import NoticeList, NoticeRow, ReachedRow
from boas.index._notice_marks import rank_kind
from boas.index._records import to_text
from boas.parsing import Document


def build_notice_list(composer: Composer) -> NoticeList:
    """Every notice: those that stand, those retracted, then invented ones; in each the gravest and newest first."""
    documents = composer.registry.collection.select_kind("notice")
    rows = [_build_notice_row(composer, one) for one in documents if isinstance(one.content, Notice)]
    by_date = sorted(sorted(rows, key=lambda row: (row.algorithm.id, row.id)), key=lambda row: row.date, reverse=True)
    return NoticeList(len(rows), tuple(sorted(by_date, key=_make_sort_key)))


def _make_sort_key(row: NoticeRow) -> tuple[bool, bool, int]:
    """What puts a notice before others, its day apart."""
    return row.is_example, row.retracted_by is not None, rank_kind(row.kind)


def _build_notice_row(composer: Composer, document: Document) -> NoticeRow:
    """One notice with what it reaches."""
    notice: Notice = document.content
    algorithm, by = document.location.algorithm, notice.decided_by
    entry = composer.registry.algorithms.get(algorithm)
    return NoticeRow(
        algorithm=composer.build_algorithm(algorithm),
        id=document.location.id,
        kind=notice.kind,
        versions=notice.versions,
        touched=tuple(_iter_touched(composer, algorithm, notice)),
        removed=tuple(_iter_removed(notice)),
        reason=notice.reason,
        text=to_text(notice.text),
        affected_groups=tuple(to_text(group) for group in notice.affected_groups or ()),
        replacement=composer.build_algorithm(notice.replacement) if notice.replacement else None,
        codes=tuple(build_changed_code(code) for code in notice.codes or ()),
        codelists=composer.affected_codelists.get((algorithm, document.location.id), ()),
        reaches=tuple(_iter_reached(composer, document)),
        date=notice.date,
        decided_by=by.name,
        organisation=composer.build_organisation(by.organisation) if by.organisation else None,
        evidence_url=notice.evidence_url,
        retracts=notice.retracts,
        retracted_by=map_retractions(entry).get(document.location.id) if entry else None,
        is_example=entry is not None and entry.algorithm.origin == "example",
        has_page=entry is not None,
        published=composer.find_commit(document),
        path=document.path,
    )


def _iter_reached(composer: Composer, notice: Document) -> Iterator[ReachedRow]:
    """Algorithms that a notice reaches through what they come from."""
    for name, one in composer.reached_algorithms.get(notice.path, ()):
        path = tuple(composer.build_algorithm(step) for step in one.path)
        latest = composer.registry.algorithms[name].latest.version
        yield ReachedRow(composer.build_algorithm(name), latest, path, one.is_certain)


def _iter_touched(composer: Composer, algorithm: str, notice: Notice) -> Iterator[str]:
    """Versions a notice is about, newest first: those that are there and those it took away."""
    there = composer.registry.collection.versions.get(algorithm, ())
    gone = (one.version for one in notice.removed or () if one.version)
    known = sorted({*filter(is_version, there), *gone}, key=parse_version, reverse=True)
    return (version for version in known if notice.is_about_versions() and notice.holds(version))


def _iter_removed(notice: Notice) -> Iterator[str]:
    """What a removal takes away, by its place in the folder of the algorithm."""
    for one in (notice.removed or ()) if notice.kind == "removed" else ():
        yield from list_removal_targets(one)
