"""How often versions were fetched from a server, for whoever looks after it: text, CSV or JSON."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from io import StringIO

from boas.operations import USAGE_KINDS, UsageRow
from boas.translation import Language, Message

_KIND_LABELS: Mapping[str, Message] = {
    "archive": Message("archives"),
    "file": Message("files"),
    "export": Message("exports"),
    "answer": Message("answers"),
}
_ROBOTS = Message("robots")
_NOTHING = Message("Nothing was counted in these days.")
_MEANING = Message("Downloads are not use; robots are in no other column. Nobody is remembered.")


@dataclass(slots=True)
class _VersionSums:
    """How often one version was fetched in the days looked at."""

    algorithm: str
    version: str
    numbers: dict[str, int]
    """By kind, without robots."""
    robots: int = 0


def _sum_by_version(rows: Sequence[UsageRow]) -> tuple[_VersionSums, ...]:
    """Rows without their days, by algorithm and version."""
    found: dict[tuple[str, str], _VersionSums] = {}
    for row in rows:
        place = (row.key.algorithm, row.key.version)
        own = found.setdefault(place, _VersionSums(*place, dict.fromkeys(USAGE_KINDS, 0)))
        if row.key.agent == "robot":
            own.robots += row.n
        else:
            own.numbers[row.key.kind] += row.n
    return tuple(found[place] for place in sorted(found))


def _render_text(rows: Sequence[UsageRow], language: Language) -> str:
    """One line a version, under its columns, then what the numbers do not say."""
    return "".join(f"{line}\n" for line in _iter_lines(rows, language))


def _iter_lines(rows: Sequence[UsageRow], language: Language) -> Iterator[str]:
    """The table, line by line."""
    if not rows:
        yield _NOTHING.in_(language)
        return
    sums = _sum_by_version(rows)
    heads = [*(label.in_(language) for label in _KIND_LABELS.values()), _ROBOTS.in_(language)]
    names = [f"{one.algorithm} {one.version or '–'}" for one in sums]
    wide = max(len(name) for name in names)
    yield f"{min(row.key.day for row in rows)} – {max(row.key.day for row in rows)}"
    yield " " * wide + "".join(f"  {head:>9}" for head in heads)
    for name, one in zip(names, sums, strict=True):
        numbers = (*one.numbers.values(), one.robots)
        yield f"{name:<{wide}}" + "".join(f"  {n:>{max(9, len(head))}}" for n, head in zip(numbers, heads, strict=True))
    yield ""
    yield _MEANING.in_(language)


_COLUMNS = ("day", "algorithm", "version", "kind", "agent", "n")


def _render_csv(rows: Sequence[UsageRow], language: Language) -> str:  # noqa: ARG001 -- terms have no language
    """Every number that is kept, one a line (RFC 4180)."""
    target = StringIO()
    lines = csv.writer(target)
    lines.writerow(_COLUMNS)
    lines.writerows((*(getattr(row.key, name) for name in _COLUMNS[:-1]), row.n) for row in rows)
    return target.getvalue()


def _render_json(rows: Sequence[UsageRow], language: Language) -> str:  # noqa: ARG001 -- as above
    """Every number that is kept, for a program."""
    return json.dumps([{**asdict(row.key), "n": row.n} for row in rows], ensure_ascii=False, indent=2) + "\n"


USAGE_FORMATS: Mapping[str, Callable[[Sequence[UsageRow], Language], str]] = {
    "text": _render_text,
    "csv": _render_csv,
    "json": _render_json,
}
"""Forms of the numbers by name, the first one unasked."""
