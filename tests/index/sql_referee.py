"""The list of algorithms answered by SQL alone, row by row and word by word: what the memory must give too.

The database's own full text index (FTS5) ranks here, over the texts as they lie in the index.
"""

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from boas.index import FACET_LABELS, AlgorithmQuery, Index, encode_json
from boas.index._normalisation import split_words
from boas.index._query import read_cursor, write_cursor

_ORDERS = {"name": "name_order", "level": "level_order", "changed": "changed_order"}
_RANKED = 500


class SqlReferee:
    """Answers queries from a copy of an index in memory."""

    def __init__(self, path: Path, index: Index) -> None:
        """Take the file, and the index for the names of values."""
        self.index = index
        self.database = sqlite3.connect(":memory:")
        with sqlite3.connect(path) as source:
            source.backup(self.database)
        source.close()
        self.database.execute("CREATE VIRTUAL TABLE words USING fts5(name, body, tokenize = 'unicode61', prefix = '3')")
        self.database.execute("INSERT INTO words(rowid, name, body) SELECT row_id, name, body FROM searchtext")

    def answer(self, query: AlgorithmQuery) -> bytes:
        """JSON bytes of the list."""
        rows = self.fitting(query)
        marks = dict(self.database.execute("SELECT row_id, usable FROM algorithmsummary"))
        page, following = self.page(query, rows)
        return encode_json(
            {
                "total": len(rows),
                "n_withdrawn": sum(not marks[row] for row in rows),
                "algorithms": [self.row(number) for number in page],
                "facets": [self.facet(query, name) for name in FACET_LABELS],
                "next": following,
                "query": {"q": query.q, "filters": dict(query.filters), "sort": query.sort, "limit": query.limit},
            }
        )

    def row(self, number: int) -> object:
        """A row of the list as it was stored."""
        (body,) = self.database.execute("SELECT body FROM algorithmsummary WHERE row_id = ?", [number]).fetchone()
        return json.loads(body.split(b"\n", 1)[0])

    def match(self, query: AlgorithmQuery) -> str:
        """Words as an expression of the full text index."""
        return " ".join(f'"{word}"{"*" * (len(word) > 2)}' for word in split_words(query.q)[:16])

    def fitting(self, query: AlgorithmQuery, but: str = "") -> set[int]:
        """Rows that fit, one filter left out."""
        found = self.numbers("SELECT row_id FROM algorithmsummary WHERE NOT example")
        for facet, values in query.filters.items():
            if facet != but:
                held = f"SELECT row_id FROM facetof WHERE facet = ? AND value IN ({','.join('?' * len(values))})"  # noqa: S608 -- question marks
                found &= self.numbers(held, (facet, *values))
        if words := self.match(query):
            found &= self.numbers("SELECT rowid FROM words WHERE words MATCH ?", (words,))
        return found

    def numbers(self, statement: str, values: Iterable[object] = ()) -> set[int]:
        """The numbers a statement gives."""
        return {row[0] for row in self.database.execute(statement, tuple(values))}

    def page(self, query: AlgorithmQuery, rows: set[int]) -> tuple[list[int], str | None]:
        """Rows of a page, and the cursor of the next."""
        words = self.match(query)
        if query.sort == "relevance" and words:
            ranked = "SELECT rowid, bm25(words, 10.0, 1.0) FROM words WHERE words MATCH ? LIMIT ?"
            scores = dict(self.database.execute(ranked, (words, _RANKED)))
            usable = self.numbers("SELECT row_id FROM algorithmsummary WHERE usable")
            ordered = sorted(rows, key=lambda row: (row not in usable, scores.get(row, 0.0), row))
            return self.cut(query, ordered)
        name = query.sort.removeprefix("-")
        keys = f"SELECT row_id, usable, {_ORDERS.get(name, 'name_order')} FROM algorithmsummary"  # noqa: S608 -- a name of ours
        known = {row: (usable, key) for row, usable, key in self.database.execute(keys)}
        by_key = sorted(rows, key=lambda row: known[row][1], reverse=query.sort.startswith("-"))
        ordered = sorted(by_key, key=lambda row: not known[row][0])
        if name == "relevance":
            return self.cut(query, ordered)
        places = {f"{known[row][0]}:{known[row][1]}": place for place, row in enumerate(ordered)}
        start = places[str(read_cursor(query))] + 1 if query.after else 0
        page = ordered[start : start + query.limit]
        more = len(ordered) > start + query.limit
        return page, write_cursor(query, f"{known[page[-1]][0]}:{known[page[-1]][1]}") if more else None

    def cut(self, query: AlgorithmQuery, ordered: list[int]) -> tuple[list[int], str | None]:
        """A page of rows that are numbered."""
        start = int(read_cursor(query)) if query.after else 0
        more = len(ordered) > start + query.limit
        return ordered[start : start + query.limit], write_cursor(
            query, start + query.limit, self.index.filled_from
        ) if more else None

    def facet(self, query: AlgorithmQuery, name: str) -> object:
        """One facet with its counts."""
        rows, selected = self.fitting(query, but=name), query.filters.get(name, ())
        counts = dict.fromkeys(selected, 0)
        for value, row in self.database.execute("SELECT value, row_id FROM facetof WHERE facet = ?", [name]):
            if row in rows:
                counts[value] = counts.get(value, 0) + 1
        shown = sorted(counts, key=lambda value: (-counts[value], value))
        values = [
            {
                "value": value,
                "label": self.index.name_value(name, value),
                "count": counts[value],
                "selected": value in selected,
            }
            for value in shown
        ]
        return {"name": name, "label": FACET_LABELS[name].to_texts(), "values": values}
