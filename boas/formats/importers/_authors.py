"""Authors of foreign files: persons with a name become authors of the card, teams and addresses do not."""

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
    for item in taking.list_item_paths(*path):
        author = _read_person(taking, item, keys)
        if author:
            taking.add_field(item, "ownership.authors", author, is_item=True)


def _read_person(taking: Extraction, path: FieldPath, keys: PersonKeys) -> dict[str, object] | None:
    """One author, or nothing and a loss."""
    value = taking.get_value(*path)
    if not isinstance(value, dict):
        taking.add_loss(path, reasons.NOT_PERSON)
        return None
    if _find_type(value) != "Person" or not any(name in value for name in (*keys.names, keys.whole_name)):
        taking.add_loss(path, reasons.NOT_PERSON)
        return None
    mark_type_used(taking, path)
    name = _read_full_name(taking, path, keys)
    if not name:
        taking.add_loss(path, reasons.NO_NAME)
        return None
    author: dict[str, object] = {"name": name}
    author |= {key: found for key, found in _iter_details(taking, path, keys) if found is not None}
    return author


def _find_type(value: dict[str, object]) -> object:
    """What JSON-LD calls the type of a thing; CodeMeta 3.0 writes the key without its `@`."""
    return value.get("@type", value.get("type", "Person"))


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
        if taking.get_value(*path, key) is not None:
            yield "orcid", taking.convert((*path, key), converting.convert_orcid)
    place: FieldPath = (*path, "affiliation")
    if isinstance(taking.get_value(*place), dict):
        mark_type_used(taking, place)
        place = (*place, "name")
    yield "affiliation", taking.convert(place, converting.convert_line)
