"""A question about the list of notices, and the part of the list that answers it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from boas.index._notice_answers import NoticeList, NoticeRow
from boas.index._query import MOST_VALUES, QueryError, decode_cursor, encode_cursor, parse_limit, refuse_characters
from boas.translation import Message

NOTICE_FILTERS = ("kind", "algorithm")
"""Query parameters that narrow the list of notices."""
_PLACE = re.compile(r"[^/]{1,200}/[^/]{1,200}")


@dataclass(frozen=True, slots=True)
class NoticeQuery:
    """A question about the list of notices: any of the values of a filter, all of the filters."""

    filters: Mapping[str, frozenset[str]]
    limit: int = 20
    after: str = ""
    """The notice the page before ended with, `algorithm/id`; empty for the first page."""

    @staticmethod
    def parse(pairs: Iterable[tuple[str, str]]) -> "NoticeQuery":
        """The question that query parameters ask; raises `QueryError` for what cannot be understood."""
        single: dict[str, str] = {}
        filters: dict[str, set[str]] = {}
        for name, value in pairs:
            refuse_characters(name, value)
            if name in NOTICE_FILTERS:
                filters.setdefault(name, set()).add(value)
            elif name not in {"limit", "after"}:
                raise _make_unknown_parameter_error(name)
            elif name in single:
                raise QueryError(name, Message("`{name}` is given twice.", name=name), Message("Give it once."))
            else:
                single[name] = value
        for name, values in filters.items():
            if len(values) > MOST_VALUES:
                message = Message("Too many values for `{name}`.", name=name)
                raise QueryError(name, message, Message("Give {most_values} at most.", most_values=MOST_VALUES))
        wanted = {name: frozenset(value for value in values if value) for name, values in filters.items()}
        after = _read_place(single["after"]) if single.get("after") else ""
        return NoticeQuery({k: v for k, v in wanted.items() if v}, parse_limit(single.get("limit", "20")), after)

    def select(self, answer: NoticeList) -> NoticeList:
        """The page of the list that answers; raises `QueryError` for a cursor that names no notice of the list."""
        rows = [row for row in answer.notices if self._fits(row)]
        start = self._find_start(rows)
        page = tuple(rows[start : start + self.limit])
        more = len(rows) > start + self.limit
        following = encode_cursor(_ORDER, _locate(page[-1])) if more else None
        before = start - self.limit
        previous = encode_cursor(_ORDER, _locate(rows[before - 1])) if before > 0 else "" if start else None
        return NoticeList(len(rows), page, following, previous)

    def _fits(self, row: NoticeRow) -> bool:
        """Whether a notice is one of those asked for."""
        values = {"kind": row.kind, "algorithm": row.algorithm.id}
        return all(values[name] in wanted for name, wanted in self.filters.items())

    def _find_start(self, rows: list[NoticeRow]) -> int:
        """Position of the first notice of the page."""
        if not self.after:
            return 0
        places = [_locate(row) for row in rows]
        if self.after not in places:
            raise _make_cursor_error()
        return places.index(self.after) + 1


_ORDER = "notices"
"""What a cursor of this list names as its order."""


def _locate(row: NoticeRow) -> str:
    """What names a notice among all."""
    return f"{row.algorithm.id}/{row.id}"


def _read_place(cursor: str) -> str:
    """The notice a cursor stands at; raises `QueryError` for one that this list did not give."""
    order, position = decode_cursor(cursor)
    if order != _ORDER or not isinstance(position, str) or not _PLACE.fullmatch(position):
        raise _make_cursor_error()
    return position


def _make_cursor_error() -> QueryError:
    """A cursor of another list."""
    return QueryError(
        "after",
        Message("This cursor does not belong to this list."),
        Message("Take the value `next` of the page before, without changing the other parameters."),
    )


def _make_unknown_parameter_error(name: str) -> QueryError:
    """A parameter that this list does not know."""
    known = ", ".join((*NOTICE_FILTERS, "limit", "after"))
    return QueryError(
        name[:80],
        Message("Unknown parameter: `{name}`.", name=name[:80]),
        Message("Known parameters: {known}.", known=known),
    )
