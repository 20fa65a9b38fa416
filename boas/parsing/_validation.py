"""Validation: from a plain value to a typed document, or all diagnostics at once.

Called for each document after its YAML was read. Gives the typed model when nothing is wrong;
otherwise diagnostics with the field path, its span, what was expected and the nearest allowed term.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args

from pydantic import ValidationError

from boas.documents import (
    ABSENT,
    CHECKS,
    DEFAULT_LANGUAGES,
    DOCUMENTS,
    GIVEN,
    DocumentPart,
    LocalText,
    StringCheck,
    find_newer_licences,
    find_part,
    find_vocabulary,
    load_vocabulary,
)
from boas.finding import Replacement
from boas.parsing._corrections import CorrectedValue, build_replacement, correct_value, is_one_slip, reads_as
from boas.parsing._diagnostic import MOST_OF_A_SORT, Diagnostic
from boas.parsing._term_matching import find_nearest_term
from boas.parsing._terms import find_meant_term, list_terms
from boas.parsing._value_messages import VALUE_MESSAGES
from boas.parsing._yaml_events import FieldPath, SourceSpan, YamlText, format_path
from boas.translation import Message, join_messages

_Details = dict[str, Any]
"""One error as pydantic reports it."""


def validate(
    kind: str, value: object, languages: tuple[str, ...] = DEFAULT_LANGUAGES
) -> tuple[DocumentPart | None, tuple[_Details, ...]]:
    """The typed document of a kind, its texts by the languages of the registry, or the errors in its way."""
    try:
        return parse_content(kind, json.dumps(value), languages), ()
    except ValidationError as error:
        return None, tuple(_remove_echoes([dict(details) for details in error.errors(include_url=False)]))


def parse_content(kind: str, text: str, languages: tuple[str, ...]) -> DocumentPart:
    """The typed document that a JSON text holds; raises `ValidationError` when it holds none."""
    return DOCUMENTS[kind].model.model_validate_json(text, context={"languages": languages})


def _remove_echoes(errors: list[_Details]) -> list[_Details]:
    """A list is not too short because one of its items was refused: that error only repeats another."""
    inside = {error["loc"][:depth] for error in errors for depth in range(len(error["loc"]))}
    return [error for error in errors if error["type"] != "too_short" or error["loc"] not in inside]


def diagnose_errors(
    kind: str, errors: tuple[_Details, ...], yaml: YamlText, lines: list[str], languages: tuple[str, ...]
) -> Iterator[Diagnostic]:
    """A diagnostic for each error, at the span where it can be fixed."""
    times: Counter[str] = Counter()
    for error in errors:
        times[error["type"]] += 1
        if times[error["type"]] > MOST_OF_A_SORT + 1:
            continue
        loc = _strip_tags(error["loc"])
        telling = _DIAGNOSERS.get(
            error["type"], _diagnose_refused_value if error["type"] in VALUE_MESSAGES else _diagnose_type
        )
        yield telling(_ErrorContext(kind, loc, error, yaml, lines, languages))


def diagnose_empty_values(kind: str, value: object, yaml: YamlText, loc: FieldPath = ()) -> Iterator[Diagnostic]:
    """Fields with nothing behind their colon: neither filled nor honestly absent."""
    if value is None:
        at = locate_path(yaml, loc, on_key=True)
        yield Diagnostic(
            "wrong-type",
            at.line,
            at.column,
            Message("`{loc}` is empty.", loc=format_path(loc)),
            _FILL_OR_EXCUSE if find_excusable_field(kind, loc) == loc else _FILL,
            field=format_path(loc),
            length=at.length,
        )
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from diagnose_empty_values(kind, child, yaml, (*loc, key))
    elif isinstance(value, list):
        for position, child in enumerate(value):
            yield from diagnose_empty_values(kind, child, yaml, (*loc, position))


_FILL = Message("Give a value, or delete the line.")
_FILL_OR_EXCUSE = Message("Give a value, write `absent: {reason: …}`, or delete the line.")


def find_excusable_field(kind: str, loc: FieldPath) -> FieldPath | None:
    """The field itself, or the nearest around it, that may be declared absent; None when none may."""
    prefixes = (loc[:depth] for depth in range(len(loc), 0, -1) if isinstance(loc[depth - 1], str))
    return next((prefix for prefix in prefixes if find_part(DOCUMENTS[kind].model, (*prefix, "absent"))), None)


@dataclass(frozen=True)
class _ErrorContext:
    """One error with all that its diagnostic needs."""

    kind: str
    path: FieldPath
    error: _Details
    yaml: YamlText
    lines: list[str]
    languages: tuple[str, ...]

    def make_diagnostic(
        self, rule: str, message: Message, help_message: Message, *, on_key: bool = False
    ) -> Diagnostic:
        """A diagnostic at the error's span."""
        at = locate_path(self.yaml, self.path, on_key=on_key)
        return Diagnostic(
            rule, at.line, at.column, message, help_message, field=format_path(self.path), length=at.length
        )

    def format_written(self) -> str:
        """The value as the author wrote it, on its first line."""
        at = self.yaml.values.get(self.path)
        short = not isinstance(self.error.get("input"), dict | list)
        if short and at and at.length and at.line <= len(self.lines):
            return self.lines[at.line - 1][at.column - 1 : at.column - 1 + at.length]
        return json.dumps(self.error.get("input"), ensure_ascii=False)[:60]

    def make_replacement(self, correction: CorrectedValue) -> Replacement | None:
        """The replacement of the value; None when its text is no span of its own."""
        at, written = self.yaml.values.get(self.path), self.format_written()
        stands_alone = at is not None and at.length == len(written) and _KEY not in self.error["loc"]
        return (
            build_replacement(written, correction)
            if stands_alone and reads_as(written, self.error.get("input"))
            else None
        )

    def with_correction(self, diagnostic: Diagnostic, wanted: str) -> Diagnostic:
        """The diagnostic, with a replacement when the written value can be converted to the expected type."""
        value = self.error.get("input")
        meant = correct_value(wanted, value) if isinstance(value, str) else None
        return self.with_proposal(diagnostic, self.make_replacement(meant)) if meant else diagnostic

    @staticmethod
    def with_proposal(diagnostic: Diagnostic, replacement: Replacement | None) -> Diagnostic:
        """The diagnostic with a replacement: safe, or a likely one after the general help."""
        if replacement is None:
            return diagnostic
        text = replacement.text
        sure = Message("Write `{text}`.", text=text)
        unsure = Message("{help} Probably `{text}`.", help=diagnostic.help, text=text)
        return replace(diagnostic, help=sure if replacement.is_safe else unsure, replacement=replacement)


_KEY = "[key]"
"""What pydantic adds to the path of a key."""


def _diagnose_missing(case: _ErrorContext) -> Diagnostic:
    """A required field is missing: reported at the parent, where the line must be added."""
    parent, name = case.path[:-1], str(case.path[-1])
    at = locate_path(case.yaml, parent, on_key=True)
    inside = Message(" in `{parent}`", parent=format_path(parent)) if parent else Message("")
    terms = _format_terms(case.kind, case.path)
    return Diagnostic(
        "missing-field",
        at.line,
        at.column,
        Message("The field `{name}` is missing{inside}.", name=name, inside=inside),
        Message("Add `{name}: …`{inside}.{terms}", name=name, inside=inside, terms=terms),
        field=format_path(case.path),
        length=at.length,
        expected=(name,),
    )


def _format_terms(kind: str, loc: FieldPath) -> Message:
    """A sentence with the terms a field may hold, when they are few enough to be read at a glance."""
    part, name = find_part(DOCUMENTS[kind].model, loc[:-1]), str(loc[-1])
    named = find_vocabulary(part, name) if part and name in part.model_fields else ""
    terms = ", ".join(load_vocabulary(named).terms) if named else ""
    few = 0 < len(terms) <= _LONGEST_LIST
    return Message(" Allowed terms: {terms}.", terms=terms) if few else Message("")


_LONGEST_LIST = 100
"""Characters of a list of terms inside a hint."""


def _diagnose_unknown_field(case: _ErrorContext) -> Diagnostic:
    """A field no model has: the nearest name, and all names that may stand there."""
    name = str(case.path[-1])
    part = find_part(DOCUMENTS[case.kind].model, case.path[:-1])
    allowed = case.languages if part is LocalText else tuple(part.model_fields) if part else ()
    nearest = find_nearest_term(name, allowed)
    known = ", ".join(allowed)
    help_message = (
        Message("Write `{nearest}`, or delete the line.", nearest=nearest)
        if nearest
        else Message("Delete the line. Fields that may stand here: {known}.", known=known)
    )
    message = Message("There is no field `{name}` here.", name=name)
    diagnostic = replace(
        case.make_diagnostic("unknown-field", message, help_message, on_key=True), expected=allowed, nearest=nearest
    )
    is_plain = diagnostic.length == len(name)
    is_slip = is_plain and bool(nearest) and is_one_slip(name, nearest)
    return replace(diagnostic, replacement=Replacement(nearest, is_safe=False) if is_slip else None)


def _diagnose_unknown_term(case: _ErrorContext) -> Diagnostic:
    """A word outside its closed list: the nearest term, also when a label was written instead."""
    words = load_vocabulary(case.error["ctx"]["vocabulary"])
    written = str(case.error["input"])
    nearest, known = find_meant_term(written, words), list_terms(words)
    help_message = (
        Message("Write `{nearest}`. Allowed terms: {known}.", nearest=nearest, known=known)
        if nearest
        else Message("Choose one of: {known}.", known=known)
    )
    message = Message("`{written}` is not a term of `{label}`.", written=written, label=words.label)
    replacement = case.make_replacement(CorrectedValue(nearest, is_certain=False)) if nearest else None
    diagnostic = case.make_diagnostic("unknown-term", message, help_message)
    return replace(diagnostic, expected=tuple(words.terms), nearest=nearest, replacement=replacement)


def _diagnose_refused_value(case: _ErrorContext) -> Diagnostic:
    """A string that its own syntax refuses."""
    rule, message, help_message = VALUE_MESSAGES[case.error["type"]]
    written = str(case.error.get("input"))[:80]
    newer = find_newer_licences(written) if case.error["type"] == "bad-licence" else ()
    if newer:
        message = Message("`{written}` is an identifier that SPDX gave up.")
        help_message = Message("Write {newer}, whichever the text of the licence says.", newer=" / ".join(newer))
    diagnostic = case.make_diagnostic(rule, message.fill(written=written), help_message)
    return case.with_correction(diagnostic, case.error["type"])


def _diagnose_type(case: _ErrorContext) -> Diagnostic:
    """Any other mismatch between a value and what its field holds."""
    written = case.format_written()
    name = format_path(case.path) or "(document)"
    what = _describe_bounds(EXPECTATIONS.get(case.error["type"], _OTHER_FORM), case.error.get("ctx") or {})
    help_message = Message("Give {what}.", what=what)
    message = Message("`{name}` wants {what}, not {written}.", name=name, what=what, written=written)
    diagnostic = case.make_diagnostic("wrong-type", message, help_message)
    if case.error["type"] == "string_type" and isinstance(case.error["input"], bool | int | float):
        return _propose_quotes(case, diagnostic)
    return case.with_correction(diagnostic, case.error["type"])


def _propose_quotes(case: _ErrorContext, diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic of a number, true or false that should be a text: quotation marks, when these are enough."""
    written = case.format_written()
    part = find_part(DOCUMENTS[case.kind].model, case.path[:-1])
    field = part.model_fields.get(str(case.path[-1])) if part else None
    refused = next((name for name in _find_checks(field) if not CHECKS[name](written)), "")
    if not refused:
        help_message = Message('Write "{written}" in quotes.', written=written)
        return replace(diagnostic, help=help_message, replacement=case.make_replacement(CorrectedValue(written)))
    diagnostic = replace(diagnostic, help=VALUE_MESSAGES[refused][2])
    meant = correct_value(refused, written)
    return case.with_proposal(diagnostic, case.make_replacement(meant)) if meant else diagnostic


def _find_checks(annotated: object) -> Iterator[str]:
    """Names of the checks that a field, or any form it may take, holds its text to."""
    for mark in (*getattr(annotated, "metadata", ()), *getattr(annotated, "__metadata__", ())):
        if isinstance(mark, StringCheck):
            yield mark.rule
    for inner in (getattr(annotated, "annotation", None), *get_args(annotated)):
        if inner is not None:
            yield from _find_checks(inner)


def _describe_bounds(what: Message, context: Mapping[str, object]) -> Message:
    """What a field wants, with its bound or its closed list when it has one."""
    for key, message in _BOUNDS.items():
        if key in context:
            return Message("{what} ({bound})", what=what, bound=message.fill(bound=_list_alternatives(context[key])))
    return what


_BOUNDS = {
    "ge": Message("at least {bound}"),
    "le": Message("at most {bound}"),
    "gt": Message("greater than {bound}"),
    "lt": Message("less than {bound}"),
    "min_length": Message("at least {bound}"),
    "max_length": Message("at most {bound}"),
    "expected": Message("{bound}"),
}


def _list_alternatives(bound: object) -> Message:
    """A bound, or the values of a closed list, which pydantic joins by the English word."""
    return join_messages(str(bound).split(" or "), Message(" or "))


_OTHER_FORM = Message("another form of value")


def _diagnose_reference(case: _ErrorContext) -> Diagnostic:
    """A reference by none of the fields that could lead to it: their names."""
    part = find_part(DOCUMENTS[case.kind].model, case.path)
    names = ", ".join(name for name in _LEADING if part and name in part.model_fields)
    message = Message("This reference leads nowhere.")
    return case.make_diagnostic("missing-field", message, Message("Add one of: {names}.", names=names))


_LEADING = ("id", "doi", "url", "citation", "year", "organisation", "algorithm")
"""Fields by which something outside the part can be found."""


def _diagnose_no_language(case: _ErrorContext) -> Diagnostic:
    """A text in no language: those that the registry has."""
    rule, message, _ = VALUE_MESSAGES[case.error["type"]]
    lines = join_messages((Message("`{line}`", line=f"{one}: …") for one in case.languages), Message(" or "))
    return case.make_diagnostic(rule, message, Message("Add {lines}.", lines=lines))


_DIAGNOSERS: dict[str, Callable[[_ErrorContext], Diagnostic]] = {
    "missing": _diagnose_missing,
    "extra_forbidden": _diagnose_unknown_field,
    "unknown-term": _diagnose_unknown_term,
    "no-reference": _diagnose_reference,
    "no-language": _diagnose_no_language,
}

EXPECTATIONS = {
    "string_type": Message("a text"),
    "int_type": Message("a whole number"),
    "int_from_float": Message("a whole number"),
    "float_type": Message("a number"),
    "bool_type": Message("true or false"),
    "tuple_type": Message("a list (lines that start with `- `)"),
    "model_type": Message("a mapping with fields"),
    "model_attributes_type": Message("a mapping with fields"),
    "dict_type": Message("a mapping with fields"),
    "too_short": Message("more items"),
    "too_long": Message("fewer items"),
    "string_too_short": Message("a longer text"),
    "string_too_long": Message("a shorter text"),
    "string_pattern_mismatch": Message("one line without space at either end"),
    "literal_error": Message("one of the given values"),
    "greater_than_equal": Message("a larger number"),
    "less_than_equal": Message("a smaller number"),
    "greater_than": Message("a larger number"),
    "less_than": Message("a smaller number"),
}


def _strip_tags(loc: tuple[str | int, ...]) -> FieldPath:
    """A path without the tags of unions of given and absent values."""
    return tuple(step for step in loc if step not in {GIVEN, ABSENT, _KEY})


def locate_path(yaml: YamlText, loc: FieldPath, *, on_key: bool = False) -> SourceSpan:
    """Where a path stands; a missing one stands where its nearest parent does."""
    for depth in range(len(loc), -1, -1):
        first, second = (yaml.keys, yaml.values) if on_key else (yaml.values, yaml.keys)
        here = loc[:depth]
        if found := first.get(here) or second.get(here):
            return found
    return SourceSpan(1, 1, 0)
