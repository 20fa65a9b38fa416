"""What a rule or a field is about, for people at a terminal: the same as on its page."""

from boas.checks import Rule, Snippet, list_field_rules, load_examples
from boas.documents import (
    ALL_KINDS,
    KIND_LETTERS,
    DocumentField,
    describe_field,
    describe_form,
    find_field_example,
    load_vocabulary,
)
from boas.escaping import make_visible
from boas.translation import Language, Message

_NEEDS = {
    "needed": Message("needed"),
    "expected": Message("expected"),
    "optional": Message("optional"),
}
_WHY, _FIX = Message("Why"), Message("Fix")
_WRONG, _PRINTED = Message("An example"), Message("What boas check says")
_FIXED, _PASSES = Message("Once fixed"), Message("This passes too")
_TERMS, _SAMPLE, _RULES = Message("Terms"), Message("Example"), Message("Rules")


def render_rule(rule: Rule, language: Language) -> str:
    """One rule with an example of what it finds."""
    source = f", {rule.package}" if rule.package else ""
    head = f"{rule.name} ({rule.family}, {rule.severity}{source})\n\n{rule.what.in_(language)}\n\n"
    head += _format_start_date(rule, language)
    told = f"{_WHY.in_(language)} — {rule.why.in_(language)}\n\n{_FIX.in_(language)} — {rule.help.in_(language)}\n"
    example = load_examples().get(rule.name)
    if example is None:
        return head + told
    parts = (
        _format_excerpt(_WRONG, example.wrong, language),
        _format_block(_PRINTED.in_(language), example.told.in_(language)),
        _format_excerpt(_FIXED, example.mended, language),
        _format_excerpt(_PASSES, example.passes, language),
    )
    return "".join((head, told, *parts))


def _format_start_date(rule: Rule, language: Language) -> str:
    """What a rule that came later does not stop; nothing of one that was always there."""
    said = Message("It came on {since}: of what was published before it only warns.\n\n", since=rule.since)
    return said.in_(language) if rule.since else ""


def _format_excerpt(title: Message, lines: Snippet, language: Language) -> str:
    """Lines of a file under the name of that file."""
    return _format_block(f"{title.in_(language)} ({lines.path})", lines.text)


def _format_block(title: str, text: str) -> str:
    """Lines set in under a title."""
    shown = "".join(f"  {make_visible(line)}".rstrip() + "\n" for line in text.strip("\n").splitlines())
    return f"\n{title} —\n{shown}"


def render_field(kind: str, field: DocumentField, language: Language) -> str:
    """One field of a kind of document: what it means, how it is written, which rules look at it."""
    kinds = [
        load_vocabulary("kinds").terms[one].in_(language)
        for one, letter in KIND_LETTERS.items()
        if letter in field.kinds
    ]
    marks = [_NEEDS[field.need].in_(language), *(kinds if field.kinds != ALL_KINDS else ())]
    lines = [f"{field.path} ({', '.join((kind, *marks))})", "", describe_field(field).in_(language)]
    if name := describe_form(field).vocabulary:
        terms = load_vocabulary(name).terms.items()
        told = "\n".join(f"{term}: {label.in_(language)}" for term, label in terms)
        lines.append(_format_block(_TERMS.in_(language), told).rstrip("\n"))
    if sample := find_field_example(kind, field.path, language):
        lines.append(_format_block(_SAMPLE.in_(language), sample).rstrip("\n"))
    if rules := list_field_rules(kind, field):
        lines.append(_format_block(_RULES.in_(language), "\n".join(rules)).rstrip("\n"))
    return "\n".join(lines) + "\n"
