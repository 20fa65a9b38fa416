"""For which versions a figure or a judgement stands: it belongs to the version measured, and to no other by itself.

A figure is carried over to a later version while no change between the two can change a result, and a judgement
while nothing differs but the number and the list of changes. Neither is ever carried back: what a newer version is
worth was not known when the older one was pinned.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from boas.changes import VersionContent, find_changes, list_cells, map_table_by_code, read_coefficients
from boas.documents import get_file_name, parse_version
from boas.parsing import Document
from boas.registry._snapshot import AlgorithmEntry, Registry, VersionEntry
from boas.translation import Message

_VersionRelation = Literal["measured", "unchanged", "changed", "later", "unknown"]
"""How a version stands to the one measured: the same; later, with the same results; later, and results may differ;
earlier; unknown, because the version measured is not in the registry."""


@dataclass(frozen=True)
class Applicability:
    """How one version stands to the version measured, and what can have changed results since."""

    relation: _VersionRelation
    changes: tuple[Message, ...] = ()
    """Sentences about what can change a result, step by step; only with `changed`."""

    @property
    def holds(self) -> bool:
        """Whether figures of the version measured are figures of this one."""
        return self.relation in {"measured", "unchanged"}


SAME = Applicability("measured")
UNKNOWN = Applicability("unknown")


def map_applicability(entry: AlgorithmEntry, measured: Iterable[str]) -> dict[tuple[str, str], Applicability]:
    """How every version of an algorithm stands to every version measured, by both numbers."""
    wanted, numbers = set(measured), [version.version for version in reversed(entry.versions)]
    # Algorithms of one version, nearly all of them, are never compared.
    compared = entry.versions if len(numbers) > 1 and wanted else ()
    contents = {version.version: _build_version_content(entry, version) for version in compared}
    return {
        (text, other): _determine_applicability(contents, numbers, text, other) for text in wanted for other in numbers
    }


def _determine_applicability(
    contents: Mapping[str, VersionContent], numbers: Sequence[str], measured: str, shown: str
) -> Applicability:
    """How a version stands to the one measured; `numbers` are all versions, the oldest first."""
    if measured == shown:
        return SAME
    if measured not in numbers:
        return UNKNOWN
    start, end = numbers.index(measured), numbers.index(shown)
    if end < start:
        return Applicability("later")
    between = [number for number in numbers[start + 1 : end] if not parse_version(number).prerelease]
    effects = tuple(dict.fromkeys(_iter_effects(contents, [measured, *between, shown])))
    return Applicability("changed", effects) if effects else Applicability("unchanged")


def _iter_effects(contents: Mapping[str, VersionContent], line: Sequence[str]) -> Iterator[Message]:
    """What can change a result along a line of versions, and from its first to its last: steps may each seem small."""
    for older, newer in (*pairwise(line), (line[0], line[-1])):
        changes = find_changes(contents[older], contents[newer])
        yield from (change.sentence for change in changes if change.affects_results)


def _build_version_content(entry: AlgorithmEntry, version: VersionEntry) -> VersionContent:
    """What a version holds, as versions are compared; no file is read again."""
    return VersionContent(
        card=version.document.value,
        codelists={path: map_table_by_code(document.content) for path, document in version.codelists.items()},
        coefficients=read_coefficients(version.coefficients),
        methods={language: document.content for language, document in version.methods.items()},
        code=version.code,
        vectors={path: list_cells(document.content) for path, document in version.vectors.items()},
        origin=entry.algorithm.origin,
    )


def is_same_work(registry: Registry, version: VersionEntry, other: VersionEntry) -> bool:
    """Whether two versions are alike to the byte, but for their numbers and their lists of changes."""
    first, second = ({**registry.ledger[own.folder].files, _CARD: ""} for own in (version, other))
    return first == second and _without_number(version.document) == _without_number(other.document)


_CARD = get_file_name("card")
_VERSION_FIELDS = ("version", "changes")
"""Fields of a card that name the version."""
_VERSION_FIELD_BLOCK = re.compile(r"^(?:version|changes)[ \t]*:.*\n(?:(?:[ \t#-].*)?\n)*", re.MULTILINE)
"""Such a field with everything below it, up to the next field at the top."""


def _without_number(card: Document) -> tuple[str, list[tuple[str, object]]]:
    """A card without what names its version: its text and its fields, so that neither hides a change in the other."""
    text = _VERSION_FIELD_BLOCK.sub("", f"{card.text.rstrip()}\n")
    return text.rstrip(), [(name, value) for name, value in card.value.items() if name not in _VERSION_FIELDS]
