"""Small edits of a card's own text, so that an author's comments and order survive."""

from boas.parsing._yaml_events import SourceSpan, read_yaml
from boas.parsing._yaml_writer import QuotedText, render_entry
from boas.translation import Message


def with_version(text: str, version: str) -> str:
    """The card's text with another version number; quotes stay as they were. Raises `KeyError` without a version."""
    span = read_yaml(text).values[("version",)]
    lines = text.split("\n")
    line = lines[span.line - 1]
    written = line[span.column - 1 : span.column - 1 + span.length]
    quote = written[0] if written[:1] in {'"', "'"} else ""
    lines[span.line - 1] = line[: span.column - 1] + f"{quote}{version}{quote}" + line[span.column - 1 + span.length :]
    return "\n".join(lines)


def with_changes(text: str, changes: list[tuple[str, Message]], languages: tuple[str, ...]) -> str:
    """The card's text with its list of changes replaced, or added at the end: kind and sentence of each.

    Sentences stand in the registry's languages; those that the program has no words in get the English one.
    """
    lines = text.rstrip("\n").split("\n")
    start, end = _find_block("changes", text, len(lines))
    return "\n".join((*lines[:start], *_format_changes(changes, languages), *lines[end:])) + "\n"


def split_field(text: str, name: str) -> tuple[str, str]:
    """The card's text without one of its top-level fields, and the lines of that field; those are empty without it."""
    lines = text.rstrip("\n").split("\n")
    start, end = _find_block(name, text, len(lines))
    rest, own = (*lines[:start], *lines[end:]), lines[start:end]
    return "".join(f"{line}\n" for line in rest), "".join(f"{line}\n" for line in own)


def _find_block(name: str, text: str, n_lines: int) -> tuple[int, int]:
    """First line (from 0) of a top-level field and the line after its last; both the end when it is not there."""
    keys: dict[str, SourceSpan] = {str(loc[0]): span for loc, span in read_yaml(text).keys.items() if len(loc) == 1}
    if name not in keys:
        return n_lines, n_lines
    start = keys[name].line - 1
    later = [span.line - 1 for span in keys.values() if span.line - 1 > start]
    return start, min(later, default=n_lines)


def _format_changes(changes: list[tuple[str, Message]], languages: tuple[str, ...]) -> list[str]:
    """Lines of the field `changes`; sentences are quoted, whatever an author's words hold."""
    return render_entry(
        "changes", [{"kind": kind, "text": _quote_languages(sentence, languages)} for kind, sentence in changes]
    )


def _quote_languages(sentence: Message, languages: tuple[str, ...]) -> dict[str, object]:
    """A sentence in each language."""
    return {language: QuotedText(text) for language, text in sentence.to_texts(languages).items()}
