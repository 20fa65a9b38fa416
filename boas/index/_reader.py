"""Rows to answers: the only way pages and the API ask. Read-only, bounded, the same bytes every time."""

import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, bindparam, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DatabaseError
from sqlmodel import col, create_engine

from boas.errors import MachineError
from boas.index._answers import DataSourceList, OrganisationList
from boas.index._byte_cache import ByteCache
from boas.index._cache import load_cache
from boas.index._comparison import compare_versions
from boas.index._encoding import decode_answer, encode_answer
from boas.index._facet_names import FacetNames
from boas.index._facets import SOURCE_FACETS
from boas.index._integrity import is_intact
from boas.index._list_memory import ListedRow, ListMemory
from boas.index._notice_answers import NoticeList
from boas.index._query import AlgorithmQuery
from boas.index._tables import (
    FORMAT_VERSION,
    AlgorithmSummary,
    FacetName,
    FacetOf,
    Filled,
    SearchText,
    Stored,
    StoredArchive,
)
from boas.index._version_answers import Ledger, RemovedRow, VersionAnswer
from boas.parsing import Cache
from boas.translation import Message

if TYPE_CHECKING:
    from boas.index._records import Text

_ResultRow = Row[*tuple[Any, ...]]
_SelectStatement = Select[*tuple[Any, ...]]

_FILLED = select(
    col(Filled.filled_from), col(Filled.commit), col(Filled.recipe), col(Filled.languages), col(Filled.seal)
)
_SEAL = select(col(Filled.seal)).scalar_subquery().label("seal")
_ANSWER = select(col(Stored.body), col(Stored.key), _SEAL).where(col(Stored.path) == bindparam("path"))
_KEYS = select(col(Stored.path), col(Stored.key)).order_by(col(Stored.path))
_ARCHIVE = select(col(StoredArchive.body)).where(col(StoredArchive.path) == bindparam("path"))
_ARCHIVES = select(col(StoredArchive.path), col(StoredArchive.key)).order_by(col(StoredArchive.path))
_LISTED: _SelectStatement = (
    select(
        col(AlgorithmSummary.row_id),
        col(AlgorithmSummary.body),
        col(AlgorithmSummary.usable),
        col(AlgorithmSummary.example),
        col(AlgorithmSummary.name_order),
        col(AlgorithmSummary.level_order),
        col(AlgorithmSummary.changed_order),
        col(AlgorithmSummary.evaluated_order),
        col(SearchText.name).label("name_words"),
        col(SearchText.body).label("text_words"),
    )
    .join(SearchText, col(SearchText.row_id) == col(AlgorithmSummary.row_id))
    .order_by(col(AlgorithmSummary.row_id))
)
_FACET_NAMES = select(col(FacetName.facet), col(FacetName.value), col(FacetName.name))
_FACET_PAIRS = select(col(FacetOf.facet), col(FacetOf.value), col(FacetOf.row_id))

_NO_NOTICES = b'{"total":0,"notices":[]}'

_MOST_LISTS, _MOST_ANSWERS = 32 * 2**20, 64 * 2**20
"""Bytes of lists and of stored answers that are kept in memory."""


def open_index(path: Path) -> "Index":
    """The index in a file; raises `MachineError` when there is none that can be read."""
    engine = create_engine(
        f"sqlite:///file:{path}?mode=ro&uri=true", connect_args={"check_same_thread": False, "timeout": 5}
    )
    try:
        with engine.connect() as connection:
            version = connection.execute(text("PRAGMA user_version")).scalar()
            columns = (
                col(Filled.filled_from),
                col(Filled.commit),
                col(Filled.recipe),
                col(Filled.languages),
                col(Filled.seal),
            )
            filled = connection.execute(select(*columns)).one_or_none()
    except DatabaseError as error:
        engine.dispose()
        raise _make_unreadable_error(path, str(error.orig)) from error
    if version != FORMAT_VERSION or filled is None:
        engine.dispose()
        raise _make_unreadable_error(path, "another format")
    return Index(engine, filled.filled_from, filled.commit, filled.recipe, tuple(filled.languages.split()), filled.seal)


def _make_unreadable_error(path: Path, reason: str) -> MachineError:
    """There is no index to read."""
    return MachineError(
        Message("The index {name} cannot be read: {reason}", name=path.name, reason=reason),
        Message("Run `boas build`; the index is made anew."),
    )


class IndexReplacedError(MachineError):
    """The index was filled anew since it was opened: whoever asks again, of the new one, gets an answer."""


_REPLACED = Message("Another state of the registry took the place of the one that was asked.")
_ASK_AGAIN = Message("Ask again.")


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """One answer as it is sent."""

    body: bytes
    digest: str
    """SHA-256 of the body, in hex."""
    following: str | None = None
    """Of a page of a list, the cursor of the next one."""
    previous: str | None = None
    """Of a page of a list, the cursor of the one before; empty when that is the first one."""


class Index:
    """Answers about one registry at one commit. May be asked from several threads at once."""

    def __init__(  # noqa: PLR0913, PLR0917 -- what the row about its filling says
        self,
        engine: Engine,
        filled_from: str,
        commit: str,
        recipe: str,
        languages: tuple[str, ...],
        seal: str = "",
    ) -> None:
        """Keep the engine; what was asked for last is kept in memory."""
        self.engine = engine
        self.filled_from = filled_from
        """Commit of the repository it was filled from."""
        self.commit = commit
        """Commit of the content, which pages and answers name."""
        self.recipe = recipe
        self.languages = languages
        """Languages of the registry, the first one first."""
        self._seal = seal
        self.is_replaced = False
        """Whether another filling took the place of this one."""
        self._lists: ByteCache[AlgorithmQuery, StoredAnswer] = ByteCache(_MOST_LISTS)
        self._answers: ByteCache[str, StoredAnswer] = ByteCache(_MOST_ANSWERS)

    def drop_memory(self) -> None:
        """Drop the answers kept in memory: another index is asked from now on."""
        self._lists, self._answers = ByteCache(_MOST_LISTS), ByteCache(_MOST_ANSWERS)

    def close(self) -> None:
        """Let go of the file; asking again opens it anew."""
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
        found = self._fetch_answer(path)
        return found.body if found else None

    def find_answer(self, path: str) -> StoredAnswer | None:
        """One stored answer; those asked for last come from memory."""
        found = self._answers.get(path)
        if found is None:
            found = self._fetch_answer(path)
            if found is not None:
                self._answers.keep(path, found, len(found.body))
        return found

    def _fetch_answer(self, path: str) -> StoredAnswer | None:
        """One answer as it is stored; raises `IndexReplacedError` rather than mix two fillings."""
        with self.open_connection() as connection:
            row = connection.execute(_ANSWER, {"path": path}).one_or_none()
            self._refuse_replaced(row.seal if row else connection.scalar(select(_SEAL)))
        return StoredAnswer(row.body, row.key) if row else None

    def _refuse_replaced(self, seal: str | None) -> None:
        """Raise `IndexReplacedError` when what is there now is not what was opened."""
        if self._seal and seal != self._seal:
            self.is_replaced = True
            raise IndexReplacedError(_REPLACED, _ASK_AGAIN)

    def prepare(self) -> None:
        """Read what most questions need, before the first one is asked."""
        self.list_memory.prepare_words()
        self.find_answer("status")

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

    @cached_property
    def notices(self) -> NoticeList:
        """All notices, as `NoticeQuery` selects from them."""
        return decode_answer(self.read_body("notices") or _NO_NOTICES, NoticeList)

    @cached_property
    def removed(self) -> Mapping[str, tuple[RemovedRow, ...]]:
        """What stays of things that were taken out for good, by algorithm."""
        found: dict[str, tuple[RemovedRow, ...]] = {}
        body = self.read_body("ledger")
        for one in decode_answer(body, Ledger).removed if body else ():
            found[one.id] = (*found.get(one.id, ()), one)
        return found

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """The present id of each renamed algorithm, by every id it had before."""
        body = self.read_body("ledger")
        return {one.former: one.id for one in decode_answer(body, Ledger).renamed} if body else {}

    def list_algorithms(self, query: AlgorithmQuery) -> bytes:
        """JSON bytes of the list that answers a query; raises `QueryError` for a cursor of another list."""
        return self.find_list(query).body

    def find_list(self, query: AlgorithmQuery) -> StoredAnswer:
        """The list that answers a query, with its digest; equal queries are answered from memory."""
        found = self._lists.get(query)
        if found is None:
            page = self.list_memory.answer(query)
            found = StoredAnswer(page.body, sha256(page.body).hexdigest(), page.following, page.previous)
            self._lists.keep(query, found, len(page.body))
        return found

    @cached_property
    def list_memory(self) -> ListMemory:
        """All that answers queries about the list, read when it is first asked for."""
        with self.open_connection() as connection:
            connection.exec_driver_sql("BEGIN")  # all three of one filling
            self._refuse_replaced(connection.scalar(select(_SEAL)))
            rows, found = connection.execute(_LISTED).all(), connection.execute(_FACET_PAIRS).all()
        places = {row.row_id: place for place, row in enumerate(rows)}
        pairs = ((facet, value, places[number]) for facet, value, number in found)
        return ListMemory([_read_listed_row(row) for row in rows], pairs, self.facet_names, self.filled_from)

    @cached_property
    def facet_names(self) -> FacetNames:
        """Names of organisations, data sources and outcomes, by facet and value."""
        named = self.fetch_rows(_FACET_NAMES)
        found: dict[tuple[str, str], Text] = {(row.facet, row.value): json.loads(row.name) for row in named}
        if body := self.read_body("organisations"):
            rows = decode_answer(body, OrganisationList).organisations
            found |= {(facet, row.id): row.name for facet in ("organisation", "reused_by") for row in rows}
        if body := self.read_body("data_sources"):
            sources = decode_answer(body, DataSourceList).data_sources
            found |= {(facet, row.id): row.name for facet in SOURCE_FACETS for row in sources}
        return FacetNames(found)


def _read_listed_row(row: _ResultRow) -> ListedRow:
    """A row of the list as it is kept in memory: of its body only the JSON, without the digest behind it."""
    orders = (row.name_order, row.level_order, row.changed_order, row.evaluated_order)
    return ListedRow(row.body.split(b"\n", 1)[0], row.usable, row.example, orders, row.name_words, row.text_words)
