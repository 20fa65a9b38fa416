"""What a foreign file gives: pieces of a card, lists, numbers, and all that could not be taken, each with its reason.

Values only; how they are found is the matter of the importers, how they are written that of `draft`.
"""

import json
import re
from dataclasses import dataclass, field

from boas.translation import Message

_MAILBOX = re.compile(r"[^\s@\"]+@[^\s@\"]+")
"""An e-mail address: a list of losses is copied further than the file it is about."""
_LONGEST_SHOWN = 60
"""Characters of a value that a loss repeats."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text in the language of its source, which foreign formats do not tell."""

    text: str


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of a foreign file that was not taken."""

    file: str
    """Name of the file."""
    path: str
    """Where it stands in the file."""
    value: str
    """What stands there, shortened."""
    reason: Message


@dataclass(frozen=True, slots=True)
class Question:
    """Something that was taken, though the file leaves room for another meaning: its author is asked to confirm it."""

    file: str
    """Name of the file."""
    path: str
    """Where it stands in the file."""
    value: str
    """What stands there, shortened."""
    words: Message
    """What was understood, and what to look at."""


@dataclass(frozen=True, slots=True)
class ImportedValue:
    """One value for one field of a card, or one item of a field that is a list."""

    to: str
    """Path of the field, for instance `licence.code`."""
    value: object
    """Plain value; texts are `SourceText`."""
    origin: str
    """Where it stood in the foreign file."""
    is_item: bool = False
    file: str = ""


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One row of a codelist."""

    cells: tuple[str, ...]
    """As many as the list's header has names; the first is the code."""
    origin: str


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list of codes, with what its source says about its use; nothing where it does not say it."""

    name: str
    """Name of its file, without `.csv`."""
    header: tuple[str, ...]
    """Names of the columns; `label` stands for the label in the language of the source."""
    codes: tuple[CodeRow, ...]
    foreign_system: str = ""
    """Code system as the source names it."""
    system: str | None = None
    """Code system as this registry names it."""
    role: str | None = None
    match: str | None = None
    file: str = ""
    field: str | None = None
    """Field of the data that the codes are compared with."""
    takes_from: str = ""
    """Name of the list out of which this one takes its codes: it excludes where that one includes."""
    release: str | None = None
    """Release of the code system, as the source names it."""


@dataclass(frozen=True, slots=True)
class ImportedEvaluation:
    """An evaluation that a foreign file reports."""

    id: str
    value: dict[str, object]
    """Fields of the evaluation, without those that name the algorithm."""
    origin: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """All that one or several foreign files give."""

    forms: tuple[str, ...] = ()
    """Name of the format of each file."""
    pieces: tuple[ImportedValue, ...] = ()
    of_algorithm: tuple[ImportedValue, ...] = ()
    """Values for `algorithm.yaml`."""
    lists: tuple[CodeList, ...] = ()
    measured: tuple[ImportedEvaluation, ...] = ()
    body: str = ""
    """A long text in Markdown, for `method.<language>.md`."""
    losses: tuple[Loss, ...] = field(default=())
    questions: tuple[Question, ...] = ()
    """What was taken and has to be confirmed."""


def shorten_value(value: object) -> str:
    """A value on one line, without what does not print, cut where it is long."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    clear = "".join(c if c.isprintable() else " " for c in text[: _LONGEST_SHOWN * 4])
    clear = _MAILBOX.sub("…", " ".join(clear.split()))
    return clear if len(clear) <= _LONGEST_SHOWN and len(text) <= _LONGEST_SHOWN * 4 else f"{clear[:_LONGEST_SHOWN]}…"
