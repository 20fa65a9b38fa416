"""What the program knows of a kind of document beside its fields: one descriptor, from which the rest derives."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from boas.documents._fields import DocumentPart
from boas.translation import Message, change_case


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document: its model, where it lies, what it is called, how it is kept."""

    name: str
    """What stands for it in paths of schemas and pages, in rules and in answers, for instance `data_source`."""
    model: type[DocumentPart]
    path: str
    """Where its file lies below `model_cards/`; names stand in braces: `algorithms/{algorithm}/audits/{audit}.yaml`.

    A file that always has the same name, as `evaluation.yaml`, makes of its folder a place of its own.
    """
    label: Message
    """What people call one of them, in lower case."""
    plural: Message
    """What people call several of them."""
    about: Message
    """What it says, for authors: the first sentences of its page in the field guide."""
    path_fields: Mapping[str, str] = field(default_factory=dict)
    """Fields that repeat a name of the path, each with that name: `subject.id` of an audit is its `algorithm`."""
    correction_field: str = ""
    """The field in which a later one names the earlier one it corrects.

    A kind that has it is a frozen record: once published it is never edited, renamed or deleted, only corrected.
    """

    growing_field: str = ""
    """The list of a frozen record to whose end more may be added after publication; nothing else of it ever changes."""

    signer_field: str = ""
    """The field of the person who answers for what it says."""

    section: Message | None = None
    """Heading of its section on the page of a card, which `web/templates/card/NAME.html` fills; nothing without one."""

    @property
    def is_record(self) -> bool:
        """Whether what was published stays as it is, and is corrected by a new document."""
        return bool(self.correction_field)

    @property
    def is_about_algorithm(self) -> bool:
        """Whether it lies in the folder of an algorithm."""
        return "{algorithm}" in self.path

    @property
    def title(self) -> Message:
        """What heads a page about it."""
        return change_case(self.label, "capital")
