"""The comparison of two versions as a page: what changed in words, both values, and codes side by side."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from boas.changes import is_enough
from boas.finding import Language
from boas.site.versions import Step
from boas.site.words import Said, choose

Json = dict[str, Any]

LONGEST = 700
"""Characters of a value shown in the table; the file beside the page has all of it."""
MOST_CODES = 300
"""Codes of one kind shown in a list."""
CODE_CHANGES = ("left_only", "right_only", "moved", "relabelled")
BUMPS = ("major", "minor", "patch")


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
    sentence: Said
    before: Shown | None
    after: Shown | None


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
    return Difference(
        change["path"],
        change["kind"],
        change["bump"],
        choose(change["sentence"], language),
        shown(change["before"], language),
        shown(change["after"], language),
    )


def shown(value: Any, language: Language) -> Shown | None:  # noqa: ANN401 -- whatever the author wrote there
    """A value as words, cut when it is long; nothing when there is none."""
    if value is None:
        return None
    if is_text(value):
        said = choose(value, language)
        return Shown(said.text[:LONGEST], said.language if said.foreign else "", len(said.text) > LONGEST)
    written = words(value, language)
    return Shown(written[:LONGEST], "", len(written) > LONGEST)


def words(value: Any, language: Language) -> str:  # noqa: ANN401 -- whatever the author wrote there
    """A value as one line: lists with semicolons, parts by name."""
    if isinstance(value, str):
        return value
    if is_text(value):
        return choose(value, language).text
    if isinstance(value, list):
        return ("\u00a0; " if language == "fr" else "; ").join(words(one, language) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{name} = {words(one, language)}" for name, one in value.items())
    return json.dumps(value)


def is_text(value: object) -> bool:
    """Whether a value is one text in its languages."""
    return isinstance(value, dict) and bool(value) and set(value) <= {"fr", "en"}
