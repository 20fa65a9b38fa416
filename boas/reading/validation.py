"""From a plain value to a typed document, with every refusal told at once in both languages.

Called for each document after its YAML was read. Gives the typed model when nothing is wrong;
otherwise faults that name the field, its place, what was expected and the nearest allowed term.
"""

import difflib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, get_args

from pydantic import ValidationError

from boas.documents import ABSENT, DOCUMENTS, GIVEN, Part, part_at, vocabulary, vocabulary_of
from boas.documents.scalars import CHECKS, Checked
from boas.finding import Replacement, Words
from boas.reading.corrections import Correction, corrected, instead, is_one_slip, says
from boas.reading.fault import MOST_OF_A_SORT, Fault
from boas.reading.refusals import REFUSED
from boas.reading.yaml_events import Loc, Spot, YamlText, dotted

Details = dict[str, Any]
"""One error as pydantic tells it."""


def validate(kind: str, value: object) -> tuple[Part | None, tuple[Details, ...]]:
    """The typed document of a kind, or the errors that stand in its way."""
    try:
        return DOCUMENTS[kind].model_validate_json(json.dumps(value)), ()
    except ValidationError as error:
        return None, tuple(without_echoes([dict(details) for details in error.errors(include_url=False)]))


def without_echoes(errors: list[Details]) -> list[Details]:
    """A list is not too short because one of its items was refused: that error only repeats another."""
    inside = {error["loc"][:depth] for error in errors for depth in range(len(error["loc"]))}
    return [error for error in errors if error["type"] != "too_short" or error["loc"] not in inside]


def faults(kind: str, errors: tuple[Details, ...], yaml: YamlText, lines: list[str]) -> Iterator[Fault]:
    """A fault for each error, at the place where it can be mended."""
    times: Counter[str] = Counter()
    for error in errors:
        times[error["type"]] += 1
        if times[error["type"]] > MOST_OF_A_SORT + 1:
            continue
        loc = plain(error["loc"])
        telling = TELLINGS.get(error["type"], tell_refused if error["type"] in REFUSED else tell_type)
        yield telling(Case(kind, loc, error, yaml, lines))


def empty_values(kind: str, value: object, yaml: YamlText, loc: Loc = ()) -> Iterator[Fault]:
    """Fields with nothing behind their colon: neither filled nor honestly absent."""
    if value is None:
        at = spot_of(yaml, loc, on_key=True)
        yield Fault(
            "wrong-type",
            at.line,
            at.column,
            Words(f"« {dotted(loc)} » est vide.", f"`{dotted(loc)}` is empty."),
            FILL_OR_EXCUSE if absent_at(kind, loc) == loc else FILL,
            field=dotted(loc),
            length=at.length,
        )
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from empty_values(kind, child, yaml, (*loc, key))
    elif isinstance(value, list):
        for position, child in enumerate(value):
            yield from empty_values(kind, child, yaml, (*loc, position))


FILL = Words("Donner une valeur, ou supprimer la ligne.", "Give a value, or delete the line.")
FILL_OR_EXCUSE = Words(
    "Donner une valeur, écrire « absent: {reason: …} », ou supprimer la ligne.",
    "Give a value, write `absent: {reason: …}`, or delete the line.",
)


def absent_at(kind: str, loc: Loc) -> Loc | None:
    """The field itself, or the nearest around it, that may be said to be absent; nothing when none may."""
    prefixes = (loc[:depth] for depth in range(len(loc), 0, -1) if isinstance(loc[depth - 1], str))
    return next((prefix for prefix in prefixes if part_at(DOCUMENTS[kind], (*prefix, "absent"))), None)


class Case:
    """One error with all that is needed to tell it."""

    def __init__(self, kind: str, loc: Loc, error: Details, yaml: YamlText, lines: list[str]) -> None:
        """Keep the error and where to look it up."""
        self.kind, self.path, self.error, self.yaml, self.lines = kind, loc, error, yaml, lines

    def make_diagnostic(self, rule: str, message: Words, mend: Words, *, on_key: bool = False) -> Fault:
        """A fault at the error's place."""
        at = spot_of(self.yaml, self.path, on_key=on_key)
        return Fault(rule, at.line, at.column, message, mend, field=dotted(self.path), length=at.length)

    def format_written(self) -> str:
        """The value as the author wrote it, on its first line."""
        at = self.yaml.values.get(self.path)
        short = not isinstance(self.error.get("input"), dict | list)
        if short and at and at.length and at.line <= len(self.lines):
            return self.lines[at.line - 1][at.column - 1 : at.column - 1 + at.length]
        return json.dumps(self.error.get("input"), ensure_ascii=False)[:60]

    def make_replacement(self, correction: Correction) -> Replacement | None:
        """What to write in place of the value; nothing when its text cannot be taken out by itself."""
        at, written = self.yaml.values.get(self.path), self.format_written()
        stands_alone = at is not None and at.length == len(written) and KEY not in self.error["loc"]
        return instead(written, correction) if stands_alone and says(written, self.error.get("input")) else None

    def with_correction(self, fault: Fault, wanted: str) -> Fault:
        """The same fault; when what stands there can be read as what is wanted, with that to write."""
        value = self.error.get("input")
        meant = corrected(wanted, value) if isinstance(value, str) else None
        return self.with_proposal(fault, self.make_replacement(meant)) if meant else fault

    @staticmethod
    def with_proposal(fault: Fault, replacement: Replacement | None) -> Fault:
        """The same fault with what to write: for sure, or likely after what can be said for sure."""
        if replacement is None:
            return fault
        fr, en = f"« {replacement.text} »", f"`{replacement.text}`"
        sure = Words(f"Écrire {fr}.", f"Write {en}.")
        unsure = Words(f"{fault.mend.fr} Sans doute {fr}.", f"{fault.mend.en} Probably {en}.")
        return replace(fault, mend=sure if replacement.is_safe else unsure, replacement=replacement)


KEY = "[key]"
"""What pydantic adds to the path of a key."""


def tell_missing(case: Case) -> Fault:
    """A needed field is not there: told at the parent, where the line must be added."""
    parent, name = case.path[:-1], str(case.path[-1])
    at = spot_of(case.yaml, parent, on_key=True)
    inside = Words(f" dans « {dotted(parent)} »", f" in `{dotted(parent)}`") if parent else Words("", "")
    terms = terms_of(case.kind, case.path)
    return Fault(
        "missing-field",
        at.line,
        at.column,
        Words(f"Le champ « {name} » manque{inside.fr}.", f"The field `{name}` is missing{inside.en}."),
        Words(f"Ajouter « {name}: … »{inside.fr}.{terms.fr}", f"Add `{name}: …`{inside.en}.{terms.en}"),
        field=dotted(case.path),
        length=at.length,
        expected=(name,),
    )


def terms_of(kind: str, loc: Loc) -> Words:
    """A sentence with the terms a field may hold, when they are few enough to be read at a glance."""
    part, name = part_at(DOCUMENTS[kind], loc[:-1]), str(loc[-1])
    named = vocabulary_of(part, name) if part and name in part.model_fields else ""
    terms = ", ".join(vocabulary(named).terms) if named else ""
    few = 0 < len(terms) <= LONGEST_LIST
    return Words(f" Termes possibles : {terms}.", f" Allowed terms: {terms}.") if few else Words("", "")


LONGEST_LIST = 100
"""Characters of a list of terms inside a hint."""


def tell_unknown_field(case: Case) -> Fault:
    """A field no model has: the nearest name, and all names that may stand there."""
    name = str(case.path[-1])
    part = part_at(DOCUMENTS[case.kind], case.path[:-1])
    allowed = tuple(part.model_fields) if part else ()
    nearest = nearest_of(name, allowed)
    known = ", ".join(allowed)
    mend = (
        Words(f"Écrire « {nearest} », ou supprimer la ligne.", f"Write `{nearest}`, or delete the line.")
        if nearest
        else Words(
            f"Supprimer la ligne. Champs possibles : {known}.", f"Delete the line. Fields that may stand here: {known}."
        )
    )
    message = Words(f"Le champ « {name} » n’existe pas ici.", f"There is no field `{name}` here.")
    fault = replace(
        case.make_diagnostic("unknown-field", message, mend, on_key=True), expected=allowed, nearest=nearest
    )
    is_plain = fault.length == len(name)
    is_slip = is_plain and bool(nearest) and is_one_slip(name, nearest)
    return replace(fault, replacement=Replacement(nearest, is_safe=False) if is_slip else None)


def tell_unknown_term(case: Case) -> Fault:
    """A word outside its closed list: the nearest term, also when a label was written instead."""
    words = vocabulary(case.error["ctx"]["vocabulary"])
    written = str(case.error["input"])
    by_label = {label: term for term, both in words.terms.items() for label in (both.fr.lower(), both.en.lower())}
    nearest = nearest_of(written, tuple(words.terms)) or by_label.get(nearest_of(written.lower(), tuple(by_label)), "")
    known = ", ".join(words.terms)
    mend = (
        Words(f"Écrire « {nearest} ». Termes possibles : {known}.", f"Write `{nearest}`. Allowed terms: {known}.")
        if nearest
        else Words(f"Choisir parmi : {known}.", f"Choose one of: {known}.")
    )
    message = Words(
        f"« {written} » n’est pas un terme de « {words.label.fr} ».",
        f"`{written}` is not a term of `{words.label.en}`.",
    )
    replacement = case.make_replacement(Correction(nearest, is_certain=False)) if nearest else None
    fault = case.make_diagnostic("unknown-term", message, mend)
    return replace(fault, expected=tuple(words.terms), nearest=nearest, replacement=replacement)


def tell_refused(case: Case) -> Fault:
    """A string that its own syntax refuses."""
    rule, message, mend = REFUSED[case.error["type"]]
    written = str(case.error.get("input"))[:80]
    fault = case.make_diagnostic(rule, Words(message.fr.format(written), message.en.format(written)), mend)
    return case.with_correction(fault, case.error["type"])


def tell_type(case: Case) -> Fault:
    """Any other mismatch between a value and what its field holds."""
    written = case.format_written()
    name = dotted(case.path) or "(document)"
    what = bounded(EXPECTATIONS.get(case.error["type"], OTHER_FORM), case.error.get("ctx") or {})
    mend = Words(f"Donner {what.fr}.", f"Give {what.en}.")
    message = Words(f"« {name} » attend {what.fr}, pas {written}.", f"`{name}` wants {what.en}, not {written}.")
    fault = case.make_diagnostic("wrong-type", message, mend)
    if case.error["type"] == "string_type" and isinstance(case.error["input"], bool | int | float):
        return in_quotes(case, fault)
    return case.with_correction(fault, case.error["type"])


def in_quotes(case: Case, fault: Fault) -> Fault:
    """The same fault about a number, true or false that should be a text: quotation marks, when these are enough."""
    written = case.format_written()
    part = part_at(DOCUMENTS[case.kind], case.path[:-1])
    field = part.model_fields.get(str(case.path[-1])) if part else None
    refused = next((name for name in checks_of(field) if not CHECKS[name](written)), "")
    if not refused:
        mend = Words(f'Écrire "{written}" entre guillemets.', f'Write "{written}" in quotes.')
        return replace(fault, mend=mend, replacement=case.make_replacement(Correction(written)))
    fault = replace(fault, mend=REFUSED[refused][2])
    meant = corrected(refused, written)
    return case.with_proposal(fault, case.make_replacement(meant)) if meant else fault


def checks_of(annotated: object) -> Iterator[str]:
    """Names of the checks that a field, or any form it may take, holds its text to."""
    for mark in (*getattr(annotated, "metadata", ()), *getattr(annotated, "__metadata__", ())):
        if isinstance(mark, Checked):
            yield mark.rule
    for inner in (getattr(annotated, "annotation", None), *get_args(annotated)):
        if inner is not None:
            yield from checks_of(inner)


def bounded(what: Words, context: Mapping[str, object]) -> Words:
    """What a field wants, with its bound or its closed list when it has one."""
    for key, words in BOUNDS.items():
        if key in context:
            value = str(context[key])
            fr, en = words.fr.format(value.replace(" or ", " ou ")), words.en.format(value)
            return Words(f"{what.fr} ({fr})", f"{what.en} ({en})")
    return what


BOUNDS = {
    "ge": Words("au moins {}", "at least {}"),
    "le": Words("au plus {}", "at most {}"),
    "gt": Words("supérieur à {}", "greater than {}"),
    "lt": Words("inférieur à {}", "less than {}"),
    "min_length": Words("au moins {}", "at least {}"),
    "max_length": Words("au plus {}", "at most {}"),
    "expected": Words("{}", "{}"),
}
OTHER_FORM = Words("une autre forme de valeur", "another form of value")


def tell_reference(case: Case) -> Fault:
    """A reference by none of the fields that could lead to it: their names."""
    part = part_at(DOCUMENTS[case.kind], case.path)
    names = ", ".join(name for name in LEADING if part and name in part.model_fields)
    message = Words("Cette référence ne mène nulle part.", "This reference leads nowhere.")
    return case.make_diagnostic(
        "missing-field", message, Words(f"Ajouter l’un de ces champs : {names}.", f"Add one of: {names}.")
    )


LEADING = ("id", "doi", "url", "citation", "year", "organisation", "algorithm")
"""Fields by which something outside the part can be found."""

TELLINGS: dict[str, Callable[[Case], Fault]] = {
    "missing": tell_missing,
    "extra_forbidden": tell_unknown_field,
    "unknown-term": tell_unknown_term,
    "no-reference": tell_reference,
}

EXPECTATIONS = {
    "string_type": Words("un texte", "a text"),
    "int_type": Words("un nombre entier", "a whole number"),
    "int_from_float": Words("un nombre entier", "a whole number"),
    "float_type": Words("un nombre", "a number"),
    "bool_type": Words("true ou false", "true or false"),
    "tuple_type": Words("une liste (lignes qui commencent par « - »)", "a list (lines that start with `- `)"),
    "model_type": Words("un objet avec des champs", "a mapping with fields"),
    "model_attributes_type": Words("un objet avec des champs", "a mapping with fields"),
    "dict_type": Words("un objet avec des champs", "a mapping with fields"),
    "too_short": Words("plus d’éléments", "more items"),
    "too_long": Words("moins d’éléments", "fewer items"),
    "string_too_short": Words("un texte plus long", "a longer text"),
    "string_too_long": Words("un texte plus court", "a shorter text"),
    "string_pattern_mismatch": Words(
        "une seule ligne, sans espace au début ni à la fin", "one line without space at either end"
    ),
    "literal_error": Words("l’une des valeurs prévues", "one of the given values"),
    "greater_than_equal": Words("un nombre plus grand", "a larger number"),
    "less_than_equal": Words("un nombre plus petit", "a smaller number"),
    "greater_than": Words("un nombre plus grand", "a larger number"),
    "less_than": Words("un nombre plus petit", "a smaller number"),
}


def nearest_of(written: str, allowed: tuple[str, ...]) -> str:
    """The allowed word closest to what was written, or nothing when none is close."""
    close = difflib.get_close_matches(written, allowed, n=1, cutoff=0.6)
    return close[0] if close else ""


def plain(loc: tuple[str | int, ...]) -> Loc:
    """A path without the tags that tell given values from absent ones."""
    return tuple(step for step in loc if step not in {GIVEN, ABSENT, KEY})


def spot_of(yaml: YamlText, loc: Loc, *, on_key: bool = False) -> Spot:
    """Where a path stands; a missing one stands where its nearest parent does."""
    for depth in range(len(loc), -1, -1):
        first, second = (yaml.keys, yaml.values) if on_key else (yaml.values, yaml.keys)
        here = loc[:depth]
        if found := first.get(here) or second.get(here):
            return found
    return Spot(1, 1, 0)
