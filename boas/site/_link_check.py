"""Links between pages of one release: every address and every anchor must be there.

A broken link is a bug of a template, never an author's fault: their links are kept from leading astray
before they get here.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from functools import cache, lru_cache
from html import unescape
from itertools import pairwise
from posixpath import normpath
from urllib.parse import unquote, urlsplit

_LINKING = (b"href", b"src", b"action")
"""Attributes that lead somewhere."""


class BrokenLinkError(Exception):
    """A page of ours names something that is not there: a bug."""


def iter_values(content: bytes, attribute: bytes) -> Iterator[bytes]:
    """Values of an attribute, as they are written; what templates write has double quotes around each and none inside.

    Bytes are cut at a name five times faster than a pattern is looked for.
    """
    for before, after in pairwise(content.split(attribute + b'="')):
        if before[-1:].isspace():
            value, quote, _ = after.partition(b'"')
            if quote:
                yield value


def _find_anchors(content: bytes) -> frozenset[str]:
    """Ids a page can be entered at."""
    return frozenset(unescape(found.decode()) for found in iter_values(content, b"id"))


def _list_internal_links(url: str, content: bytes, root: str) -> list[tuple[str, str]]:
    """Address and anchor of every link of a page that stays on the site."""
    written = {value for attribute in _LINKING for value in iter_values(content, attribute)}
    return [one for value in written if (one := _resolve(url, value, root))]


def _resolve(url: str, written: bytes, root: str) -> tuple[str, str] | None:
    """Address and anchor of one link; nothing when it leads off the site."""
    if written.startswith(b"#"):
        return url, unquote(unescape(written[1:].decode()))
    return _resolve_path(url.rpartition("/")[0], written, root, "" if written else url)


@lru_cache(maxsize=20_000)
def _resolve_path(folder: str, written: bytes, root: str, itself: str) -> tuple[str, str] | None:
    """The same from any page of a folder: most pages of one name the same others."""
    parts = urlsplit(unescape(written.decode()))
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if path.startswith("/"):
        there = path.removeprefix(root)
    else:
        there = normpath(f"{folder}/{path}").lstrip("/") if path else itself
    return there, unquote(parts.fragment)


def compile_names(urls: Iterable[str]) -> re.Pattern[bytes]:
    """What stands in every page that leads to one of these addresses: its last part, as an attribute spells it.

    An address of letters, digits and plain signs is spelled in one way; any page may lead to another one.
    """
    names = {url.rpartition("/")[2] for url in urls}
    is_plain = all(map(_PLAIN_NAME.fullmatch, names))
    return re.compile("|".join(sorted(map(re.escape, names))).encode() if is_plain else b"")


_PLAIN_NAME = re.compile(r"[A-Za-z0-9._-]+")


class LinkChecker:
    """The links of one release: which of them lead nowhere. Pages are looked at as they are made, and not read again.

    An anchor of another page is held against it once all are there; what is to be looked up then is all that is kept.
    """

    def __init__(self, urls: Container[str], root: str = "/") -> None:
        """Take the addresses there are, and the path of the site's root."""
        self.urls, self.root = urls, root
        self.broken: dict[str, list[str]] = {}
        """By page, links that lead to no address."""
        self.anchored: dict[str, set[tuple[str, str]]] = {}
        """By page, links to places of other pages, to be looked up once those are there."""

    def follow(self, url: str, content: bytes) -> None:
        """Look at the links of a page just made; at those of one made again in its new words only."""
        self.broken[url], self.anchored[url] = [], set()
        own = _find_anchors(content)
        for there, anchor in _list_internal_links(url, content, self.root):
            if there not in self.urls or (there == url and anchor and anchor not in own):
                self.broken[url].append(_describe(url, there, anchor))
            elif anchor and there != url and not _is_stand_in(there):
                self.anchored[url].add((there, anchor))

    def finish(self, read: Callable[[str], bytes]) -> None:
        """Look up what was left; raises `BrokenLinkError` with all links that lead nowhere."""
        anchors = cache(lambda url: _find_anchors(read(url)))
        broken = [one for found in self.broken.values() for one in found]
        broken += [
            _describe(url, there, anchor)
            for url, links in self.anchored.items()
            for there, anchor in links
            if anchor not in anchors(there)
        ]
        if broken:
            raise BrokenLinkError("\n".join(sorted(broken)))

    def find_lost(self, url: str, content: bytes) -> list[str]:
        """Links of a page that was kept that lead to no address, as `page: address`; its anchors are held for later."""
        self.follow(url, content)
        return self.broken[url]


def _describe(url: str, there: str, anchor: str) -> str:
    """A link that leads nowhere, as `page: address`."""
    return f"{url}: {there}#{anchor}".removesuffix("#")


def _is_stand_in(url: str) -> bool:
    """Whether a page stands for all others with their anchors: the one that says a part of the site is not made."""
    return url.endswith("/404.html")
