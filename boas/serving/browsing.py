"""The list of algorithms as a page for any query: the one page that no file of the release can answer."""

import re
from functools import lru_cache

from boas.api.addresses import pairs_of
from boas.api.problems import RequestError
from boas.api.reply import Reply
from boas.finding import Language, Words
from boas.index import AlgorithmQuery, Index, QueryError
from boas.index.facets import NAMES
from boas.serving.pages import PAGE_HEADERS
from boas.site import Settings, render_browse
from boas.site.browse import PAGE_ROWS

BROWSE = re.compile(r"/(fr|en)/algorithms\.html")
SINGLE = ("q", "sort", "after")

settings_of = lru_cache(maxsize=4)(Settings.from_status)
rendered = lru_cache(maxsize=128)(render_browse)
"""Pages asked for again are not made again: a page depends on its answer and nothing else."""


def browse_reply(index: Index, language: Language, query: bytes) -> Reply:
    """The page that answers a query."""
    asked, wrong = question(query)
    settings = settings_of(index.read_body("status") or b"{}")
    page = rendered(index.list_algorithms(asked), language, settings, after=asked.after or "", wrong=wrong)
    return Reply(200, page, "text/html; charset=utf-8", {**PAGE_HEADERS, "x-registry-commit": index.commit})


def question(query: bytes) -> tuple[AlgorithmQuery, Words | None]:
    """The question a query asks, without what cannot be understood, and what was first found wrong with it.

    A reader gets a list in any case.
    """
    pairs, wrong = known(query), None
    while True:
        try:
            return AlgorithmQuery.parse([*pairs, ("limit", str(PAGE_ROWS))]), wrong
        except QueryError as error:
            wrong = wrong or error.message
            pairs = [pair for pair in pairs if pair[0] != error.parameter]


def known(query: bytes) -> list[tuple[str, str]]:
    """Parameters the page knows, empty ones left out; of those that say one thing, the first."""
    try:
        pairs = pairs_of(query)
    except RequestError:
        return []
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for name, value in pairs:
        if value and (name in NAMES or name in SINGLE):
            found.setdefault((name, "" if name in SINGLE else value), (name, value))
    return list(found.values())
