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

from boas.changes import VersionContent, codes_in, compare
from boas.documents import version_order
from boas.finding import Words
from boas.reading import Document
from boas.registry.picture import AlgorithmEntry, Registry, VersionEntry

Standing = Literal["measured", "unchanged", "changed", "later", "unknown"]
"""How a version stands to the one measured: the same; later, with the same results; later, and results may differ;
earlier; not to be told, because the version measured is not in the registry."""


@dataclass(frozen=True)
class Since:
    """How one version stands to the version measured, and what can have changed results since."""

    relation: Standing
    changes: tuple[Words, ...] = ()
    """Sentences about what can change a result, step by step; only with `changed`."""

    @property
    def holds(self) -> bool:
        """Whether figures of the version measured are figures of this one."""
        return self.relation in {"measured", "unchanged"}


SAME = Since("measured")
UNKNOWN = Since("unknown")


def since_each(entry: AlgorithmEntry, measured: Iterable[str]) -> dict[tuple[str, str], Since]:
    """How every version of an algorithm stands to every version measured, by both numbers."""
    wanted, numbers = set(measured), [one.version for one in reversed(entry.versions)]
    # Algorithms of one version, nearly all of them, are never compared.
    compared = entry.versions if len(numbers) > 1 and wanted else ()
    contents = {one.version: content_of_version(entry, one) for one in compared}
    return {(one, other): since(contents, numbers, one, other) for one in wanted for other in numbers}


def since(contents: Mapping[str, VersionContent], numbers: Sequence[str], measured: str, shown: str) -> Since:
    """How a version stands to the one measured; `numbers` are all versions, the oldest first."""
    if measured == shown:
        return SAME
    if measured not in numbers:
        return UNKNOWN
    start, end = numbers.index(measured), numbers.index(shown)
    if end < start:
        return Since("later")
    between = [one for one in numbers[start + 1 : end] if not version_order(one).prerelease]
    told = tuple(dict.fromkeys(effects(contents, [measured, *between, shown])))
    return Since("changed", told) if told else Since("unchanged")


def effects(contents: Mapping[str, VersionContent], line: Sequence[str]) -> Iterator[Words]:
    """What can change a result along a line of versions, and from its first to its last: steps may each seem small."""
    for older, newer in (*pairwise(line), (line[0], line[-1])):
        changes = compare(contents[older], contents[newer])
        yield from (change.sentence for change in changes if change.affects_results)


def content_of_version(entry: AlgorithmEntry, version: VersionEntry) -> VersionContent:
    """What a version holds, as versions are compared; no file is read again."""
    return VersionContent(
        card=version.document.value,
        codelists={path: codes_in(one.content) for path, one in version.codelists.items()},
        methods={language: one.content for language, one in version.methods.items()},
        code=version.code,
        origin=entry.algorithm.origin,
    )


def is_same_work(registry: Registry, one: VersionEntry, other: VersionEntry) -> bool:
    """Whether two versions are alike to the byte, but for their numbers and their lists of changes."""
    first, second = ({**registry.ledger[own.folder].files, CARD: ""} for own in (one, other))
    return first == second and without_number(one.document) == without_number(other.document)


CARD = "card.yaml"
OWN = ("version", "changes")
"""Fields of a card that name the version."""
OWN_BLOCK = re.compile(r"^(?:version|changes)[ \t]*:.*\n(?:(?:[ \t#-].*)?\n)*", re.MULTILINE)
"""Such a field with everything below it, up to the next field at the top."""


def without_number(card: Document) -> tuple[str, list[tuple[str, object]]]:
    """A card without what names its version: its text and its fields, so that neither hides a change in the other."""
    text = OWN_BLOCK.sub("", f"{card.text.rstrip()}\n")
    return text.rstrip(), [(name, value) for name, value in card.value.items() if name not in OWN]
