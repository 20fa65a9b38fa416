"""The one loader of author YAML: a strict subset, read from parser events in a single pass.

No alias, anchor, tag, merge key, duplicate key, directive or second document; bounded depth, size
and number of nodes; plain scalars follow the JSON grammar and everything else is a string. It never
raises on any text: what is wrong becomes faults with line and column.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from boas.finding import Words
from boas.reading.characters import CONTROL, INVISIBLE
from boas.reading.fault import Fault

MAX_DEPTH = 20
MAX_NODES = 20_000
MAX_SCALAR = 65_536
MAX_KEY = 128
MAX_DIGITS = 18

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "": None}

Loc = tuple[str | int, ...]
"""Path of a value: field names and list positions."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value stands, from 1, and how many characters it takes on its line."""

    line: int
    column: int
    length: int


@dataclass(slots=True)
class YamlText:
    """What a YAML text says, what is wrong with it, and where everything stands."""

    value: Any = None
    faults: list[Fault] = field(default_factory=list)
    values: dict[Loc, Spot] = field(default_factory=dict)
    """Where each value stands."""
    keys: dict[Loc, Spot] = field(default_factory=dict)
    """Where the key of each value stands."""


@dataclass(slots=True)
class Container:
    """A mapping or list being filled."""

    value: dict[str, Any] | list[Any]
    loc: Loc
    key: str | None = None
    """The key that waits for its value."""
    skipping: bool = False
    """Whether the value that comes belongs to a key that was refused."""
    seen: dict[str, int] = field(default_factory=dict)
    """Line of each key."""


class TooMuch(Exception):
    """The text goes past a bound; reading stops here."""


def read_yaml(text: str) -> YamlText:
    """What a YAML text says. Bounded in time and memory by the size of the text; never raises."""
    reading = Builder()
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            reading.take(event)
    except TooMuch:
        reading.text.value = None
    except yaml.YAMLError as error:
        reading.text.value = None
        reading.text.faults.append(syntax_fault(error))
    return reading.text


class Builder:
    """Builds values from parser events; keeps a stack instead of recursing."""

    def __init__(self) -> None:
        """Start with nothing read."""
        self.text = YamlText()
        self.stack: list[Container] = []
        self.documents = 0
        self.nodes = 0

    def take(self, event: Any) -> None:
        """One parser event."""
        match event:
            case yaml.ScalarEvent():
                self.scalar(event)
            case yaml.MappingStartEvent():
                self.open(event, {})
            case yaml.SequenceStartEvent():
                self.open(event, [])
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.close()
            case yaml.AliasEvent():
                self.refuse(event, "alias", f"*{event.anchor}")
                self.put(event, None)
            case yaml.DocumentStartEvent():
                self.start_document(event)

    def start_document(self, event: Any) -> None:
        """Only one document, without directives."""
        self.documents += 1
        if event.version or event.tags:
            self.refuse(event, "directive", "%")
        if self.documents > 1:
            self.refuse(event, "document", "---")
            raise TooMuch

    def open(self, event: Any, value: dict[str, Any] | list[Any]) -> None:
        """A mapping or a list starts."""
        self.look(event)
        if self.key_is_due():
            self.refuse(event, "key", "?")
            raise TooMuch
        if len(self.stack) >= MAX_DEPTH:
            self.refuse(event, "depth", str(MAX_DEPTH))
            raise TooMuch
        loc = self.put(event, value)
        self.stack.append(Container(value, loc))

    def close(self) -> None:
        """The innermost mapping or list ends."""
        self.stack.pop()

    def scalar(self, event: Any) -> None:
        """A key or a single value."""
        self.look(event)
        if len(event.value) > MAX_SCALAR:
            self.refuse(event, "scalar", str(MAX_SCALAR))
            raise TooMuch
        if self.key_is_due():
            self.take_key(event)
        else:
            self.put(event, self.scalar_value(event))

    def look(self, event: Any) -> None:
        """What every node is held to: no anchor, no tag, not too many of them."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.refuse(event, "nodes", str(MAX_NODES))
            raise TooMuch
        if event.anchor:
            self.refuse(event, "anchor", f"&{event.anchor}")
        if event.tag:
            self.refuse(event, "tag", event.tag)

    def key_is_due(self) -> bool:
        """Whether a mapping waits for its next key."""
        top = self.stack[-1] if self.stack else None
        return top is not None and isinstance(top.value, dict) and top.key is None

    def take_key(self, event: Any) -> None:
        """The next key of the innermost mapping."""
        top, key = self.stack[-1], event.value
        line = event.start_mark.line + 1
        top.key, top.skipping = key, False
        if key == "<<":
            self.refuse(event, "merge", "<<")
            top.skipping = True
        elif len(key) > MAX_KEY:
            self.refuse(event, "long-key", str(MAX_KEY))
            top.skipping = True
        elif key in top.seen:
            self.text.faults.append(duplicate_key(event, key, top.seen[key], (*top.loc, key)))
            top.skipping = True
        else:
            top.seen[key] = line
            self.text.keys[(*top.loc, key)] = spot(event)
            self.text.faults.extend(character_faults(event))

    def scalar_value(self, event: Any) -> Any:
        """A plain scalar by the JSON grammar; anything quoted or folded is text."""
        self.text.faults.extend(character_faults(event))
        if not event.implicit[0]:
            return event.value
        if event.value in WORDS:
            return WORDS[event.value]
        number = NUMBER.fullmatch(event.value)
        return self.number_value(event, number) if number else event.value

    def number_value(self, event: Any, match: re.Match[str]) -> int | float | str:
        """A JSON number, finite and of a bounded number of digits."""
        if sum(character.isdigit() for character in match[0]) > MAX_DIGITS:
            self.refuse(event, "digits", str(MAX_DIGITS))
            return match[0]
        value = float(match[0]) if match[1] or match[2] else int(match[0])
        if not math.isfinite(value):
            self.refuse(event, "digits", str(MAX_DIGITS))
            return match[0]
        return value

    def put(self, event: Any, value: Any) -> Loc:
        """Put a value where it belongs and remember where it stands."""
        if not self.stack:
            self.text.value, loc = value, ()
        else:
            loc = self.put_inside(self.stack[-1], value)
        self.text.values.setdefault(loc, spot(event))
        return loc

    def put_inside(self, top: Container, value: Any) -> Loc:
        """Put a value into the innermost mapping or list."""
        if isinstance(top.value, list):
            top.value.append(value)
            return (*top.loc, len(top.value) - 1)
        key, top.key = top.key or "", None
        if not top.skipping:
            top.value[key] = value
            return (*top.loc, key)
        # The value of a refused key is read, so that its own faults are told, and thrown away.
        return (*top.loc, f"{key}\0refused")

    def refuse(self, event: Any, what: str, shown: str) -> None:
        """Note something the strict subset does not have."""
        message, mend = REFUSALS[what]
        at = spot(event)
        self.text.faults.append(
            Fault(
                "unreadable-yaml",
                at.line,
                at.column,
                Words(message.fr.format(shown=shown), message.en.format(shown=shown)),
                mend,
                length=at.length,
            )
        )


REFUSALS = {
    "alias": (
        Words("Un alias YAML ({shown}) n’est pas admis.", "A YAML alias ({shown}) is not allowed."),
        Words("Recopier la valeur à cet endroit.", "Write the value out at this place."),
    ),
    "anchor": (
        Words("Une ancre YAML ({shown}) n’est pas admise.", "A YAML anchor ({shown}) is not allowed."),
        Words(
            "Supprimer l’ancre et recopier la valeur là où elle sert.",
            "Remove the anchor and write the value where it is used.",
        ),
    ),
    "tag": (
        Words("Une étiquette de type YAML ({shown}) n’est pas admise.", "A YAML tag ({shown}) is not allowed."),
        Words("Supprimer l’étiquette ; écrire la valeur seule.", "Remove the tag; write the value alone."),
    ),
    "merge": (
        Words("La clé de fusion « {shown} » n’est pas admise.", "The merge key `{shown}` is not allowed."),
        Words("Recopier les champs fusionnés.", "Write the merged fields out."),
    ),
    "directive": (
        Words("Une directive YAML ({shown}) n’est pas admise.", "A YAML directive ({shown}) is not allowed."),
        Words("Supprimer la ligne qui commence par « % ».", "Remove the line that starts with `%`."),
    ),
    "document": (
        Words("Le fichier contient plusieurs documents YAML.", "The file holds several YAML documents."),
        Words("Garder un document par fichier.", "Keep one document per file."),
    ),
    "key": (
        Words("Une clé est elle-même une liste ou un objet.", "A key is itself a list or a mapping."),
        Words("Écrire la clé comme un mot simple.", "Write the key as a plain word."),
    ),
    "long-key": (
        Words("Une clé dépasse {shown} caractères.", "A key is longer than {shown} characters."),
        Words(
            "Vérifier les deux-points et les guillemets de cette ligne.", "Check the colons and quotes of this line."
        ),
    ),
    "depth": (
        Words("Plus de {shown} niveaux d’imbrication.", "More than {shown} levels of nesting."),
        Words(
            "Aucun document n’est aussi profond : vérifier les crochets et les retraits.",
            "No document is that deep: check brackets and indents.",
        ),
    ),
    "nodes": (
        Words("Plus de {shown} valeurs dans un fichier.", "More than {shown} values in one file."),
        Words("Mettre les longues listes dans un fichier CSV.", "Put long lists into a CSV file."),
    ),
    "scalar": (
        Words("Une valeur dépasse {shown} caractères.", "A value is longer than {shown} characters."),
        Words(
            "Mettre le long texte dans method.fr.md ou method.en.md.",
            "Put the long text into method.fr.md or method.en.md.",
        ),
    ),
    "digits": (
        Words(
            "Un nombre de plus de {shown} chiffres, ou infini.", "A number of more than {shown} digits, or infinite."
        ),
        Words("L’écrire entre guillemets si c’est un code.", "Quote it if it is a code."),
    ),
}


def spot(event: Any) -> Spot:
    """Where an event stands; the length counts only what is on its first line."""
    start, end = event.start_mark, event.end_mark
    length = end.column - start.column if end.line == start.line else 0
    return Spot(start.line + 1, start.column + 1, length)


def duplicate_key(event: Any, key: str, first: int, loc: Loc) -> Fault:
    """A key that stands twice: most readers would keep the last one and say nothing."""
    at = spot(event)
    return Fault(
        "duplicate-key",
        at.line,
        at.column,
        Words(f"La clé « {key} » figure déjà ligne {first}.", f"The key `{key}` already stands on line {first}."),
        Words("Garder une seule des deux lignes.", "Keep only one of the two lines."),
        field=".".join(map(str, loc)),
        length=at.length,
    )


def character_faults(event: Any) -> Iterator[Fault]:
    """Characters that came in through an escape such as `"\\0"`, which the raw text does not show."""
    if event.implicit[0] or event.style != '"':
        return
    at = spot(event)
    for rule, pattern in (("unreadable-text", CONTROL), ("bidi-control", INVISIBLE)):
        if found := pattern.search(event.value):
            code = f"U+{ord(found[0]):04X}"
            yield Fault(
                rule,
                at.line,
                at.column,
                Words(
                    f"La chaîne contient le caractère {code} par échappement.",
                    f"The string holds the character {code} through an escape.",
                ),
                Words("Supprimer l’échappement.", "Remove the escape."),
                length=at.length,
            )


def syntax_fault(error: yaml.YAMLError) -> Fault:
    """A text the parser cannot read, with the parser's own words."""
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable")
    return Fault(
        "unreadable-yaml",
        line,
        column,
        Words(f"YAML illisible ici : {problem}.", f"Unreadable YAML here: {problem}."),
        SYNTAX_MENDS.get(
            problem,
            Words(
                "Vérifier les retraits, les deux-points et les guillemets de cette ligne.",
                "Check indents, colons and quotes of this line.",
            ),
        ),
    )


SYNTAX_MENDS = {
    "found character that cannot start any token": Words(
        "Remplacer les tabulations par des espaces ; mettre entre guillemets une valeur qui commence par @, ` ou %.",
        "Replace tabs by spaces; quote a value that starts with @, ` or %.",
    ),
    "mapping values are not allowed in this context": Words(
        "Mettre entre guillemets une valeur qui contient « : », ou corriger le retrait.",
        "Quote a value that contains `: `, or mend the indent.",
    ),
}
