"""The seal of an index: one digest over all its rows, by which damage shows that the database itself does not see.

A disk can change a byte inside a row; what was made of that row would then be published as if it were right.
"""

from hashlib import sha256

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError
from sqlmodel import SQLModel, col

from boas.index._tables import Filled


def compute_seal(connection: Connection) -> str:
    """SHA-256 over every row of every table, in the order of their keys, the seal itself left out."""
    digest = sha256()

    def add(*values: object) -> None:
        for value in values:
            data = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
            digest.update(b"%d:" % len(data) + data)

    for table in SQLModel.metadata.sorted_tables:
        add(table.name)
        columns = [column for column in table.columns if column.name != "seal"]
        for row in connection.execute(select(*columns).order_by(*table.primary_key.columns)):
            add(*row)
    return digest.hexdigest()


def is_intact(connection: Connection) -> bool:
    """Whether an index holds, byte for byte, what it was filled with."""
    try:
        return connection.scalar(select(col(Filled.seal))) == compute_seal(connection)
    except (DatabaseError, ValueError):  # a page of the file that is no page, bytes that are no text
        return False
