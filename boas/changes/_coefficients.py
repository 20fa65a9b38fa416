"""Changes of a score's coefficients or points, row by row.

Another value, another unit, a term that comes or goes: the same person gets another score, which is a break, as a code
that comes or goes is. What only describes a row (its label, its standard error, its interval) is a patch.
"""

from collections.abc import Iterator, Mapping

from boas.changes._change import Bump, VersionChange
from boas.changes._completion import compute_completion_bump
from boas.changes._content import VersionContent
from boas.parsing import CoefficientKey
from boas.translation import Message

PATH = "coefficients.csv"
"""The table's file inside a version's folder."""

_DECIDING = ("value", "unit")
"""Columns that decide what a person's score is; the others describe."""


def iter_coefficient_changes(before: VersionContent, after: VersionContent) -> Iterator[VersionChange]:
    """A table that came or went as a whole, else each row that differs."""
    old, new = before.coefficients, after.coefficients
    if not old and new:
        bump = compute_completion_bump("io.threshold", after.origin)
        message = Message("Coefficients: table added ({n} rows).", n=len(new))
        yield VersionChange(PATH, "added", None, None, bump, message, affects_results=False)
    elif old and not new:
        yield VersionChange(PATH, "removed", None, None, "major", Message("Coefficients: table removed."))
    else:
        for key in dict.fromkeys((*old, *new)):
            yield from _compare_rows(key, old.get(key), new.get(key))


def _compare_rows(
    key: CoefficientKey, old: Mapping[str, str] | None, new: Mapping[str, str] | None
) -> Iterator[VersionChange]:
    """What is different in one row."""
    name = " · ".join(filter(None, key))
    if old is None and new is not None:
        value = new.get("value")
        yield VersionChange(PATH, "added", None, value, "major", _ADDED.fill(name=name, value=value or "–"))
        return
    if old is None or new is None:
        value = old.get("value") if old else None
        yield VersionChange(PATH, "removed", value, None, "major", _REMOVED.fill(name=name, value=value or "–"))
        return
    decided = [column for column in _DECIDING if _read(old.get(column)) != _read(new.get(column))]
    for column in decided or [column for column in {**old, **new} if old.get(column) != new.get(column)][:1]:
        bump: Bump = "major" if decided else "patch"
        before, after = (row.get(column) or None for row in (old, new))
        message = Message(
            "Coefficient {name}, {column}: {before} becomes {after}.",
            name=name,
            column=_COLUMNS.get(column, column),
            before=before or "–",
            after=after or "–",
        )
        yield VersionChange(PATH, "changed", before, after, bump, message)


def _read(cell: str | None) -> float | str | None:
    """A cell as it is compared: `0.50` and `0.5` are one number."""
    try:
        return float(cell) if cell else None
    except ValueError:
        return cell


_COLUMNS: Mapping[str, Message] = {
    "value": Message("value"),
    "unit": Message("unit"),
    "standard_error": Message("standard error"),
    "ci_lower": Message("lower bound"),
    "ci_upper": Message("upper bound"),
    "label": Message("label"),
}
"""What the columns of the table are called in a sentence."""
_ADDED = Message("Coefficient {name} added: {value}.")
_REMOVED = Message("Coefficient {name} removed: {value}.")
