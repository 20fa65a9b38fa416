"""Small records that several answers share."""

from dataclasses import dataclass

from boas.documents import LocalText

Text = dict[str, str]
"""One text by language; at least in one."""


@dataclass(frozen=True, slots=True)
class TableFields:
    """A table of a registry with its cells as they stand in the file."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation, data source or algorithm by id and name."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Published:
    """The commit that brought the present content of a document."""

    commit: str
    author: str
    date: str
    """ISO 8601 with offset, from the commit."""


def to_text(text: LocalText) -> Text:
    """A text in the languages it has."""
    return dict(text.texts)
