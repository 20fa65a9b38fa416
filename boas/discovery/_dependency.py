"""What a file of a project says that the project is made with, whatever the format of the file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from boas.translation import Message


@dataclass(frozen=True, slots=True, order=True)
class PackageName:
    """A name by which an ecosystem knows something, in the form that ecosystem compares."""

    ecosystem: str
    """A term of `package_ecosystems`, or `boas` for the id of an algorithm."""
    name: str


@dataclass(frozen=True, slots=True)
class Dependency:
    """One thing that a file names, and how exactly it says which."""

    packages: tuple[PackageName, ...]
    """Names it goes by: that of the package, and the address of the repository it is taken from."""
    version: str = ""
    """The one version it is, as its producers name it."""
    range: str = ""
    """Versions it may be, or the branch or tag it is taken from, as the file writes them."""
    commit: str = ""
    """Commit of the repository it is taken from, 40 digits."""
    digest: str = ""
    """Digest of the version, when the file holds one that this registry can compare."""
    is_locked: bool = False
    """Whether the file says what was resolved, and not only what is asked for."""
    is_embedded: bool = False
    """Whether its files lie inside the project."""


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Something in a file that could not be read."""

    message: Message
    line: int = 0
    """From 1; 0 when it is not known."""


@dataclass(frozen=True, slots=True)
class IncludedFile:
    """Another file that this one takes in, as it writes the path."""

    path: str


FileEntry = Dependency | FileProblem | IncludedFile
"""What reading a file gives, in its order."""

FileReader = Callable[[str], Iterator[FileEntry]]
"""Reads the text of one format; never raises, whatever the text."""
