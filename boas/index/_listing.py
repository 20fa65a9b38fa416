"""The list of all algorithms held in memory, to be cut by facets without asking the index for each cut.

A list filtered by one value costs what it holds. Its answer is that of the index, but for facets: of each only the
largest values are in it, so that a registry with many organisations does not repeat all of them in every list.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec

from boas.index._encoding import decode_answer, encode_json
from boas.index._facets import FACET_LABELS, is_usable, is_withdrawn, list_facet_values
from boas.index._list_answers import AlgorithmList, Facet, FacetValue, QueryEcho
from boas.index._normalisation import normalise_text
from boas.index._query import AlgorithmQuery, write_cursor
from boas.index._row_answers import AlgorithmRow

MOST_FACET_VALUES = 8
"""Values of a facet that a list tells besides those it was asked for: the largest."""

_Value = tuple[str, str]
"""A facet and one of its values."""
_EXAMPLE: _Value = ("origin", "example")
_EXAMPLES = {"origin": ("example",)}


@dataclass(frozen=True, slots=True)
class _Line:
    """One algorithm of the list."""

    body: bytes
    """JSON of its row."""
    digest: bytes
    position: str
    """Where a cursor that names it stands."""
    withdrawn: bool
    example: bool
    """Whether it is a worked example: it stands in the list of examples alone."""
    values: tuple[_Value, ...]


class _RawPage(msgspec.Struct):
    """A page of the list whose rows stay bytes."""

    algorithms: list[msgspec.Raw]
    next: str | None


class Listing:
    """All algorithms that lists show, in the order of their names, with the values each has of every facet."""

    def __init__(self, ask: Callable[[AlgorithmQuery], bytes], n_rows: int) -> None:
        """Go through the list by a function that answers queries, so many rows a page."""
        self._ask, self.n_rows = ask, n_rows
        self.lines = (*self._iter_lines({}), *self._iter_lines(_EXAMPLES))
        """Worked examples after all others."""
        self.n_listed = sum(not line.example for line in self.lines)
        """How many of them the list of all tells."""
        by_value: dict[_Value, list[int]] = {}
        for number, line in enumerate(self.lines):
            for value in line.values if not line.example else (_EXAMPLE,):
                by_value.setdefault(value, []).append(number)
        self.by_value: Mapping[_Value, Sequence[int]] = by_value
        """Numbers of the algorithms that have a value."""

    def _iter_lines(self, filters: Mapping[str, tuple[str, ...]]) -> Iterator[_Line]:
        """Every algorithm that fits some filters, page by page."""
        after: str | None = None
        known: dict[_Value, _Value] = {}
        while True:
            query = AlgorithmQuery(filters=filters, limit=self.n_rows, after=after)
            page = msgspec.json.decode(self._ask(query), type=_RawPage)
            for raw in page.algorithms:
                body = bytes(raw)
                row = decode_answer(body, AlgorithmRow)
                name = normalise_text(next(iter(row.name.values()), ""))
                position = f"{int(is_usable(row))}:{name}\t{row.id}"
                told = (one for one in list_facet_values(row) if one[0] in FACET_LABELS)
                values = tuple(known.setdefault(one, one) for one in told)
                digest, is_example = hashlib.sha256(body).digest(), row.origin == "example"
                yield _Line(body, digest, position, is_withdrawn(row), is_example, values)
            after = page.next
            if not after:
                return

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """Every facet of the whole list with all of its values."""
        return decode_answer(self._ask(AlgorithmQuery(limit=self.n_rows)), AlgorithmList).facets

    @cached_property
    def _labels(self) -> Mapping[_Value, FacetValue]:
        """What each value is called, and how often it is there in all."""
        examples = decode_answer(self._ask(AlgorithmQuery(filters=_EXAMPLES, limit=1)), AlgorithmList).facets
        return {(facet.name, one.value): one for facet in (*examples, *self.facets) for one in facet.values}

    def iter_rows(self, start: int = 0, end: int | None = None) -> Iterator[AlgorithmRow]:
        """All algorithms, in order, or those from one number to before another."""
        return (decode_answer(line.body, AlgorithmRow) for line in self.lines[start:end])

    def compute_slice_digest(self, start: int, end: int) -> str:
        """Digest of the algorithms from one number to before another."""
        return hashlib.sha256(b"".join(line.digest for line in self.lines[start:end])).hexdigest()

    def cut(self, chosen: _Value | None = None) -> "ListCut":
        """The list of all algorithms, or of those that have one value of one facet."""
        members = range(self.n_listed) if chosen is None else self.by_value.get(chosen, ())
        n_values = self._count_values(members)
        return ListCut(self, chosen, members, n_values, self._encode_totals(chosen, members, n_values))

    def _encode_totals(self, chosen: _Value | None, members: Sequence[int], n_values: Mapping[str, int]) -> bytes:
        """What every page of one list says of all its algorithms: put together once, not for each page."""
        query = self.build_query(chosen)
        totals = {
            "total": len(members),
            "n_withdrawn": sum(self.lines[one].withdrawn for one in members),
            "n_examples": sum(self.lines[one].example for one in members),
            "facets": self._build_facets(chosen, members),
            "query": QueryEcho(query.q, dict(query.filters), query.sort, query.limit),
            "near_words": {},
            "relaxed": (),
            "n_values": dict(n_values),
        }
        return encode_json(totals)

    def build_query(self, chosen: _Value | None) -> AlgorithmQuery:
        """The question that one list answers."""
        return AlgorithmQuery(filters={chosen[0]: (chosen[1],)} if chosen else {}, limit=self.n_rows)

    def _count_values(self, members: Sequence[int]) -> Mapping[str, int]:
        """How many values of each facet these algorithms have."""
        values = {value for number in members for value in self.lines[number].values}
        return Counter(facet for facet, _ in sorted(values))  # in order: a digest is made of it

    def _build_facets(self, chosen: _Value | None, members: Sequence[int]) -> tuple[Facet, ...]:
        """Facets with the counts that hold under the other filters; that of the chosen value counts all algorithms."""
        counts = Counter(value for number in members for value in self.lines[number].values)
        examples = sum(chosen in line.values or not chosen for line in self.lines[self.n_listed :])
        if examples:  # told by every list, for they stand in none but their own
            counts[_EXAMPLE] = examples
        by_facet: dict[str, list[tuple[int, str]]] = {}
        for (facet, value), n in counts.items():
            by_facet.setdefault(facet, []).append((-n, value))
        return tuple(self._build_facet(facet, by_facet.get(facet.name, []), chosen) for facet in self.facets)

    def _build_facet(self, facet: Facet, counted: list[tuple[int, str]], chosen: _Value | None) -> Facet:
        """One facet with its largest values, and the chosen one."""
        if chosen and chosen[0] == facet.name:
            counted = [(-one.count, one.value) for one in facet.values]
        counted.sort()
        kept = counted[:MOST_FACET_VALUES] + [
            one for one in counted[MOST_FACET_VALUES:] if (facet.name, one[1]) == chosen
        ]
        values = (
            FacetValue(value, self._labels[facet.name, value].label, -n, (facet.name, value) == chosen)
            for n, value in kept
        )
        return Facet(facet.name, facet.label, tuple(values))


@dataclass(frozen=True, slots=True)
class ListCut:
    """One list: all algorithms, or those with one value of one facet."""

    listing: Listing
    chosen: _Value | None
    members: Sequence[int]
    """Numbers of its algorithms in the list of all."""
    n_values: Mapping[str, int]
    """How many values of each facet its algorithms have, listed or not."""
    totals: bytes
    """JSON of what the answers behind all its pages have in common."""

    def count_pages(self) -> int:
        """Pages of the list: one even when it is empty."""
        return max(1, -(-len(self.members) // self.listing.n_rows))

    def _get_lines(self, page: int) -> list[_Line]:
        """Algorithms of one page, which are counted from 1."""
        n_rows = self.listing.n_rows
        return [self.listing.lines[one] for one in self.members[(page - 1) * n_rows : page * n_rows]]

    def compute_digest(self, page: int = 0) -> str:
        """Digest of what one page is made of, or all of them."""
        lines = self._get_lines(page) if page else [self.listing.lines[one] for one in self.members]
        digest = hashlib.sha256(self.totals + self._encode_cursors(page))
        for line in lines:
            digest.update(line.digest)
        return digest.hexdigest()

    def _encode_cursors(self, page: int) -> bytes:
        """JSON of where the pages beside one are."""
        query, more = self.listing.build_query(self.chosen), 0 < page < self.count_pages()
        following = write_cursor(query, self._get_lines(page)[-1].position) if more else None
        return encode_json({"next": following, "previous": self._find_previous(query, page)})

    def _find_previous(self, query: AlgorithmQuery, page: int) -> str | None:
        """The cursor of the page before; empty when that is the first one."""
        return write_cursor(query, self._get_lines(page - 2)[-1].position) if page > 2 else "" if page == 2 else None  # noqa: PLR2004 -- pages count from 1

    def read_body(self, page: int = 1) -> bytes:
        """The answer behind one page."""
        end: dict[str, msgspec.Raw] = {}
        for part in (self.totals, self._encode_cursors(page)):
            end |= msgspec.json.decode(part, type=dict[str, msgspec.Raw])
        end["algorithms"] = msgspec.Raw(b"[" + b",".join(line.body for line in self._get_lines(page)) + b"]")
        order = "total n_withdrawn n_examples algorithms facets next query previous near_words relaxed"
        return msgspec.json.encode({name: end[name] for name in order.split()})
