"""From an official list to the built file of a release: read, complete the hierarchy, sort."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from boas.errors import UsageError
from boas.nomenclatures._code_entry import CodeEntry
from boas.nomenclatures._release import CodeRelease, open_release, render_release
from boas.nomenclatures._source_tables import read_table_source
from boas.nomenclatures._source_xml import read_xml_source
from boas.translation import Message

_NO_COLUMNS: Mapping[str, str] = {}
_SHORTEST_HEADING = 2


@dataclass(frozen=True, slots=True)
class BuiltRelease:
    """A release as it was built."""

    release: CodeRelease
    n_codes: int
    n_headings: int
    """Codes that data never hold by themselves."""
    n_deleted: int


def build_release(system: str, release: str, data: bytes, columns: Mapping[str, str] = _NO_COLUMNS) -> BuiltRelease:
    """The built file of one release from an official list.

    Args:
        system: Term of the vocabulary `code_systems`.
        release: Name of the release, as codelists give it.
        data: The list: a table (text, CSV, plain or with gzip) or XML.
        columns: Names of columns of a table by what they hold, where they are unusual.

    Raises:
        UsageError: The list cannot be read or holds no code.
    """
    is_xml = data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<")
    read = read_xml_source(system, data) if is_xml else read_table_source(system, data, columns)
    entries = _complete_headings(system, _complete_parents(read))
    if not entries:
        raise UsageError(Message("This file holds no code."), Message("Give the list as its owner publishes it."))
    states = [entry.state for entry in entries]
    built = open_release(render_release(system, " ".join(release.split()), entries))
    return BuiltRelease(built, len(entries), states.count("heading"), states.count("deleted"))


def _complete_parents(entries: Iterable[CodeEntry]) -> list[CodeEntry]:
    """The same entries; one that names no parent stands under its longest start that is a code."""
    by_code = {entry.code: entry for entry in entries}
    return [
        entry if entry.parent else replace(entry, parent=_find_longest_start(code, by_code))
        for code, entry in by_code.items()
    ]


_HIERARCHIES = frozenset({"ATC", "CIM-10", "ICD-10", "ICD-10-CM", "ICD-9", "OPCS-4"})
"""Systems in which a code that others stand under is not used by itself, unless the list says so."""


def _complete_headings(system: str, entries: list[CodeEntry]) -> list[CodeEntry]:
    """The same entries; where the list gives no code a state, those that others stand under are headings."""
    if system not in _HIERARCHIES or any(entry.state not in {"usable", "deleted"} for entry in entries):
        return entries
    parents = {entry.parent for entry in entries}
    return [
        replace(entry, state="heading") if entry.code in parents and entry.state == "usable" else entry
        for entry in entries
    ]


def _find_longest_start(code: str, known: Mapping[str, CodeEntry]) -> str:
    """The longest start of a code that is a code itself; empty when none is."""
    starts = (code[:length] for length in range(len(code) - 1, _SHORTEST_HEADING - 1, -1))
    return next((start for start in starts if start in known), "")
