"""Computed records as plain values for JSON: what a reader of the answers meets, whatever the rooms below use.

A withheld count becomes `<11` or `[c]`, what is unknown null. A number that is not finite says nothing
and becomes null too; others keep twelve digits, beyond which machines may differ.
"""

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from boas.evidence import Stratum, Suppression
from boas.translation import Message

_DIGITS = 12


def to_json_value(value: object, threshold: int) -> Any:  # noqa: ANN401 -- any value of JSON
    """A record, or a part of one, as plain values; `threshold` is the smallest count of people that is published."""
    if isinstance(value, Stratum):
        return {"variant": value.variant, "site": value.site, "groups": dict(value.groups)}
    if isinstance(value, Message):
        return value.to_texts()
    if is_dataclass(value):
        return {field.name: to_json_value(getattr(value, field.name), threshold) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): to_json_value(part, threshold) for name, part in value.items()}
    if isinstance(value, tuple | list):
        return [to_json_value(part, threshold) for part in value]
    return _to_json_scalar(value, threshold)


def _to_json_scalar(value: object, threshold: int) -> object:
    """A number, a withheld count, a text or nothing."""
    if isinstance(value, float):
        return float(f"{value:.{_DIGITS}g}") if math.isfinite(value) else None
    if isinstance(value, Suppression):
        return f"<{threshold}" if value is Suppression.SMALL else value.value
    return value
