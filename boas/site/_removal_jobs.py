"""What stands at the address of something that was taken out for good: a page and a twin that say when and why.

A server gives them with the status 410; a static host can only show them.
"""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from boas.finding import Language
from boas.site import _links as links
from boas.site._jobs import Job, Site
from boas.site._templates import Page, render_template

_Json = dict[str, Any]
_GONE = 410


def iter_removal_jobs(site: Site, language: Language) -> Iterator[Job]:
    """Page and twin of each thing that was removed, and of algorithms nothing else is left of."""
    rows: list[_Json] = json.loads(site.read_body("ledger"))["removed"]
    by_path: dict[str, list[_Json]] = {}
    for row in rows:
        whole = f"algorithms/{row['id']}"
        by_path.setdefault(f"{whole}/{row['what']}", []).append(row)
        if whole not in site.keys:
            by_path.setdefault(whole, []).append(row)
    for path, own in by_path.items():
        if path in site.keys:
            continue
        key, page = site.make_key(language, path, json.dumps(own)), site.make_page(language, path)
        yield Job(page.url, key, partial(_render_removal_page, site, page, own), page, _GONE)
        twin = json.dumps({"removed": own}, ensure_ascii=False, separators=(",", ":")).encode()
        yield Job(links.build_address(language, path, "json"), key, partial(bytes, twin), status=_GONE)


def _render_removal_page(site: Site, page: Page, rows: list[_Json]) -> bytes:
    """The page that says what was removed, when and why."""
    algorithm = f"algorithms/{rows[0]['id']}"
    content = {
        "rows": rows,
        "algorithm": rows[0]["id"],
        "has_algorithm": algorithm in site.keys,
        "twin": f"{page.path}.json",
        "section": "algorithms",
    }
    return render_template("removed.html", page, site.settings, content)
