"""The front door: one address for the site and the API, and what is refused before either is asked."""

import asyncio
import logging
from collections.abc import Callable, Collection
from http import HTTPStatus

from boas.api import (
    PREFLIGHT_HEADERS,
    SAFE_METHODS,
    ASGIApp,
    Receive,
    Reply,
    RequestError,
    Scope,
    Send,
    get_header,
    get_header_values,
    negotiate_language,
    read_path,
    send_reply,
)
from boas.errors import BoasError
from boas.index import Index
from boas.serving._browse_page import BROWSE, build_browse_reply, build_finder_reply
from boas.serving._compare_page import COMPARE, build_compare_reply
from boas.serving._current_build import CurrentIndex, CurrentRelease
from boas.serving._declare_form import DeclareForm, answer_form, find_form
from boas.serving._file_cache import FileCache
from boas.serving._images import IMAGE, build_image_reply
from boas.serving._missing_page import build_near_reply
from boas.serving._pages import build_page_reply, is_data
from boas.serving._plain_replies import DAMAGED, OTHER_HOST, READ_ONLY, SERVER_ERROR, UNCLEAR, build_plain_reply
from boas.translation import Language

_LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})

log = logging.getLogger("boas.serving")


class Dispatcher:
    """The application that a server runs."""

    def __init__(
        self, api: ASGIApp, release: CurrentRelease, index: CurrentIndex, hosts: Collection[str], *, takes: bool = False
    ) -> None:
        """Take the API, what to follow, the names this server answers under, and whether it takes submissions."""
        self._api, self._release, self._index, self._takes = api, release, index, takes
        self._hosts = _LOCAL_HOSTS | {name.lower() for name in hosts}
        self._contents = FileCache()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        refusal = self._find_refusal(scope)
        if refusal is None and (scope["path"] + "/").startswith("/api/"):
            await self._api(scope, receive, send)
        elif refusal is None and self._takes and (form := find_form(scope)):
            await send_reply(await self._answer_form(form, scope, receive), scope, send)
        else:
            await send_reply(refusal or await self._answer_page_beside(scope), scope, send)

    def _find_refusal(self, scope: Scope) -> Reply | None:
        """Why a request is answered by neither: another host's name, or framing that may be read in two ways."""
        named = get_header_values(scope, "host")
        if len(named) > 1 or (get_header(scope, "transfer-encoding") and get_header(scope, "content-length")):
            return build_plain_reply(400, UNCLEAR, {"connection": "close"})
        if not named or _parse_host_name(named[0]) not in self._hosts:
            return build_plain_reply(400, OTHER_HOST)
        return None

    async def _answer_form(self, form: DeclareForm, scope: Scope, receive: Receive) -> Reply:
        """The form by which a reuse is declared, or what became of it."""
        try:
            found = await answer_form(form, self._index(), self._api, scope, receive)
        except BoasError as error:
            log.warning("%s", error)
            return build_plain_reply(503, DAMAGED)
        except Exception:
            log.exception("a form failed")
            return build_plain_reply(500, SERVER_ERROR)
        return found or self._answer_page(scope)

    async def _answer_page_beside(self, scope: Scope) -> Reply:
        """A page or file; an image, or a comparison of long lists, which may take a second, holds nobody else up."""
        path = scope["path"]
        if IMAGE.fullmatch(path) or (scope["query_string"] and COMPARE.fullmatch(path)):
            return await asyncio.to_thread(self._answer_page, scope)
        return self._answer_page(scope)

    def _answer_page(self, scope: Scope) -> Reply:
        """A page or file of the site; an error of ours becomes a sentence, never a stack."""
        if scope["method"] == "OPTIONS" and is_data(scope["path"]):
            return Reply(204, headers={"cross-origin-resource-policy": "cross-origin", **PREFLIGHT_HEADERS})
        if scope["method"] not in SAFE_METHODS:
            return build_plain_reply(405, READ_ONLY, {"allow": "GET, HEAD"})
        try:
            return self._find_reply(read_path(scope), scope)
        except RequestError as refused:
            return build_plain_reply(refused.status, refused.detail)
        except BoasError as error:
            log.warning("%s", error)
            return build_plain_reply(503, DAMAGED)
        except Exception:
            log.exception("a page failed")
            return build_plain_reply(500, SERVER_ERROR)

    def _find_reply(self, path: str, scope: Scope) -> Reply:
        query = scope["query_string"]
        if query and (asked := _find_builder(path)):
            language, build = asked
            try:
                index = self._index()
                if language in index.languages:
                    return build(index, language, query)
            except BoasError as error:
                # Without an index the built page still lists everything, and its script filters it.
                log.warning("%s", error)
        release = self._release()
        if drawn := build_image_reply(release, self._contents, path):
            return drawn
        found = build_page_reply(release, self._contents, path, query, negotiate_language(scope, release.languages))
        return (self._find_near(path) or found) if found.status == HTTPStatus.NOT_FOUND else found

    def _find_near(self, path: str) -> Reply | None:
        """The page that names what has nearly the id of an address; nothing without an index."""
        try:
            return build_near_reply(self._index(), path)
        except BoasError:
            return None


def _find_builder(path: str) -> tuple[Language, Callable[[Index, Language, bytes], Reply]] | None:
    """Language of a page that answers a query, and what builds it; nothing for a page that is a file alone."""
    if browsed := BROWSE.fullmatch(path):
        return browsed[1], build_browse_reply if browsed[2] == "algorithms" else build_finder_reply
    compared = COMPARE.fullmatch(path)
    return (compared[1], build_compare_reply) if compared else None


def _parse_host_name(host: str) -> str:
    """The name in a `Host` header, without its port."""
    end = host.find("]") + 1
    return host.lower()[:end] if host.startswith("[") else host.lower().partition(":")[0]
