"""What the lists of one card select together: codes in, codes out, and by which line of which list.

With a release the answer is a set of codes; without one, what follows from the texts alone: `I60` holds `I601`.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from boas.nomenclatures._release import CodeRelease


class SelectingCode(NamedTuple):
    """One code of a list and what it does to the selection."""

    code: str
    """In normal spelling."""
    is_prefix: bool
    """Whether it stands for every code that begins with it."""
    is_exclusion: bool = False
    """Whether it takes codes out."""


@dataclass(frozen=True, slots=True)
class CodeExpansion:
    """The codes that lists select together in one release."""

    included: Mapping[str, SelectingCode]
    """Codes that are selected, in order, each with the first rule that brings it in."""
    excluded: Mapping[str, tuple[SelectingCode, SelectingCode]]
    """Codes that a rule brings in and another takes out, with both."""
    idle: tuple[SelectingCode, ...]
    """Rules that no code of the release answers to."""


def expand_selection(release: CodeRelease, rules: Iterable[SelectingCode]) -> CodeExpansion:
    """The codes that rules select in a release; headings and deleted codes are none that data hold.

    Args:
        release: The release whose codes are counted.
        rules: Inclusions and exclusions, in the order in which they are named as the reason.
    """
    brought: dict[str, SelectingCode] = {}
    taken: dict[str, SelectingCode] = {}
    idle = []
    for rule in rules:
        codes = _list_codes(release, rule)
        if not codes:
            idle.append(rule)
        for code in codes:
            (taken if rule.is_exclusion else brought).setdefault(code, rule)
    included = {code: brought[code] for code in sorted(brought) if code not in taken}
    excluded = {code: (brought[code], taken[code]) for code in sorted(brought) if code in taken}
    return CodeExpansion(included, excluded, tuple(idle))


def _list_codes(release: CodeRelease, rule: SelectingCode) -> tuple[str, ...]:
    """Codes of a release that data may hold and that a rule stands for."""
    if rule.is_prefix:
        return release.list_codable(rule.code)
    state = release.states.get(rule.code, "deleted")
    return () if state in {"heading", "deleted"} else (rule.code,)


class _RuleIndex:
    """Rules of one role, asked which of them meet a code."""

    def __init__(self, rules: Iterable[SelectingCode]) -> None:
        """Sort the rules once for many questions."""
        known = tuple(rules)
        self.exact = {rule.code for rule in known if not rule.is_prefix}
        self.prefixes = {rule.code for rule in known if rule.is_prefix}
        self.lengths = sorted({len(prefix) for prefix in self.prefixes})

    @cached_property
    def ordered(self) -> Sequence[str]:
        """Whole codes and starts of codes, sorted."""
        return sorted(self.exact | self.prefixes)

    def covers_some(self, codes: Sequence[str]) -> bool:
        """Whether one code at least is among these or begins like one of them; all are looked at together."""
        if not self.exact.isdisjoint(codes):
            return True
        return any(not self.prefixes.isdisjoint([code[:length] for code in codes]) for length in self.lengths)

    def covers(self, rule: SelectingCode) -> bool:
        """Whether every code that a rule stands for is one of these."""
        if not rule.is_prefix and rule.code in self.exact:
            return True
        return any(rule.code[:length] in self.prefixes for length in self.lengths if length <= len(rule.code))

    def touches(self, rule: SelectingCode) -> bool:
        """Whether some code that a rule stands for may be one of these."""
        if self.covers(rule):
            return True
        at = bisect_left(self.ordered, rule.code)
        return rule.is_prefix and at < len(self.ordered) and self.ordered[at].startswith(rule.code)


def is_empty_selection(rules: Sequence[SelectingCode], release: CodeRelease | None = None) -> bool:
    """Whether exclusions take out all that inclusions bring in; without a release, as far as the texts tell."""
    inclusions = [rule for rule in rules if not rule.is_exclusion]
    exclusions = [rule for rule in rules if rule.is_exclusion]
    if not inclusions or not exclusions:
        return False
    taken = _RuleIndex(exclusions)
    if all(taken.covers(rule) for rule in inclusions):
        return True
    return release is not None and _is_all_taken(inclusions, taken, release)


def _is_all_taken(inclusions: Iterable[SelectingCode], taken: _RuleIndex, release: CodeRelease) -> bool:
    """Whether inclusions bring in codes of a release and exclusions take all of them out."""
    is_any = False
    for rule in inclusions:
        for code in _list_codes(release, rule):
            if not taken.covers(SelectingCode(code, is_prefix=False)):
                return False
            is_any = True
    return is_any


def covers_some(inclusions: Iterable[SelectingCode], codes: Sequence[str]) -> bool:
    """Whether inclusions stand for one code at least, or for what it is the start of: a quick look at a long list."""
    return _RuleIndex(inclusions).covers_some(codes)


def find_idle_rules(
    inclusions: Iterable[SelectingCode], exclusions: Sequence[SelectingCode]
) -> tuple[SelectingCode, ...]:
    """Exclusions that meet no inclusion while another one of the same list cuts a code out of one.

    A list none of whose codes lies below an inclusion excludes people by other codes than those that bring them in,
    and nothing is said of it; nor of a code that is both included and excluded, which is another mistake.
    """
    known = tuple(inclusions)
    brought, named = _RuleIndex(known), {(rule.code, rule.is_prefix) for rule in known}
    is_cut = any(brought.covers(rule) and (rule.code, rule.is_prefix) not in named for rule in exclusions)
    return tuple(rule for rule in exclusions if not brought.touches(rule)) if is_cut else ()
