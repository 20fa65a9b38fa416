"""What a rule is: a function with a docstring, a family, a severity and its French explanation.

The docstring has three parts, first line *what*, then `Why:` and `Mend:`; with the French beside it,
it is the rule's public page and what `boas explain` prints. Rules yield findings and never raise.
"""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from boas.checks.disguised_identifiers import disguised_identifiers
from boas.checks.kept import Kept
from boas.checks.person_identifiers import mask, person_identifiers
from boas.checks.values import shown
from boas.finding import Finding, Place, Replacement, Severity, Words
from boas.reading import Collection, Document, Fault, Loc, Spot, dotted, quoted_like
from boas.tree import File

DocumentCheck = Callable[[Document, Collection], Iterator[Finding]]
"""Looks at one document; may ask the collection whether another file exists."""

FileCheck = Callable[[File, Collection], Iterator[Finding]]
"""Looks at one file by its name, size and mode, before anything is read."""

FrozenCheck = Callable[[Kept], Iterator[Finding]]
"""Looks at one thing that was published, or that guards what is, and is not the same any more."""

WaiverCheck = Callable[["WaiverUse"], Iterator[Finding]]
"""Looks at one waiver of a card, once it is known what it hides."""

PARTS = re.compile(r"(?P<what>.+?)\s+Why: (?P<why>.+?)\s+Mend: (?P<mend>.+)", re.DOTALL)


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
    family: str
    severity: Severity
    what: Words
    why: Words
    mend: Words
    document: DocumentCheck | None = None
    """The check of a rule that looks at documents."""
    file: FileCheck | None = None
    """The check of a rule that looks at files."""
    frozen: FrozenCheck | None = None
    """The check of a rule that looks at what was published and at what guards it."""
    waiver: WaiverCheck | None = None
    """The check of a rule that looks at waivers."""
    since: str = ""
    """Day (ISO 8601) the rule came, when registries were already published: what they hold is only warned about."""


RULES: dict[str, Rule] = {}
"""Every rule by name, in the order its family lists them."""


def document_rule(  # noqa: PLR0913 -- a rule has as many parts
    family: str, what: str, why: str, mend: str, severity: Severity = "error", *, since: str = ""
) -> Callable[[DocumentCheck], DocumentCheck]:
    """Make a rule of a function that looks at one document; the texts are its French explanation."""

    def register(check: DocumentCheck) -> DocumentCheck:
        name, whats, whys, mends = explanation(check, what, why, mend)
        RULES[name] = Rule(name, family, severity, whats, whys, mends, document=check, since=since)
        return check

    return register


def file_rule(  # noqa: PLR0913 -- a rule has as many parts
    family: str, what: str, why: str, mend: str, severity: Severity = "error", *, since: str = ""
) -> Callable[[FileCheck], FileCheck]:
    """Make a rule of a function that looks at one file; the texts are its French explanation."""

    def register(check: FileCheck) -> FileCheck:
        name, whats, whys, mends = explanation(check, what, why, mend)
        RULES[name] = Rule(name, family, severity, whats, whys, mends, file=check, since=since)
        return check

    return register


def frozen_rule(
    family: str, what: str, why: str, mend: str, severity: Severity = "error"
) -> Callable[[FrozenCheck], FrozenCheck]:
    """Make a rule of a function that looks at what was published; the texts are its French explanation."""

    def register(check: FrozenCheck) -> FrozenCheck:
        name, whats, whys, mends = explanation(check, what, why, mend)
        RULES[name] = Rule(name, family, severity, whats, whys, mends, frozen=check)
        return check

    return register


def waiver_rule(family: str, what: str, why: str, mend: str) -> Callable[[WaiverCheck], WaiverCheck]:
    """Make a rule of a function that looks at one waiver; the texts are its French explanation."""

    def register(check: WaiverCheck) -> WaiverCheck:
        name, whats, whys, mends = explanation(check, what, why, mend)
        RULES[name] = Rule(name, family, "warning", whats, whys, mends, waiver=check)
        return check

    return register


def explanation(check: Callable[..., object], what: str, why: str, mend: str) -> tuple[str, Words, Words, Words]:
    """A rule's name and its three texts in both languages, the English ones from the docstring."""
    name = check.__name__.replace("_", "-")
    match = PARTS.fullmatch(inspect.getdoc(check) or "")
    if match is None:
        message = f"the docstring of {name} lacks its three parts"
        raise TypeError(message)
    english = {part: " ".join(text.split()) for part, text in match.groupdict().items()}
    return name, Words(what, english["what"]), Words(why, english["why"]), Words(mend, english["mend"])


def told(document: Document, name: str) -> Iterator[Finding]:
    """Findings for what reading noted under this rule's name."""
    return (from_fault(document, fault) for fault in document.diagnostics if fault.rule == name)


def from_fault(document: Document, fault: Fault) -> Finding:
    """A finding of something noted while reading."""
    at = Spot(fault.line, fault.column, fault.length)
    finding = at_spot(fault.rule, document, at, fault.message, fault.mend)
    instead = unblotted(fault.replacement)
    return replace(finding, field=fault.field, expected=fault.expected, nearest=fault.nearest, replacement=instead)


def unblotted(replacement: Replacement | None) -> Replacement | None:
    """The same, unless it holds a number that leads to one person: those are not repeated."""
    return replacement if replacement and blotted(replacement.text) == replacement.text else None


def at_field(  # noqa: PLR0913 -- a few more than usual spare every rule a second step
    name: str,
    document: Document,
    loc: Loc,
    message: Words,
    mend: Words,
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
    finding = at_spot(name, document, at, message, mend, since=since)
    written = document.get_line(at.line)[at.column - 1 : at.column - 1 + at.length]
    instead = Replacement(quoted_like(written, nearest), is_safe=False) if is_meant and written else None
    return replace(finding, field=dotted(loc), nearest=nearest, replacement=instead)


def at_spot(  # noqa: PLR0913 -- as `at_field`
    name: str, document: Document, spot: Spot, message: Words, mend: Words, *, since: str = ""
) -> Finding:
    """A finding about a place of a text or a table; `since` as in `at_field`."""
    place = Place(shown(document.path), spot.line, spot.column)
    source = blotted(shown_line(document, spot))
    message, mend = blotted_words(message), blotted_words(mend)
    rule = RULES[name]
    since = since or rule.since
    return Finding(name, rule.severity, place, message, mend, source=source, length=spot.length, since=since)


def shown_line(document: Document, spot: Spot) -> str:
    """The line a finding is about; the start of a very long one, or nothing when the place lies beyond that."""
    line = document.get_line(spot.line)[:LONGEST_LINE]
    return line if spot.column <= LONGEST_LINE else ""


LONGEST_LINE = 1_000


def blotted(text: str) -> str:
    """A text without the numbers that lead to one person: a report is copied further than the file it is about."""
    for start, length, _ in (*person_identifiers(text, contact=True), *disguised_identifiers(text, contact=True)):
        text = mask(text, start, length)
    return text


def blotted_words(words: Words) -> Words:
    """The same for a sentence in both languages, in which nothing invisible is left of what an author wrote."""
    return Words(shown(blotted(words.fr), LONGEST_SENTENCE), shown(blotted(words.en), LONGEST_SENTENCE))


LONGEST_SENTENCE = 2_000


def at_file(name: str, path: str, message: Words, mend: Words, *, since: str = "") -> Finding:
    """A finding about a file as a whole; `since` as in `at_field`."""
    rule = RULES[name]
    return Finding(name, rule.severity, Place(shown(path)), message, mend, since=since or rule.since)
