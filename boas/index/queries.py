"""Rows to answers: the only way pages and the API ask. Read-only, bounded, the same bytes every time."""

import difflib
import json
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, String, column, func, select, text, true
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DatabaseError
from sqlmodel import col, create_engine

from boas.errors import MachineError
from boas.finding import Words
from boas.index.answers import Json
from boas.index.compare import compare_versions
from boas.index.encoding import encode
from boas.index.facets import NAMES, terms
from boas.index.facets import text as label
from boas.index.folding import tokens
from boas.index.query import AlgorithmQuery, read_cursor, write_cursor
from boas.index.tables import FORMAT_VERSION, AlgorithmSummary, FacetOf, Filled, KnownDigest, KnownDocument, Stored

MOST_TOKENS = 16
RANKED = 500
"""How many matches are ranked; rows stand in order of quality, so the first ones are the ones to rank."""

ORDERS: Mapping[str, ColumnElement[str]] = {
    "name": column("name_order", String),
    "level": column("level_order", String),
    "changed": column("changed_order", String),
}


Found = Row[*tuple[Any, ...]]
Choice = Select[*tuple[Any, ...]]

COUNTING = select(col(FacetOf.facet), col(FacetOf.value), func.count().label("n"))

SHORTEST_START = 3
"""Letters a word must have to be searched as the start of a longer one."""


def open_index(path: Path) -> "Index":
    """The index in a file; raises `MachineError` when there is none that can be read."""
    engine = create_engine(
        f"sqlite:///file:{path}?mode=ro&uri=true", connect_args={"check_same_thread": False, "timeout": 5}
    )
    try:
        with engine.connect() as connection:
            version = connection.execute(text("PRAGMA user_version")).scalar()
            commit = connection.execute(select(col(Filled.commit), col(Filled.recipe))).one_or_none()
    except DatabaseError as error:
        engine.dispose()
        raise unreadable(path, str(error.orig)) from error
    if version != FORMAT_VERSION or commit is None:
        engine.dispose()
        raise unreadable(path, "another format")
    return Index(engine, commit.commit, commit.recipe)


def unreadable(path: Path, reason: str) -> MachineError:
    """There is no index to read."""
    return MachineError(
        Words(f"L’index {path.name} est illisible : {reason}", f"The index {path.name} cannot be read: {reason}"),
        Words("Lancer « boas build » ; l’index se refait entièrement.", "Run `boas build`; the index is made anew."),
    )


class Index:
    """Answers about one registry at one commit. May be asked from several threads at once."""

    def __init__(self, engine: Engine, commit: str, recipe: str) -> None:
        """Keep the engine; lists already asked for are kept with it."""
        self.engine = engine
        self.commit = commit
        self.recipe = recipe
        self._list = lru_cache(maxsize=1024)(self._list_bytes)

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    def body(self, path: str) -> bytes | None:
        """The JSON bytes of one stored answer; nothing when there is none."""
        with self.engine.connect() as connection:
            return connection.execute(select(col(Stored.body)).where(col(Stored.path) == path)).scalar()

    def keys(self) -> Iterator[tuple[str, str]]:
        """Path and content key (SHA-256) of every stored answer, by path."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(col(Stored.path), col(Stored.key)).order_by(col(Stored.path))).all()
        return ((row.path, row.key) for row in rows)

    def known(self) -> dict[str, str]:
        """JSON text of documents found without fault, by blob id."""
        with self.engine.connect() as connection:
            return {
                row.blob: row.text
                for row in connection.execute(select(col(KnownDocument.blob), col(KnownDocument.text)))
            }

    def comparison(self, algorithm: str, before: str, after: str) -> bytes | None:
        """JSON bytes of the comparison of any two versions; nothing when there is no such version."""
        start = f"algorithms/{algorithm}"
        old, new = self.body(f"{start}/versions/{before}"), self.body(f"{start}/versions/{after}")
        return encode(compare_versions(json.loads(old), json.loads(new))) if old and new else None

    def digests(self) -> dict[str, str]:
        """Digests of version folders already computed, by the key of their files."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(col(KnownDigest.files_key), col(KnownDigest.digest)))
            return {row.files_key: row.digest for row in rows}

    def near(self, kind: str, identifier: str) -> tuple[str, ...]:
        """Ids of one kind (`algorithms`, `data_sources`, `organisations`, `vocabularies`) close to an unknown one."""
        start = f"{kind}/"
        ids = [
            path[len(start) :] for path, _ in self.keys() if path.startswith(start) and "/" not in path[len(start) :]
        ]
        return tuple(difflib.get_close_matches(identifier[:64], ids, n=3, cutoff=0.5))

    def algorithms(self, query: AlgorithmQuery) -> bytes:
        """JSON bytes of the list that answers a query; equal queries are answered from memory."""
        return self._list(query)

    def _list_bytes(self, query: AlgorithmQuery) -> bytes:
        with self.engine.connect() as connection:
            ask = Asking(connection, query, self.value_names)
            page, following = ask.page()
            answer = {
                "total": ask.total(),
                "algorithms": [json.loads(row.body.split(b"\n", 1)[0]) for row in page],
                "facets": ask.facets(),
                "next": following,
                "query": {
                    "q": query.q,
                    "filters": {facet: list(values) for facet, values in query.filters.items()},
                    "sort": query.sort,
                    "limit": query.limit,
                },
            }
        return json.dumps(answer, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()

    @cached_property
    def value_names(self) -> dict[tuple[str, str], Json]:
        """Names of organisations and data sources, by facet and id."""
        found: dict[tuple[str, str], Json] = {}
        for facet, path in (("organisation", "organisations"), ("data_source", "data_sources")):
            rows = json.loads(self.body(path) or "{}").get(path, [])
            found |= {(facet, row["id"]): row["name"] for row in rows}
        return found


class Asking:
    """One query being answered over one connection."""

    def __init__(self, connection: Connection, query: AlgorithmQuery, value_names: dict[tuple[str, str], Json]) -> None:
        """Keep what is needed for all parts of the answer."""
        self.connection, self.query, self.value_names = connection, query, value_names
        self.match = match_expression(query.q)

    def wanted(self, but: str = "") -> Choice:
        """Numbers of the rows that fit the query, leaving one facet's own filter out."""
        return select(col(AlgorithmSummary.row_id)).where(*self.conditions(but))

    def conditions(self, but: str = "") -> list[ColumnElement[bool]]:
        """What a row must fulfil."""
        found: list[ColumnElement[bool]] = [col(AlgorithmSummary.listed) == true()]
        for facet, values in self.query.filters.items():
            if facet != but:
                having = select(col(FacetOf.row_id)).where(col(FacetOf.facet) == facet, col(FacetOf.value).in_(values))
                found.append(col(AlgorithmSummary.row_id).in_(having))
        if self.match:
            matching = text("SELECT rowid FROM fulltext WHERE fulltext MATCH :words").bindparams(words=self.match)
            found.append(col(AlgorithmSummary.row_id).in_(matching.columns(column("rowid"))))
        return found

    def total(self) -> int:
        """How many rows fit."""
        return self.connection.execute(select(func.count()).select_from(self.wanted().subquery())).scalar_one()

    def page(self) -> tuple[list[Found], str | None]:
        """The rows of this page, and the cursor of the next."""
        return self.ranked_page() if self.query.sort == "relevance" and self.match else self.ordered_page()

    def ordered_page(self) -> tuple[list[Found], str | None]:
        """A page in the order of a column, by keyset."""
        name, down = self.query.sort.removeprefix("-"), self.query.sort.startswith("-")
        order = ORDERS.get(name, ORDERS["name"])
        statement = select(col(AlgorithmSummary.body), order.label("position")).where(*self.conditions())
        if self.query.after is not None:
            start = str(read_cursor(self.query))
            statement = statement.where(order < start if down else order > start)
        statement = statement.order_by(order.desc() if down else order).limit(self.query.limit + 1)
        rows = list(self.connection.execute(statement))
        page = rows[: self.query.limit]
        more = len(rows) > self.query.limit
        return page, write_cursor(self.query, page[-1].position) if more else None

    def ranked_page(self) -> tuple[list[Found], str | None]:
        """A page by relevance: matches in names weigh ten times those in texts."""
        start = int(read_cursor(self.query)) if self.query.after is not None else 0
        ranked = text(
            "SELECT rowid AS number, bm25(fulltext, 10.0, 1.0) AS score "
            "FROM fulltext WHERE fulltext MATCH :words LIMIT :most"
        ).bindparams(words=self.match, most=RANKED)
        scores = {row.number: row.score for row in self.connection.execute(ranked)}
        numbers = sorted(self.connection.scalars(self.wanted()), key=lambda number: (scores.get(number, 0.0), number))
        page_numbers = numbers[start : start + self.query.limit]
        rows = {
            row.row_id: row
            for row in self.connection.execute(
                select(col(AlgorithmSummary.row_id), col(AlgorithmSummary.body)).where(
                    col(AlgorithmSummary.row_id).in_(page_numbers)
                )
            )
        }
        more = len(numbers) > start + self.query.limit
        following = write_cursor(self.query, start + self.query.limit) if more else None
        return [rows[number] for number in page_numbers], following

    def facets(self) -> list[Json]:
        """All facets with the counts that hold under the other filters."""
        counted = self.counts(COUNTING, self.wanted())
        for facet in self.query.filters:
            own = COUNTING.where(col(FacetOf.facet) == facet)
            counted[facet] = self.counts(own, self.wanted(but=facet)).get(facet, {})
        return [self.facet(name, counted.get(name, {})) for name in NAMES]

    def counts(self, counting: Choice, rows: Choice) -> dict[str, dict[str, int]]:
        """Number of rows by facet and value."""
        statement = counting.where(col(FacetOf.row_id).in_(rows)).group_by(col(FacetOf.facet), col(FacetOf.value))
        found: dict[str, dict[str, int]] = {}
        for row in self.connection.execute(statement):
            found.setdefault(row.facet, {})[row.value] = row.n
        return found

    def facet(self, name: str, counts: dict[str, int]) -> Json:
        """One facet, its most frequent values first; a value asked for is shown even when it gives nothing."""
        selected = self.query.filters.get(name, ())
        values = dict.fromkeys((*counts, *selected))
        ordered = sorted(values, key=lambda value: (-counts.get(value, 0), value))
        return {
            "name": name,
            "label": label(NAMES[name]),
            "values": [
                {
                    "value": value,
                    "label": self.label(name, value),
                    "count": counts.get(value, 0),
                    "selected": value in selected,
                }
                for value in ordered
            ],
        }

    def label(self, facet: str, value: str) -> Json:
        """What people call a value."""
        known = terms(facet).get(value)
        return label(known) if known else self.value_names.get((facet, value), {"fr": value, "en": value})


def match_expression(words: str) -> str:
    """User words as an expression that cannot fail: each token quoted, a longer one also as the start of a word."""
    return " ".join(
        f'"{token}"*' if len(token) >= SHORTEST_START else f'"{token}"' for token in tokens(words)[:MOST_TOKENS]
    )
