"""The comparison of two versions as a page: what changed in words, both values, and codes side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from boas.changes import is_enough
from boas.documents.fields import vocabulary_of
from boas.documents.guide import Field, fields
from boas.finding import Language
from boas.site.numbers import number
from boas.site.versions import Step
from boas.site.words import Said, catalogue, choose, label
from boas.site.words import mark as _

Json = dict[str, Any]

LONGEST = 700
"""Characters of a value shown in the table; the file beside the page has all of it."""
MOST_CODES = 300
"""Codes of one kind shown in a list."""
CODE_CHANGES = ("left_only", "right_only", "moved", "relabelled")
BUMPS = ("major", "minor", "patch")
YES, NO = _("yes"), _("no")


@dataclass(frozen=True, slots=True)
class Shown:
    """A value before or after a change."""

    text: str
    language: str
    """The language of the text when it is not the reader's; else empty."""
    cut: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of the table."""

    path: str
    kind: str
    bump: str
    affects_results: bool
    """Whether it can change a result."""
    sentence: Said
    before: Shown | None
    after: Shown | None
    is_field: bool
    """Whether the field guide explains it."""


def comparison_content(answer: Json, steps: Sequence[Step], language: Language) -> Json:
    """What the page of a comparison asks for; `steps` are all versions, newest first."""
    changes = tuple(difference(change, language) for change in answer["changes"])
    codelists = tuple(one for one in answer["codelists"] if any(one[name] for name in CODE_CHANGES))
    return {
        "comparison": answer,
        "changes": changes,
        "counts": tuple((bump, n) for bump in BUMPS if (n := sum(one.bump == bump for one in changes))),
        "enough": answer["required_bump"] == "none"
        or is_enough(answer["before"], answer["after"], answer["required_bump"]),
        "identical": not changes and not codelists,
        "codelists": codelists,
        "most_codes": MOST_CODES,
        "walk": tuple(reversed([one for one in steps if one.before])),
    }


def difference(change: Json, language: Language) -> Difference:
    """One change in the reader's language."""
    path = change["path"]
    return Difference(
        path,
        change["kind"],
        change["bump"],
        change["affects_results"],
        choose(change["sentence"], language),
        shown(change["before"], path, language),
        shown(change["after"], path, language),
        path in fields_of_a_card(),
    )


def shown(value: Any, path: str, language: Language) -> Shown | None:  # noqa: ANN401 -- whatever the author wrote there
    """The value of a field as words, cut when it is long; nothing when there is none."""
    if value is None:
        return None
    if is_text(value):
        said = choose(value, language)
        return Shown(said.text[:LONGEST], said.language if said.foreign else "", len(said.text) > LONGEST)
    written = words(value, path, language)
    return Shown(written[:LONGEST], "", len(written) > LONGEST)


def words(value: Any, path: str, language: Language) -> str:  # noqa: ANN401 -- whatever the author wrote there
    """A value as one line: terms and parts by what people call them, lists with semicolons."""
    if isinstance(value, str):
        return word(value, path, language)
    if is_text(value):
        return choose(value, language).text
    if isinstance(value, list):
        return ("\u00a0; " if language == "fr" else "; ").join(words(one, path, language) for one in value)
    if isinstance(value, dict):
        return absence(value["absent"], language) if "absent" in value else parts(value, path, language)
    if isinstance(value, bool):
        return catalogue(language).gettext(YES if value else NO)
    return str(value) if path.endswith(".year") else number(value, language)


def word(value: str, path: str, language: Language) -> str:
    """A term by its label, any other string as it is."""
    field = fields_of_a_card().get(path)
    name = vocabulary_of(field.model, field.name) if field else ""
    return label(name, value, language) if name else value


def absence(absent: Json, language: Language) -> str:
    """Why a field is not given."""
    reason = label("absent_reasons", absent["reason"], language)
    return f"{reason} – {choose(absent['note'], language).text}" if "note" in absent else reason


def parts(value: Json, path: str, language: Language) -> str:
    """The parts of a value, each after its name."""
    colon = "\u00a0: " if language == "fr" else ": "
    return " · ".join(
        f"{label('part_fields', name, language)}{colon}{words(one, f'{path}.{name}', language)}"
        for name, one in value.items()
    )


@cache
def fields_of_a_card() -> Mapping[str, Field]:
    """Every field of a card by its path."""
    return {field.path: field for field in fields("card")}


def is_text(value: object) -> bool:
    """Whether a value is one text in its languages."""
    return isinstance(value, dict) and bool(value) and set(value) <= {"fr", "en"}
