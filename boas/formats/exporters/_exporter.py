"""What an exporter is: a function from a version to bytes, with what is lost on the way."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from boas.documents import ALL_KINDS, KIND_LETTERS, Absent, Card, DocumentPart
from boas.formats._import_result import Loss
from boas.formats.exporters._export_view import ExportView
from boas.translation import Message

Export = tuple[bytes, tuple[Loss, ...]]
"""A file, and what of the card it does not hold."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format that a version can be written in."""

    name: str
    """As `boas export --format` and addresses of the API say it."""
    label: str
    """What pages call it; the same in every language."""
    media_type: str
    suffix: str
    """What follows the version's number in the name of its file on the site, without the first dot."""
    export: Callable[[ExportView], Export]
    usual_name: str = ""
    """Name of the file where the tools that read it expect one of their own."""
    kinds: str = ALL_KINDS
    """Kinds of algorithm it can tell of, by letter."""

    def can_describe(self, kind: str) -> bool:
        """Whether it can tell of a kind of algorithm."""
        return KIND_LETTERS[kind] in self.kinds

    def name_file(self, algorithm: str, version: str) -> str:
        """Name under which a reader keeps the file."""
        return self.usual_name or f"{algorithm}-{version}.{self.suffix}"


_NO_PLACE = Message("The format has no place for:")
_OF_OUR_FORMAT = frozenset({"schema_version"})
"""Fields that tell of the document and not of the algorithm."""


def list_losses(card: Card, carried: Collection[str]) -> tuple[Loss, ...]:
    """What a card gives and a file does not hold, in the card's order.

    Args:
        card: the card that was written.
        carried: paths of the fields that the file holds, such as `ownership.authors.name`; of a part or a list
            whose path stands there, everything is held.

    Returns:
        One loss for each field; for a whole part where nothing of it is held. What the card says is absent is no loss.
    """
    held = frozenset(carried) | _OF_OUR_FORMAT
    return tuple(make_card_loss(path, _NO_PLACE) for path in dict.fromkeys(_iter_lost_paths(card, "", held)))


def list_credited_fields(view: ExportView, *of_author: str) -> tuple[str, ...]:
    """Paths of the fields that a citation of the card credits: `of_author` of each person, or else the producers."""
    if view.is_compiled:
        return ()
    return tuple(f"ownership.authors.{name}" for name in of_author) if view.people else ("ownership.organisations",)


def make_card_loss(path: str, reason: Message) -> Loss:
    """A field of a card that a file does not hold, or not as the card has it."""
    return Loss("card.yaml", path, "", reason)


def _iter_lost_paths(part: DocumentPart, start: str, held: Collection[str]) -> Iterator[str]:
    """Paths of the fields of one part that are given and not held; items of a list share theirs."""
    for name in type(part).model_fields:
        value, path = getattr(part, name), f"{start}{name}"
        if value is None or isinstance(value, Absent) or path in held:
            continue
        if not any(one.startswith(f"{path}.") for one in held):
            yield path
            continue
        for item in value if isinstance(value, tuple) else (value,):
            yield from _iter_lost_paths(item, f"{path}.", held)
