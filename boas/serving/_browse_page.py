"""The list of algorithms as a page for any query: the one page that no file of the release can answer."""

import re
from dataclasses import replace
from functools import lru_cache

from boas.api import Reply, RequestError, parse_query_pairs
from boas.index import FACET_LABELS, AlgorithmQuery, Index, QueryError
from boas.serving._pages import PAGE_HEADERS
from boas.site import PAGE_ROWS, Settings, render_browse
from boas.translation import Language, Message

BROWSE = re.compile(r"/([a-z]{2,3})/algorithms\.html")
_SINGLE = ("q", "sort", "after")

_parse_settings = lru_cache(maxsize=4)(Settings.from_status)
_render_cached = lru_cache(maxsize=128)(render_browse)
"""Pages asked for again are not made again: a page depends on its answer and nothing else."""


def build_browse_reply(index: Index, language: Language, query: bytes) -> Reply:
    """The page that answers a query."""
    asked, wrong = _parse_question(query)
    settings = _parse_settings(_read_status(index), index.languages)
    try:
        listed = index.list_algorithms(asked)
    except QueryError as error:  # a cursor given at another commit: the list begins again
        asked, wrong = replace(asked, after=None), wrong or error.message
        listed = index.list_algorithms(asked)
    page = _render_cached(listed, language, settings, after=asked.after or "", wrong=wrong)
    return Reply(200, page, "text/html; charset=utf-8", {**PAGE_HEADERS, "x-registry-commit": index.commit})


def _parse_question(query: bytes) -> tuple[AlgorithmQuery, Message | None]:
    """The question a query asks, without what cannot be understood, and what was first found wrong with it.

    A reader gets a list in any case.
    """
    pairs, wrong = _select_parameters(query), None
    while True:
        try:
            return AlgorithmQuery.parse([*pairs, ("limit", str(PAGE_ROWS))]), wrong
        except QueryError as error:
            wrong = wrong or error.message
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
