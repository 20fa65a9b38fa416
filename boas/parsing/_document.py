"""One file of a registry after parsing: its content, its diagnostics, and the span of each field.

Places are worked out only when somebody asks for one: most files never need them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from boas.documents import DEFAULT_LANGUAGES, DocumentPart, RegistryPath
from boas.parsing._characters import decode
from boas.parsing._diagnostic import Diagnostic
from boas.parsing._validation import locate_path
from boas.parsing._yaml_events import FieldPath, SourceSpan, YamlText, read_yaml
from boas.tree import File


@dataclass(frozen=True)
class Document:
    """One file of a registry after reading."""

    file: File
    location: RegistryPath
    load: Callable[[], bytes]
    """Gives the bytes again, for places and lines."""
    value: Any = None
    """The plain value of a YAML file; None when it cannot be parsed."""
    content: Any = None
    """The typed document, the table of a CSV file or the text of any other; None when refused."""
    diagnostics: tuple[Diagnostic, ...] = ()
    languages: tuple[str, ...] = DEFAULT_LANGUAGES
    """Languages of the registry, in whose order the texts of the typed document stand."""

    @property
    def path(self) -> str:
        """Path from the registry's root."""
        return self.file.path

    @property
    def kind(self) -> str:
        """Kind of file, as `documents.locate` names it."""
        return self.location.kind

    @property
    def part(self) -> DocumentPart | None:
        """The typed document, when this is one and nothing is wrong with it."""
        return self.content if isinstance(self.content, DocumentPart) else None

    @cached_property
    def text(self) -> str:
        """The file as text; empty when it is not text."""
        return self.content if isinstance(self.content, str) else decode(self.load())[0]

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file, without line ends."""
        return self.text.split("\n")

    @cached_property
    def yaml(self) -> YamlText:
        """Places of all keys and values."""
        return read_yaml(self.text)

    def get_line(self, number: int) -> str:
        """One line as written; empty when there is none."""
        return self.lines[number - 1].rstrip("\r") if 0 < number <= len(self.lines) else ""

    def find_span(self, loc: FieldPath) -> SourceSpan:
        """Where the value of a field stands; that of the nearest field around it when it is missing."""
        return locate_path(self.yaml, loc)

    def find_key_span(self, loc: FieldPath) -> SourceSpan:
        """Where the key of a field stands."""
        return locate_path(self.yaml, loc, on_key=True)
