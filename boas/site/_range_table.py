"""What a range of versions holds here, beside what calls of other libraries make of the same text.

The facts about others are data (`schemas/version_ranges.yaml`), seen by a script on a day; our own answer is computed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from boas.documents import is_in_range, load_range_readings, parse_version


@dataclass(frozen=True, slots=True)
class RangeReading:
    """One call of one library."""

    library: str
    version: str
    call: str


@dataclass(frozen=True, slots=True)
class RangeRow:
    """One version held against one range."""

    held: str
    """The range, as notices write it."""
    version: str
    here: bool
    """Whether the range holds the version here."""
    others: tuple[bool | None, ...]
    """Whether it does in each reading; nothing where the text is no range."""

    @property
    def is_disputed(self) -> bool:
        """Whether some reading says otherwise than we do."""
        return any(one is not self.here for one in self.others)


@dataclass(frozen=True, slots=True)
class RangeTable:
    """All readings, and the pairs of range and version in which pre-releases are concerned or readings differ."""

    seen: str
    """Day (ISO 8601) on which the other libraries were asked."""
    readings: tuple[RangeReading, ...]
    rows: tuple[RangeRow, ...]

    def list_first(self) -> tuple[RangeRow, ...]:
        """The rows of the ranges that people meet first: with one comparison, and no version to come in it."""
        return tuple(row for row in self.rows if row.held.startswith("<"))


@cache
def load_range_table() -> RangeTable:
    """The table, read once."""
    content = load_range_readings()
    readings = content["readings"]
    rows = (_build_row(held, version, readings) for held in content["ranges"] for version in content["versions"])
    return RangeTable(
        content["seen"],
        tuple(RangeReading(one["library"], one["version"], one["call"]) for one in readings),
        tuple(row for row in rows if row.is_disputed or _has_prerelease(row)),
    )


def _has_prerelease(row: RangeRow) -> bool:
    """Whether it shows a pre-release that the range holds."""
    return row.here and parse_version(row.version).prerelease is not None


def _build_row(held: str, version: str, readings: list[Mapping[str, Mapping[str, list[str] | None]]]) -> RangeRow:
    """One version held against one range, by us and by all others."""
    told = (one["holds"][held] for one in readings)
    return RangeRow(
        held, version, is_in_range(version, held), tuple(None if own is None else version in own for own in told)
    )
