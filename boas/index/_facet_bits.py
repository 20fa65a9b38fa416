"""Facets in memory: for each value the rows that have it, as bits of a number, and its part of an answer as JSON."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from boas.index._encoding import encode_json
from boas.index._facet_facts import RUNS_ON_LINES
from boas.index._facets import FACET_LABELS

NameValue = Callable[[str, str], Mapping[str, str]]
"""What people call a value of a facet, by language."""


def iter_bits(rows: int) -> Iterator[int]:
    """Rows of a set, lowest first."""
    digits = f"{rows:b}"[::-1]
    row = digits.find("1")
    while row >= 0:
        yield row
        row = digits.find("1", row + 1)


@dataclass(slots=True)
class _FacetValues:
    """The values of one facet, in their order."""

    start: str
    """Its part of an answer up to its values."""
    names: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    """Of each value, the rows that have it."""
    starts: list[str] = field(default_factory=list)
    """Of each value, its part of an answer up to its count."""
    by_row: list[tuple[int, ...]] = field(default_factory=list)
    """Of each row, the values it has, by number."""


class FacetBits:
    """All facets of a list."""

    def __init__(self, pairs: Iterable[tuple[str, str, int]], n_rows: int, name_value: NameValue) -> None:
        """Take facet, value and row of everything that rows have, the rows by number."""
        self._name_value = name_value
        found: dict[str, dict[str, int]] = {facet: {} for facet in (*FACET_LABELS, RUNS_ON_LINES)}
        for facet, value, row in pairs:
            values = found[facet]
            values[value] = values.get(value, 0) | 1 << row
        self._runs_on = [(frozenset(line.split("/")), bits) for line, bits in found.pop(RUNS_ON_LINES).items()]
        self._facets = {facet: self._build_facet(facet, values, n_rows) for facet, values in found.items()}
        self._numbers = {facet: {name: n for n, name in enumerate(one.names)} for facet, one in self._facets.items()}

    def _build_facet(self, facet: str, values: Mapping[str, int], n_rows: int) -> _FacetValues:
        """One facet, its values in order."""
        names = sorted(values)
        label = encode_json(FACET_LABELS[facet].to_texts()).decode()
        built = _FacetValues(f'{{"name":"{facet}","label":{label},"values":[', names, [values[name] for name in names])
        built.starts = [self._start_value(facet, name) for name in names]
        by_row: list[list[int]] = [[] for _ in range(n_rows)]
        for number, rows in enumerate(built.rows):
            for row in iter_bits(rows):
                by_row[row].append(number)
        known: dict[tuple[int, ...], tuple[int, ...]] = {}
        built.by_row = [known.setdefault(tuple(one), tuple(one)) for one in by_row]
        return built

    def _start_value(self, facet: str, value: str) -> str:
        """A value's part of an answer up to its count."""
        said = encode_json({"value": value, "label": dict(self._name_value(facet, value))}).decode()
        return f'{said[:-1]},"count":'

    def list_values(self, facet: str) -> Sequence[str]:
        """Values of a facet that any row has, examples among them, sorted."""
        return self._facets[facet].names

    def select_rows(self, filters: Mapping[str, Sequence[str]], rows: int, but: str = "") -> int:
        """The rows of a set that have one of the values of each filter, one filter left out."""
        for facet, values in filters.items():
            if facet != but:
                rows &= self._select_only_on(values) if facet == "only_on" else self._select_any(facet, values)
        return rows

    def _select_any(self, facet: str, values: Sequence[str]) -> int:
        """Rows that have one of the values of a facet."""
        one, numbers, wanted = self._facets[facet], self._numbers[facet], 0
        for value in values:
            if value in numbers:
                wanted |= one.rows[numbers[value]]
        return wanted

    def _select_only_on(self, sources: Sequence[str]) -> int:
        """Rows that run on nothing but these data sources and their components: together they give all of it."""
        needed, lacking = 0, 0
        for line, rows in self._runs_on:
            needed |= rows
            if line.isdisjoint(sources):
                lacking |= rows
        return needed & ~lacking

    def encode(self, filters: Mapping[str, Sequence[str]], within: int, any_origin: int) -> str:
        """JSON of all facets, counted in the rows of a set that fit the other filters.

        The origin of a card is counted in a set of its own, which holds worked examples too: choosing them lists them.
        """
        fitting = self.select_rows(filters, within)
        return ",".join(
            self._encode_facet(
                facet, self._count_in(facet, filters, within, any_origin, fitting), filters.get(facet, ())
            )
            for facet in FACET_LABELS
        )

    def _count_in(
        self, facet: str, filters: Mapping[str, Sequence[str]], within: int, any_origin: int, fitting: int
    ) -> int:
        """The rows that the values of one facet are counted in."""
        if facet == "origin":
            return self.select_rows(filters, any_origin, but=facet)
        return self.select_rows(filters, within, but=facet) if facet in filters else fitting

    def _encode_facet(self, facet: str, rows: int, selected: Sequence[str]) -> str:
        """One facet, its most frequent values first; a value asked for is shown even when it gives nothing."""
        one, numbers = self._facets[facet], self._numbers[facet]
        counts = _count_values(one, rows)
        shown = [(-n, one.names[number], one.starts[number]) for number, n in counts.items()]
        for value in selected:
            number = numbers.get(value)
            if number is None or number not in counts:
                shown.append((0, value, one.starts[number] if number is not None else self._start_value(facet, value)))
        shown.sort()
        if not selected:
            values = ",".join([f'{start}{-n},"selected":false}}' for n, _, start in shown])
        else:
            said = {True: "true", False: "false"}
            values = ",".join([f'{start}{-n},"selected":{said[name in selected]}}}' for n, name, start in shown])
        return f"{one.start}{values}]}}"


def _count_values(one: _FacetValues, rows: int) -> dict[int, int]:
    """How many rows of a set have each value that any has: by rows when they are few, else by values."""
    if rows.bit_count() < len(one.names):
        found: dict[int, int] = {}
        for row in iter_bits(rows):
            for number in one.by_row[row]:
                found[number] = found.get(number, 0) + 1
        return found
    counts = ((number, (having & rows).bit_count()) for number, having in enumerate(one.rows))
    return {number: n for number, n in counts if n}
