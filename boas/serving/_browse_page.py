"""The list of algorithms as a page for any query: the one page that no file of the release can answer."""

import re
from functools import lru_cache

from boas.api import Reply, RequestError, parse_query_pairs
from boas.index import FACET_LABELS, AlgorithmList, AlgorithmQuery, Index, QueryError, decode_answer
from boas.serving._pages import PAGE_HEADERS
from boas.site import PAGE_ROWS, Settings, render_browse, render_finder, split_wishes
from boas.translation import Language, Message

BROWSE = re.compile(r"/([a-z]{2,3})/(algorithms|finder)\.html")
_SINGLE = ("q", "sort", "after")

_parse_settings = lru_cache(maxsize=4)(Settings.from_status)
_render_cached = lru_cache(maxsize=128)(render_browse)
"""Pages asked for again are not made again: a page depends on its answer and nothing else."""


def build_browse_reply(index: Index, language: Language, query: bytes) -> Reply:
    """The page that answers a query."""
    asked, listed, wrong = _ask_leniently(index, query)
    settings = _parse_settings(_read_status(index), index.languages)
    page = _render_cached(listed, language, settings, after=asked.after or "", wrong=wrong)
    return Reply(200, page, "text/html; charset=utf-8", {**PAGE_HEADERS, "x-registry-commit": index.commit})


def build_finder_reply(index: Index, language: Language, query: bytes) -> Reply:
    """The finder with what answers its questions."""
    asked, _, wrong = _ask_leniently(index, query)
    subject, wishes = split_wishes(asked)
    found = index.list_memory.find_fitting(subject, wishes, PAGE_ROWS)
    settings = _parse_settings(_read_status(index), index.languages)
    facets = decode_answer(index.list_algorithms(AlgorithmQuery(limit=PAGE_ROWS)), AlgorithmList).facets
    name = index.facet_names.name_value
    page = render_finder(asked, found.rows, found.total, facets, name, language, settings, wrong)
    return Reply(200, page, "text/html; charset=utf-8", {**PAGE_HEADERS, "x-registry-commit": index.commit})


def _ask_leniently(index: Index, query: bytes) -> tuple[AlgorithmQuery, bytes, Message | None]:
    """The question a query asks without what cannot be understood, its answer, and what was first found wrong with it.

    A reader gets a list in any case: without a filter that has no such value, from the beginning again when a cursor
    was given at another commit.
    """
    pairs, wrong = _select_parameters(query), None
    while True:
        try:
            asked = AlgorithmQuery.parse([*pairs, ("limit", str(PAGE_ROWS))])
            return asked, index.list_algorithms(asked), wrong
        except QueryError as error:
            said = Message("{message} {help}", message=error.message, help=error.help) if error.near else error.message
            wrong = wrong or said
            pairs = [pair for pair in pairs if pair[0] != error.parameter]


def _select_parameters(query: bytes) -> list[tuple[str, str]]:
    """Parameters the page knows, empty ones left out; of those that say one thing, the first."""
    try:
        pairs = parse_query_pairs(query)
    except RequestError:
        return []
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for name, value in pairs:
        if value and (name in FACET_LABELS or name in _SINGLE):
            found.setdefault((name, "" if name in _SINGLE else value), (name, value))
    return list(found.values())


def _read_status(index: Index) -> bytes:
    """What the registry says of itself."""
    found = index.find_answer("status")
    return found.body if found else b"{}"
