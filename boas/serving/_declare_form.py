"""The form by which an organisation declares a reuse, where submissions are taken: it asks the API as a program would.

So the key, the rules, the limits and the spool are those of the API, and nothing is checked twice. The key is typed
into each form and lies in its body: no cookie speaks for anybody, so a page elsewhere that posts here could only send
a key that it has already (no forgery across sites), and no address, log or page ever holds one.
"""

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from secrets import token_hex
from typing import Any
from urllib.parse import parse_qsl

from boas.api import ASGIApp, Receive, Reply, RequestError, Scope, get_header, parse_query_pairs, read_path
from boas.documents import is_id
from boas.index import Index
from boas.serving._pages import PAGE_HEADERS
from boas.serving._plain_replies import build_plain_reply
from boas.site import DECLARE, DECLARE_FIELDS, DeclaredReuse, Settings, render_declare
from boas.translation import Language, Message

_ADDRESS = re.compile(rf"/([a-z]{{2,3}})/{DECLARE}\.html")
_METHODS = frozenset({"GET", "HEAD", "POST"})
_MOST_BYTES = 64 * 1024
_PATIENCE = 10.0
"""Seconds that a body may take."""
_TOKEN = re.compile("[0-9a-f]{32}")
_FORM_TYPE = "application/x-www-form-urlencoded"

_parse_settings = lru_cache(maxsize=4)(Settings.from_status)


@dataclass(frozen=True, slots=True)
class DeclareForm:
    """Which form is asked for."""

    language: Language
    algorithm: str


def find_form(scope: Scope) -> DeclareForm | None:
    """The form that an address asks for; nothing when it asks for something else."""
    if scope["method"] not in _METHODS:
        return None
    try:
        match, pairs = _ADDRESS.fullmatch(read_path(scope)), parse_query_pairs(scope["query_string"])
    except RequestError:
        return None
    named = [value for name, value in pairs if name == "algorithm"]
    return DeclareForm(match[1], named[0]) if match and len(named) == 1 and is_id(named[0]) else None


async def answer_form(form: DeclareForm, index: Index, api: ASGIApp, scope: Scope, receive: Receive) -> Reply | None:
    """The page with the form, or with what became of it when it was sent; nothing for an unknown algorithm."""
    algorithm = index.read_body(f"algorithms/{form.algorithm}")
    if algorithm is None or form.language not in index.languages:
        return None
    settings = _parse_settings(index.read_body("status") or b"{}", index.languages)
    declared, status, headers = DeclaredReuse(), 200, dict[str, str]()
    if scope["method"] == "POST":
        body = await _read_body(scope, receive)
        if isinstance(body, Reply):
            return body
        typed = _parse_fields(body)
        status, said, headers = await _ask_api(api, scope, form, typed)
        declared = DeclaredReuse({name: text for name, text in typed.items() if name != "key"}, said)
    page = render_declare(algorithm, form.language, settings, declared, token_hex(16))
    return Reply(status, page, "text/html; charset=utf-8", {**PAGE_HEADERS, **headers, "cache-control": "no-store"})


async def _read_body(scope: Scope, receive: Receive) -> bytes | Reply:
    """The body of a form, or why it is refused; the connection is closed when the rest of it is not read."""
    if get_header(scope, "content-type").partition(";")[0].strip().lower() != _FORM_TYPE:
        return build_plain_reply(415, Message("This address takes a form."), {"connection": "close"})
    body, goes_on = b"", True
    try:
        async with asyncio.timeout(_PATIENCE):
            while goes_on and len(body) <= _MOST_BYTES:
                message = await receive()
                body += message.get("body", b"")
                goes_on = message["type"] == "http.request" and message.get("more_body", False)
    except TimeoutError:
        return build_plain_reply(408, Message("The body did not come in time."), {"connection": "close"})
    if len(body) > _MOST_BYTES:
        return build_plain_reply(413, Message("The body is larger than 64 KiB."), {"connection": "close"})
    return body


def _parse_fields(body: bytes) -> dict[str, str]:
    """What was typed, by field: the first of each name, with line ends as documents have them."""
    pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=None)
    found: dict[str, str] = {}
    for name, value in pairs:
        if name in DECLARE_FIELDS:
            found.setdefault(name, value.replace("\r\n", "\n").strip())
    return found


def _build_document(typed: Mapping[str, str], language: Language) -> dict[str, Any]:
    """The reuse that a form declares; what was left empty is left out, and the rules say when it is needed."""
    signer = {name: typed[name] for name in ("name", "orcid") if typed.get(name)}
    plain = {name: typed[name] for name in ("id", "version", "kind", "status", "since") if typed.get(name)}
    purpose = {"purpose": {language: typed["purpose"]}} if typed.get("purpose") else {}
    return {**plain, "declared_by": signer, **purpose}


async def _ask_api(
    api: ASGIApp, scope: Scope, form: DeclareForm, typed: Mapping[str, str]
) -> tuple[int, dict[str, Any], dict[str, str]]:
    """Send the reuse to the API; gives status, document and the header that says when to try again."""
    body = json.dumps(_build_document(typed, form.language), ensure_ascii=False).encode("utf-8", "replace")
    path = f"/api/v1/algorithms/{form.algorithm}/reuses"
    token = typed.get("request", "")
    headers = {
        "host": get_header(scope, "host"),
        "authorization": f"Bearer {typed.get('key', '')}",
        "idempotency-key": f'"form-{token if _TOKEN.fullmatch(token) else token_hex(16)}"',
        "content-type": "application/json",
        "accept-language": form.language,
    }
    encoded = [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]
    inner = {**scope, "path": path, "raw_path": path.encode(), "query_string": b"", "headers": encoded, "state": {}}
    heard: list[Any] = []

    async def give_body() -> Any:  # noqa: ANN401 -- a message of ASGI
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:  # noqa: ANN401 -- a message of ASGI
        heard.append(message)

    await api(inner, give_body, send)
    said = json.loads(b"".join(message.get("body", b"") for message in heard[1:]))
    if said.get("code") == "key-missing":
        said["detail"] = _KEY_MISSING.in_(form.language)
    kept = {name.decode(): value.decode() for name, value in heard[0]["headers"] if name == b"retry-after"}
    return heard[0]["status"], said, kept


_KEY_MISSING = Message("Give the key of your organisation; the maintainers of the registry make it.")
