"""Links between pages of one release: every address and every anchor must be there.

A broken link is a bug of a template, never an author's fault: their links are kept from leading astray
before they get here.
"""

import re
from collections.abc import Callable, Container, Iterable
from functools import cache
from html import unescape
from posixpath import normpath
from urllib.parse import unquote, urlsplit

_LINK = re.compile(rb'\s(?:href|src|action)="([^"]*)"')
_ANCHOR = re.compile(rb'\sid="([^"]*)"')


class BrokenLinkError(Exception):
    """A page of ours names something that is not there: a bug."""


def _find_anchors(content: bytes) -> frozenset[str]:
    """Ids a page can be entered at."""
    return frozenset(unescape(found.decode()) for found in _ANCHOR.findall(content))


def _iter_internal_links(url: str, content: bytes, root: str = "/") -> Iterable[tuple[str, str]]:
    """Address and anchor of every link of a page that stays on the site."""
    for found in sorted(set(_LINK.findall(content))):
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


class LinkChecker:
    """The links of one release: which of them lead nowhere."""

    def __init__(self, urls: Container[str], read: Callable[[str], bytes], root: str) -> None:
        """Take the addresses there are, the way to read one, and the path of the site's root."""
        self.urls, self.read, self.root = urls, read, root
        self.anchors = cache(lambda url: _find_anchors(read(url)))

    def find_broken_links(self, url: str) -> list[str]:
        """Links of one page that lead nowhere, as `page: address`."""
        return [
            f"{url}: {there}#{anchor}".removesuffix("#")
            for there, anchor in _iter_internal_links(url, self.read(url), self.root)
            if not self.leads(there, anchor)
        ]

    def leads(self, there: str, anchor: str) -> bool:
        """Whether an address, and its anchor, is there."""
        # Where only a part of the site is made, the page that says so stands for all others with their anchors.
        stands_in = there.endswith("/404.html")
        return there in self.urls and (not anchor or stands_in or anchor in self.anchors(there))


def check_links(pages: Iterable[str], links: LinkChecker) -> None:
    """Follow every internal link of these pages; raises `BrokenLinkError` with all that lead nowhere."""
    if broken := sorted(one for url in pages for one in links.find_broken_links(url)):
        raise BrokenLinkError("\n".join(broken))
