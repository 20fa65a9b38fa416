"""The list of algorithms answered by SQL alone, row by row and word by word: what the memory must give too.

The database's own full text index (FTS5) ranks here, over the texts as they lie in the index.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from boas.index import FACET_LABELS, AlgorithmQuery, Index, encode_json
from boas.index._abbreviations import split_synonyms
from boas.index._near_words import compute_allowed_distance, compute_distance
from boas.index._normalisation import split_words
from boas.index._query import read_cursor, write_cursor

_ORDERS = {
    "name": "name_order",
    "level": "level_order",
    "changed": "changed_order",
    "evaluated": "evaluated_order",
}
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
        self.database.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(words, 'row')")
        self.terms = [row[0] for row in self.database.execute("SELECT term FROM terms ORDER BY term")]
        # Asked once for each facet of an answer: words are held against all others only the first time.
        self.near = cache(self.find_near)
        self.find_words = cache(self.match_words)

    def answer(self, query: AlgorithmQuery) -> bytes:
        """JSON bytes of the list."""
        rows = self.fitting(query)
        ended = self.numbers("SELECT row_id FROM algorithmsummary WHERE NOT usable AND NOT example")
        examples = self.numbers("SELECT row_id FROM algorithmsummary WHERE example")
        page, following, previous = self.page(query, rows)
        return encode_json(
            {
                "total": len(rows),
                "n_withdrawn": len(rows & ended),
                "n_examples": len(rows & examples),
                "algorithms": [self.row(number) for number in page],
                "facets": [self.facet(query, name) for name in FACET_LABELS],
                "next": following,
                "query": {"q": query.q, "filters": dict(query.filters), "sort": query.sort, "limit": query.limit},
                "previous": previous,
                "near_words": self.near_words(query.q),
                "relaxed": [] if rows else self.relaxed(query),
            }
        )

    def row(self, number: int) -> object:
        """A row of the list as it was stored."""
        (body,) = self.database.execute("SELECT body FROM algorithmsummary WHERE row_id = ?", [number]).fetchone()
        return json.loads(body.split(b"\n", 1)[0])

    def match(self, query: AlgorithmQuery) -> str:
        """Words as an expression of the full text index."""
        return " AND ".join(f"({' OR '.join(ways)})" for ways in self.list_ways(query))

    def list_ways(self, query: AlgorithmQuery) -> list[list[str]]:
        """Of each word or abbreviation, an expression for each way to say it."""
        return [self.say(typed, ways) for typed, ways in split_synonyms(split_words(query.q)[:16])]

    def say(self, typed: tuple[str, ...], ways: tuple[tuple[str, ...], ...]) -> list[str]:
        """One word with those near to it, or all that an abbreviation may be said with."""
        said = ["(" + " AND ".join(f'"{word}"{"*" * (len(word) > 2)}' for word in way) + ")" for way in ways]
        near = self.near(typed[0]) if len(typed) == len(ways) == 1 else ()
        return [*said, *(f'"{word}"' for word in near)]

    def scores(self, query: AlgorithmQuery) -> dict[int, float]:
        """The sum of what each way to say each word adds to a row that holds it."""
        scores: dict[int, float] = {}
        for way in (way for ways in self.list_ways(query) for way in ways):
            ranked = "SELECT rowid, bm25(words, 10.0, 1.0) FROM words WHERE words MATCH ? LIMIT ?"
            for row, score in self.database.execute(ranked, (way, _RANKED)):
                scores[row] = scores.get(row, 0.0) + score
        return scores

    def find_near(self, word: str) -> tuple[str, ...]:
        """Words near to one that stands nowhere."""
        start = word if len(word) > 2 else ""
        held = any(term == word or (start and term.startswith(start)) for term in self.terms)
        most = 0 if held else compute_allowed_distance(word)
        found = sorted((compute_distance(word, term, most), term) for term in self.terms) if most else []
        return tuple(term for distance, term in found if distance <= most)[:5]

    def near_words(self, words: str) -> dict[str, tuple[str, ...]]:
        """What is searched in place of words that stand nowhere."""
        parts = split_synonyms(split_words(words)[:16])
        alone = [typed[0] for typed, ways in parts if len(typed) == len(ways) == 1]
        return {word: near for word in alone if (near := self.near(word))}

    def relaxed(self, query: AlgorithmQuery) -> list[dict[str, object]]:
        """What a query without one of its parameters would give."""
        without = {
            name: replace(query, filters={k: v for k, v in query.filters.items() if k != name})
            for name in query.filters
        }
        if split_words(query.q):
            without["q"] = replace(query, q="")
        counts = {name: len(self.fitting(one)) for name, one in without.items()}
        shown = sorted((-n, name) for name, n in counts.items() if n)
        return [{"parameter": name, "total": -n} for n, name in shown]

    def fitting(self, query: AlgorithmQuery, but: str = "") -> set[int]:
        """Rows that fit, one filter left out."""
        words = self.match(query)
        asked = words or but == "origin" or "example" in query.filters.get("origin", ())
        found = self.numbers(f"SELECT row_id FROM algorithmsummary{'' if asked else ' WHERE NOT example'}")  # noqa: S608 -- words of ours
        for facet, values in query.filters.items():
            if facet == "only_on" != but:
                found &= self.only_on(values)
            elif facet != but:
                held = f"SELECT row_id FROM facetof WHERE facet = ? AND value IN ({','.join('?' * len(values))})"  # noqa: S608 -- question marks
                found &= self.numbers(held, (facet, *values))
        if words:
            found &= self.find_words(words)
        return found

    def match_words(self, words: str) -> frozenset[int]:
        """Rows that an expression of the full text index fits."""
        return frozenset(self.numbers("SELECT rowid FROM words WHERE words MATCH ?", (words,)))

    def only_on(self, sources: tuple[str, ...]) -> set[int]:
        """Rows that run on nothing but these data sources and their components."""
        lines: dict[int, list[set[str]]] = {}
        for row, line in self.database.execute("SELECT row_id, value FROM facetof WHERE facet = 'runs_on_lines'"):
            lines.setdefault(row, []).append(set(line.split("/")))
        return {row for row, own in lines.items() if all(line & set(sources) for line in own)}

    def numbers(self, statement: str, values: Iterable[object] = ()) -> set[int]:
        """The numbers a statement gives."""
        return {row[0] for row in self.database.execute(statement, tuple(values))}

    def page(self, query: AlgorithmQuery, rows: set[int]) -> tuple[list[int], str | None, str | None]:
        """Rows of a page, and the cursors of the next and of the one before."""
        words = self.match(query)
        if query.sort == "relevance" and words:
            scores = self.scores(query)
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
        following = self.cursor(query, known, page[-1]) if len(ordered) > start + query.limit else None
        before = start - query.limit
        previous = self.cursor(query, known, ordered[before - 1]) if before > 0 else "" if start else None
        return page, following, previous

    def cursor(self, query: AlgorithmQuery, known: dict[int, tuple[int, str]], row: int) -> str:
        """The cursor of the page behind a row."""
        return write_cursor(query, f"{known[row][0]}:{known[row][1]}")

    def cut(self, query: AlgorithmQuery, ordered: list[int]) -> tuple[list[int], str | None, str | None]:
        """A page of rows that are numbered."""
        start = int(read_cursor(query)) if query.after else 0
        after, before, commit = start + query.limit, start - query.limit, self.index.filled_from
        following = write_cursor(query, after, commit) if len(ordered) > after else None
        previous = write_cursor(query, before, commit) if before > 0 else "" if start else None
        return ordered[start:after], following, previous

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
                "label": self.index.facet_names.name_value(name, value),
                "count": counts[value],
                "selected": value in selected,
            }
            for value in shown
        ]
        return {"name": name, "label": FACET_LABELS[name].to_texts(), "values": values}
