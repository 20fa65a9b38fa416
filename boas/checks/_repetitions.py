"""Rules about lists: nobody and nothing stands in one twice."""

# ruff: noqa: ARG001 -- every rule takes the same two arguments, and few need both.

import json
import re
import unicodedata
from collections.abc import Hashable, Iterator
from functools import cache
from urllib.parse import urlsplit

from boas.checks._fields import iter_values, list_field_paths
from boas.checks._rule import document_rule, report_at_field
from boas.checks._values import as_list
from boas.documents import DOCUMENTS, DistinctItems, iter_type_marks
from boas.finding import Finding
from boas.independence import normalise_appearance, normalise_spelling, split_name
from boas.parsing import Collection, Document, FieldPath
from boas.translation import Message

_DOI_ADDRESS = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\S+)", re.IGNORECASE)


@document_rule("structure", since="2026-11-28")
def repeated_item(document: Document, collection: Collection) -> Iterator[Finding]:
    """Nothing and nobody stands in a list twice.

    Why: a person, source or publication named twice counts twice, or hides the other one that was meant; one ORCID
    iD under two names makes two people of one.

    Help: keep one of the two entries, or correct the one that was meant to name another.
    """
    for loc, rules in list_distinct_fields(document.kind) if document.kind in DOCUMENTS else ():
        for at, found in iter_values(document.value, loc):
            for position, first, name in _find_repetitions(as_list(found), rules):
                line = document.find_span((*at, first)).line
                yield report_at_field(
                    "repeated-item", document, (*at, position), _describe_repetition(line, name), _KEEP_ONE
                )


def _describe_repetition(line: int, name: str) -> Message:
    """Where the thing stands already; for a person or an identifier, by what it was known."""
    if not name:
        return Message("Line {line} says this already.", line=line)
    return Message("The entry on line {line} is this one already: same `{name}`.", line=line, name=name)


_KEEP_ONE = Message("Keep one of these entries, or correct the one that was meant to name something else.")


@cache
def list_distinct_fields(kind: str) -> tuple[tuple[FieldPath, DistinctItems], ...]:
    """Paths of the lists of a kind of document without repeated items, with the fields that identify one."""
    found: list[tuple[FieldPath, DistinctItems]] = []
    for field, loc in list_field_paths(kind):
        marks = [sign for sign in iter_type_marks(field) if isinstance(sign, DistinctItems)]
        if marks:
            by = tuple(names for mark in marks for names in mark.by)
            found.append((loc, DistinctItems(by, is_exact=any(mark.is_exact for mark in marks))))
    return tuple(found)


def _find_repetitions(items: list[object], rules: DistinctItems) -> Iterator[tuple[int, int, str]]:
    """Position of each item that repeats one before it, that one's position, and the fields they share."""
    first: dict[Hashable, list[int]] = {}
    for position, item in enumerate(items):
        keys = tuple(_iter_identity_keys(item, rules))
        alike = ((number, name) for name, key in keys for number in first.get(key, ()))
        same = next(((number, name) for number, name in alike if not _are_two_people(items[number], item)), None)
        if same:
            yield position, *same
        for _, key in keys:
            first.setdefault(key, []).append(position)


def _iter_identity_keys(item: object, rules: DistinctItems) -> Iterator[tuple[str, Hashable]]:
    """What would make another item the same, all of it first, each with the names of its fields."""
    yield "", ("", _normalise_value(item, is_exact=rules.is_exact))
    for names in rules.by:
        if names == ("name",) and not rules.is_exact:
            yield from ((names[0], key) for key in _iter_name_readings(item))
            continue
        values = tuple(_normalise_field(item, name, is_exact=rules.is_exact) for name in names)
        if values and values[0]:
            yield ", ".join(names), (names, values)


def _iter_name_readings(item: object) -> Iterator[Hashable]:
    """A person's name in each way in which two names can read the same: look-alike letters, titles, order."""
    name = item.get("name") if isinstance(item, dict) else None
    if isinstance(name, str):
        yield from ((read.__name__, read(name)) for read in (normalise_appearance, normalise_spelling, split_name))


def _normalise_field(item: object, name: str, *, is_exact: bool) -> Hashable:
    """One field of an item as it is compared: a DOI also when it is written as an address."""
    value = item.get(name) if isinstance(item, dict) else None
    if name == "doi" and isinstance(item, dict) and not value and isinstance(url := item.get("url"), str):
        value = match[1] if (match := _DOI_ADDRESS.fullmatch(url)) else None
    if not isinstance(value, str):
        return None if value is None else _normalise_value(value, is_exact=is_exact)
    return _normalise_address(value) if name in {"url", "uri"} else _normalise_value(value, is_exact=is_exact)


def _normalise_address(written: str) -> str:
    """An address without what leads to the same page: capitals of the host, plain http, a slash at the end."""
    try:
        parts = urlsplit(written)
    except ValueError:
        return written
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}{query}#{parts.fragment}"


def _normalise_value(value: object, *, is_exact: bool) -> str:
    """A value as text in which, unless exact, capitals, spaces and forms of one sign do not matter."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return text if is_exact else " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _are_two_people(value: object, other: object) -> bool:
    """Whether two entries have different ORCID iDs, which distinguish people of the same name."""
    mine, theirs = (item.get("orcid") if isinstance(item, dict) else None for item in (value, other))
    return bool(mine and theirs) and mine != theirs
