"""Rows to answers: the only way pages and the API ask. Read-only, bounded, the same bytes every time."""

import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    String,
    and_,
    bindparam,
    column,
    false,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DatabaseError
from sqlmodel import col, create_engine

from boas.errors import MachineError
from boas.index._answers import DataSourceList, Facet, FacetValue, OrganisationList, QueryEcho
from boas.index._cache import load_cache
from boas.index._comparison import compare_versions
from boas.index._encoding import decode_answer, encode_answer, encode_json
from boas.index._facets import FACET_LABELS, load_facet_terms
from boas.index._integrity import is_intact
from boas.index._normalisation import split_words
from boas.index._query import AlgorithmQuery, read_cursor, write_cursor
from boas.index._records import Text
from boas.index._tables import FORMAT_VERSION, AlgorithmSummary, FacetOf, Filled, Stored, StoredArchive
from boas.index._version_answers import VersionAnswer
from boas.parsing import Cache
from boas.translation import Message, make_verbatim

_MOST_TOKENS = 16
_MAX_RANKED = 500
"""How many matches are ranked; rows stand in order of quality, so the first ones are the ones to rank."""

_ORDERS: Mapping[str, ColumnElement[str]] = {
    "name": column("name_order", String),
    "level": column("level_order", String),
    "changed": column("changed_order", String),
}


_ResultRow = Row[*tuple[Any, ...]]
_SelectStatement = Select[*tuple[Any, ...]]

_FACET_COUNTS = select(col(FacetOf.facet), col(FacetOf.value), func.count().label("n"))

_BODY = select(col(Stored.body)).where(col(Stored.path) == bindparam("path"))
_KEYS = select(col(Stored.path), col(Stored.key)).order_by(col(Stored.path))
_ARCHIVE = select(col(StoredArchive.body)).where(col(StoredArchive.path) == bindparam("path"))
_ARCHIVES = select(col(StoredArchive.path), col(StoredArchive.key)).order_by(col(StoredArchive.path))

_USABLE, _WITHDRAWN = "1", "0"
"""How a cursor begins: whether the algorithm it stands at may be used."""

_SHORTEST_START = 3
"""Letters a word must have to be searched as the start of a longer one."""


def open_index(path: Path) -> "Index":
    """The index in a file; raises `MachineError` when there is none that can be read."""
    engine = create_engine(
        f"sqlite:///file:{path}?mode=ro&uri=true", connect_args={"check_same_thread": False, "timeout": 5}
    )
    try:
        with engine.connect() as connection:
            version = connection.execute(text("PRAGMA user_version")).scalar()
            columns = (col(Filled.filled_from), col(Filled.commit), col(Filled.recipe), col(Filled.languages))
            filled = connection.execute(select(*columns)).one_or_none()
    except DatabaseError as error:
        engine.dispose()
        raise _make_unreadable_error(path, str(error.orig)) from error
    if version != FORMAT_VERSION or filled is None:
        engine.dispose()
        raise _make_unreadable_error(path, "another format")
    return Index(engine, filled.filled_from, filled.commit, filled.recipe, tuple(filled.languages.split()))


def _make_unreadable_error(path: Path, reason: str) -> MachineError:
    """There is no index to read."""
    return MachineError(
        Message("The index {name} cannot be read: {reason}", name=path.name, reason=reason),
        Message("Run `boas build`; the index is made anew."),
    )


class Index:
    """Answers about one registry at one commit. May be asked from several threads at once."""

    def __init__(self, engine: Engine, filled_from: str, commit: str, recipe: str, languages: tuple[str, ...]) -> None:
        """Keep the engine; lists already asked for are kept with it."""
        self.engine = engine
        self.filled_from = filled_from
        """Commit of the repository it was filled from."""
        self.commit = commit
        """Commit of the content, which pages and answers name."""
        self.recipe = recipe
        self.languages = languages
        """Languages of the registry, the first one first."""
        self._list = lru_cache(maxsize=1024)(self._list_bytes)

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    @contextmanager
    def open_connection(self) -> Iterator[Connection]:
        """A connection for one question; raises `MachineError` when SQLite finds the file unsound."""
        try:
            with self.engine.connect() as connection:
                yield connection
        except DatabaseError as error:
            raise _make_unreadable_error(Path(self.engine.url.database or ""), str(error.orig)) from error

    def fetch_rows(self, statement: _SelectStatement) -> Sequence[_ResultRow]:
        """Every row of a statement."""
        with self.open_connection() as connection:
            return connection.execute(statement).all()

    def read_body(self, path: str) -> bytes | None:
        """The JSON bytes of one stored answer; nothing when there is none."""
        with self.open_connection() as connection:
            return connection.execute(_BODY, {"path": path}).scalar()

    def list_keys(self) -> Iterator[tuple[str, str]]:
        """Path and content key (SHA-256) of every stored answer, by path."""
        return ((row.path, row.key) for row in self.fetch_rows(_KEYS))

    def list_archives(self) -> Iterator[tuple[str, str]]:
        """Path (`archives/ID-VERSION.zip`) and content key of every version's archive, by path."""
        return ((row.path, row.key) for row in self.fetch_rows(_ARCHIVES))

    def read_archive(self, path: str) -> bytes | None:
        """The bytes of one archive; nothing when there is none."""
        with self.open_connection() as connection:
            return connection.execute(_ARCHIVE, {"path": path}).scalar()

    def is_intact(self) -> bool:
        """Whether every row is as it was filled; what a disk changed since must not be built from."""
        with self.open_connection() as connection:
            return is_intact(connection)

    def load_cache(self) -> Cache:
        """What need not be read, digested, weighed or scanned again, by content."""
        with self.open_connection() as connection:
            return load_cache(connection)

    def build_comparison(self, algorithm: str, before: str, after: str) -> bytes | None:
        """JSON bytes of the comparison of any two versions; nothing when there is no such version."""
        start = f"algorithms/{algorithm}/versions"
        old, new = self.read_body(f"{start}/{before}"), self.read_body(f"{start}/{after}")
        if not old or not new:
            return None
        return encode_answer(compare_versions(decode_answer(old, VersionAnswer), decode_answer(new, VersionAnswer)))

    def suggest_ids(self, kind: str, identifier: str) -> tuple[str, ...]:
        """Ids of one kind (`algorithms`, `data_sources`, `organisations`, `vocabularies`) close to an unknown one."""
        return tuple(difflib.get_close_matches(identifier[:64], self.ids.get(kind, ()), n=3, cutoff=0.5))

    @cached_property
    def ids(self) -> dict[str, list[str]]:
        """Ids of things that have an answer of their own, by kind."""
        found: dict[str, list[str]] = {}
        for path, _ in self.list_keys():
            kind, _, identifier = path.partition("/")
            if identifier and "/" not in identifier:
                found.setdefault(kind, []).append(identifier)
        return found

    def list_algorithms(self, query: AlgorithmQuery) -> bytes:
        """JSON bytes of the list that answers a query; equal queries are answered from memory."""
        return self._list(query)

    def _list_bytes(self, query: AlgorithmQuery) -> bytes:
        with self.open_connection() as connection:
            ask = _QueryExecution(connection, query, self.value_names)
            page, following = ask.read_page()
            answer = {
                "total": ask.count_rows(),
                "n_withdrawn": ask.count_rows(col(AlgorithmSummary.usable) == false()),
                "algorithms": [json.loads(row.body.split(b"\n", 1)[0]) for row in page],
                "facets": ask.build_facets(),
                "next": following,
                "query": QueryEcho(query.q, dict(query.filters), query.sort, query.limit),
            }
        return encode_json(answer)

    @cached_property
    def value_names(self) -> dict[tuple[str, str], Text]:
        """Names of organisations and data sources, by facet and id."""
        found: dict[tuple[str, str], Text] = {}
        if body := self.read_body("organisations"):
            rows = decode_answer(body, OrganisationList).organisations
            found |= {(facet, row.id): row.name for facet in ("organisation", "reused_by") for row in rows}
        if body := self.read_body("data_sources"):
            found |= {("data_source", row.id): row.name for row in decode_answer(body, DataSourceList).data_sources}
        return found


class _QueryExecution:
    """One query being answered over one connection."""

    def __init__(self, connection: Connection, query: AlgorithmQuery, value_names: dict[tuple[str, str], Text]) -> None:
        """Keep what is needed for all parts of the answer."""
        self.connection, self.query, self.value_names = connection, query, value_names
        self.match = _build_match_expression(query.q)

    def select_row_ids(self, but: str = "") -> _SelectStatement:
        """Numbers of the rows that fit the query, leaving one facet's own filter out."""
        return select(col(AlgorithmSummary.row_id)).where(*self.build_conditions(but))

    def build_conditions(self, but: str = "") -> list[ColumnElement[bool]]:
        """What a row must fulfil."""
        # What was withdrawn is shown too, after all others; worked examples never are.
        found: list[ColumnElement[bool]] = [col(AlgorithmSummary.example) == false()]
        for facet, values in self.query.filters.items():
            if facet != but:
                having = select(col(FacetOf.row_id)).where(col(FacetOf.facet) == facet, col(FacetOf.value).in_(values))
                found.append(col(AlgorithmSummary.row_id).in_(having))
        if self.match:
            matching = text("SELECT rowid FROM fulltext WHERE fulltext MATCH :words").bindparams(words=self.match)
            found.append(col(AlgorithmSummary.row_id).in_(matching.columns(column("rowid"))))
        return found

    def count_rows(self, *more: ColumnElement[bool]) -> int:
        """How many rows fit, and fulfil more conditions."""
        rows = self.select_row_ids().where(*more).subquery()
        return self.connection.execute(select(func.count()).select_from(rows)).scalar_one()

    def read_page(self) -> tuple[list[_ResultRow], str | None]:
        """The rows of this page, and the cursor of the next."""
        return self.fetch_ranked_page() if self.query.sort == "relevance" and self.match else self.fetch_ordered_page()

    def fetch_ordered_page(self) -> tuple[list[_ResultRow], str | None]:
        """A page in the order of a column, by keyset."""
        name, down = self.query.sort.removeprefix("-"), self.query.sort.startswith("-")
        order = _ORDERS.get(name, _ORDERS["name"])
        usable = col(AlgorithmSummary.usable)
        statement = select(col(AlgorithmSummary.body), usable, order.label("position")).where(*self.build_conditions())
        if self.query.after is not None:
            part, start = str(read_cursor(self.query)).split(":", 1)
            beyond = order < start if down else order > start
            statement = statement.where(
                or_(usable == false(), beyond) if part == _USABLE else and_(usable == false(), beyond)
            )
        statement = statement.order_by(usable.desc(), order.desc() if down else order).limit(self.query.limit + 1)
        rows = list(self.connection.execute(statement))
        page = rows[: self.query.limit]
        if len(rows) <= self.query.limit:
            return page, None
        last = page[-1]
        return page, write_cursor(self.query, f"{_USABLE if last.usable else _WITHDRAWN}:{last.position}")

    def fetch_ranked_page(self) -> tuple[list[_ResultRow], str | None]:
        """A page by relevance: matches in names weigh ten times those in texts."""
        start = int(read_cursor(self.query)) if self.query.after is not None else 0
        ranked = text(
            "SELECT rowid AS number, bm25(fulltext, 10.0, 1.0) AS score "
            "FROM fulltext WHERE fulltext MATCH :words LIMIT :most"
        ).bindparams(words=self.match, most=_MAX_RANKED)
        scores = {row.number: row.score for row in self.connection.execute(ranked)}
        withdrawn = set(self.connection.scalars(self.select_row_ids().where(col(AlgorithmSummary.usable) == false())))
        numbers = sorted(
            self.connection.scalars(self.select_row_ids()),
            key=lambda number: (number in withdrawn, scores.get(number, 0.0), number),
        )
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

    def build_facets(self) -> tuple[Facet, ...]:
        """All facets with the counts that hold under the other filters."""
        counted = self.counts(_FACET_COUNTS, self.select_row_ids())
        for facet in self.query.filters:
            own = _FACET_COUNTS.where(col(FacetOf.facet) == facet)
            counted[facet] = self.counts(own, self.select_row_ids(but=facet)).get(facet, {})
        return tuple(self.build_facet(name, counted.get(name, {})) for name in FACET_LABELS)

    def counts(self, counting: _SelectStatement, rows: _SelectStatement) -> dict[str, dict[str, int]]:
        """Number of rows by facet and value."""
        statement = counting.where(col(FacetOf.row_id).in_(rows)).group_by(col(FacetOf.facet), col(FacetOf.value))
        found: dict[str, dict[str, int]] = {}
        for row in self.connection.execute(statement):
            found.setdefault(row.facet, {})[row.value] = row.n
        return found

    def build_facet(self, name: str, counts: dict[str, int]) -> Facet:
        """One facet, its most frequent values first; a value asked for is shown even when it gives nothing."""
        selected = self.query.filters.get(name, ())
        values = dict.fromkeys((*counts, *selected))
        ordered = sorted(values, key=lambda value: (-counts.get(value, 0), value))
        found = (
            FacetValue(value, self.name_value(name, value), counts.get(value, 0), value in selected)
            for value in ordered
        )
        return Facet(name, FACET_LABELS[name].to_texts(), tuple(found))

    def name_value(self, facet: str, value: str) -> Text:
        """What people call a value."""
        known = load_facet_terms(facet).get(value)
        return known.to_texts() if known else self.value_names.get((facet, value), make_verbatim(value).to_texts())


def _build_match_expression(words: str) -> str:
    """User words as an expression that cannot fail: each token quoted, a longer one also as the start of a word."""
    return " ".join(
        f'"{token}"*' if len(token) >= _SHORTEST_START else f'"{token}"' for token in split_words(words)[:_MOST_TOKENS]
    )
