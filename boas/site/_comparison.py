"""The comparison of two versions as a page: what changed in words, both values, and codes side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeGuard

from boas.changes import is_enough
from boas.documents import DocumentField, find_vocabulary, is_language, list_fields
from boas.index import ChangeRow, CodelistRow, Comparison
from boas.site._numbers import SEMICOLON, format_number
from boas.site._translations import COLON, LocalisedText, choose, load_page_catalogue, name_term
from boas.site._translations import mark as _
from boas.site._versions import VersionStep
from boas.translation import Language

LONGEST = 700
"""Characters of a value shown in the table; the file beside the page has all of it."""
_MOST_CODES = 300
"""Codes shown in all lists of a page together."""
_MOST_CHANGES = 60
_MOST_CHANGED_TEXT = 30_000
"""Changes that the table tells, and characters of their values: a page stays small whatever changed."""
_CODE_CHANGES = ("left_only", "right_only", "moved", "relabelled")
_BUMPS = ("major", "minor", "patch")
_YES, _NO = _("yes"), _("no")


@dataclass(frozen=True, slots=True)
class _ComparedValue:
    """A value before or after a change."""

    text: str
    language: str
    """The language of the text when it is not the reader's; else empty."""
    cut: bool


@dataclass(frozen=True, slots=True)
class _ChangeView:
    """One line of the table."""

    path: str
    kind: str
    bump: str
    affects_results: bool
    """Whether it can change a result."""
    sentence: LocalisedText
    before: _ComparedValue | None
    after: _ComparedValue | None
    is_field: bool
    """Whether the field guide explains it."""


def build_comparison_content(answer: Comparison, steps: Sequence[VersionStep], language: Language) -> dict[str, object]:
    """What the page of a comparison asks for; `steps` are all versions, newest first."""
    changes = answer.changes
    codelists = tuple(one for one in answer.codelists if any(getattr(one, name) for name in _CODE_CHANGES))
    return {
        "comparison": answer,
        "changes": _list_shown_changes(changes, language),
        "n_changes": len(changes),
        "counts": tuple((bump, n) for bump in _BUMPS if (n := sum(one.bump == bump for one in changes))),
        "enough": answer.required_bump == "none" or is_enough(answer.before, answer.after, answer.required_bump),
        "identical": not changes and not codelists,
        "codelists": codelists[:_MOST_LISTS],
        "n_codelists": len(codelists),
        "most_codes": _MOST_CODES // max(1, _count_code_rows(codelists[:_MOST_LISTS])),
        "walk": tuple(reversed([one for one in steps if one.before])),
    }


_MOST_LISTS = 10
"""Differences of lists told on a page."""


def _count_code_rows(codelists: Sequence[CodelistRow]) -> int:
    """How many lists of codes stand on a page, each of which may be long."""
    return sum(bool(getattr(one, name)) for one in codelists for name in _CODE_CHANGES)


def _list_shown_changes(changes: Sequence[ChangeRow], language: Language) -> tuple[_ChangeView, ...]:
    """The first changes, the gravest, as many as a page can tell; at least one."""
    shown, size = list[_ChangeView](), 0
    for change in changes[:_MOST_CHANGES]:
        view = _build_change_view(change, language)
        size += len(view.sentence.text) + sum(len(one.text) for one in (view.before, view.after) if one)
        if shown and size > _MOST_CHANGED_TEXT:
            break
        shown.append(view)
    return tuple(shown)


def _build_change_view(change: ChangeRow, language: Language) -> _ChangeView:
    """One change in the reader's language."""
    path = change.path
    return _ChangeView(
        path,
        change.kind,
        change.bump,
        change.affects_results,
        choose(change.sentence, language),
        build_compared_value(change.before, path, language),
        build_compared_value(change.after, path, language),
        path in _map_card_fields(),
    )


def build_compared_value(value: object, path: str, language: Language, longest: int = LONGEST) -> _ComparedValue | None:
    """The value of a field as words, cut when it is long; nothing when there is none."""
    if value is None:
        return None
    if _is_text(value):
        said = choose(value, language)
        return _ComparedValue(said.text[:longest], said.language if said.foreign else "", len(said.text) > longest)
    written = describe_value(value, path, language)
    return _ComparedValue(written[:longest], "", len(written) > longest)


def describe_value(value: object, path: str, language: Language) -> str:
    """A value as one line: terms and parts by what people call them, lists with semicolons."""
    if isinstance(value, str):
        return _describe_string(value, path, language)
    if _is_text(value):
        return choose(value, language).text
    if isinstance(value, list):
        return (
            load_page_catalogue(language).gettext(SEMICOLON).join(describe_value(one, path, language) for one in value)
        )
    if isinstance(value, dict):
        return (
            _describe_absence(value["absent"], language)
            if "absent" in value
            else _describe_parts(value, path, language)
        )
    if isinstance(value, bool):
        return load_page_catalogue(language).gettext(_YES if value else _NO)
    is_count = isinstance(value, int | float) and not path.endswith(".year")
    return format_number(value, language) if is_count else str(value)


def _describe_string(value: str, path: str, language: Language) -> str:
    """A term by its label, any other string as it is."""
    field = _map_card_fields().get(path)
    name = find_vocabulary(field.model, field.name) if field else ""
    return name_term(name, value, language) if name else value


def _describe_absence(absent: Mapping[str, object], language: Language) -> str:
    """Why a field is not given."""
    reason, note = name_term("absent_reasons", str(absent["reason"]), language), absent.get("note")
    return f"{reason} – {choose(note, language).text}" if _is_text(note) else reason


def _describe_parts(value: Mapping[str, object], path: str, language: Language) -> str:
    """The parts of a value, each after its name."""
    colon = load_page_catalogue(language).gettext(COLON)
    return " · ".join(
        f"{name_term('part_fields', name, language)}{colon}{describe_value(one, f'{path}.{name}', language)}"
        for name, one in value.items()
    )


@cache
def _map_card_fields() -> Mapping[str, DocumentField]:
    """Every field of a card by its path."""
    return {field.path: field for field in list_fields("card")}


def _is_text(value: object) -> TypeGuard[dict[str, str]]:
    """Whether a value is one text in its languages."""
    return isinstance(value, dict) and bool(value) and all(map(is_language, value))
