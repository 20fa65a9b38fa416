"""What an index remembers for the next filling: documents read, folders digested, findings, evidence weighed, code.

All of it by content, and only what the registry still holds. An empty memory gives the same index, only later.
"""

import json
from collections.abc import Iterator

from sqlalchemy import Connection, delete, insert, select
from sqlmodel import col

from boas.checks import iter_check_results
from boas.documents import DOCUMENTS
from boas.index._composer import Composer
from boas.index._tables import KnownDigest, KnownDocument, KnownFindings, KnownResult
from boas.parsing import Cache, CacheEntry
from boas.registry import Registry, iter_scan_results


def store_cache(connection: Connection, composer: Composer) -> None:
    """Keep what is known of the present content, and nothing else."""
    _store_documents(connection, composer.registry)
    _store_digests(connection, composer.registry)
    _store_results(connection, composer)
    _store_findings(connection, composer.registry)


def _store_documents(connection: Connection, registry: Registry) -> None:
    """Remember every document found without fault by its blob; forget blobs no longer there."""
    good = {
        document.file.blob: document
        for document in registry.collection.documents.values()
        if document.kind in DOCUMENTS and not document.diagnostics and document.content is not None
    }
    before = set(connection.scalars(select(col(KnownDocument.blob))))
    for blob in sorted(before - good.keys()):
        connection.execute(delete(KnownDocument).where(col(KnownDocument.blob) == blob))
    new = [
        {"blob": blob, "text": json.dumps(good[blob].value, ensure_ascii=False)}
        for blob in sorted(good.keys() - before)
    ]
    if new:
        connection.execute(insert(KnownDocument), new)


def _store_digests(connection: Connection, registry: Registry) -> None:
    """Remember the digest of every version's folder, of each of its files and of every record."""
    connection.execute(delete(KnownDigest))
    rows = {entry.files_key: entry.digest for entry in registry.ledger.values()}
    rows |= {entry.files_key: entry.digest for entry in registry.records.values()}
    rows |= {entry.files[path]: one for entry in registry.ledger.values() for path, one in entry.sums.items()}
    if rows:
        connection.execute(insert(KnownDigest), [{"files_key": key, "digest": rows[key]} for key in sorted(rows)])


def _store_results(connection: Connection, composer: Composer) -> None:
    """Remember what took long to compute; what is remembered already is not even written as bytes."""
    found = {one.key: one for one in _iter_results(composer)}
    before = set(connection.scalars(select(col(KnownResult.key))))
    for key in sorted(before - found.keys()):
        connection.execute(delete(KnownResult).where(col(KnownResult.key) == key))
    for key in sorted(found.keys() - before):
        connection.execute(insert(KnownResult), {"key": key, "body": found[key].write()})


def _store_findings(connection: Connection, registry: Registry) -> None:
    """Remember what rules said of each part, and what they read for it."""
    kept = connection.execute(select(col(KnownFindings.part), col(KnownFindings.body)))
    before = {row.part: row.body for row in kept}
    now = {part: entry.write() for part, entry in registry.checked.items()}
    for part in sorted(before.keys() | now.keys()):
        if before.get(part) != now.get(part):
            connection.execute(delete(KnownFindings).where(col(KnownFindings.part) == part))
            if part in now:
                connection.execute(insert(KnownFindings), {"part": part, "body": now[part]})


def _iter_results(composer: Composer) -> Iterator[CacheEntry]:
    """What is worth remembering of a registry: evidence of evaluations, facts, scans of code, what rules computed."""
    for entry in composer.registry.algorithms.values():
        for one in () if not entry.evaluations else composer.get_assessment(entry).evaluations:
            yield from one.results
    yield from composer.facts.iter_entries()
    yield from iter_scan_results(composer.registry)
    yield from iter_check_results(composer.registry.collection)


def load_cache(connection: Connection) -> Cache:
    """Everything an index remembers."""
    documents = connection.execute(select(col(KnownDocument.blob), col(KnownDocument.text)))
    digests = connection.execute(select(col(KnownDigest.files_key), col(KnownDigest.digest)))
    found = connection.execute(select(col(KnownResult.key), col(KnownResult.body)))
    findings = connection.execute(select(col(KnownFindings.part), col(KnownFindings.body)))
    return Cache(
        {row.blob: row.text for row in documents},
        {row.files_key: row.digest for row in digests},
        {row.key: row.body for row in found},
        {row.part: row.body for row in findings},
    )
