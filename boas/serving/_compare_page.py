"""Algorithms side by side as a page, for any that somebody names: what the API answers, or what is wrong."""

import re
from collections.abc import Sequence
from functools import lru_cache
from http import HTTPStatus

from boas.api import Reply, RequestError, encode_comparison, parse_query_pairs
from boas.index import (
    AlgorithmAnswer,
    AlgorithmComparison,
    AlgorithmComparisonQuery,
    Index,
    Named,
    QueryError,
    decode_answer,
    split_ids,
)
from boas.serving._pages import PAGE_HEADERS
from boas.site import Settings, render_compare_form, render_comparison
from boas.translation import Language, Message

COMPARE = re.compile(r"/([a-z]{2,3})/compare\.html")
_MOST_SIDES = 4

_parse_settings = lru_cache(maxsize=4)(Settings.from_status)


def build_compare_reply(index: Index, language: Language, query: bytes) -> Reply:
    """The page that answers a query: the comparison, or the form with what is wrong and what may be asked instead."""
    settings = _parse_settings(index.read_body("status") or b"{}", index.languages)
    pairs = [(name, value) for name, value in parse_query_pairs(query) if value]
    asked = split_ids(next((value for name, value in pairs if name == "ids"), ""))
    status, wrong, offered = HTTPStatus.OK, Message(""), list[tuple[str, Named]]()
    try:
        answer = encode_comparison(index, AlgorithmComparisonQuery.parse(pairs))
    except QueryError as error:
        # One id alone is a question half asked, by a link from its card: no error.
        is_begun = len(asked) == 1 and error.parameter == "ids" and asked[0] in index.ids.get("algorithms", ())
        status = HTTPStatus.OK if is_begun else HTTPStatus.BAD_REQUEST
        wrong, offered = error.message, _list_offers(index, asked)
    except RequestError as error:
        status, wrong, offered = HTTPStatus(error.status), error.detail, _list_offers(index, asked)
    else:
        return _make_reply(
            200, render_comparison(decode_answer(answer, AlgorithmComparison), language, settings), index
        )
    return _make_reply(status, render_compare_form(asked, wrong, offered, language, settings), index)


def _make_reply(status: int, page: bytes, index: Index) -> Reply:
    """A page with what it was made from."""
    return Reply(status, page, "text/html; charset=utf-8", {**PAGE_HEADERS, "x-registry-commit": index.commit})


def _list_offers(index: Index, asked: Sequence[str]) -> list[tuple[str, Named]]:
    """What may be asked instead: one that stands alone beside its nearest, of too many the first four, near ids."""
    known = [name for name in asked if name in index.ids.get("algorithms", ())]
    if len(known) > _MOST_SIDES:
        return [(",".join(known[:_MOST_SIDES]), _name(index, known[_MOST_SIDES - 1]))]
    offered = []
    for name in asked:
        if name not in known:
            beside = [one for one in known if one != name]
            offered += [
                (",".join((*beside, near)), _name(index, near)) for near in index.suggest_ids("algorithms", name)
            ]
    if len(known) == 1 and len(asked) == 1:
        answer = decode_answer(index.read_body(f"algorithms/{known[0]}") or b"", AlgorithmAnswer)
        near = {one.id: one for one in (*answer.beside, *(Named(row.id, row.name) for row in answer.related))}
        offered += [(f"{known[0]},{one.id}", one) for one in near.values()]
    return offered


def _name(index: Index, name: str) -> Named:
    """An algorithm by its id and name."""
    answer = decode_answer(index.read_body(f"algorithms/{name}") or b"", AlgorithmAnswer)
    return Named(name, answer.row.name)
