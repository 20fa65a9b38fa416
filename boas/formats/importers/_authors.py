"""Authors of foreign files: persons with a name become authors of the card, teams and addresses do not."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from boas.formats.importers import _conversion as converting
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers._extraction import Extraction
from boas.parsing import FieldPath


@dataclass(frozen=True, slots=True)
class PersonKeys:
    """What a format calls the parts of a person."""

    names: tuple[str, ...]
    """Parts of the full name, in the order in which one signs."""
    orcid: tuple[str, ...]
    whole_name: str = ""
    """The key of a full name, where the format has one for persons."""


def take_authors(taking: Extraction, path: FieldPath, keys: PersonKeys) -> None:
    """Every person at a path becomes an author; what is no person is a loss."""
    items = list(taking.list_item_paths(*path))
    by_others = _are_named_persons(taking, items, keys)
    for item in items:
        author = _read_person(taking, item, keys, by_others=by_others)
        if author:
            taking.add_field(item, "ownership.authors", author, is_item=True)


def _are_named_persons(taking: Extraction, items: list[FieldPath], keys: PersonKeys) -> bool:
    """Whether a list without types names all alike and gives some of them an ORCID iD: then all are persons.

    That is how this registry writes the authors of a CITATION.cff, of whom it does not know the family's name.
    """
    told = [one for item in items if isinstance(one := taking.get_value(*item), dict)]
    alike = all(_list_types(one) == set() and not any(key in one for key in keys.names) for one in told)
    return len(told) == len(items) and alike and any(_has_orcid(one, keys) for one in told)


def _read_person(taking: Extraction, path: FieldPath, keys: PersonKeys, *, by_others: bool) -> dict[str, object] | None:
    """One author, or nothing and a loss."""
    value = taking.get_value(*path)
    if not isinstance(value, dict):
        taking.add_loss(path, reasons.UNSURE_PERSON)
        return None
    types = _list_types(value)
    is_sure = "Person" in types or any(key in value for key in keys.names) or _has_orcid(value, keys)
    if (types and "Person" not in types) or not (is_sure or by_others):
        told = types or _has_named_others(taking, path, keys)
        taking.add_loss(path, reasons.NOT_PERSON if told else reasons.UNSURE_PERSON)
        return None
    mark_type_used(taking, path)
    name = _read_full_name(taking, path, keys)
    if not name:
        taking.add_loss(path, reasons.NO_NAME)
        return None
    if not is_sure:
        taking.ask(path, reasons.PERSON_BY_OTHERS)
    author: dict[str, object] = {"name": name}
    author |= {key: found for key, found in _iter_details(taking, path, keys) if found is not None}
    return author


def _has_named_others(taking: Extraction, path: FieldPath, keys: PersonKeys) -> bool:
    """Whether others of a list have the names of persons: then who has none is no person."""
    items = taking.get_value(*path[:-1])
    others = [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []
    return any(key in one for one in others for key in keys.names)


def _list_types(value: dict[str, object]) -> set[str]:
    """What JSON-LD calls a thing, with or without its `@` and the address of its vocabulary."""
    told = value.get("@type", value.get("type"))
    types = told if isinstance(told, list) else [told]
    return {re.split(r"[/:#]", one)[-1] for one in types if isinstance(one, str)}


def _has_orcid(value: dict[str, object], keys: PersonKeys) -> bool:
    """Whether an ORCID iD stands among the keys of a person: only persons have one."""
    return any(_is_orcid(value.get(key)) for key in keys.orcid)


def _is_orcid(value: object) -> bool:
    """Whether a value is meant as an ORCID iD, right or wrong."""
    return isinstance(value, str) and ("orcid.org/" in value or bool(_ORCID.fullmatch(value.strip())))


_ORCID = re.compile(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9Xx]")


def mark_type_used(taking: Extraction, path: FieldPath) -> None:
    """The type of a thing, under either of its keys, needs to be told no further."""
    for key in ("@type", "type"):
        taking.mark_used(*path, key)


def _read_full_name(taking: Extraction, path: FieldPath, keys: PersonKeys) -> str:
    """The name as the person signs; empty when no part of it can be read."""
    parts = [
        taking.convert((*path, key), converting.convert_line)
        for key in keys.names
        if taking.get_value(*path, key) is not None
    ]
    whole = taking.convert((*path, keys.whole_name), converting.convert_line) if keys.whole_name else None
    joined = " ".join(str(part) for part in parts if part)
    return joined or str(whole or "")


def _iter_details(taking: Extraction, path: FieldPath, keys: PersonKeys) -> Iterable[tuple[str, object]]:
    """ORCID iD and affiliation, where they are told."""
    for key in keys.orcid:
        if key == "orcid" or _is_orcid(taking.get_value(*path, key)):
            yield "orcid", taking.convert((*path, key), converting.convert_orcid)
    yield "affiliation", taking.convert((*path, "affiliation"), converting.convert_names)
