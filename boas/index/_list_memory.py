"""The list of algorithms in memory: filters, facets, orders and search without a question to the database.

Rows are bits of numbers, so that what a query costs is bounded by the length of the list whatever is asked, and small
beside sending the answer. Made from the rows of the index when its list is first asked for.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from itertools import islice
from threading import Lock

from boas.index._byte_cache import ByteCache
from boas.index._encoding import decode_answer, encode_json
from boas.index._facet_bits import FacetBits, iter_bits
from boas.index._facet_names import FacetNames
from boas.index._list_answers import FittingRow, FittingRows, QueryEcho, RelaxedQuery
from boas.index._query import AlgorithmQuery, QueryError, read_cursor, write_cursor
from boas.index._row_answers import AlgorithmRow
from boas.index._word_index import SearchedWords, WordIndex
from boas.translation import Message

_MAX_RANKED = 500
"""How many matches are ranked; rows stand in order of quality, so the first ones are the ones to rank."""
_MOST_SELECTED = 16 * 2**20
"""Bytes of facets and sets of rows that are kept in memory."""
_FEW = 8
"""Rows are few when this many times as many do not fit: they are then sorted, and others walked through."""
_USABLE, _WITHDRAWN = "1", "0"
"""How a cursor begins: whether the algorithm it stands at may be used."""


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One algorithm of the list."""

    body: bytes
    """Its row as JSON."""
    usable: bool
    example: bool
    orders: tuple[str, str, str, str]
    """What it is sorted by: name, level, day of change, day of the last evaluation."""
    name_words: str
    text_words: str


@dataclass(frozen=True, slots=True)
class _Order:
    """One order of the whole list, what was withdrawn after all others whichever way round."""

    rows: Sequence[int]
    places: Sequence[int]
    """Of each row, its place in the order."""
    keys: Sequence[str]
    """Key at each place; falling in an order turned round."""
    n_usable: int
    is_down: bool

    def iter_places(self, fitting: int, start: int = 0) -> Iterator[int]:
        """Places of a set of rows from a place on, in order."""
        if fitting.bit_count() * _FEW < len(self.rows):
            found = sorted([self.places[row] for row in iter_bits(fitting)])
            return islice(found, bisect_left(found, start), None)
        digits = f"{fitting:0{len(self.rows)}b}"[::-1]
        return (place for place, row in enumerate(islice(self.rows, start, None), start) if digits[row] == "1")

    def iter_rows(self, fitting: int) -> Iterator[int]:
        """A set of rows in order."""
        return (self.rows[place] for place in self.iter_places(fitting))

    def find_start(self, cursor: str) -> int:
        """Where the page behind a cursor starts."""
        part, key = cursor.split(":", 1)
        first, last = (0, self.n_usable) if part == _USABLE else (self.n_usable, len(self.rows))
        if self.is_down:
            return bisect_left(range(len(self.keys)), x=True, lo=first, hi=last, key=lambda n: self.keys[n] < key)
        return bisect_right(self.keys, key, first, last)

    def write_position(self, place: int) -> str:
        """The cursor of a place."""
        return f"{_USABLE if place < self.n_usable else _WITHDRAWN}:{self.keys[place]}"


_SORT_KEYS = ("name", "level", "changed", "evaluated")


class ListMemory:
    """Everything that answers queries about one list."""

    def __init__(
        self, rows: Sequence[ListedRow], pairs: Iterable[tuple[str, str, int]], names: FacetNames, commit: str
    ) -> None:
        """Take the rows in order of quality, facet, value and row number of what they have, and where all is from."""
        self._commit, self._names = commit, names
        self._bodies = [row.body for row in rows]
        self._row_bytes = len(rows) // 4 + 200
        self._examples = _collect_bits(row.example for row in rows)
        self._usable = _collect_bits(row.usable for row in rows)
        self._orders = dict(_iter_orders(rows))
        self._places = {row.orders[0].rpartition("\t")[2]: place for place, row in enumerate(rows)}
        """Row of each algorithm, by id."""
        self._days = [_find_day(row.orders[2].partition("\t")[0]) for row in rows]
        self._every = (1 << len(rows)) - 1
        self._facets = FacetBits(pairs, len(rows), names.name_value)
        self._texts: Sequence[tuple[str, str]] | None = [(row.name_words, row.text_words) for row in rows]
        self._made_words: WordIndex | None = None
        self._making_words = Lock()
        self._selected: ByteCache[object, _FoundRows] = ByteCache(_MOST_SELECTED)

    def prepare_words(self) -> WordIndex:
        """The index of words: made when words are first searched, for the pages of a site ask for none."""
        with self._making_words:
            if self._made_words is None:
                self._made_words, self._texts = WordIndex(self._texts or ()), None
            return self._made_words

    def _match(self, words: SearchedWords) -> int:
        """Rows that hold words, as bits of a number; all of them when none are searched."""
        return self.prepare_words().match(words) if words.parts else -1

    def answer(self, query: AlgorithmQuery) -> "AnsweredPage":
        """The page of the list that answers a query.

        Raises `QueryError` for a cursor of another list, and for a value that a facet does not have.
        """
        found = self._select(query)
        page, following, previous = self._read_page(query, found)
        rows = b",".join([self._bodies[row] for row in page])
        end = (
            f'],"next":{_quote(following)},"query":{found.echo},"sort":"{query.sort}","limit":{query.limit}}},'
            f'"previous":{_quote(previous)},'
        )
        body = b"".join((found.start, rows, found.facets, end.encode(), found.hints))
        return AnsweredPage(body, following, previous)

    def find_fitting(self, query: AlgorithmQuery, wishes: Mapping[str, Sequence[str]], most: int) -> FittingRows:
        """Usable algorithms that answer a query, those first that fit most wishes, then by name.

        A wish is a facet with values of which one is enough. Raises `QueryError` for a value that no facet has.
        """
        self._refuse_unknown_values(wishes)
        within = self._select(query).fitting & self._usable
        fitting = {facet: self._facets.select_rows({facet: values}, within) for facet, values in wishes.items()}
        by_number = [within]
        for rows in fitting.values():  # rows that fit so many of the wishes looked at
            by_number = [
                (self._get_rows(by_number, n) & ~rows) | (self._get_rows(by_number, n - 1) & rows)
                for n in range(len(by_number) + 1)
            ]
        ordered = (row for rows in reversed(by_number) for row in self._orders["name"].iter_rows(rows))
        return FittingRows(
            within.bit_count(), tuple(self._compare_with_wishes(row, fitting) for row in islice(ordered, most))
        )

    @staticmethod
    def _get_rows(by_number: Sequence[int], number: int) -> int:
        """Rows that fit a number of wishes; none beyond those counted."""
        return by_number[number] if 0 <= number < len(by_number) else 0

    def _compare_with_wishes(self, row: int, fitting: Mapping[str, int]) -> FittingRow:
        """One algorithm with the wishes it fits and those it does not."""
        met = tuple(facet for facet, rows in fitting.items() if rows >> row & 1)
        return FittingRow(
            decode_answer(self._bodies[row], AlgorithmRow), met, tuple(one for one in fitting if one not in met)
        )

    def _select(self, query: AlgorithmQuery) -> "_FoundRows":
        """What every order and every page of a query share; those asked for last are kept."""
        key = query.q, tuple(query.filters.items()), query.ids, query.since
        found = self._selected.get(key)
        if found is None:
            found = self._build_selection(query)
            self._selected.keep(key, found, len(found.facets) + len(found.echo) + len(found.hints) + self._row_bytes)
        return found

    def _build_selection(self, query: AlgorithmQuery) -> "_FoundRows":
        """The rows that fit a query, and the parts of its answer that hold for all of them."""
        self._refuse_unknown_values(query.filters)
        words = self.prepare_words().find_words(query.q) if query.q else _NO_WORDS
        matching = self._match(words) & self._restrict(query)
        within = matching & self._list_rows(query.filters, words)
        fitting = self._facets.select_rows(query.filters, within)
        echo = encode_json(QueryEcho(query.q, dict(query.filters), "", 0)).decode()
        n_examples = (fitting & self._examples).bit_count()
        counts = {
            "total": fitting.bit_count(),
            "n_withdrawn": (fitting & ~self._usable).bit_count() - n_examples,
            "n_examples": n_examples,
        }
        relaxed = () if fitting or query.ids or query.since else self._list_relaxed(query, words)
        hints = {"near_words": dict(words.near), "relaxed": relaxed}
        return _FoundRows(
            words,
            matching,
            fitting,
            f'{encode_json(counts).decode()[:-1]},"algorithms":['.encode(),
            f'],"facets":[{self._facets.encode(query.filters, within, matching & self._every)}'.encode(),
            echo.removesuffix(',"sort":"","limit":0}'),
            encode_json(hints)[1:],
        )

    def _list_rows(self, filters: Mapping[str, Sequence[str]], words: SearchedWords) -> int:
        """Rows that stand in a list: worked examples only when words are searched, or when they are asked for."""
        return self._every if words.parts or "example" in filters.get("origin", ()) else self._every & ~self._examples

    def _restrict(self, query: AlgorithmQuery) -> int:
        """Rows that are among those asked for by id, and that are new enough."""
        rows = self._every
        if query.ids:
            for one in query.ids:
                if one not in self._places:
                    raise _make_unknown_id_error(one, self._places)
            rows = sum(1 << self._places[one] for one in query.ids)
        if query.since:
            rows &= _collect_bits(day >= query.since for day in self._days)
        return rows

    def _refuse_unknown_values(self, filters: Mapping[str, Sequence[str]]) -> None:
        """Raise `QueryError` for a value that no algorithm has and that nothing is called."""
        for facet, values in filters.items():
            for value in values:
                if not self._names.is_known(facet, value, self._facets.list_values(facet)):
                    raise self._names.make_unknown_error(facet, value, self._facets.list_values(facet))

    def _list_relaxed(self, query: AlgorithmQuery, words: SearchedWords) -> tuple[RelaxedQuery, ...]:
        """What a query without one of its parameters would give, most first."""
        found = [RelaxedQuery("q", self._count_fitting(query.filters, _NO_WORDS))] if words.parts else []
        for facet in query.filters:
            others = {name: values for name, values in query.filters.items() if name != facet}
            found.append(RelaxedQuery(facet, self._count_fitting(others, words)))
        return tuple(sorted((one for one in found if one.total), key=lambda one: (-one.total, one.parameter)))

    def _count_fitting(self, filters: Mapping[str, Sequence[str]], words: SearchedWords) -> int:
        """How many algorithms a query would give."""
        within = self._match(words) & self._list_rows(filters, words)
        return self._facets.select_rows(filters, within).bit_count()

    def _read_page(self, query: AlgorithmQuery, found: "_FoundRows") -> tuple[list[int], str | None, str | None]:
        """The rows of this page, and the cursors of the next and of the one before."""
        if query.sort != "relevance":
            return self._read_ordered_page(query, self._orders[query.sort], found.fitting)
        start = int(read_cursor(query, self._commit)) if query.after is not None else 0
        by_name = self._orders["name"]
        ranked = (
            self._rank(found)
            if found.words.parts
            else (by_name.rows[one] for one in by_name.iter_places(found.fitting))
        )
        page = list(islice(ranked, start, start + query.limit + 1))
        following = write_cursor(query, start + query.limit, self._commit) if len(page) > query.limit else None
        before = start - query.limit
        previous = write_cursor(query, before, self._commit) if before > 0 else "" if start else None
        return page[: query.limit], following, previous

    def _read_ordered_page(
        self, query: AlgorithmQuery, order: _Order, fitting: int
    ) -> tuple[list[int], str | None, str | None]:
        """A page in a stated order, from behind the row that the page before ended with."""
        start = order.find_start(str(read_cursor(query))) if query.after is not None else 0
        places = list(islice(order.iter_places(fitting, start), query.limit + 1))
        page = places[: query.limit]
        following = write_cursor(query, order.write_position(page[-1])) if len(places) > len(page) else None
        before = [place for place in order.iter_places(fitting) if place < start] if start else []
        previous = None if not before else ""
        if len(before) > query.limit:
            previous = write_cursor(query, order.write_position(before[-query.limit - 1]))
        return [order.rows[place] for place in page], following, previous

    def _rank(self, found: "_FoundRows") -> Iterator[int]:
        """Rows that fit, the best first: by score as far as rows are ranked, then by quality."""
        candidates, index = _take_lowest(found.matching, _MAX_RANKED), self.prepare_words()
        for part in (found.fitting & self._usable, found.fitting & ~self._usable):
            scores = {row: index.compute_score(row, found.words) for row in iter_bits(part & candidates)}
            yield from sorted(scores, key=lambda row: (scores[row], row))
            yield from iter_bits(part & ~candidates)


@dataclass(frozen=True, slots=True)
class AnsweredPage:
    """One page of the list, and where those beside it start."""

    body: bytes
    following: str | None
    previous: str | None
    """Empty when the page before is the first one."""


@dataclass(frozen=True, slots=True)
class _FoundRows:
    """What one query without order and page comes to."""

    words: SearchedWords
    matching: int
    """Rows that hold all words, as bits."""
    fitting: int
    """Those of them that are listed and fit the filters."""
    start: bytes
    """The answer up to its rows."""
    facets: bytes
    """The answer from its rows to the end of its facets."""
    echo: str
    """The query as it was understood, without order and limit."""
    hints: bytes
    """The end of the answer: how words were read, and what to leave out when nothing fits."""


_NO_WORDS = SearchedWords()


def _find_day(moment: str) -> str:
    """The day of a commit in UTC; a draft is newer than all, what has no date older."""
    try:
        return datetime.fromisoformat(moment).astimezone(UTC).date().isoformat()
    except ValueError:
        return moment


def _make_unknown_id_error(name: str, known: Iterable[str]) -> QueryError:
    """The problem of an id that no algorithm has."""
    near = tuple(get_close_matches(name[:_MOST_TEXT], known, n=3, cutoff=0.5))
    hint = Message("Perhaps: {near}.", near=", ".join(near)) if near else Message("The list without `ids` tells all.")
    return QueryError("ids", Message("No algorithm is called `{name}`.", name=name[:80]), hint, near)


_MOST_TEXT = 64
"""Letters of an id that are compared with those there are."""


def _quote(cursor: str | None) -> str:
    """A cursor, whose letters need no escaping, as JSON."""
    return "null" if cursor is None else f'"{cursor}"'


def _collect_bits(flags: Iterable[bool]) -> int:
    """A set of rows from whether each is in it."""
    digits = "".join("1" if flag else "0" for flag in flags)
    return int(digits[::-1] or "0", 2)


def _take_lowest(rows: int, most: int) -> int:
    """The first rows of a set."""
    if rows.bit_count() <= most:
        return rows
    last = next(islice(iter_bits(rows), most - 1, None))
    return rows & ((1 << last + 1) - 1)


def _iter_orders(rows: Sequence[ListedRow]) -> Iterator[tuple[str, _Order]]:
    """Every order of the list by its name, both ways round."""
    for place, name in enumerate(_SORT_KEYS):
        keys = [row.orders[place] for row in rows]
        n_usable = sum(row.usable for row in rows)
        for is_down in (False, True):
            ordered = sorted(range(len(rows)), key=keys.__getitem__, reverse=is_down)
            ordered.sort(key=lambda row: not rows[row].usable)
            places = sorted(range(len(rows)), key=ordered.__getitem__)
            yield f"{'-' * is_down}{name}", _Order(ordered, places, [keys[row] for row in ordered], n_usable, is_down)
