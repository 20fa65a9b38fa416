"""Releases of code systems that a registry pins and that are at hand, as checks and exporters take them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cmp_to_key

from boas.documents import PinnedNomenclature, compare_releases
from boas.nomenclatures import CodeRelease, NomenclatureFolder


@dataclass(frozen=True, slots=True)
class PinnedRelease:
    """A release with what its pin says of it."""

    release: CodeRelease
    licence: str
    """Terms under which it may be used (SPDX); empty when the registry does not say."""


def open_pinned_releases(pins: Iterable[PinnedNomenclature], folder: NomenclatureFolder) -> tuple[PinnedRelease, ...]:
    """Those of some pins whose files are at hand, the newest of each system last as far as their names tell."""
    ordered = sorted(pins, key=cmp_to_key(_compare_pins))
    opened = ((folder.open(pin.system, pin.release, pin.sha256), pin) for pin in ordered)
    return tuple(PinnedRelease(release, pin.licence or "") for release, pin in opened if release)


def _compare_pins(one: PinnedNomenclature, other: PinnedNomenclature) -> int:
    """Which of two pinned releases came first; 0 where nobody can tell."""
    return compare_releases(one.release, other.release) or 0 if one.system == other.system else 0


def choose_release(releases: Sequence[PinnedRelease], system: str, name: str) -> PinnedRelease | None:
    """The release a list is held against: the one that it names, otherwise the newest of its system.

    Args:
        releases: As `open_pinned_releases` gives them.
        system: Code system of the list.
        name: Release that the list names; empty when it names none.
    """
    own = [one for one in releases if one.release.system == system]
    named = [one for one in own if name and compare_releases(name, one.release.release) == 0]
    return named[0] if named else own[-1] if own else None
