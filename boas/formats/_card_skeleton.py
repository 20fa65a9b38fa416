"""Fields a card does not hold yet, as YAML lines to be uncommented, with what each means and its terms.

A value to be filled in is `…`, which no rule accepts: a line that was uncommented and forgotten is found.
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from boas.documents import DocumentField, describe_field, load_vocabulary
from boas.formats._card_schema import Schema, find_field_schema, resolve_definition
from boas.parsing import YAML_WIDTH
from boas.translation import Language, Message

_BLANK = "…"
_LEADS = ("doi", "url", "id")
"""Fields by which something outside the card is found: one of them is shown though none is needed by itself."""
_ALSO = Message("also:")


@dataclass(frozen=True, slots=True)
class CardLanguages:
    """In which languages a card is begun."""

    words: Language
    """Language of the comments."""
    texts: Language
    """Language of the registry in which texts are asked for."""


def render_missing_field(field: DocumentField, languages: CardLanguages) -> list[str]:
    """Commented lines of one field, indented as it will stand."""
    return comment_out(render_open_field(field, languages))


def render_open_field(field: DocumentField, languages: CardLanguages) -> list[str]:
    """Lines of one field with what it means, indented as it will stand; each value is still to be filled in."""
    indent = 2 if field.section else 0
    piece = find_field_schema(field)
    explained = [
        *_wrap_comment(describe_field(field).in_(languages.words), indent),
        *_explain_terms(piece, indent, languages),
    ]
    return [*explained, *_render_key(field.name, piece, indent, languages)]


def comment_out(lines: list[str]) -> list[str]:
    """Lines that say nothing until `# ` is taken away."""
    return [f"# {line}" for line in lines]


def _render_key(name: str, piece: Schema, indent: int, languages: CardLanguages) -> list[str]:
    """Lines of one key with its value to be filled in."""
    start = f"{' ' * indent}{name}:"
    inner = resolve_definition(piece)
    if _is_local_text(piece):
        return [start, f"{' ' * (indent + 2)}{languages.texts}: {_BLANK}"]
    if "properties" in inner:
        return [start, *_render_parts(inner, indent + 2, languages)]
    if inner.get("type") == "array":
        return [start, *_render_item(inner["items"], indent + 2, languages)]
    return [f"{start} {_BLANK}"]


def _render_item(piece: Schema, indent: int, languages: CardLanguages) -> list[str]:
    """Lines of one item of a list."""
    margin = " " * indent
    inner = resolve_definition(piece)
    if _is_local_text(piece):
        return [f"{margin}- {languages.texts}: {_BLANK}"]
    if "properties" not in inner:
        return [f"{margin}- {_BLANK}"]
    lines = _render_parts(inner, indent + 2, languages)
    start = next(n for n, line in enumerate(lines) if not line.lstrip().startswith("#"))
    before = [line[2:] for line in lines[:start]]  # what explains the first field stands over the dash
    return [*before, f"{margin}- {lines[start][indent + 2 :]}", *lines[start + 1 :]]


def _render_parts(inner: Schema, indent: int, languages: CardLanguages) -> list[str]:
    """Lines of the fields that a part needs, and the names of the others."""
    properties: Schema = inner["properties"]
    shown = [name for name in properties if name in inner.get("required", ())]
    leads = [name for name in _LEADS if name in properties and name not in shown]
    shown += leads[:1] or ([] if shown else list(properties)[:1])
    lines = [
        line
        for name in shown
        for line in (
            *_explain_terms(properties[name], indent, languages),
            *_render_key(name, properties[name], indent, languages),
        )
    ]
    others = [name for name in properties if name not in shown]
    also = f"{_ALSO.in_(languages.words)} {', '.join(others)}"
    return lines + (_wrap_comment(also, indent) if others else [])


def _explain_terms(piece: Schema, indent: int, languages: CardLanguages) -> Iterator[str]:
    """The terms of a closed list, with what each means."""
    inner = resolve_definition(piece)
    name = inner.get("x-vocabulary") or inner.get("items", {}).get("x-vocabulary")
    if name:
        terms = load_vocabulary(name).terms.items()
        yield from _wrap_comment(
            "\u00a0· ".join(_explain_term(term, label.in_(languages.words)) for term, label in terms), indent
        )


def _explain_term(term: str, label: str) -> str:
    """A term with its label, when that says more."""
    return term if term.casefold() == label.casefold() else f"{term} ({label})"


def _wrap_comment(text: str, indent: int) -> list[str]:
    """A sentence as comment lines."""
    margin = f"{' ' * indent}# "
    return [f"{margin}{line}" for line in textwrap.wrap(text, YAML_WIDTH - indent, break_on_hyphens=False)]


def _is_local_text(piece: Schema) -> bool:
    """Whether a value is a text by language."""
    branches = piece.get("oneOf") or piece.get("anyOf") or [piece]
    return str(branches[0].get("$ref", "")).endswith("/LocalText")
