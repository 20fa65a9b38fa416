"""What the index answers about single codes: which codelists hold them, and how."""

from dataclasses import dataclass

from boas.index._records import Text


@dataclass(frozen=True, slots=True)
class ListedIn:
    """One codelist of one algorithm, in the versions that hold a code in the same way."""

    algorithm: str
    name: Text
    path: str
    """File inside the folder of each version."""
    role: str
    """`include` or `exclude`."""
    match: str
    """`exact`, or `prefix` when every code that begins so is meant."""
    field: str | None
    versions: tuple[str, ...]
    """Versions whose list holds the code, newest first."""
    current: bool
    """Whether the latest version is one of them."""
    status: str
    """`active`, `deprecated`, `withdrawn` or `removed`: of the newest of these versions."""


@dataclass(frozen=True, slots=True)
class ShardCode:
    """One code that lists hold, or the start of codes."""

    code: str
    lists: tuple[int, ...]
    """Positions in `lists`."""


@dataclass(frozen=True, slots=True)
class CodeShard:
    """Part of all codes of one system: those that begin the same, and that no narrower part holds."""

    system: str
    start: str
    """What they begin with; may be empty."""
    lists: tuple[ListedIn, ...]
    codes: tuple[ShardCode, ...]
    """In order."""


@dataclass(frozen=True, slots=True)
class CodedSystem:
    """A code system of which lists hold codes."""

    system: str
    label: Text
    n_codes: int
    n_algorithms: int
    shards: dict[str, str]
    """Last part of the address of each part, by what its codes begin with: a code is looked for in every part whose
    start it begins with."""
    dot: int
    """Place of the dot that some write and the parts leave out: after so many characters. 0 without one."""
    has_case: bool
    """Whether small letters and capitals make different codes; otherwise the parts hold capitals."""
    prefix: str
    """Name of the system that some write before its codes, and the parts leave out; may be empty."""


@dataclass(frozen=True, slots=True)
class CodeOverview:
    """All codes of the registry's lists; worked examples are left out."""

    systems: tuple[CodedSystem, ...]


@dataclass(frozen=True, slots=True)
class CodeHolder:
    """A codelist that holds a code, and the rule by which it does."""

    rule: str
    """What stands in the list: the code itself, or the start of it."""
    list: ListedIn


@dataclass(frozen=True, slots=True)
class FoundCode:
    """What is known of one code that was asked for, in one system."""

    asked: str
    """As it was written."""
    code: str
    """As lists of this system write it."""
    system: str
    lists: tuple[CodeHolder, ...]
    """Those of latest versions first, then by algorithm."""


@dataclass(frozen=True, slots=True)
class CodeSearch:
    """Whose lists hold the codes that were asked for."""

    found: tuple[FoundCode, ...]
    """In the order asked; a code that two systems have stands once for each."""
    not_found: tuple[str, ...]
    """Codes that no list holds."""
