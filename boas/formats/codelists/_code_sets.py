"""Sets of codes: what the codelists of a version select in one field of the data, as every form means it.

A code of the data is in a set when a rule of `take` matches it and no rule of `leave` does. How several sets make a
selection of people is told by the steps of the card, and by no form here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from boas.formats.exporters import CODE_COLUMN, ListedCodes

_LABELS = ("label_fr", "label_en", "label")
_LONGEST_NAME = 20
"""Letters of a set's name: SAS takes 32 for a macro variable, and our endings need some."""


@dataclass(frozen=True, slots=True)
class CodeRule:
    """One row of a codelist as a rule."""

    code: str
    match: str
    """`exact`; `prefix` when every code that begins so is meant; `descendants` when no text tells which are meant."""
    labels: tuple[tuple[str, str], ...] = ()
    """Language, empty when nobody told it, and words."""

    @property
    def label(self) -> str:
        """Words for the code; empty when the list has none."""
        return self.labels[0][1] if self.labels else ""


@dataclass(frozen=True, slots=True)
class CodeSelection:
    """Codes of one system, looked for in one field of the data."""

    name: str
    """Small letters, digits and `_`; begins with a letter and stands once among the sets of a version."""
    system: str
    field: str
    """Empty when the card does not give it."""
    releases: tuple[str, ...]
    role: str
    """`include`, or `exclude` where the card only excludes by this field: the set then holds what is excluded."""
    take: tuple[CodeRule, ...]
    leave: tuple[CodeRule, ...]
    lists: tuple[ListedCodes, ...]

    def list_codes(self, match: str, *, left: bool = False) -> tuple[str, ...]:
        """Codes of the rules of one kind, in the order of the lists; with `left` those that take codes out again.

        A code with descendants that no text tells is compared by itself.
        """
        matches = {match, "descendants"} if match == "exact" else {match}
        return tuple(rule.code for rule in (self.leave if left else self.take) if rule.match in matches)


def build_code_sets(lists: Sequence[ListedCodes]) -> tuple[CodeSelection, ...]:
    """The sets that codelists make, one for each code system and field, in the order of the card."""
    groups: dict[tuple[str, str], list[ListedCodes]] = {}
    for one in lists:
        groups.setdefault((one.system, one.field), []).append(one)
    names: set[str] = set()
    return tuple(_build_code_set(own, names) for own in groups.values())


def _build_code_set(lists: Sequence[ListedCodes], names: set[str]) -> CodeSelection:
    """One set; its name is added to those that are taken."""
    including = [one for one in lists if one.role == "include"]
    excluding = [one for one in lists if one.role != "include"]
    first = (including or excluding)[0]
    name = _choose_name(first.name, names)
    names.add(name)
    return CodeSelection(
        name=name,
        system=first.system,
        field=first.field,
        releases=tuple(dict.fromkeys(one.release for one in lists if one.release)),
        role="include" if including else "exclude",
        take=_collect_rules(including or excluding),
        leave=_collect_rules(excluding if including else ()),
        lists=tuple(lists),
    )


def _choose_name(written: str, taken: set[str]) -> str:
    """A name that every language takes, made of a file's name, and not taken yet."""
    plain = re.sub(r"[^a-z0-9]+", "_", written.lower()).strip("_")
    start = (plain if plain[:1].isalpha() else f"codes_{plain}".rstrip("_"))[:_LONGEST_NAME].rstrip("_")
    numbered = (f"{start}_{number}" for number in count(2))
    return start if start not in taken else next(name for name in numbered if name not in taken)


def _collect_rules(lists: Sequence[ListedCodes]) -> tuple[CodeRule, ...]:
    """Rules of several lists, each once; of two labels the first one counts. A row without a code is no rule."""
    found: dict[tuple[str, str], CodeRule] = {}
    for one in lists:
        columns = [(name.removeprefix("label").strip("_"), one.list_cells(name)) for name in _LABELS]
        for at, code in enumerate(one.list_cells(CODE_COLUMN)):
            labels = tuple((language, cells[at]) for language, cells in columns if cells[at])
            if code:
                found.setdefault((code, one.match), CodeRule(code, one.match, labels))
    return tuple(found.values())
