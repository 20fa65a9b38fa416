"""JSON that somebody else wrote, to records: what is wrong is told with its place, never as a traceback."""

import re
from typing import TypeVar

import msgspec

from boas.translation import Message

Record = TypeVar("Record")

_PLACE = re.compile(r"(?P<said>.*?)(?: - at `(?P<place>[^`]*)`)?", re.DOTALL)
_FIELD = re.compile(r"Object (?P<what>missing required|contains unknown) field `(?P<name>[^`]*)`")
_EXPECTED = re.compile(r"Expected `(?P<type>\w+)")
_KINDS = {
    "str": Message("a text is expected"),
    "int": Message("a whole number is expected"),
    "object": Message("an object { } is expected"),
    "array": Message("a list [ ] is expected"),
}


class MalformedError(ValueError):
    """Bytes that are not what they should be; `reason` says why and where."""

    def __init__(self, reason: Message) -> None:
        """Keep the reason as a message."""
        super().__init__(reason.in_("en"))
        self.reason = reason


def decode_json(data: bytes, kind: type[Record], most: int) -> Record:
    """The record in JSON bytes of at most so many.

    Raises:
        MalformedError: they hold none, whatever they are.
    """
    if len(data) > most:
        raise MalformedError(Message("it is larger than {most} bytes", most=most))
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError as error:
        raise MalformedError(_explain(str(error))) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise MalformedError(Message("it is no JSON")) from None


def convert_value(value: object, kind: type[Record]) -> Record:
    """The record in a plain value; raises `MalformedError` when it holds none."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise MalformedError(_explain(str(error))) from None


def _explain(told: str) -> Message:
    """What the library says of a value, in the reader's language, with the place of the value."""
    match = _PLACE.fullmatch(told)
    said, place = (match["said"], match["place"] or "") if match else (told, "")
    if field := _FIELD.match(said):
        name = _join_place(place, field["name"])
        if field["what"].startswith("missing"):
            return Message("the field `{place}` is missing", place=name)
        return Message("the field `{place}` is not known", place=name)
    expected = _EXPECTED.match(said)
    kind = _KINDS.get(expected["type"]) if expected and "matching" not in said else None
    where = _join_place(place) or "."
    if kind is None:
        return Message("at `{place}`: the value is not one this format knows", place=where)
    return Message("at `{place}`: {kind}", place=where, kind=kind)


def _join_place(place: str, name: str = "") -> str:
    """A place as people write it: `use[0].version` for `$.use[0].version`."""
    return ".".join(part for part in (place.removeprefix("$").removeprefix("."), name) if part)
