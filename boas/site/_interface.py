"""What the site asks of an index, and nothing more: bytes of answers and the keys of their content."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from boas.checks import Rule
from boas.finding import Severity
from boas.index import AlgorithmQuery
from boas.translation import Message


class Answers(Protocol):
    """An index, as the site sees it: the part of `boas.index.Index` that pages are made from."""

    languages: tuple[str, ...]
    """Languages of the registry, the first one first."""

    def list_keys(self) -> Iterator[tuple[str, str]]:
        """Path and content key (SHA-256 of the bytes, in hex) of every stored answer."""

    def read_body(self, path: str) -> bytes | None:
        """JSON of one answer, such as `algorithms/avc-ait-pmsi`."""

    def list_archives(self) -> Iterator[tuple[str, str]]:
        """Path (`archives/ID-VERSION.zip`) and content key of every version's archive."""

    def read_archive(self, path: str) -> bytes | None:
        """The bytes of one archive."""

    def list_algorithms(self, query: AlgorithmQuery) -> bytes:
        """JSON of an `AlgorithmList`."""

    def close(self) -> None:
        """Let go of what is open; asking again opens it anew."""


@dataclass(frozen=True, slots=True)
class RulePage:
    """What the page of one rule tells."""

    name: str
    family: str
    """A term of `RuleFamily`."""
    severity: Severity
    what: Message
    why: Message
    help: Message
    since: str = ""
    """Day (ISO 8601) the rule came to registries that were already published; empty when it was always there."""
    package: str = ""
    """Package and version it comes from, such as `boas-ouest 1.2`; empty for a rule of the program."""


def make_rule_page(rule: Rule) -> RulePage:
    """What the page of a rule tells of it."""
    return RulePage(rule.name, rule.family, rule.severity, rule.what, rule.why, rule.help, rule.since, rule.package)
