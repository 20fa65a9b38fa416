"""Lists of several algorithms as sets: what all of them hold, what some do, what only one does."""

from collections.abc import Sequence
from dataclasses import dataclass

from boas.formats import ListedCodes, build_code_sets
from boas.index._code_comparison_answers import (
    ChapterCounts,
    CodeComparison,
    ComparedCode,
    ComparedSide,
    ComparedSystem,
)
from boas.index._records import Text
from boas.nomenclatures import normalise_code

_CHAPTERS = (
    *("A00-B99", "C00-D48", "D50-D89", "E00-E90", "F00-F99", "G00-G99", "H00-H59", "H60-H95", "I00-I99", "J00-J99"),
    *("K00-K93", "L00-L99", "M00-M99", "N00-N99", "O00-O99", "P00-P96", "Q00-Q99", "R00-R99", "S00-T98", "U00-U99"),
    *("V01-Y98", "Z00-Z99"),
)
"""Chapters of ICD-10 by their first and last heading."""
_BY_CHAPTER = frozenset({"CIM-10", "ICD-10"})
_HEADING = 3


@dataclass(frozen=True, slots=True)
class CodeSide:
    """One version of an algorithm to be compared, with its lists."""

    algorithm: str
    name: Text
    version: str
    lists: tuple[ListedCodes, ...]


_Rules = dict[tuple[str, str], str]
"""Role by code and match."""


def compare_code_sides(sides: Sequence[CodeSide]) -> CodeComparison:
    """The lists of several algorithms held against one another, system by system; fields of the data do not count."""
    rules = [_collect_rules(side) for side in sides]
    systems = sorted({system for own in rules for system in own})
    told = tuple(
        ComparedSide(side.algorithm, side.name, side.version, sum(map(len, own.values())))
        for side, own in zip(sides, rules, strict=True)
    )
    compared = (_compare_system(system, [own.get(system, {}) for own in rules]) for system in systems)
    return CodeComparison(told, tuple(compared))


def _collect_rules(side: CodeSide) -> dict[str, _Rules]:
    """Rules of one side by system; what takes codes out of a selection excludes."""
    found: dict[str, _Rules] = {}
    for one in build_code_sets(side.lists):
        own = found.setdefault(one.system, {})
        for rules, role in ((one.take, one.role), (one.leave, "exclude")):
            for rule in rules:
                own.setdefault((normalise_code(one.system, rule.code), rule.match), role)
    return found


def _compare_system(system: str, sides: Sequence[_Rules]) -> ComparedSystem:
    """One system: each rule of any side, and what each side makes of it."""
    keys = sorted({key for own in sides for key in own})
    codes = tuple(
        ComparedCode(code, match, tuple(_classify_rule(own, code, match) for own in sides)) for code, match in keys
    )
    chapters: dict[str, list[ComparedCode]] = {}
    for one in codes:
        chapters.setdefault(find_chapter(system, one.code), []).append(one)
    counts = tuple(_count_codes(name, own, len(sides)) for name, own in sorted(chapters.items()))
    return ComparedSystem(system, _count_codes("", codes, len(sides)), counts, codes)


def _classify_rule(side: _Rules, code: str, match: str) -> str:
    """What one side makes of a rule: its own role, `covered` by a shorter prefix that it includes, or nothing."""
    if role := side.get((code, match)):
        return role
    longest = len(code) if match == "prefix" else len(code) + 1
    covered = any(side.get((code[:length], "prefix")) == "include" for length in range(1, longest))
    return "covered" if covered else ""


def is_held(verdict: str) -> bool:
    """Whether a side includes what a rule names."""
    return verdict in {"include", "covered"}


def _count_codes(chapter: str, codes: Sequence[ComparedCode], n_sides: int) -> ChapterCounts:
    """How many rules all sides hold, only one does, or some do."""
    common, some, none, only = 0, 0, 0, [0] * n_sides
    for one in codes:
        held = [at for at, verdict in enumerate(one.sides) if is_held(verdict)]
        if len(held) == n_sides:
            common += 1
        elif len(held) == 1:
            only[held[0]] += 1
        elif held:
            some += 1
        else:
            none += 1
    return ChapterCounts(chapter, common, some, tuple(only), none)


def find_chapter(system: str, code: str) -> str:
    """Chapter of a code: that of ICD-10 by its headings, the first letter elsewhere."""
    if system not in _BY_CHAPTER:
        return code[:1]
    heading = code[:_HEADING].ljust(_HEADING, "0")
    return next((one for one in _CHAPTERS if one[:_HEADING] <= heading <= one[-_HEADING:]), code[:1])
