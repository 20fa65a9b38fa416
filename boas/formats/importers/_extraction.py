"""Takes values out of a foreign file and keeps account: whatever nobody took becomes a loss.

Importers say what goes where; this knows what was looked at, so that no field can vanish unsaid.
"""

from collections import Counter
from collections.abc import Iterator

from boas.formats._import_result import (
    CodeList,
    ImportedEvaluation,
    ImportedValue,
    ImportResult,
    Loss,
    Question,
    shorten_value,
)
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers._conversion import ConversionError, Converter, convert_publication
from boas.parsing import FieldPath, format_path
from boas.translation import Message

_PERSONAL_KEYS = frozenset({"email", "tel", "telephone", "fax", "address", "post-code", "faxnumber"})
"""Fields of a person that no card holds."""


_MOST_ITEMS = 500
"""Items that a list of a card may have."""


class Extraction:
    """A foreign value, what was taken of it, and what could not be."""

    def __init__(self, value: object, file: str) -> None:
        """Start with nothing taken."""
        self.value, self.file = value, file
        self.pieces: list[ImportedValue] = []
        self.of_algorithm: list[ImportedValue] = []
        self.losses: list[Loss] = []
        self.questions: list[Question] = []
        self.seen: set[FieldPath] = set()
        self.said: set[tuple[str, str]] = set()
        self.items_of: Counter[str] = Counter()

    def get_value(self, *path: str | int) -> object:
        """The value at a path; nothing when there is none."""
        value = self.value
        for step in path:
            if isinstance(value, dict) and isinstance(step, str):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value

    def list_item_paths(self, *path: str | int) -> Iterator[FieldPath]:
        """Paths of the items of a list; the path itself when one value stands where a list may."""
        value = self.get_value(*path)
        if isinstance(value, list):
            yield from ((*path, position) for position in range(len(value)))
        elif not _is_empty(value):
            yield path

    def convert(self, path: FieldPath, convert: Converter) -> object:
        """The value at a path as the card wants it; nothing, and a loss, when it cannot be."""
        value = self.get_value(*path)
        if _is_empty(value):
            return None
        self.seen.add(path)
        try:
            return convert(value)
        except ConversionError as refusal:
            self.add_loss(path, refusal.reason)
            return None

    def take(self, path: FieldPath, to: str, convert: Converter, *, is_item: bool = False) -> None:
        """The value at a path becomes a field of the card, or one item of it."""
        value = self.convert(path, convert)
        if value is not None:
            self.add_field(path, to, value, is_item=is_item)

    def take_items(self, path: FieldPath, to: str, convert: Converter) -> None:
        """Every item at a path becomes an item of a field."""
        for item in self.list_item_paths(*path):
            self.take(item, to, convert, is_item=True)

    def take_publications(self, path: FieldPath) -> None:
        """Each publication at a path, as one that describes the algorithm, which its author is asked to confirm."""
        for item in self.list_item_paths(*path):
            found = self.convert(item, convert_publication)
            if isinstance(found, dict):
                self.add_field(item, "references.publications", {**found, "role": "describes"}, is_item=True)
                self.ask(item, reasons.DESCRIBES)

    def add_field(self, path: FieldPath, to: str, value: object, *, is_item: bool = False) -> None:
        """A field of the card, or one item of it, made from what stands at a path; said twice it counts once."""
        if (to, repr(value)) in self.said:
            return
        self.said.add((to, repr(value)))
        self.items_of[to] += 1
        if self.items_of[to] > _MOST_ITEMS:
            self.add_loss(path, reasons.TOO_MANY)
        else:
            self.pieces.append(ImportedValue(to, value, format_path(path), is_item, self.file))

    def add_algorithm_field(self, path: FieldPath, to: str, value: object) -> None:
        """An item of a field of `algorithm.yaml`."""
        self.of_algorithm.append(ImportedValue(to, value, format_path(path), is_item=True, file=self.file))

    def ignore_keys(self, *keys: str) -> None:
        """What only speaks of the foreign file itself, such as the version of its format."""
        self.seen |= {(key,) for key in keys}

    def mark_used(self, *path: str | int) -> None:
        """What stands at a path serves another value that was taken, or repeats it."""
        self.seen.add(path)

    def add_loss(self, path: FieldPath, reason: Message) -> None:
        """What stands at a path is not taken."""
        value = self.get_value(*path)
        if not _is_empty(value):
            self.seen.add(path)
            shown = "…" if reason is reasons.PERSONAL else shorten_value(value)
            self.losses.append(Loss(self.file, format_path(path), shown, reason))

    def ask(self, path: FieldPath, words: Message) -> None:
        """What stands at a path was taken, and its author is asked to confirm how."""
        self.questions.append(Question(self.file, format_path(path), shorten_value(self.get_value(*path)), words))

    def add_losses(self, path: FieldPath, reason: Message) -> None:
        """No item at a path is taken."""
        for item in self.list_item_paths(*path):
            self.add_loss(item, reason)

    def finish(
        self,
        form: str,
        *,
        lists: tuple[CodeList, ...] = (),
        measured: tuple[ImportedEvaluation, ...] = (),
        body: str = "",
    ) -> ImportResult:
        """All that was taken, and a loss for each value nobody looked at."""
        for path in self.list_unread():
            self.add_loss(path, reasons.PERSONAL if str(path[-1]).lower() in _PERSONAL_KEYS else reasons.NO_FIELD)
        pieces, links = tuple(self.pieces), tuple(self.of_algorithm)
        losses, questions = tuple(self.losses), tuple(self.questions)
        return ImportResult((form,), pieces, links, lists, measured, body, losses, questions)

    def list_unread(self) -> list[FieldPath]:
        """Paths below which nothing was looked at, as high as they go, in the order of the file."""
        above = {path[:depth] for path in self.seen for depth in range(1, len(path))} | {()}
        found: list[FieldPath] = []
        waiting: list[FieldPath] = [()]
        while waiting:
            path = waiting.pop()
            if path in self.seen:
                continue
            value = self.get_value(*path)
            if path in above and isinstance(value, dict | list):
                waiting += reversed([(*path, key) for key in list_keys(value)])
            elif not _is_empty(value):
                found.append(path)
        return found


def list_keys(value: object) -> list[str | int]:
    """Keys of a mapping or positions of a list."""
    if isinstance(value, dict):
        return list(value)
    return list(range(len(value))) if isinstance(value, list) else []


def _is_empty(value: object) -> bool:
    """Whether there is nothing to take or to lose."""
    return value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip())
