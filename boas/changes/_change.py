"""What a change between two versions is, and how bumps are ordered."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from boas.translation import Message

Bump = Literal["none", "patch", "minor", "major"]

ChangeKind = Literal["added", "removed", "changed", "moved"]

BUMPS: tuple[Bump, ...] = ("none", "patch", "minor", "major")
"""Bumps from the least to the greatest."""


@dataclass(frozen=True)
class VersionChange:
    """One thing that is different between two versions."""

    path: str
    """Field of the card, `method.fr`, `code/FILE` or `codelists/FILE.csv`."""
    kind: ChangeKind
    before: Any
    """Value in the older version; None when it was added."""
    after: Any
    """Value in the newer version; None when it was removed."""
    bump: Bump
    """The least step of version this change asks for."""
    said: Message | Callable[[], Message]
    """The sentence, or what makes it: most changes are only weighed, and nobody reads of them."""
    affects_results: bool | None = None
    """Whether it can change a result, so that figures of the older version need not hold for the newer one.

    Always known in what `find_changes` gives; before that, nothing leaves it to the mark of the field.
    """

    @cached_property
    def sentence(self) -> Message:
        """What changed, for the people who use the algorithm."""
        return self.said() if callable(self.said) else self.said


def _find_greatest_bump(bumps: Iterable[Bump]) -> Bump:
    """The greatest of several bumps; `none` of none."""
    return max(bumps, key=BUMPS.index, default="none")


def compute_required_bump(changes: Iterable[VersionChange]) -> Bump:
    """The least step of version that a set of changes asks for: the greatest of its parts."""
    return _find_greatest_bump(change.bump for change in changes)


def can_change_results(changes: Iterable[VersionChange]) -> bool:
    """Whether any of a set of changes can change a result of the algorithm."""
    return any(change.affects_results for change in changes)
