"""What stands at the address of something that was taken out for good: a page and a twin that say when and why.

A server gives them with the status 410; a static host can only show them.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from boas.index import Ledger, RemovedRow, encode_json
from boas.site import _links as links
from boas.site._jobs import Job, Site, make_stamped_job
from boas.site._templates import Page, render_template
from boas.translation import Language

_GONE = 410


def iter_removal_jobs(site: Site, language: Language) -> Iterator[Job]:
    """Page and twin of each thing that was removed, and of algorithms nothing else is left of."""
    by_path: dict[str, list[RemovedRow]] = {}
    for row in site.read("ledger", Ledger).removed:
        whole = f"algorithms/{row.id}"
        by_path.setdefault(f"{whole}/{row.what}", []).append(row)
        if whole not in site.keys:
            by_path.setdefault(whole, []).append(row)
    for path, own in by_path.items():
        if path in site.keys:
            continue
        page, make = site.make_page(language, path), partial(_render_removal_page, site)
        yield replace(make_stamped_job(site, page, partial(make, page, own), path, repr(own)), status=_GONE)
        key, twin = site.make_key(language, path, repr(own)), encode_json({"removed": own})
        yield Job(links.build_address(language, path, "json"), key, partial(bytes, twin), status=_GONE)


def _render_removal_page(site: Site, page: Page, rows: list[RemovedRow]) -> bytes:
    """The page that says what was removed, when and why."""
    algorithm = f"algorithms/{rows[0].id}"
    content = {
        "rows": rows,
        "algorithm": rows[0].id,
        "has_algorithm": algorithm in site.keys,
        "twin": f"{page.path}.json",
        "section": "algorithms",
        "published": site.status,
    }
    return render_template("removed.html", page, site.settings, content)
