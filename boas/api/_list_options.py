"""What may be asked of every list beside its own parameters: some rows, some fields, another form.

A list as JSON without any of these is the stored answer, byte for byte.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from litestar import Response

from boas.api._asgi import AnyRequest
from boas.api._link_header import build_link_header
from boas.api._lookup import fetch_body, make_json_response
from boas.api._middleware import get_request_context
from boas.api._operations import DIALECTS, FORMATS
from boas.api._reply import CSV, JSONL
from boas.index import (
    LIST_SHAPES,
    AlgorithmQuery,
    Index,
    ListShape,
    NoticeList,
    NoticeQuery,
    QueryError,
    cut_fields,
    encode_json,
    format_csv,
    format_jsonl,
    parse_ids,
    parse_since,
    refuse_characters,
    select_rows,
)
from boas.translation import Message

_OPTIONS = ("format", "dialect", "fields")
_CHOICES = ("ids", "since")
_ROWS_PER_READ = 100

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ListOptions:
    """What is asked of a list."""

    format: str = "json"
    dialect: str = ""
    fields: tuple[str, ...] = ()
    """Fields of a row to give; all when empty."""

    def needs_writing(self) -> bool:
        """Whether the answer is another one than the stored one."""
        return self.format != "json" or bool(self.fields)


def read_options(pairs: Pairs, shape: ListShape) -> tuple[ListOptions, list[tuple[str, str]]]:
    """What is asked of a list, and the parameters left; raises `QueryError` for what cannot be understood."""
    given: dict[str, str] = {}
    for name, value in pairs:
        refuse_characters(name, value)
        if name in _OPTIONS:
            if name in given:
                raise QueryError(name, Message("`{name}` is given twice.", name=name), Message("Give it once."))
            given[name] = value
    form, dialect = given.get("format") or "json", given.get("dialect", "")
    _refuse_unknown("format", form, FORMATS)
    _refuse_unknown("dialect", dialect, ("", *DIALECTS))
    names = tuple(one for part in given.get("fields", "").split(",") if (one := part.strip()))
    for name in names:
        _refuse_unknown("fields", name, shape.list_fields())
    return ListOptions(form, dialect, names), [pair for pair in pairs if pair[0] not in _OPTIONS]


def _refuse_unknown(parameter: str, value: str, known: Sequence[str]) -> None:
    """Raise `QueryError` for a value that is none of those there are."""
    if value not in known:
        values, near = ", ".join(filter(None, known)), tuple(get_close_matches(value[:64], known, n=3, cutoff=0.5))
        message = Message("`{parameter}` cannot be `{value}`.", parameter=parameter, value=value[:80])
        raise QueryError(parameter, message, Message("Known values: {values}.", values=values), near)


def _read_choice(pairs: Pairs) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Rows that are asked for by `ids` and `since`, and the parameters left."""
    found: dict[str, str] = {}
    for name, value in pairs:
        if name in _CHOICES and name in found:
            raise QueryError(name, Message("`{name}` is given twice.", name=name), Message("Give it once."))
        if name in _CHOICES:
            found[name] = value
    return found, [pair for pair in pairs if pair[0] not in _CHOICES]


async def respond_with_list(request: AnyRequest, *parts: str) -> Response[bytes]:
    """A list that has no pages, whole or in part; raises `QueryError` for a parameter it does not know."""
    asking, shape = get_request_context(request.scope), LIST_SHAPES[parts[-1]]
    index = asking.get_index()
    body = fetch_body(index, *parts)
    options, left = read_options(asking.pairs, shape)
    choice, left = _read_choice(left)
    for name, _ in left:
        raise _make_unknown_parameter_error(name, shape)
    ids, since = parse_ids(choice.get("ids", "")), parse_since(choice.get("since", ""))
    if not (options.needs_writing() or ids or since):
        return make_json_response(body)
    return await asyncio.to_thread(_select_and_write, body, shape, (ids, since), options, index)


def _make_unknown_parameter_error(name: str, shape: ListShape) -> QueryError:
    """A parameter that a list without pages does not know."""
    known = ", ".join((*_OPTIONS, "ids", *(("since",) if shape.day else ())))
    return QueryError(
        name[:80],
        Message("Unknown parameter: `{name}`.", name=name[:80]),
        Message("Known parameters: {known}.", known=known),
    )


def _select_and_write(
    body: bytes, shape: ListShape, choice: tuple[tuple[str, ...], str], options: ListOptions, index: Index
) -> Response[bytes]:
    """The rows asked for, in the form asked for."""
    ids, since = choice
    if since and not shape.day:
        raise _make_unknown_parameter_error("since", shape)
    answer = json.loads(body)
    answer[shape.rows] = select_rows(answer[shape.rows], shape, ids, since)
    if "total" in answer:
        answer["total"] = len(answer[shape.rows])
    return _write(answer, shape, options, index)


def _write(answer: dict[str, Any], shape: ListShape, options: ListOptions, index: Index) -> Response[bytes]:
    """An answer in the form asked for; of JSON Lines and CSV only its rows."""
    rows = answer[shape.rows]
    if options.format == "csv":
        for_excel = options.dialect == "excel"
        body = format_csv(rows, shape, index.languages, options.fields, for_excel=for_excel)
        name = f'attachment; filename="{shape.rows}.csv"'
        return Response(body, media_type=CSV, headers={"content-disposition": name})
    rows = cut_fields(rows, options.fields) if options.fields else rows
    if options.format == "jsonl":
        return Response(format_jsonl(rows), media_type=JSONL)
    return make_json_response(encode_json({**answer, shape.rows: rows}))


async def respond_with_algorithms(request: AnyRequest) -> Response[bytes]:
    """The list of algorithms: a page, or as lines or a table all that fit unless `limit` asks for a page."""
    asking, shape = get_request_context(request.scope), LIST_SHAPES["algorithms"]
    options, left = read_options(asking.pairs, shape)
    query, index = AlgorithmQuery.parse(left), asking.get_index()
    if not options.needs_writing():
        found = index.find_list(query)
        return _link(
            make_json_response(found.body), asking.pairs, request.scope["path"], found.following, found.previous
        )
    is_whole = options.format != "json" and not any(name in {"limit", "after"} for name, _ in left)
    pages = await asyncio.to_thread(_read_pages, index, query, is_whole)
    answer = {**pages[0], shape.rows: [row for page in pages for row in page[shape.rows]]}
    reply = await asyncio.to_thread(_write, answer, shape, options, index)
    following, previous = (None, None) if is_whole else (answer["next"], answer["previous"])
    return _link(reply, asking.pairs, request.scope["path"], following, previous)


def _read_pages(index: Index, query: AlgorithmQuery, is_whole: bool) -> list[dict[str, Any]]:  # noqa: FBT001
    """One page of the list, or all of them."""
    if not is_whole:
        return [json.loads(index.list_algorithms(query))]
    pages: list[dict[str, Any]] = []
    after: str | None = None
    while not pages or after:
        # Not kept in memory: nobody asks for these pages again.
        page = index.list_memory.answer(replace(query, limit=_ROWS_PER_READ, after=after))
        pages.append(json.loads(page.body))
        after = page.following
    return pages


async def respond_with_notices(request: AnyRequest) -> Response[bytes]:
    """The list of notices: a page, or as lines or a table all that fit unless `limit` asks for a page."""
    asking, shape = get_request_context(request.scope), LIST_SHAPES["notices"]
    options, left = read_options(asking.pairs, shape)
    choice, left = _read_choice(left)
    ids, since = parse_ids(choice.get("ids", "")), parse_since(choice.get("since", ""))
    query, index = NoticeQuery.parse(left), asking.get_index()
    every = index.notices.notices
    kept = tuple(one for one in every if (not ids or one.id in ids) and (not since or one.date >= since))
    if options.format != "json" and not any(name in {"limit", "after"} for name, _ in left):
        query = replace(query, limit=max(1, len(kept)))
    found = query.select(NoticeList(len(kept), kept))
    body = encode_json(found)
    reply = make_json_response(body)
    if options.needs_writing():
        reply = await asyncio.to_thread(_write, json.loads(body), shape, options, index)
    return _link(reply, asking.pairs, request.scope["path"], found.next, found.previous)


def _link(
    reply: Response[bytes], pairs: Pairs, path: str, following: str | None, previous: str | None
) -> Response[bytes]:
    """A reply that names the pages beside it."""
    reply.headers["link"] = build_link_header(path, pairs, following, previous)
    return reply
