"""What stands where files of an algorithm stood under an id it had before.

A page leads to the present one. Other files cannot lead anywhere on a static host: the same bytes stand there, written
once for both addresses. Pairs that the registry proposes to compare are no algorithm's own, and change by themselves.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from boas.index import Ledger, RenamedRow
from boas.site._jobs import Job, Site, make_stamped_job
from boas.site._templates import Page, render_template


def iter_renaming_jobs(site: Site, jobs: Iterable[Job]) -> Iterator[Job]:
    """A file for every file of a renamed algorithm, at each address it had; what stands there already stays."""
    renamed = site.read("ledger", Ledger).renamed
    known = {job.url: job for job in jobs} if renamed else {}
    for row in renamed:
        place = re.compile(rf"(?<=/){re.escape(row.id)}(?=/|\.|-[0-9]+\.[0-9]+\.[0-9]+)")
        for job in known.values():
            if (
                not place.search(job.url)
                or _PAIR.match(job.url)
                or (job.page and f"algorithms/{row.id}" not in job.page.path)
            ):
                continue
            old = place.sub(row.former, job.url, count=1)
            if old not in known:
                yield _make_leading_page(site, row, job.page, job.url) if job.page else _repeat_file(site, old, job)


_PAIR = re.compile(r"[a-z]+/compare/")


def _make_leading_page(site: Site, row: RenamedRow, page: Page, url: str) -> Job:
    """The page at the former address of a page."""
    path = page.path.replace(f"algorithms/{row.id}", f"algorithms/{row.former}", 1)
    old = site.make_page(page.language, path)
    content = {
        "former": row.former,
        "present": row.id,
        "target": url,
        "canonical": url,
        "twin": "",
        "published": site.status,
    }
    make = partial(render_template, "renamed.html", old, site.settings, content)
    return make_stamped_job(site, old, make, path, url)


def _repeat_file(site: Site, url: str, job: Job) -> Job:
    """The same bytes at the former address of a file."""
    return replace(job, url=url, key=site.make_key(url, job.key))
