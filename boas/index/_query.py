"""A question about the list of algorithms, checked before any SQL is made of it."""

import base64
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from boas.errors import UsageError
from boas.index._facets import FACET_LABELS
from boas.translation import Message

SORTS = ("name", "-name", "relevance", "level", "-level", "changed", "-changed", "evaluated", "-evaluated")
"""Orders of the list; `-` turns one round."""

MOST_TEXT = 200
"""Characters of a value that a person types."""
MOST_CURSOR = 4_000
"""Characters of a cursor, which holds the name of the last algorithm of a page, however long."""
MOST_VALUES = 20
MOST_ROWS = 100
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_LIMIT = re.compile(r"[0-9]{1,3}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class QueryError(UsageError):
    """A parameter that cannot be understood."""

    def __init__(self, parameter: str, message: Message, remedy: Message, near: tuple[str, ...] = ()) -> None:
        """Keep the name of the parameter, and known values close to the one that was given."""
        super().__init__(message, remedy)
        self.parameter, self.near = parameter, near


@dataclass(frozen=True, eq=False)
class AlgorithmQuery:
    """A question about the list of algorithms."""

    q: str = ""
    """Words to search."""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Values wanted by facet; any of the values of a facet, all of the facets."""
    sort: str = ""
    """One of `SORTS`; by relevance when there are words, else by name."""
    limit: int = 20
    after: str | None = None
    """Cursor given by the page before."""
    ids: tuple[str, ...] = ()
    """Only these algorithms; all when empty."""
    since: str = ""
    """Only those whose latest version was published on this day or later, `YYYY-MM-DD` in UTC."""

    def __post_init__(self) -> None:
        """Bring equal questions to the same form."""
        filters = {facet: tuple(sorted(set(self.filters[facet]))) for facet in FACET_LABELS if self.filters.get(facet)}
        object.__setattr__(self, "filters", MappingProxyType(filters))
        object.__setattr__(self, "ids", tuple(sorted(set(self.ids))))
        object.__setattr__(self, "q", " ".join(self.q.split()))
        object.__setattr__(self, "sort", self.sort or ("relevance" if self.q else "name"))

    def __eq__(self, other: object) -> bool:
        """Equal questions have equal answers: the order of filters and spaces does not count."""
        return isinstance(other, AlgorithmQuery) and self._make_key() == other._make_key()

    def __hash__(self) -> int:
        """In step with equality."""
        return hash(self._make_key())

    def _make_key(self) -> tuple[object, ...]:
        return (self.q, tuple(self.filters.items()), self.sort, self.limit, self.after, self.ids, self.since)

    @staticmethod
    def parse(pairs: Iterable[tuple[str, str]]) -> "AlgorithmQuery":
        """The question that query parameters ask; raises `QueryError` for what cannot be understood."""
        single: dict[str, str] = {}
        filters: dict[str, list[str]] = {}
        for name, value in pairs:
            refuse_characters(name, value)
            if name in FACET_LABELS:
                filters.setdefault(name, []).append(value)
            elif name in _SINGLE:
                if name in single:
                    raise QueryError(name, Message("`{name}` is given twice.", name=name), _ONCE)
                single[name] = value
            else:
                known = ", ".join(("q", *FACET_LABELS, *_SINGLE[1:]))
                raise QueryError(
                    name[:80],
                    Message("Unknown parameter: `{name}`.", name=name[:80]),
                    Message("Known parameters: {known}.", known=known),
                )
        return _build_query(single, filters)


_SINGLE = ("q", "sort", "limit", "after", "ids", "since")
_ONCE = Message("Give it once.")


def _build_query(single: Mapping[str, str], filters: Mapping[str, list[str]]) -> AlgorithmQuery:
    """A question from parameters that are known and single."""
    for name, values in filters.items():
        if len(values) > MOST_VALUES:
            message = Message("Too many values for `{name}`.", name=name)
            raise QueryError(name, message, Message("Give {most_values} at most.", most_values=MOST_VALUES))
    sort = single.get("sort", "")
    if sort and sort not in SORTS:
        orders = ", ".join(SORTS)
        message = Message("Unknown order: `{sort}`.", sort=sort[:80])
        raise QueryError("sort", message, Message("Known orders: {orders}.", orders=orders))
    query = AlgorithmQuery(
        q=single.get("q", ""),
        filters={name: tuple(value for value in values if value) for name, values in filters.items()},
        sort=sort,
        limit=parse_limit(single.get("limit", "20")),
        after=single.get("after") or None,
        ids=parse_ids(single.get("ids", "")),
        since=parse_since(single.get("since", "")),
    )
    if query.after is not None:
        read_cursor(query)
    return query


def refuse_characters(name: str, value: str) -> None:
    """No control character, no half character, no endless text."""
    most = MOST_CURSOR if name in {"after", "ids", "fields"} else MOST_TEXT
    if _FORBIDDEN.search(name + value) or len(value) > most:
        raise QueryError(
            "".join(c if c.isprintable() else "?" for c in name[:80]),
            Message("A parameter holds a forbidden character or is too long."),
            Message("Give at most {most} printable characters.", most=most),
        )


def parse_ids(text: str) -> tuple[str, ...]:
    """Ids with commas between them, at most a hundred."""
    ids = tuple(one for part in text.split(",") if (one := part.strip()))
    if len(ids) > MOST_ROWS:
        message = Message("Too many values for `{name}`.", name="ids")
        raise QueryError("ids", message, Message("Give {most_values} at most.", most_values=MOST_ROWS))
    return ids


def parse_since(text: str) -> str:
    """A day, `YYYY-MM-DD`; empty for none."""
    if text and not (_DAY.fullmatch(text) and _is_day(text)):
        message = Message("`since` cannot be `{text}`.", text=text[:80])
        raise QueryError("since", message, Message("Give a day, such as 2026-01-31."))
    return text


def _is_day(text: str) -> bool:
    """Whether the calendar has a day."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def parse_limit(text: str) -> int:
    """A number of rows from 1 to 100."""
    if not _LIMIT.fullmatch(text) or not 1 <= int(text) <= MOST_ROWS:
        message = Message("`limit` cannot be `{text}`.", text=text[:80])
        raise QueryError("limit", message, Message("Give a number from 1 to 100."))
    return int(text)


def write_cursor(query: AlgorithmQuery, position: str | int, commit: str = "") -> str:
    """Where the next page starts, as text that only this module reads; it names the order it belongs to.

    A place by relevance means something at one commit only, which the cursor then names too; in all other orders the
    next page starts behind a stated key, whatever was published meanwhile.
    """
    return (
        encode_cursor(query.sort, position, commit)
        if isinstance(position, int)
        else encode_cursor(query.sort, position)
    )


def read_cursor(query: AlgorithmQuery, commit: str | None = None) -> str | int:
    """Where a page starts; raises `QueryError` for a cursor that was not given for this order, or at another commit."""
    sort, position, given_at = _decode_place(query.after or "")
    if sort == query.sort == "relevance" and type(position) is int and 0 <= position < 10**6:
        if commit is not None and commit != given_at:
            raise QueryError("after", _OTHER_COMMIT, _BEGIN_AGAIN)
        return position
    if sort == query.sort != "relevance" and isinstance(position, str) and position[:2] in {"0:", "1:"}:
        return position
    raise QueryError(
        "after",
        Message("This cursor does not belong to this list."),
        Message("Take the value `next` of the page before, without changing the order."),
    )


_OTHER_COMMIT = Message("This cursor belongs to another state of the registry, in which the order may differ.")
_BEGIN_AGAIN = Message("Begin again with the first page, without `after`.")


def encode_cursor(order: str, *place: str | int) -> str:
    """An order and a place in it as one text."""
    return base64.urlsafe_b64encode(json.dumps([order, *place]).encode()).decode().rstrip("=")


def decode_cursor(cursor: str) -> tuple[object, object]:
    """The order and the place that a text holds; nothing of either in one that nobody gave."""
    order, position, _ = _decode_place(cursor)
    return order, position


def _decode_place(cursor: str) -> tuple[object, object, object]:
    """Order, place and commit that a text holds; nothing of any in one that nobody gave."""
    try:
        found = json.loads(base64.urlsafe_b64decode(f"{cursor}==").decode())
        order, position, commit = found if len(found) == _WITH_COMMIT else (*found, "")
    except (ValueError, TypeError, RecursionError):
        return None, None, None
    return order, position, commit


_WITH_COMMIT = 3
"""Parts of a cursor that names a commit."""
