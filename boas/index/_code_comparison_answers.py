"""What the index answers about lists of several algorithms side by side."""

from dataclasses import dataclass

from boas.index._records import Text


@dataclass(frozen=True, slots=True)
class ComparedSide:
    """One version of an algorithm whose lists are compared."""

    algorithm: str
    name: Text
    version: str
    n_codes: int
    """Codes and starts of codes in its lists."""


@dataclass(frozen=True, slots=True)
class ComparedCode:
    """One code, or the start of codes, that any side names."""

    code: str
    match: str
    """`exact`, or `prefix` when every code that begins so is meant."""
    sides: tuple[str, ...]
    """For each side `include`, `exclude`, `covered` when a shorter start that it includes holds it, or empty."""


@dataclass(frozen=True, slots=True)
class ChapterCounts:
    """How many codes the sides have in common; covered ones count as held."""

    chapter: str
    """First and last heading of a chapter of ICD-10, the first letter in other systems; empty for all."""
    common: int
    """Held by every side."""
    some: int
    """Held by several sides and not by all."""
    only: tuple[int, ...]
    """Held by one side alone, for each side."""
    none: int
    """Only excluded."""


@dataclass(frozen=True, slots=True)
class ComparedSystem:
    """One code system."""

    system: str
    total: ChapterCounts
    chapters: tuple[ChapterCounts, ...]
    codes: tuple[ComparedCode, ...]
    """In order."""


@dataclass(frozen=True, slots=True)
class CodeComparison:
    """Lists of several algorithms held against one another as sets."""

    sides: tuple[ComparedSide, ...]
    systems: tuple[ComparedSystem, ...]
