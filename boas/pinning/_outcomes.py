"""What came of a verification: sentences with their weight, and the exit code of the gravest."""

from collections.abc import Iterable
from dataclasses import dataclass

from boas.translation import Message

AS_IT_SHOULD_BE, NOT_TO_BE_USED, DIFFERENT, NOT_KNOWN = 0, 1, 3, 4
"""Exit codes: all well; a notice speaks against a version; something is not what was pinned; nobody could be asked."""

_GRAVEST_FIRST = (DIFFERENT, NOT_TO_BE_USED, NOT_KNOWN, AS_IT_SHOULD_BE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One sentence about a pin, or about the registry."""

    code: int
    """The exit code it asks for."""
    about: str
    """The pin, such as `avc-ait-pmsi 1.0.0`; empty for the registry."""
    message: Message
    details: tuple[Message, ...] = ()


def select_gravest_code(codes: Iterable[int]) -> int:
    """The exit code of several."""
    found = set(codes)
    return next((code for code in _GRAVEST_FIRST if code in found), AS_IT_SHOULD_BE)
