"""Tables of the index: the shape of storage, filled from the registry and thrown away at will.

Rows are not the domain: cards are the truth, answers are what is asked for. `Stored` keeps every
answer as the bytes that are sent; the other tables only find which algorithms a query means.
"""

from zlib import crc32

from sqlalchemy import BigInteger, Integer, LargeBinary
from sqlmodel import Field, SQLModel

_ROW_NUMBER = BigInteger().with_variant(Integer, "sqlite")
"""Rows are numbered by quality, beyond what an integer of 32 bits holds; SQLite's own have 64."""


class Filled(SQLModel, table=True):
    """From what the index was filled: one row."""

    id: int = Field(default=1, primary_key=True)
    filled_from: str
    """Commit of the repository it was filled from."""
    commit: str
    """Commit of the content: the last one that touched the registry's folder; empty in a shallow clone."""
    recipe: str
    """Digest of everything besides the documents that decides the content: program and vocabularies."""
    languages: str
    """Languages of the registry, the first one first, with spaces between them."""
    seal: str = ""
    """Digest of all rows, by which damage on disk shows."""


class KnownDocument(SQLModel, table=True):
    """A document found without fault, so that its blob need not be parsed again."""

    blob: str = Field(primary_key=True)
    text: str
    """Its content as JSON."""


class KnownDigest(SQLModel, table=True):
    """The digest of a version's folder or of one of its files, so that no file need be read again."""

    files_key: str = Field(primary_key=True)
    """Names the files by their blob ids; of a single file its blob id itself."""
    digest: str


class KnownResult(SQLModel, table=True):
    """What took long to compute from the content of some files: evidence weighed, code scanned, facts of algorithms."""

    key: str = Field(primary_key=True)
    """Names the kind of result and the content it was computed from."""
    body: bytes = Field(sa_type=LargeBinary)


class KnownFindings(SQLModel, table=True):
    """What rules said of one part of the registry, with the digest of all that they read for it."""

    part: str = Field(primary_key=True)
    """The folder of an algorithm, or the path of a file beside."""
    body: bytes = Field(sa_type=LargeBinary)


class KnownGroup(SQLModel, table=True):
    """Answers that are made of the same, so that they need not be made again while that has not changed."""

    name: str = Field(primary_key=True)
    made_of: str
    """Digest of all that decides them."""
    paths: str
    """Their paths, with line ends between them."""


class Stored(SQLModel, table=True):
    """One answer as it is sent."""

    path: str = Field(primary_key=True)
    key: str
    """SHA-256 of the body: names its content, serves as ETag."""
    body: bytes = Field(sa_type=LargeBinary)


class StoredArchive(SQLModel, table=True):
    """A version's folder as one file to download."""

    path: str = Field(primary_key=True)
    """`archives/ID-VERSION.zip`."""
    digest: str
    """Digest of the folder: another one asks for another archive."""
    key: str
    """SHA-256 of the body."""
    body: bytes = Field(sa_type=LargeBinary)


class AlgorithmSummary(SQLModel, table=True):
    """One algorithm of the list, with what it can be sorted by."""

    row_id: int = Field(primary_key=True, sa_type=_ROW_NUMBER)
    """Position by quality: also the row of its words."""
    id: str = Field(unique=True)
    name_order: str = Field(index=True)
    """Name folded to plain letters, then id: one order for every language."""
    level_order: str = Field(index=True)
    changed_order: str = Field(index=True)
    evaluated_order: str = Field(index=True)
    usable: bool = Field(index=True)
    """Whether it is neither a worked example nor withdrawn: what was withdrawn stands at the end of every list."""
    example: bool
    """Whether it is a worked example with invented numbers, which stands in no list."""
    body: bytes = Field(sa_type=LargeBinary)
    """Its row as JSON."""


class SearchText(SQLModel, table=True):
    """The words an algorithm is searched by, as the one tokenizer cuts them, with spaces between them."""

    row_id: int = Field(primary_key=True, sa_type=_ROW_NUMBER)
    name: str
    """Words of its id and of its names."""
    body: str
    """Words of all its documents, and its codes."""


class FacetOf(SQLModel, table=True):
    """One value of one facet that an algorithm has."""

    facet: str = Field(primary_key=True)
    value: str = Field(primary_key=True)
    row_id: int = Field(primary_key=True, index=True, sa_type=_ROW_NUMBER)


class FacetName(SQLModel, table=True):
    """What people call a value of a facet that neither a vocabulary nor a document of its own names."""

    facet: str = Field(primary_key=True)
    value: str = Field(primary_key=True)
    name: bytes = Field(sa_type=LargeBinary)
    """Texts by language as JSON."""


def _compute_format_version() -> int:
    """A number for the shape of all tables, so that an index of another shape is made anew; fits `user_version`."""
    columns = (
        f"{table.name}.{column.name} {column.type}"
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns
    )
    return crc32("\n".join(sorted(columns)).encode()) >> 1


FORMAT_VERSION = _compute_format_version()
