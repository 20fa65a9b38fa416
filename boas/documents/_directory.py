"""Organisations as one directory: which files are about one organisation, and what each belongs to.

Identifiers decide: files that share a ROR, a SIREN or a FINESS number are about one organisation, whatever they are
called, and so are files that are linked by such files.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from functools import cached_property

from boas.documents._organisation import Organisation

IDENTIFIERS = ("ror", "siren", "finess")
"""Fields that only one organisation can have the value of."""


class Directory(Mapping[str, Organisation]):
    """Organisations by id, as a mapping that also knows how they hang together."""

    def __init__(self, organisations: Mapping[str, Organisation]) -> None:
        """Take organisations by id."""
        self._known = organisations
        self._families: dict[str, tuple[str, ...]] = {}

    def __getitem__(self, own: str) -> Organisation:
        """The organisation with an id; raises `KeyError` when nobody described it."""
        return self._known[own]

    def __iter__(self) -> Iterator[str]:
        """All ids."""
        return iter(self._known)

    __hash__, __eq__ = object.__hash__, object.__eq__  # one directory is itself alone

    def __len__(self) -> int:
        """How many there are."""
        return len(self._known)

    @cached_property
    def holders(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Ids of the files that give an identifier, by its field and value, in the order of the mapping."""
        found: dict[tuple[str, str], list[str]] = {}
        for own, organisation in self._known.items():
            for identifier in iter_identifiers(organisation):
                found.setdefault(identifier, []).append(own)
        return {identifier: tuple(ids) for identifier, ids in found.items()}

    def list_same_organisation(self, own: str) -> tuple[str, ...]:
        """Ids of every file about the same organisation as a file, itself first."""
        return self._find_reachable(own, goes_up=False)

    def list_family(self, own: str) -> tuple[str, ...]:
        """Ids of every file about an organisation and about all it belongs to, at any depth, nearest first.

        Units of one institution are colleagues: `part_of` is for an institution, not for whoever funds or oversees it.
        """
        if own not in self._families:
            self._families[own] = self._find_reachable(own, goes_up=True)
        return self._families[own]

    def _find_reachable(self, own: str, *, goes_up: bool) -> tuple[str, ...]:
        """Ids that shared identifiers, and `part_of` when going up, lead to; circles are gone round once."""
        found, waiting = {own: None}, deque([own])
        while waiting:
            for other in self._iter_adjacent(waiting.popleft(), goes_up=goes_up):
                if other not in found:
                    found[other] = None
                    waiting.append(other)
        return tuple(found)

    def _iter_adjacent(self, own: str, *, goes_up: bool) -> Iterator[str]:
        """Ids one step away."""
        organisation = self._known.get(own)
        if organisation is None:
            return
        for identifier in iter_identifiers(organisation):
            yield from self.holders[identifier]
        if goes_up and organisation.part_of:
            yield organisation.part_of

    def find_cycle(self, own: str) -> tuple[str, ...]:
        """The ids that `part_of` leads through from an organisation back to itself; nothing when it does not."""
        found = [own]
        while (known := self._known.get(found[-1])) and known.part_of:
            if known.part_of == own:
                return tuple(found)
            if known.part_of in found:
                break
            found.append(known.part_of)
        return ()


def iter_identifiers(organisation: Organisation) -> Iterator[tuple[str, str]]:
    """Every identifier of an organisation, as its field and its value."""
    for field in IDENTIFIERS:
        value = getattr(organisation, field)
        if value is not None:
            yield field, value


def are_distinct(one: Organisation, other: Organisation) -> bool:
    """Whether two organisations have different identifiers of the same sort, and share none."""
    first, second = dict(iter_identifiers(one)), dict(iter_identifiers(other))
    both = first.keys() & second.keys()
    return bool(both) and all(first[field] != second[field] for field in both)
