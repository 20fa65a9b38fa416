"""What becomes of a submission: a commit, or why there is none; kept as JSON, in every language of the program."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from boas.documents import parse_path
from boas.finding import Finding, Severity
from boas.submissions._json_body import TABLES
from boas.translation import Message

Texts = Mapping[str, str]
"""A text by language."""


@dataclass(frozen=True, slots=True)
class OutcomeFinding:
    """One thing that the rules say of a submission."""

    rule: str
    severity: Severity
    pointer: str
    """Where in the body it stands (RFC 6901, as a fragment)."""
    line: int
    """Line of a table; 0 for anything else."""
    message: Texts
    help: Texts


@dataclass(frozen=True, slots=True)
class SubmissionOutcome:
    """What became of a submission."""

    status: int
    """As an answer over HTTP: 201 for a commit."""
    code: str = ""
    """Why there is no commit, for programs; empty when there is one."""
    detail: Texts | None = None
    """Why there is no commit."""
    branch: str = ""
    commit: str = ""
    path: str = ""
    """Path of the document in the registry."""
    findings: tuple[OutcomeFinding, ...] = ()
    """What the rules say of the new files; errors among them are why there is no commit."""

    def encode(self) -> str:
        """The outcome as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))


def decode_outcome(text: str) -> SubmissionOutcome:
    """The outcome that a text was made of."""
    parts = json.loads(text)
    findings = tuple(OutcomeFinding(**one) for one in parts.pop("findings"))
    return SubmissionOutcome(**parts, findings=findings)


def make_refusal(
    status: int, code: str, detail: Message, findings: tuple[OutcomeFinding, ...] = ()
) -> SubmissionOutcome:
    """The outcome of a submission that makes no commit."""
    return SubmissionOutcome(status, code, detail.to_texts(), findings=findings)


def describe_findings(found: Iterable[Finding], document: Mapping[str, Any]) -> list[OutcomeFinding]:
    """Findings about new files as said of the body they were made of.

    Args:
        found: What the rules say, by file.
        document: The document that was sent, alone in its body or beside its tables.
    """
    return [
        OutcomeFinding(
            one.rule,
            one.severity,
            _find_pointer(one, document),
            one.location.line if one.location.path.endswith(".csv") else 0,
            one.message.to_texts(),
            one.help.to_texts(),
        )
        for one in found
    ]


def _find_pointer(one: Finding, document: Mapping[str, Any]) -> str:
    """Where in the body a finding stands."""
    place = parse_path(one.location.path)
    if place and f"{place.kind}.csv" in TABLES:
        return f"#/tables/{place.kind}.csv"
    start = "#/document" if place and place.kind == "evaluation" else "#"
    return start + "".join(f"/{_escape_token(step)}" for step in _split_field(one.field, document))


def _split_field(field: str, value: object) -> list[str]:
    """The steps of a field's path; where keys hold dots or brackets, as the body's own keys part it."""
    steps: list[str] = []
    while field:
        keys = value if isinstance(value, dict) else ()
        own = [
            key for key in keys if key and field.startswith(key) and field[len(key) : len(key) + 1] in {"", ".", "["}
        ]
        match = re.match(r"\[(\d+)\]|[^.\[]+|.", field)
        step, length = (max(own, key=len),) * 2 if own else (match[1] or match[0], match[0]) if match else ("", field)
        field = field[len(length) :].removeprefix(".")
        value = _get_inner(value, step)
        steps.append(step)
    return steps


def _get_inner(value: object, step: str) -> object:
    """What lies one step further; nothing when there is nothing."""
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and step.isdigit() and int(step) < len(value):
        return value[int(step)]
    return None


def _escape_token(step: str) -> str:
    """A step of a JSON pointer."""
    return step.replace("~", "~0").replace("/", "~1")
