"""Answers as bytes: one spelling, so that equal answers have equal digests."""

import json
from dataclasses import fields

from boas.index.answers import Answer
from boas.index.records import Json


def encode(answer: Answer) -> bytes:
    """An answer as the JSON bytes that are stored and sent; raises `ValueError` for a number that is not finite."""
    text = json.dumps(answer, default=fields_of, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode()


def fields_of(record: object) -> Json:
    """One record by field name; raises `TypeError` for anything else, which no answer holds."""
    return {field.name: getattr(record, field.name) for field in fields(record)}  # type: ignore[arg-type]
