"""Tables of the operations database, apart from those of the index: another file, another life.

Only types and statements that SQLite and PostgreSQL share.
"""

from sqlalchemy import BigInteger
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel


class OperationsTable(SQLModel, registry=registry()):
    """What all these tables share: their own list of tables, so that the index does not create them."""


class DatabaseFormat(OperationsTable, table=True):
    """The shape of the tables: one row."""

    id: int = Field(default=1, primary_key=True)
    number: int
    """Another number is another shape, which this program neither reads nor changes."""


class StoredKey(OperationsTable, table=True):
    """An API key, without its secret."""

    id: str = Field(primary_key=True)
    """The part of the key that is no secret and finds its row."""
    digest: str
    """SHA-256 of the whole key, in hex."""
    organisation: str
    """Id of the organisation for which it speaks."""
    scopes: str
    """What may be submitted with it, with spaces between them."""
    made: str
    """Day it was made (ISO 8601, UTC)."""
    until: str
    """Last day it is good for."""
    revoked: str = ""
    """Day it was revoked; empty while it was not."""


class StoredSubmission(OperationsTable, table=True):
    """A request that was taken, by which the same request is known again."""

    id: str = Field(primary_key=True)
    """Made of the key and of the Idempotency-Key; neither can be read from it."""
    key_id: str = Field(index=True)
    digest: str
    """SHA-256 of what was asked: another one under the same Idempotency-Key is a mistake."""
    received: str
    """Moment it came (ISO 8601, UTC)."""
    answer: str = ""
    """What became of it, as JSON; empty as long as that is open."""


class StoredUsage(OperationsTable, table=True):
    """How often something was fetched on one day: no trace of who, from where or with what."""

    day: str = Field(primary_key=True)
    """The day (ISO 8601, UTC)."""
    algorithm: str = Field(primary_key=True, index=True)
    """Id of the algorithm."""
    version: str = Field(primary_key=True)
    """The version; empty for an answer that is about no version in particular."""
    kind: str = Field(primary_key=True)
    """What was fetched, one of `USAGE_KINDS`."""
    agent: str = Field(primary_key=True)
    """What asked for it, one of `USAGE_AGENTS`."""
    n: int = Field(sa_type=BigInteger)
    """How often."""


FORMAT_NUMBER = 2
"""The shape that this program reads and writes. Format 1 had no counts; it is brought to this one when it is opened."""
