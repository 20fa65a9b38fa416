"""What a rule is: a function with a docstring, a family and a severity.

The docstring has three parts, first line *what*, then `Why:` and `Help:`; put into the reader's language, it is
the rule's public page and what `boas explain` prints. Rules yield findings and never raise.
"""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from boas.checks._disguised_identifiers import find_disguised_identifiers
from boas.checks._families import RuleFamily
from boas.checks._main_line import MainLineFact
from boas.checks._person_identifiers import find_person_identifiers, mask
from boas.checks._values import make_printable
from boas.finding import Finding, Location, Replacement, Severity
from boas.parsing import Collection, Diagnostic, Document, FieldPath, SourceSpan, format_path, quote_like
from boas.translation import Message
from boas.tree import File

_DocumentCheck = Callable[[Document, Collection], Iterator[Finding]]
"""Looks at one document; may ask the collection whether another file exists."""

_FileCheck = Callable[[File, Collection], Iterator[Finding]]
"""Looks at one file by its name, size and mode, before anything is read."""

_FrozenCheck = Callable[[MainLineFact], Iterator[Finding]]
"""Looks at one thing that was published, or that guards what is, and is not the same any more."""

_WaiverCheck = Callable[["WaiverUse"], Iterator[Finding]]
"""Looks at one waiver of a card, once it is known what it hides."""

_PARTS = re.compile(r"(?P<what>.+?)\s+Why: (?P<why>.+?)\s+Help: (?P<help>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class WaiverUse:
    """One waiver of a card and the findings it is about."""

    document: Document
    position: int
    """Its place in the card's list, from 0."""
    rule: str
    path: str
    """Path of the field it is about."""
    until: str
    """Last day it holds."""
    is_over: bool
    """Whether that day has passed."""
    hidden: list[Finding] = field(default_factory=list)
    """Findings it is about, found while waivers are applied."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, ready to run and to explain."""

    name: str
    family: RuleFamily
    severity: Severity
    what: Message
    why: Message
    help: Message
    document: _DocumentCheck | None = None
    """The check of a rule that looks at documents."""
    file: _FileCheck | None = None
    """The check of a rule that looks at files."""
    frozen: _FrozenCheck | None = None
    """The check of a rule that looks at what was published and at what guards it."""
    waiver: _WaiverCheck | None = None
    """The check of a rule that looks at waivers."""
    since: str = ""
    """Day (ISO 8601) the rule came, when registries were already published: what they hold is only warned about."""
    package: str = ""
    """Package and version it comes from, such as `boas-ouest 1.2`; empty for a rule of the program."""


RULES: dict[str, Rule] = {}
"""Every rule of the program by name, in the order its family lists them."""

FOREIGN_RULES: dict[tuple[str, str], Rule] = {}
"""Rules of other packages, by module and name, once these were imported; what lists them decides whether they run."""


def _register(check: Callable[..., object], rule: Rule) -> None:
    """Keep a rule among those of the program, or beside them when another package wrote it."""
    if check.__module__.partition(".")[0] == _OWN_PACKAGE:
        RULES[rule.name] = rule
    else:
        FOREIGN_RULES[check.__module__, rule.name] = rule


_OWN_PACKAGE = __name__.partition(".")[0]


def find_rule(name: str) -> Rule | None:
    """The rule of a name, of the program or of a package that was imported; nothing when there is none."""
    foreign = (rule for (_, own), rule in FOREIGN_RULES.items() if own == name)
    return RULES.get(name) or next(foreign, None)


def _require_rule(name: str) -> Rule:
    """The rule of a name; raises `KeyError` for one that nobody registered."""
    if rule := find_rule(name):
        return rule
    raise KeyError(name)


def document_rule(
    family: str, severity: Severity = "error", *, since: str = ""
) -> Callable[[_DocumentCheck], _DocumentCheck]:
    """Make a rule of a function that looks at one document.

    Args:
        family: Value of the `RuleFamily` it belongs to.
        severity: How grave what it finds is.
        since: Day (ISO 8601) the rule came, see `Rule.since`.

    Raises:
        TypeError: When the function's docstring lacks one of its three parts.
        ValueError: For a family there is not.
    """

    def register(check: _DocumentCheck) -> _DocumentCheck:
        _register(check, _build_rule(check, family, severity, document=check, since=since))
        return check

    return register


def file_rule(family: str, severity: Severity = "error", *, since: str = "") -> Callable[[_FileCheck], _FileCheck]:
    """Make a rule of a function that looks at one file; arguments and errors as in `document_rule`."""

    def register(check: _FileCheck) -> _FileCheck:
        _register(check, _build_rule(check, family, severity, file=check, since=since))
        return check

    return register


def frozen_rule(family: str, severity: Severity = "error") -> Callable[[_FrozenCheck], _FrozenCheck]:
    """Make a rule of a function that looks at what was published; as `document_rule`."""

    def register(check: _FrozenCheck) -> _FrozenCheck:
        _register(check, _build_rule(check, family, severity, frozen=check))
        return check

    return register


def waiver_rule(family: str) -> Callable[[_WaiverCheck], _WaiverCheck]:
    """Make a rule of a function that looks at one waiver, and only warns; as `document_rule`."""

    def register(check: _WaiverCheck) -> _WaiverCheck:
        _register(check, _build_rule(check, family, "warning", waiver=check))
        return check

    return register


def _build_rule(  # noqa: PLR0913 -- one of the four checks, and what is said of it
    function: Callable[..., object],
    family: str,
    severity: Severity,
    *,
    document: _DocumentCheck | None = None,
    file: _FileCheck | None = None,
    frozen: _FrozenCheck | None = None,
    waiver: _WaiverCheck | None = None,
    since: str = "",
) -> Rule:
    """The rule that a function with its docstring is."""
    name = function.__name__.replace("_", "-")
    texts = _parse_explanation(name, inspect.getdoc(function) or "")
    return Rule(name, RuleFamily(family), severity, *texts, document, file, frozen, waiver, since)


def _parse_explanation(name: str, docstring: str) -> tuple[Message, Message, Message]:
    """The three texts of a rule: what, why and help."""
    match = _PARTS.fullmatch(docstring)
    if match is None:
        message = f"the docstring of {name} lacks its three parts"
        raise TypeError(message)
    what, why, help_message = (Message(" ".join(text.split())).use_catalogue("rules") for text in match.groups())
    return what, why, help_message


def report_diagnostics(document: Document, name: str) -> Iterator[Finding]:
    """Findings for what reading noted under this rule's name."""
    return (report_diagnostic(document, fault) for fault in document.diagnostics if fault.rule == name)


def report_diagnostic(document: Document, fault: Diagnostic) -> Finding:
    """A finding of something noted while reading."""
    at = SourceSpan(fault.line, fault.column, fault.length)
    finding = report_at_span(fault.rule, document, at, fault.message, fault.help)
    instead = _filter_replacement(fault.replacement)
    return replace(finding, field=fault.field, expected=fault.expected, nearest=fault.nearest, replacement=instead)


def _filter_replacement(replacement: Replacement | None) -> Replacement | None:
    """The same, unless it holds a number that leads to one person: those are not repeated."""
    return replacement if replacement and _mask_identifiers(replacement.text) == replacement.text else None


def report_at_field(  # noqa: PLR0913 -- a few more than usual spare every rule a second step
    name: str,
    document: Document,
    loc: FieldPath,
    message: Message,
    mend: Message,
    *,
    nearest: str = "",
    is_meant: bool = False,
    since: str = "",
) -> Finding:
    """A finding about one field of a document, with the allowed word nearest to what stands there.

    With `is_meant`, that word is likely enough to be proposed in place of what stands there. `since` is for a rule
    that became stricter after registries were published: the day from which it asks for this too.
    """
    at = document.find_span(loc)
    finding = report_at_span(name, document, at, message, mend, since=since)
    written = document.get_line(at.line)[at.column - 1 : at.column - 1 + at.length]
    instead = Replacement(quote_like(written, nearest), is_safe=False) if is_meant and written else None
    return replace(finding, field=format_path(loc), nearest=nearest, replacement=instead)


def report_at_span(  # noqa: PLR0913 -- as `report_at_field`
    name: str, document: Document, spot: SourceSpan, message: Message, mend: Message, *, since: str = ""
) -> Finding:
    """A finding about a place of a text or a table; `since` as in `report_at_field`."""
    place = Location(make_printable(document.path), spot.line, spot.column)
    source = _mask_identifiers(_truncate_line(document, spot))
    message, mend = _mask_message(message), _mask_message(mend)
    rule = _require_rule(name)
    since = since or rule.since
    return Finding(name, rule.severity, place, message, mend, source=source, length=spot.length, since=since)


def _truncate_line(document: Document, spot: SourceSpan) -> str:
    """The line a finding is about; the start of a very long one, or nothing when the place lies beyond that."""
    line = document.get_line(spot.line)[:_LONGEST_LINE]
    return line if spot.column <= _LONGEST_LINE else ""


_LONGEST_LINE = 1_000


def _mask_identifiers(text: str) -> str:
    """A text without the numbers that lead to one person: a report is copied further than the file it is about."""
    for start, length, _ in (
        *find_person_identifiers(text, contact=True),
        *find_disguised_identifiers(text, contact=True),
    ):
        text = mask(text, start, length)
    return text


def _mask_message(message: Message) -> Message:
    """The same message, in whose parameters nothing invisible is left of what an author wrote."""
    return message.map_texts(_mask_text)


def _mask_text(text: str) -> str:
    """What an author wrote, as a sentence may repeat it."""
    return make_printable(_mask_identifiers(text), _LONGEST_SENTENCE)


_LONGEST_SENTENCE = 2_000


def report_at_file(name: str, path: str, message: Message, mend: Message, *, since: str = "") -> Finding:
    """A finding about a file as a whole; `since` as in `report_at_field`."""
    rule = _require_rule(name)
    return Finding(name, rule.severity, Location(make_printable(path)), message, mend, since=since or rule.since)
