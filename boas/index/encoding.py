"""Answers as bytes: one spelling, so that equal answers have equal digests."""

import json
from dataclasses import asdict

from boas.index.answers import Answer


def encode(answer: Answer) -> bytes:
    """An answer as the JSON bytes that are stored and sent; raises `ValueError` for a number that is not finite."""
    return json.dumps(asdict(answer), ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
