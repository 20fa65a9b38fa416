"""Answers as bytes: one spelling, so that equal answers have equal digests."""

import json
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar, get_args

import msgspec

from boas.index._answers import Answer
from boas.index._written import Written

Record = TypeVar("Record")


def encode_answer(answer: Answer) -> bytes:
    """An answer as the JSON bytes that are stored and sent; raises `ValueError` for a number that is not finite."""
    return encode_json(answer)


def encode_json(value: object) -> bytes:
    """Records and plain values as JSON bytes; raises `ValueError` for a number that is not finite."""
    text = json.dumps(value, default=_to_fields, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode()


def decode_answer(body: bytes, kind: type[Record]) -> Record:
    """The answer of a kind that JSON bytes hold; raises `msgspec.ValidationError` when they hold another one."""
    return msgspec.json.decode(body, type=kind, dec_hook=_read_written)


def _read_written(kind: type[object], value: object) -> object:
    """A document inside an answer, with the model that the answer's type names."""
    (model,) = get_args(kind)
    return Written(value, model)  # type: ignore[arg-type]


def _to_fields(record: object) -> dict[str, object]:
    """One record by field name; raises `TypeError` for anything else, which no answer holds."""
    return {name: getattr(record, name) for name in _list_names(type(record))}  # type: ignore[arg-type]


@cache
def _list_names(kind: type[Any]) -> tuple[str, ...]:
    """Names of the fields of one kind of record; asked of each kind once, for a registry has many records of few."""
    return tuple(field.name for field in fields(kind))
