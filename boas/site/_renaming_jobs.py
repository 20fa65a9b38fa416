"""What stands where pages of an algorithm stood under an id it had before: a page that leads to the present one."""

from collections.abc import Iterable, Iterator
from functools import partial

from boas.index import Ledger
from boas.site._jobs import Job, Site
from boas.site._templates import render_template


def iter_renaming_jobs(site: Site, jobs: Iterable[Job]) -> Iterator[Job]:
    """A page for every page of a renamed algorithm, at each address it had; what stands there already stays."""
    renamed = site.read("ledger", Ledger).renamed
    pages = {job.url: job.page for job in jobs if job.page} if renamed else {}
    for row in renamed:
        for url, page in pages.items():
            start = f"{page.language}/algorithms/{row.id}"
            if not url.startswith((f"{start}.html", f"{start}/")):
                continue
            path = page.path.replace(f"algorithms/{row.id}", f"algorithms/{row.former}", 1)
            old = site.make_page(page.language, path)
            if old.url not in pages:
                content = {"former": row.former, "present": row.id, "target": url, "canonical": url, "twin": ""}
                make = partial(render_template, "renamed.html", old, site.settings, content)
                yield Job(old.url, site.make_key(page.language, path, url), make, old)
