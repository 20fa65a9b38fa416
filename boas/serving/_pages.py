"""Files of the current release to replies: exact match in the manifest, never a path made from an address."""

import logging
import re
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import quote

from boas.api import CORS_HEADERS, Reply
from boas.errors import IntegrityError
from boas.serving._current_build import Release
from boas.serving._file_cache import FileCache
from boas.serving._plain_replies import DAMAGED, NOTHING_HERE, REMOVED, build_plain_reply
from boas.translation import Language

_CONTENT_SECURITY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PAGE_HEADERS: Mapping[str, str] = {
    "content-security-policy": _CONTENT_SECURITY,
    "cross-origin-resource-policy": "same-origin",
}
_FOR_EVER = "public, max-age=31536000, immutable"
_HASHED = re.compile(r"static/.+\.[0-9a-f]{8,}\.[a-z0-9]+")
"""Names that are made of their content."""

log = logging.getLogger("boas.serving")


_DATA = (".json", ".jsonl", ".csv", ".sqlite", ".sha256", ".atom", ".zip", ".svg", ".png")


def is_data(url: str) -> bool:
    """Whether an address is that of data, which pages elsewhere may read too."""
    return url.endswith(_DATA)


def build_page_reply(release: Release, contents: FileCache, path: str, query: bytes, language: Language) -> Reply:
    """The reply to a path such as `/fr/algorithms.html`; `language` is the reader's, for addresses that name none."""
    url = path.removeprefix("/")
    if not url:
        return _build_redirect(307, f"/{language}/", b"", varies=True)
    named = f"{url}index.html" if url.endswith("/") else url
    found = build_file_reply(release, contents, named)
    if found is None:
        better = _find_better_address(release, url)
        found = (
            _build_redirect(308, f"/{better}", query)
            if better
            else _build_missing_page(release, contents, url, language)
        )
    return found


def build_file_reply(release: Release, contents: FileCache, url: str, status: int = 0) -> Reply | None:
    """A released file; of earlier releases only what is named by its content. Nothing when there is none.

    Its status is the one it was released with, unless another is asked for.
    """
    hashed = bool(_HASHED.fullmatch(url))
    holder = next((one for one in (release, *(release.earlier if hashed else ())) if url in one.entries), None)
    if holder is None:
        return None
    entry = holder.entries[url]
    try:
        body = contents.read_verified(holder.folder / url, entry)
    except IntegrityError as error:
        log.error("%s", error)  # noqa: TRY400 -- where it was noticed tells nothing
        return build_plain_reply(503, DAMAGED)
    headers = {**PAGE_HEADERS, "cache-control": _FOR_EVER if hashed else "no-cache"}
    if is_data(url):
        headers |= {"cross-origin-resource-policy": "cross-origin", **CORS_HEADERS}
    return Reply(status or entry.status, body, entry.type, _with_commit(headers, release), entry.sha256)


def _with_commit(headers: Mapping[str, str], release: Release) -> dict[str, str]:
    """Headers that also name the commit behind the page."""
    return {**headers, "x-registry-commit": release.commit} if release.commit else dict(headers)


def _find_better_address(release: Release, url: str) -> str:
    """The page meant by an address without its ending; empty when there is none."""
    if url in release.languages:
        return f"{url}/"
    plain = url.removesuffix("/")
    return f"{plain}.html" if f"{plain}.html" in release.entries else ""


def _build_redirect(status: int, to: str, query: bytes, *, varies: bool = False) -> Reply:
    """A redirection inside the site; the query goes with it."""
    kept = f"?{quote(query, safe=_QUERY_SAFE)}" if query else ""
    headers = {**PAGE_HEADERS, "location": quote(to) + kept}
    if varies:
        headers["vary"] = "Accept-Language"
    return Reply(status, b"", "text/plain; charset=utf-8", headers)


_QUERY_SAFE = "%&=+~!$'()*,;:@/?-._"


_OF_VERSION = re.compile(r"files/([^/]+)/([^/]+)/.+|(?:archives|bundles)/([^/.]+)-(\d+\.\d+\.\d+[^/]*)\.zip")
"""Addresses of the files of a version, of its archive and of its bundle."""


def _list_removal_pages(url: str, language: Language) -> tuple[str, ...]:
    """Pages that would say that the version of a file or archive, or its whole algorithm, was taken out for good."""
    match = _OF_VERSION.fullmatch(url)
    if match is None:
        return ()
    algorithm, version = match[1] or match[3], match[2] or match[4]
    start = f"{language}/algorithms/{algorithm}"
    return f"{start}/versions/{version}.html", f"{start}.html"


def _build_missing_page(release: Release, contents: FileCache, url: str, reader: Language) -> Reply:
    """The page that says that there is none, in the language of the address, else in the reader's."""
    first = url.partition("/")[0]
    language = next((one for one in release.languages if one == first), reader)
    for page in _list_removal_pages(url, language):
        if page in release.entries and release.entries[page].status == HTTPStatus.GONE:
            return build_plain_reply(HTTPStatus.GONE, REMOVED.fill(page=f"/{page}"))
    found = build_file_reply(release, contents, f"{language}/404.html", 404)
    return found or build_plain_reply(404, NOTHING_HERE)
