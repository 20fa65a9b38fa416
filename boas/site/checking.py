"""Links between pages of one release: every address and every anchor must be there.

A broken link is a bug of a template, never an author's fault: their links are kept from leading astray
before they get here.
"""

import re
from collections.abc import Callable, Collection, Iterable
from html import unescape
from posixpath import normpath
from urllib.parse import unquote, urlsplit

LINK = re.compile(rb'\s(?:href|src|action)="([^"]*)"')
ANCHOR = re.compile(rb'\sid="([^"]*)"')


class BrokenLinkError(Exception):
    """A page of ours names something that is not there: a bug."""


def anchors(content: bytes) -> frozenset[str]:
    """Ids a page can be entered at."""
    return frozenset(unescape(found.decode()) for found in ANCHOR.findall(content))


def internal_links(url: str, content: bytes, root: str = "/") -> Iterable[tuple[str, str]]:
    """Address and anchor of every link of a page that stays on the site."""
    for found in sorted(set(LINK.findall(content))):
        written = unescape(found.decode())
        parts = urlsplit(written)
        if parts.scheme or parts.netloc:
            continue
        path = unquote(parts.path)
        if path.startswith("/"):
            there = path.removeprefix(root)
        else:
            there = normpath(f"{url.rpartition('/')[0]}/{path}").lstrip("/") if path else url
        yield there, unquote(parts.fragment)


def check(pages: Iterable[tuple[str, bytes]], urls: Collection[str], read: Callable[[str], bytes], root: str) -> None:
    """Follow every internal link of these pages; raises `BrokenLinkError` with all that lead nowhere."""
    known: dict[str, frozenset[str]] = {}
    broken = []
    for url, content in pages:
        for there, anchor in internal_links(url, content, root):
            if there not in urls:
                broken.append(f"{url}: {there}")
            elif anchor:
                if there not in known:
                    known[there] = anchors(content if there == url else read(there))
                if anchor not in known[there]:
                    broken.append(f"{url}: {there}#{anchor}")
    if broken:
        raise BrokenLinkError("\n".join(sorted(broken)))
