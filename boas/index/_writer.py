"""Registry to rows, in one transaction: what did not change is not written again.

The index is a shadow: a file of another format, or one that SQLite calls unsound, is thrown away and
filled anew. A reader never sees half of a filling.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, event, insert, select, text, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DatabaseError
from sqlmodel import SQLModel, col, create_engine

from boas.checks import list_package_versions
from boas.documents import compute_program_digest, find_package_folder
from boas.errors import MachineError
from boas.index._answer_groups import AnswerGroup, iter_answer_groups, name_algorithm_group
from boas.index._cache import store_cache
from boas.index._composer import Composer
from boas.index._encoding import encode_answer, encode_json
from boas.index._facet_facts import name_outcomes
from boas.index._facets import is_usable, list_facet_values
from boas.index._integrity import compute_seal, is_intact
from boas.index._normalisation import normalise_text, split_words
from boas.index._row_answers import AlgorithmRow
from boas.index._status_answers import FindingRow
from boas.index._tables import (
    FORMAT_VERSION,
    AlgorithmSummary,
    FacetName,
    FacetOf,
    Filled,
    KnownGroup,
    SearchText,
    Stored,
    StoredArchive,
)
from boas.registry import AlgorithmEntry, Registry, build_archive
from boas.translation import Message


@dataclass(frozen=True, slots=True)
class FillResult:
    """What a filling did to the stored answers."""

    written: int
    kept: int
    removed: int


def fill_index(
    registry: Registry, path: Path, findings: Iterable[Mapping[str, object]], *, anew: bool = False
) -> FillResult:
    """Make the index say what the registry says, with `anew` without keeping any of its rows.

    Rows of a damaged index are not kept either. Raises `MachineError` when the disk refuses.
    """
    composer, told = Composer(registry), msgspec.convert(list(findings), tuple[FindingRow, ...])
    try:
        with open_index_file(path) as connection:
            if anew or not _can_keep_rows(connection, registry.rule_packages):
                _clear_index(connection)
            result, kept = _store_answers(connection, iter_answer_groups(composer, told))
            _store_summaries(connection, composer, kept)
            _store_facet_names(connection, composer)
            store_cache(connection, composer)
            _store_archives(connection, registry)
            connection.execute(delete(Filled))
            change = registry.find_last_change()
            row = {
                "id": 1,
                "filled_from": registry.commit,
                "commit": change.commit if change else "",
                "recipe": compute_fingerprint(registry.rule_packages),
                "languages": " ".join(registry.collection.languages),
            }
            connection.execute(insert(Filled), row)
            connection.execute(update(Filled).values(seal=compute_seal(connection)))
    except (DatabaseError, OSError) as error:
        reason = error.orig if isinstance(error, DatabaseError) else error.strerror
        raise MachineError(
            Message("The index {name} cannot be written: {reason}", name=path.name, reason=reason),
            Message("Check disk space and permissions of the folder .boas/."),
        ) from error
    return result


def _can_keep_rows(connection: Connection, packages: Sequence[str]) -> bool:
    """Whether rows may stay: this very program filled the index, and the disk has changed nothing since.

    What another program made of the same content is not what this one makes.
    """
    return connection.scalar(select(col(Filled.recipe))) == compute_fingerprint(packages) and is_intact(connection)


def _clear_index(connection: Connection) -> None:
    """Empty an index."""
    for table in SQLModel.metadata.sorted_tables:
        connection.execute(delete(table))


def _store_answers(connection: Connection, groups: Iterable[AnswerGroup]) -> tuple[FillResult, frozenset[str]]:
    """Write the answers whose bytes changed and drop those that are gone, one group in memory at a time.

    Gives the names of the groups that were kept as they are as well.
    """
    before = {row.path: row.key for row in connection.execute(select(col(Stored.path), col(Stored.key)))}
    groups_before = select(col(KnownGroup.name), col(KnownGroup.made_of), col(KnownGroup.paths))
    known = {row.name: row for row in connection.execute(groups_before)}
    now, as_they_are, n_written = set[str](), set[str](), 0
    for group in groups:
        kept = known.pop(group.name, None)
        if kept and group.made_of and kept.made_of == group.made_of:
            now.update(kept.paths.split("\n"))
            as_they_are.add(group.name)
            continue
        bodies = {path: encode_answer(answer) for path, answer in group.make()}
        n_written += _store_group(connection, group, bodies, before)
        now.update(bodies)
    for name in sorted(known):
        connection.execute(delete(KnownGroup).where(col(KnownGroup.name) == name))
    gone = sorted(before.keys() - now)
    for path in gone:
        connection.execute(delete(Stored).where(col(Stored.path) == path))
    return FillResult(n_written, len(now) - n_written, len(gone)), frozenset(as_they_are)


def _store_group(
    connection: Connection, group: AnswerGroup, bodies: Mapping[str, bytes], before: Mapping[str, str]
) -> int:
    """Write the answers of a group whose bytes changed, and what it is made of; tells how many were written."""
    keys = {path: hashlib.sha256(body).hexdigest() for path, body in bodies.items()}
    changed = [path for path, key in sorted(keys.items()) if before.get(path) != key]
    for path in changed:
        connection.execute(delete(Stored).where(col(Stored.path) == path))
    if changed:
        rows = [{"path": path, "key": keys[path], "body": bodies[path]} for path in changed]
        connection.execute(insert(Stored), rows)
    connection.execute(delete(KnownGroup).where(col(KnownGroup.name) == group.name))
    if group.made_of:
        row = {"name": group.name, "made_of": group.made_of, "paths": "\n".join(sorted(keys))}
        connection.execute(insert(KnownGroup), row)
    return len(changed)


def _store_summaries(connection: Connection, composer: Composer, kept: frozenset[str]) -> None:
    """Write rows, facet values and full text of the algorithms that changed; not of those in groups that were kept."""
    stored = connection.execute(select(col(AlgorithmSummary.row_id), col(AlgorithmSummary.body)))
    before = {row.row_id: row.body for row in stored}
    now = {_compute_row_number(row): row for row in composer.rows.values()}
    moved = {n: row for n, row in now.items() if n not in before or name_algorithm_group(row.id) not in kept}
    texts = {row.id: _collect_search_text(composer.registry.algorithms[row.id]) for row in moved.values()}
    changed = {
        number: row
        for number, row in sorted(moved.items())
        if before.get(number) != _encode_summary(row, texts[row.id])
    }
    for number in (*changed, *sorted(before.keys() - now.keys())):
        _delete_summary(connection, number)
    for number, row in changed.items():
        connection.execute(
            insert(AlgorithmSummary), _build_summary_row(number, row, _encode_summary(row, texts[row.id]))
        )
        connection.execute(
            insert(FacetOf), [{"facet": f, "value": v, "row_id": number} for f, v in list_facet_values(row)]
        )
        named = " ".join((row.id, *row.name.values()))
        connection.execute(
            insert(SearchText),
            {"row_id": number, "name": " ".join(split_words(named)), "body": " ".join(split_words(texts[row.id]))},
        )


def _store_facet_names(connection: Connection, composer: Composer) -> None:
    """Write what was predicted in words, by the value that stands for it."""
    entries = composer.registry.algorithms.values()
    names = name_outcomes(document.content for entry in entries for document in entry.evaluations)
    connection.execute(delete(FacetName))
    if names:
        rows = [{"facet": "outcome", "value": one, "name": encode_json(text)} for one, text in sorted(names.items())]
        connection.execute(insert(FacetName), rows)


def _delete_summary(connection: Connection, number: int) -> None:
    """Drop everything about one row of the list."""
    connection.execute(delete(AlgorithmSummary).where(col(AlgorithmSummary.row_id) == number))
    connection.execute(delete(FacetOf).where(col(FacetOf.row_id) == number))
    connection.execute(delete(SearchText).where(col(SearchText.row_id) == number))


def _encode_summary(row: AlgorithmRow, words: str) -> bytes:
    """The row as JSON and, behind a line end, a digest of its words: changes when either does."""
    return encode_answer(row) + b"\n" + hashlib.sha256(words.encode()).hexdigest().encode()


def _compute_row_number(row: AlgorithmRow) -> int:
    """A row's number: better documented and measured algorithms first, withdrawn ones last.

    It is stable while these facts are. Search looks at rows in this order and ranks only the first of them, so the
    order must mean quality.
    """
    quality = (4 - row.level) * 2 + (row.headline is None) + _WORST_QUALITY * (not is_usable(row))
    return (quality << 48) | int.from_bytes(hashlib.sha256(row.id.encode()).digest()[:6])


_WORST_QUALITY = 16
"""More than the level and the figures of an algorithm can come to."""


def _build_summary_row(number: int, row: AlgorithmRow, body: bytes) -> dict[str, Any]:
    """One row of the list with its sort keys, each unique because it ends with the id."""
    name = normalise_text(next(iter(row.name.values())))
    return {
        "row_id": number,
        "id": row.id,
        "name_order": f"{name}\t{row.id}",
        "level_order": f"{row.level}\t{row.id}",
        "changed_order": f"{_get_change_date(row)}\t{row.id}",
        "evaluated_order": f"{row.last_evaluated or ''}\t{row.id}",
        "usable": is_usable(row),
        "example": row.origin == "example",
        "body": body,
    }


_DRAFT_DATE = "9999"
"""Stands for the date of a draft: nothing that is published is newer."""


def _get_change_date(row: AlgorithmRow) -> str:
    """When an algorithm last changed; empty when it is not known."""
    return _DRAFT_DATE if row.draft else row.published.date if row.published else ""


def _collect_search_text(entry: AlgorithmEntry) -> str:
    """Everything a reader may search an algorithm by: all texts of its documents, and its codes."""
    documents = (entry.document, entry.latest.document, *entry.latest.methods.values(), *entry.evaluations)
    cells = (cell for d in entry.latest.codelists.values() for row in d.content.rows for cell in row.cells)
    return "\n".join(
        (*(part for document in documents for part in _iter_strings(document.value or document.content)), *cells)
    )


def _iter_strings(value: object) -> Iterator[str]:
    """Every string inside a plain value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for child in value.values():
            yield from _iter_strings(child)
    elif isinstance(value, list):
        for child in value:
            yield from _iter_strings(child)


def _store_archives(connection: Connection, registry: Registry) -> None:
    """Make the archives of folders that are new or changed; drop those of folders that are gone."""
    wanted = {f"archives/{one.id}-{one.version}.zip": one for one in registry.ledger.values()}
    stored = connection.execute(select(col(StoredArchive.path), col(StoredArchive.digest)))
    before = {row.path: row.digest for row in stored}
    stale = [path for path, digest in before.items() if path not in wanted or wanted[path].digest != digest]
    for path in sorted(stale):
        connection.execute(delete(StoredArchive).where(col(StoredArchive.path) == path))
    for path, one in sorted(wanted.items()):
        if before.get(path) != one.digest:
            body = build_archive(registry.collection.tree, one.files, f"{one.id}-{one.version}")
            row = {"path": path, "digest": one.digest, "key": hashlib.sha256(body).hexdigest(), "body": body}
            connection.execute(insert(StoredArchive), row)


_DOWNSTREAM_ROOMS = frozenset(
    {"api", "cli", "discovery", "library", "proposals", "publishing", "scaffolding", "serving", "site"}
)
"""Rooms that only ask the index: what they say decides nothing in it."""


@cache
def compute_fingerprint(packages: Sequence[str] = ()) -> str:
    """Digest of the program and its vocabularies, with the packages whose rules apply and their versions.

    An index made by another program, or under other rules, is filled anew.
    """
    vocabularies = (find_package_folder("schemas") / "vocabularies").glob("*.yaml")
    return " ".join(
        (str(FORMAT_VERSION), compute_program_digest(_DOWNSTREAM_ROOMS, vocabularies), *list_package_versions(packages))
    )


@contextmanager
def open_index_file(path: Path) -> Iterator[Connection]:
    """One transaction that writes; a file that is no sound index of this format is replaced by a new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not _is_sound(path):
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            path.with_name(name).unlink(missing_ok=True)
    engine = _create_write_engine(path)
    try:
        with engine.begin() as connection:
            SQLModel.metadata.create_all(connection)
            connection.execute(text(f"PRAGMA user_version = {FORMAT_VERSION}"))
            yield connection
    finally:
        engine.dispose()


_PATIENCE = 600
"""Seconds to wait for whoever fills the same index: answers are made while it is being written."""


def _create_write_engine(path: Path) -> Engine:
    """An engine that writes, with one transaction from the first statement to the commit."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": _PATIENCE})

    @event.listens_for(engine, "connect")
    def prepare_connection(connection: sqlite3.Connection, _record: object) -> None:
        # SQLAlchemy begins transactions itself (below); the driver must not.
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode = WAL")
        # What was removed from the registry does not stay behind in the file's free pages.
        connection.execute("PRAGMA secure_delete = ON")

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _is_sound(path: Path) -> bool:
    """Whether a file is an index of this format that SQLite finds whole."""
    engine = create_engine(f"sqlite:///file:{path}?mode=ro&uri=true")
    try:
        with engine.connect() as connection:
            version = connection.execute(text("PRAGMA user_version")).scalar()
            return version == FORMAT_VERSION and connection.execute(text("PRAGMA quick_check")).scalar() == "ok"
    except DatabaseError:
        return False
    finally:
        engine.dispose()
