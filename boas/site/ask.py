"""What the site asks of an index, and nothing more: bytes of answers and the keys of their content."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from boas.finding import Severity, Words


class Answers(Protocol):
    """An index, as the site sees it."""

    def keys(self) -> Iterator[tuple[str, str]]:
        """Path and content key (SHA-256 of the bytes, in hex) of every stored answer."""

    def body(self, path: str) -> bytes:
        """JSON of one answer, such as `algorithms/avc-ait-pmsi`; only for paths `keys` has told."""

    def algorithms(
        self,
        filters: Mapping[str, Sequence[str]] = {},
        q: str = "",
        sort: str = "name",
        limit: int = 40,
        after: str | None = None,
    ) -> bytes:
        """JSON of an `AlgorithmList`."""


@dataclass(frozen=True, slots=True)
class RulePage:
    """What the page of one rule tells."""

    name: str
    family: str
    """`structure`, `identity`, `evidence`, …"""
    severity: Severity
    what: Words
    why: Words
    mend: Words
