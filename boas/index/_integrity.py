"""The seal of an index: one digest over all its rows, by which damage shows that the database itself does not see.

A disk can change a byte inside a row; what was made of that row would then be published as if it were right.
"""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError
from sqlmodel import SQLModel, col

from boas.index._tables import Filled


def compute_seal(connection: Connection) -> str:
    """SHA-256 over every row of every table, in the order of their keys, the seal itself left out."""
    digest = sha256()
    for table in SQLModel.metadata.sorted_tables:
        digest.update(_encode_row((table.name,)))
        columns = [column for column in table.columns if column.name != "seal"]
        found = connection.execute(select(*columns).order_by(*table.primary_key.columns))
        for rows in found.partitions(_AT_ONCE):
            digest.update(b"".join([_encode_row(row) for row in rows]))
    return digest.hexdigest()


_AT_ONCE = 64
"""Rows that are read and digested together."""


def _encode_row(values: Iterable[object]) -> bytes:
    """Values one after the other, each behind its length."""
    parts = [one if isinstance(one, bytes) else str(one).encode("utf-8", "surrogatepass") for one in values]
    return b"".join([b"%d:%b" % (len(part), part) for part in parts])


def is_intact(connection: Connection) -> bool:
    """Whether an index holds, byte for byte, what it was filled with."""
    try:
        return connection.scalar(select(col(Filled.seal))) == compute_seal(connection)
    except (DatabaseError, ValueError):  # a page of the file that is no page, bytes that are no text
        return False
