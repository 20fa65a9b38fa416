"""Notices as advisories of OSV, one file each and all in one: above the languages, since each tells all of them.

Worked examples are left out: nobody is to be warned of what was invented.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import partial

from boas.formats import Advisory, AdvisoryView, combine_advisories, export_advisory
from boas.index import NoticeList, NoticeRow
from boas.site import _links as links
from boas.site._jobs import Job, Site

_FOLDER = "advisories"


def iter_advisory_jobs(site: Site) -> Iterator[Job]:
    """Every advisory, and the archive of all."""
    if "notices" not in site.keys:
        return
    rows = [row for row in site.read("notices", NoticeList).notices if not row.is_example]
    views = [build_advisory_view(row, rows, _name_page(site, row)) for row in rows]
    made = [export_advisory(view) for view in views]
    for one in made:
        yield Job(f"{_FOLDER}/{one.id}.json", site.make_key(one.id, site.keys["notices"]), partial(_give_content, one))
    key = site.make_key(_FOLDER, site.keys["notices"])
    yield Job(f"{_FOLDER}/all.zip", key, partial(combine_advisories, made))


def _give_content(advisory: Advisory) -> bytes:
    """The bytes of one advisory."""
    return advisory.content


def _name_page(site: Site, row: NoticeRow) -> str:
    """The whole address of the page about the algorithm; empty where the site's own is not known, or none is left."""
    base, first = site.settings.base_url, site.settings.languages[0]
    return f"{base}/{links.build_address(first, f'algorithms/{row.algorithm.id}')}" if base and row.has_page else ""


def build_advisory_view(row: NoticeRow, rows: list[NoticeRow], page: str) -> AdvisoryView:
    """A notice as an advisory tells it; `rows` are all notices, among them the one that may take it back."""
    by = next((one for one in rows if one.algorithm.id == row.algorithm.id and one.id == row.retracted_by), None)
    taken = tuple(what.partition("/")[2] for what in row.removed if what.startswith("versions/"))
    return AdvisoryView(
        algorithm=row.algorithm.id,
        name=row.algorithm.name,
        notice=row.id,
        kind=row.kind,
        reason=row.reason,
        range=row.versions,
        versions=tuple(reversed(row.touched)),
        removed=taken,
        is_about_versions=bool(taken) or not row.removed,
        text=row.text,
        affected_groups=row.affected_groups,
        date=row.date,
        published=row.published.date if row.published else "",
        retracted=_find_moment(by) if by else "",
        decided_by=row.decided_by,
        evidence_url=row.evidence_url or "",
        page=page,
        more=_collect_facts(row),
    )


def _find_moment(row: NoticeRow) -> str:
    """When a notice came: the moment of its commit, or else its day."""
    return row.published.date if row.published else row.date


def _collect_facts(row: NoticeRow) -> Mapping[str, object]:
    """Further facts of a notice that are given, as the registry names them."""
    facts: dict[str, object] = {
        "replacement": row.replacement.id if row.replacement else None,
        "removed": list(row.removed),
        "retracts": row.retracts,
        "retracted_by": row.retracted_by,
        "organisation": row.organisation.id if row.organisation else None,
        "codes": [asdict(code) for code in row.codes],
        "codelists": [asdict(one) for one in row.codelists],
        "commit": row.published.commit if row.published else None,
    }
    return {name: fact for name, fact in facts.items() if fact}
