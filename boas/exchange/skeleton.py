"""Fields a card does not hold yet, as YAML lines to be uncommented, with what each means and its terms.

A value to be filled in is `…`, which no rule accepts: a line that was uncommented and forgotten is found.
"""

import textwrap
from collections.abc import Iterator

from boas.documents import vocabulary
from boas.documents.guide import Field
from boas.documents.meanings import meaning
from boas.exchange.guide import Schema, definition, spec
from boas.exchange.writing import WIDTH
from boas.finding import Language, Words

BLANK = "…"
LEADS = ("doi", "url", "id")
"""Fields by which something outside the card is found: one of them is shown though none is needed by itself."""
ALSO = Words("aussi\u00a0:", "also:")


def missing_field(field: Field, language: Language) -> list[str]:
    """Commented lines of one field, indented as it will stand."""
    indent = 2 if field.section else 0
    piece = spec(field)
    explained = [*wrapped(meaning(field).in_(language), indent), *explanations(piece, indent, language)]
    return commented([*explained, *key(field.name, piece, indent, language)])


def commented(lines: list[str]) -> list[str]:
    """Lines that say nothing until `# ` is taken away."""
    return [f"# {line}" for line in lines]


def key(name: str, piece: Schema, indent: int, language: Language) -> list[str]:
    """Lines of one key with its value to be filled in."""
    start = f"{' ' * indent}{name}:"
    inner = definition(piece)
    if is_local_text(piece):
        return [start, f"{' ' * (indent + 2)}{language}: {BLANK}"]
    if "properties" in inner:
        return [start, *parts(inner, indent + 2, language)]
    if inner.get("type") == "array":
        return [start, *item(inner["items"], indent + 2, language)]
    return [f"{start} {BLANK}"]


def item(piece: Schema, indent: int, language: Language) -> list[str]:
    """Lines of one item of a list."""
    margin = " " * indent
    inner = definition(piece)
    if is_local_text(piece):
        return [f"{margin}- {language}: {BLANK}"]
    if "properties" not in inner:
        return [f"{margin}- {BLANK}"]
    lines = parts(inner, indent + 2, language)
    start = next(n for n, line in enumerate(lines) if not line.lstrip().startswith("#"))
    before = [line[2:] for line in lines[:start]]  # what explains the first field stands over the dash
    return [*before, f"{margin}- {lines[start][indent + 2 :]}", *lines[start + 1 :]]


def parts(inner: Schema, indent: int, language: Language) -> list[str]:
    """Lines of the fields that a part needs, and the names of the others."""
    properties: Schema = inner["properties"]
    shown = [name for name in properties if name in inner.get("required", ())]
    leads = [name for name in LEADS if name in properties and name not in shown]
    shown += leads[:1] or ([] if shown else list(properties)[:1])
    lines = [
        line
        for name in shown
        for line in (*explanations(properties[name], indent, language), *key(name, properties[name], indent, language))
    ]
    others = [name for name in properties if name not in shown]
    also = f"{ALSO.in_(language)} {', '.join(others)}"
    return lines + (wrapped(also, indent) if others else [])


def explanations(piece: Schema, indent: int, language: Language) -> Iterator[str]:
    """The terms of a closed list, with what each means."""
    inner = definition(piece)
    name = inner.get("x-vocabulary") or inner.get("items", {}).get("x-vocabulary")
    if name:
        terms = vocabulary(name).terms.items()
        yield from wrapped("\u00a0· ".join(explained(term, label.in_(language)) for term, label in terms), indent)


def explained(term: str, label: str) -> str:
    """A term with its label, when that says more."""
    return term if term.casefold() == label.casefold() else f"{term} ({label})"


def wrapped(text: str, indent: int) -> list[str]:
    """A sentence as comment lines."""
    margin = f"{' ' * indent}# "
    return [f"{margin}{line}" for line in textwrap.wrap(text, WIDTH - indent, break_on_hyphens=False)]


def is_local_text(piece: Schema) -> bool:
    """Whether a value is a text in French and English."""
    branches = piece.get("oneOf") or piece.get("anyOf") or [piece]
    return str(branches[0].get("$ref", "")).endswith("/LocalText")
