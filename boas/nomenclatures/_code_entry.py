"""What a release of a code system says of one code, and the line on which it stands in a built file."""

from dataclasses import dataclass
from typing import Literal, cast

CodeState = Literal["usable", "secondary", "associated", "heading", "deleted"]
"""What a code may be used for.

`usable` without restriction; `secondary` never as main diagnosis; `associated` neither as main nor as related
diagnosis; `heading` never by itself; `deleted` no longer.
"""

STATES: tuple[CodeState, ...] = ("usable", "secondary", "associated", "heading", "deleted")


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """One code of a release."""

    code: str
    """As it is compared: in capitals and without a dot."""
    label: str
    parent: str = ""
    """The code it stands under; empty at the top."""
    state: CodeState = "usable"
    valid_from: str = ""
    """Year or day from which it may be used, where the release says so."""
    deleted: str = ""
    """Year or day since which it may not."""

    @property
    def is_codable(self) -> bool:
        """Whether data may hold it by itself."""
        return self.state not in {"heading", "deleted"}


def render_entry_line(entry: CodeEntry) -> str:
    """The entry on one line; tabs and line ends inside a label become spaces."""
    label = " ".join(entry.label.split())
    return f"{entry.code}\t{entry.state}\t{entry.parent}\t{entry.valid_from}\t{entry.deleted}\t{label}"


def parse_entry_line(line: str) -> CodeEntry:
    """The entry on a line of a built file."""
    code, state, parent, valid_from, deleted, label = line.split("\t")
    return CodeEntry(code, label, parent, cast("CodeState", state), valid_from, deleted)
