"""Computed records as plain values for JSON: what a reader of the answers meets, whatever the rooms below use.

A withheld count becomes `<11` or `[c]`, what is unknown null. A number that is not finite says nothing
and becomes null too; others keep twelve digits, beyond which machines may differ.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from boas.evidence.counts import Stratum, Withheld
from boas.index.records import Json

DIGITS = 12


def plain_all(records: Iterable[object], threshold: int) -> tuple[Json, ...]:
    """Several records of one kind as plain values."""
    return tuple(plain(record, threshold) for record in records)


def plain(value: object, threshold: int) -> Any:  # noqa: ANN401 -- any value of JSON
    """A record, or a part of one, as plain values; `threshold` is the smallest count of people that is published."""
    if isinstance(value, Stratum):
        return {"variant": value.variant, "site": value.site, "groups": dict(value.groups)}
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name), threshold) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain(part, threshold) for name, part in value.items()}
    if isinstance(value, tuple | list):
        return [plain(part, threshold) for part in value]
    return plain_scalar(value, threshold)


def plain_scalar(value: object, threshold: int) -> object:
    """A number, a withheld count, a text or nothing."""
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None
    if isinstance(value, Withheld):
        return f"<{threshold}" if value is Withheld.SMALL else value.value
    return value
