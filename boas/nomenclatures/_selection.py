"""What the lists of one card select together: codes in, codes out, and by which line of which list.

With a release the answer is a set of codes; without one, what follows from the texts alone: `I60` holds `I601`.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from boas.nomenclatures._release import CodeRelease


@dataclass(frozen=True, slots=True)
class SelectingCode:
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
        self.ordered = sorted(self.exact | self.prefixes)

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
    selection = expand_selection(release, rules) if release else None
    return selection is not None and bool(selection.excluded) and not selection.included


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
