"""Answers as bytes: one spelling, so that equal answers have equal digests."""

import json
from dataclasses import fields

from boas.index._answers import Answer
from boas.index._records import Json


def encode_answer(answer: Answer) -> bytes:
    """An answer as the JSON bytes that are stored and sent; raises `ValueError` for a number that is not finite."""
    text = json.dumps(answer, default=_to_fields, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode()


def _to_fields(record: object) -> Json:
    """One record by field name; raises `TypeError` for anything else, which no answer holds."""
    return {field.name: getattr(record, field.name) for field in fields(record)}  # type: ignore[arg-type]
