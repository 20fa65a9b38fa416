"""Bytes to documents and back: hostile text in, typed documents and faults with places out.

The only room that reads what authors wrote. It never raises because of a document's content, never
fetches anything and never follows a link; `checks` makes findings of what it notes.
"""

from boas.reading.characters import line_and_column
from boas.reading.collection import Collection, largest, read_collection, with_neighbours
from boas.reading.corrections import is_one_slip, quoted_like
from boas.reading.digest import digest_in, folder_digest
from boas.reading.document import Document
from boas.reading.fault import MOST_OF_A_SORT, Fault, TextFault
from boas.reading.folder import find_root, read_folder
from boas.reading.memory import NOTHING, Memory, Result, Shelf
from boas.reading.rewriting import with_changes, with_version
from boas.reading.tables import Row, Table
from boas.reading.validation import absent_at, nearest_of
from boas.reading.yaml_events import Loc, Spot, YamlText, dotted, read_yaml

__all__ = [
    "MOST_OF_A_SORT",
    "NOTHING",
    "Collection",
    "Document",
    "Fault",
    "Loc",
    "Memory",
    "Result",
    "Row",
    "Shelf",
    "Spot",
    "Table",
    "TextFault",
    "YamlText",
    "absent_at",
    "digest_in",
    "dotted",
    "find_root",
    "folder_digest",
    "is_one_slip",
    "largest",
    "line_and_column",
    "nearest_of",
    "quoted_like",
    "read_collection",
    "read_folder",
    "read_yaml",
    "with_changes",
    "with_neighbours",
    "with_version",
]
