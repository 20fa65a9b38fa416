"""The one loader of author YAML: a strict subset, read from parser events in a single pass.

No alias, anchor, tag, merge key, duplicate key, directive or second document; bounded depth, size
and number of nodes; plain scalars follow the JSON grammar and everything else is a string. It never
raises on any text: what is wrong becomes diagnostics with line and column.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from boas.parsing._characters import CONTROL, INVISIBLE
from boas.parsing._diagnostic import Diagnostic
from boas.parsing._numbers import MOST_DIGITS, is_number, parse_number
from boas.parsing._yaml_messages import LOOK_AT_LINE, SYNTAX_MESSAGES, TAB, YAML_MESSAGES
from boas.translation import Message

MAX_DEPTH = 20
MAX_NODES = 20_000
MAX_SCALAR = 65_536
MAX_KEY = 128

_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "": None}

FieldPath = tuple[str | int, ...]
"""Path of a value: field names and list positions."""

_Node = yaml.ScalarEvent | yaml.CollectionStartEvent

_LONGEST_SHOWN = 40
"""Characters of an anchor or tag that a message repeats."""


class SourceSpan(NamedTuple):
    """Where a value stands, from 1, and how many characters it takes on its line."""

    line: int
    column: int
    length: int


@dataclass(slots=True)
class YamlText:
    """The value of a YAML text, its diagnostics, and the span of every field."""

    value: Any = None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    values: dict[FieldPath, SourceSpan] = field(default_factory=dict)
    """Where each value stands."""
    keys: dict[FieldPath, SourceSpan] = field(default_factory=dict)
    """Where the key of each value stands."""
    unread: set[FieldPath] = field(default_factory=set)
    """Values with a diagnostic about how they are written, so that none about their type follows."""


@dataclass(slots=True)
class _Container:
    """A mapping or list being filled."""

    value: dict[str, Any] | list[Any]
    path: FieldPath
    key: str | None = None
    """The key that waits for its value."""
    skipping: bool = False
    """Whether the value that comes belongs to a key that was refused."""
    seen: dict[str, int] = field(default_factory=dict)
    """Line of each key."""


class _LimitExceededError(Exception):
    """The text goes past a bound; reading stops here."""


def read_yaml(text: str) -> YamlText:
    """Parse a YAML text. Bounded in time and memory by the size of the text; never raises."""
    reading = _YamlBuilder(text)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if handle := _HANDLERS.get(type(event)):
                handle(reading, event)
    except _LimitExceededError:
        reading.text.value = None
    except yaml.YAMLError as error:
        reading.text.value = None
        if not (isinstance(error, yaml.reader.ReaderError) and reading.raw):
            reading.text.diagnostics.append(_diagnose_syntax(error, text))
    return reading.text


class _YamlBuilder:
    """Builds values from parser events; keeps a stack instead of recursing."""

    def __init__(self, raw: str) -> None:
        """Start with nothing read; diagnostics of the raw text come from its decoder."""
        self.text = YamlText()
        self.raw = frozenset(CONTROL.findall(raw)) | frozenset(INVISIBLE.findall(raw))
        self.stack: list[_Container] = []
        self.documents = 0
        self.nodes = 0

    def start_document(self, event: yaml.DocumentStartEvent) -> None:
        """Only one document, without directives."""
        self.documents += 1
        if event.version or event.tags:
            self.refuse(event, "directive", "%")
        if self.documents > 1:
            self.refuse(event, "document", "---")
            raise _LimitExceededError

    def add_alias(self, event: yaml.AliasEvent) -> None:
        """A value written elsewhere, which is refused; as a key it leaves nothing to go on with."""
        self.refuse(event, "alias", f"*{event.anchor}")
        if self.needs_key():
            raise _LimitExceededError
        self.text.unread.add(self.put(event, None))

    def open_mapping(self, event: yaml.MappingStartEvent) -> None:
        """A mapping starts."""
        self.open_container(event, {})

    def open_list(self, event: yaml.SequenceStartEvent) -> None:
        """A list starts."""
        self.open_container(event, [])

    def open_container(self, event: yaml.CollectionStartEvent, value: dict[str, Any] | list[Any]) -> None:
        """A mapping or a list starts."""
        self.check_node(event)
        if self.needs_key():
            self.refuse(event, "key", "?")
            raise _LimitExceededError
        if len(self.stack) >= MAX_DEPTH:
            self.refuse(event, "depth", str(MAX_DEPTH))
            raise _LimitExceededError
        loc = self.put(event, value)
        if event.tag:
            self.text.unread.add(loc)
        self.stack.append(_Container(value, loc))

    def close_container(self, _event: yaml.CollectionEndEvent) -> None:
        """The innermost mapping or list ends."""
        self.stack.pop()

    def add_scalar(self, event: yaml.ScalarEvent) -> None:
        """A key or a single value."""
        stated = len(self.text.diagnostics)
        self.check_node(event)
        if len(event.value) > MAX_SCALAR:
            self.refuse(event, "scalar", str(MAX_SCALAR))
            raise _LimitExceededError
        if self.needs_key():
            self.take_key(event)
            return
        loc = self.put(event, self.parse_scalar(event))
        if len(self.text.diagnostics) > stated:
            self.text.unread.add(loc)

    def check_node(self, event: _Node) -> None:
        """What every node is held to: no anchor, no tag, not too many of them."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.refuse(event, "nodes", str(MAX_NODES))
            raise _LimitExceededError
        if event.anchor:
            self.refuse(event, "anchor", f"&{event.anchor}")
        if event.tag:
            self.refuse(event, "tag", event.tag.replace("tag:yaml.org,2002:", "!!"))

    def needs_key(self) -> bool:
        """Whether a mapping waits for its next key."""
        if not self.stack:
            return False
        top = self.stack[-1]
        return top.key is None and isinstance(top.value, dict)

    def take_key(self, event: yaml.ScalarEvent) -> None:
        """The next key of the innermost mapping."""
        top, key = self.stack[-1], event.value
        top.key, top.skipping = key, False
        if key == "<<":
            self.refuse(event, "merge", "<<")
            top.skipping = True
        elif len(key) > MAX_KEY:
            self.refuse(event, "long-key", str(MAX_KEY))
            top.skipping = True
        elif key in top.seen:
            self.text.diagnostics.append(_diagnose_duplicate_key(event, key, top.seen[key], (*top.path, key)))
            top.skipping = True
        else:
            at = _make_span(event)
            top.seen[key] = at.line
            self.text.keys.setdefault((*top.path, key), at)
            if event.style == '"':
                self.text.diagnostics.extend(_diagnose_escapes(event, self.raw))

    def parse_scalar(self, event: yaml.ScalarEvent) -> str | float | bool | None:
        """A plain scalar by the JSON grammar; anything quoted or folded is text."""
        written = event.value
        if not event.implicit[0]:
            if event.style == '"':
                self.text.diagnostics.extend(_diagnose_escapes(event, self.raw))
            return written
        if written in _WORDS:
            return _WORDS[written]
        return self.parse_number_scalar(event) if is_number(written) else written

    def parse_number_scalar(self, event: yaml.ScalarEvent) -> int | float | str:
        """A JSON number that can be held; one that cannot stays a text and gets a diagnostic."""
        value = parse_number(event.value)
        if value is None:
            self.refuse(event, "digits", str(MOST_DIGITS))
            return event.value
        return value

    def put(self, event: yaml.Event, value: object) -> FieldPath:
        """Put a value where it belongs and record its span."""
        if not self.stack:
            self.text.value = value
        loc = self.put_inside(self.stack[-1], value) if self.stack else ()
        self.text.values.setdefault(loc, _make_span(event))
        return loc

    def put_inside(self, top: _Container, value: object) -> FieldPath:
        """Put a value into the innermost mapping or list."""
        if isinstance(top.value, list):
            top.value.append(value)
            return (*top.path, len(top.value) - 1)
        key, top.key = top.key or "", None
        # The value of a refused key is read, so that its own diagnostics are reported, and dropped.
        if not top.skipping:
            top.value[key] = value
        return (*top.path, key)

    def refuse(self, event: yaml.Event, what: str, shown: str) -> None:
        """Note something the strict subset does not have."""
        message, help_message = YAML_MESSAGES[what]
        at, shown = _make_span(event), shown[:_LONGEST_SHOWN]
        self.text.diagnostics.append(
            Diagnostic(
                "unreadable-yaml",
                at.line,
                at.column,
                message.fill(shown=shown),
                help_message,
                length=at.length,
            )
        )


_HANDLERS: Mapping[type[yaml.Event], Callable[[_YamlBuilder, Any], None]] = {
    yaml.ScalarEvent: _YamlBuilder.add_scalar,
    yaml.MappingStartEvent: _YamlBuilder.open_mapping,
    yaml.SequenceStartEvent: _YamlBuilder.open_list,
    yaml.MappingEndEvent: _YamlBuilder.close_container,
    yaml.SequenceEndEvent: _YamlBuilder.close_container,
    yaml.AliasEvent: _YamlBuilder.add_alias,
    yaml.DocumentStartEvent: _YamlBuilder.start_document,
}
"""What each parser event does; those left out say nothing."""


def _make_span(event: yaml.Event) -> SourceSpan:
    """Where an event stands; the length counts only what is on its first line."""
    start: Any = event.start_mark  # the parser marks every event; only events made by hand have no marks
    end: Any = event.end_mark
    line, column = start.line, start.column
    return SourceSpan(line + 1, column + 1, end.column - column if end.line == line else 0)


def format_path(loc: FieldPath) -> str:
    """A path as people write it: `data.sources[0].source`."""
    text = ""
    for step in loc:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def _diagnose_duplicate_key(event: yaml.ScalarEvent, key: str, first: int, loc: FieldPath) -> Diagnostic:
    """A repeated key: most parsers would silently keep the last one."""
    at = _make_span(event)
    return Diagnostic(
        "duplicate-key",
        at.line,
        at.column,
        Message("The key `{key}` already stands on line {first}.", key=key, first=first),
        Message("Keep only one of the two lines."),
        field=format_path(loc),
        length=at.length,
    )


def _diagnose_escapes(event: yaml.ScalarEvent, raw: frozenset[str]) -> Iterator[Diagnostic]:
    r"""Characters that came into a text in `"` through an escape such as `"\0"`, which the raw text does not show."""
    at = _make_span(event)
    for rule, pattern in (("unreadable-text", CONTROL), ("bidi-control", INVISIBLE)):
        found = pattern.search(event.value)
        if found and found[0] not in raw:
            code = f"U+{ord(found[0]):04X}"
            yield Diagnostic(
                rule,
                at.line,
                at.column,
                Message("The string holds the character {code} through an escape.", code=code),
                Message("Remove the escape."),
                length=at.length,
            )


def _diagnose_syntax(error: yaml.YAMLError, text: str) -> Diagnostic:
    """A text the parser cannot read, with the parser's own words; a tab is always reported as a tab."""
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable")
    is_tab = mark is not None and text[mark.index : mark.index + 1] == "\t"
    cause, help_message = SYNTAX_MESSAGES.get(
        TAB if is_tab else problem, (Message("{problem}", problem=problem), LOOK_AT_LINE)
    )
    message = Message("Unreadable YAML here: {cause}.", cause=cause)
    return Diagnostic("unreadable-yaml", line, column, message, help_message)
