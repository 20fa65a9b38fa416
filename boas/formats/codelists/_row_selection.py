"""What the codelists of a version make of rows of data, as every form means it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from boas.formats.codelists._code_sets import CodeSelection, build_code_sets
from boas.formats.exporters import ListedCodes

SELECTED = "selected"
"""Name of the column that says whether a row is selected."""
_ANY_COLUMN = "code"


def name_data_column(one: CodeSelection, header: Sequence[str]) -> str:
    """The column of a table in which a set looks: that of its field, of its system, or `code`; empty without any."""
    names = (_simplify(one.field), _simplify(one.system), _ANY_COLUMN)
    return next((name for name in names if name and name in header), "")


def _simplify(text: str) -> str:
    """A text as a column is named: `DGN_PAL` is `dgn_pal`, `CIM-10` is `cim_10`."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def select_rows(
    lists: Sequence[ListedCodes], header: Sequence[str], rows: Iterable[Sequence[str]]
) -> Iterator[dict[str, bool]]:
    """For each row whether it is selected, and whether each list takes its code.

    A row is selected when a set that includes holds its code and no set that only excludes does. A code is in a set
    when a rule of the set takes it and none leaves it out. Lists are named by their file, without folder and ending.

    Args:
        lists: Codelists of one version.
        header: Names of the columns of the data; a set whose column is not there holds no row.
        rows: Cells of each row, in the order of the header.
    """
    sets = [(one, _CodeTest(one), _find_place(one, header)) for one in build_code_sets(lists)]
    singles = [(each.name, _CodeTest(each), place) for one, _, place in sets for each in _split_lists(one)]
    for row in rows:
        held = [(one.role, test.holds(row[at])) for one, test, at in sets if at is not None]
        is_in = any(found for role, found in held if role == "include")
        is_out = any(found for role, found in held if role != "include")
        found = {SELECTED: is_in and not is_out}
        for name, test, at in singles:
            found[name] = found.get(name, False) or (at is not None and test.holds(row[at]))
        yield found


def _find_place(one: CodeSelection, header: Sequence[str]) -> int | None:
    """Where the column of a set stands."""
    name = name_data_column(one, header)
    return header.index(name) if name else None


def _split_lists(one: CodeSelection) -> tuple[CodeSelection, ...]:
    """A set of each list of a set alone."""
    return tuple(each for own in one.lists for each in build_code_sets([own]))


class _CodeTest:
    """A set, asked which codes of the data it holds."""

    def __init__(self, one: CodeSelection) -> None:
        """Sort the rules once."""
        self._take = _sort_rules(one, left=False)
        self._leave = _sort_rules(one, left=True)

    def holds(self, code: str) -> bool:
        """Whether a rule takes the code and none leaves it out."""
        return _has_match(self._take, code) and not _has_match(self._leave, code)


_Rules = tuple[frozenset[str], Mapping[int, frozenset[str]]]
"""Whole codes, and starts of codes by their length."""


def _sort_rules(one: CodeSelection, *, left: bool) -> _Rules:
    """The rules that take codes, or those that leave them out."""
    starts = one.list_codes("prefix", left=left)
    by_length = {length: frozenset(code for code in starts if len(code) == length) for length in {*map(len, starts)}}
    return frozenset(one.list_codes("exact", left=left)), by_length


def _has_match(rules: _Rules, code: str) -> bool:
    """Whether one of some rules matches a code."""
    exact, starts = rules
    return code in exact or any(code[:length] in own for length, own in starts.items())
