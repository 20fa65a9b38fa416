"""The page for an address that is not there, with the things that have nearly that id."""

import json
import re
from http import HTTPStatus

from boas.api import Reply
from boas.index import Index
from boas.serving._pages import PAGE_HEADERS
from boas.site import Settings, render_missing

_THING = re.compile(r"/([a-z]{2,3})/(algorithms|data_sources|organisations)/([^/]{1,100})\.html")


def build_near_reply(index: Index, path: str) -> Reply | None:
    """The page that names near things; nothing when the address is not that of a thing, or nothing is near."""
    asked = _THING.fullmatch(path)
    if asked is None or asked[1] not in index.languages:
        return None
    language, kind, identifier = asked.groups()
    near = [(f"{kind}/{one}", _read_name(index, kind, one, language)) for one in index.suggest_ids(kind, identifier)]
    said = index.read_body("status")
    if not near or said is None:
        return None
    page = render_missing(near, language, Settings.from_status(said, index.languages))
    return Reply(HTTPStatus.NOT_FOUND, page, "text/html; charset=utf-8", PAGE_HEADERS)


def _read_name(index: Index, kind: str, identifier: str, language: str) -> str:
    """What one thing is called."""
    told = json.loads(index.read_body(f"{kind}/{identifier}") or b"{}")
    names: dict[str, str] = (told.get("row") or told).get("name") or {}
    return names.get(language) or next(iter(names.values()), identifier)
