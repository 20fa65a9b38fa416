"""Algorithms whose lists have codes in common, side by side: found for each, and for those that somebody names."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from boas.errors import UsageError
from boas.formats import CODE_COLUMN
from boas.index._code_comparison import CodeSide, compare_code_sides
from boas.index._code_comparison_answers import CodeComparison
from boas.index._composer import Composer
from boas.index._records import to_text
from boas.nomenclatures import normalise_code
from boas.registry import AlgorithmEntry, Registry, VersionEntry, determine_status, list_codelists
from boas.translation import Message

_MOST_KIN = 2
"""Others that stand beside an algorithm: three columns fit on a page."""
MOST_SIDES = 4
_USABLE = frozenset({"active", "deprecated"})

_Including = Mapping[tuple[str, str], Mapping[str, bool]]
"""Algorithms that include a code, by system and code, with whether they mean all that begin so."""


def map_code_kin(composer: Composer) -> dict[str, tuple[str, ...]]:
    """For each algorithm with lists, those that share most of its codes, as they were kept or found now."""
    make = partial(_find_code_kin, composer.registry)
    return composer.facts.find("code-kin", composer.origins.codes, dict[str, tuple[str, ...]], make)


def _find_code_kin(registry: Registry) -> dict[str, tuple[str, ...]]:
    """For each algorithm with lists, those that share most of its codes."""
    entries = _map_compared_entries(registry)
    including = _map_including(entries.values())
    kin = {name: Counter[str]() for name in entries}
    for (system, code), own in including.items():
        for length in range(1, len(code) + 1):
            for other, by_prefix in including.get((system, code[:length]), {}).items():
                for name in own if by_prefix or length == len(code) else ():
                    if name != other:
                        kin[name][other] += 1
                        kin[other][name] += length < len(code)
    return {
        name: tuple(sorted((one for one in counts if counts[one]), key=lambda one: (-counts[one], one))[:_MOST_KIN])
        for name, counts in kin.items()
    }


def iter_code_kin(composer: Composer) -> Iterator[tuple[str, tuple[CodeSide, ...]]]:
    """Each algorithm with lists, beside the two that share most codes with it."""
    entries = _map_compared_entries(composer.registry)
    for name, nearest in composer.collect(map_code_kin).items():
        if nearest:
            yield name, tuple(build_code_side(entries[one], entries[one].latest) for one in (name, *nearest))


def _map_compared_entries(registry: Registry) -> dict[str, AlgorithmEntry]:
    """Algorithms whose codes are held against those of others, by id."""
    return {entry.id: entry for entry in registry.algorithms.values() if _is_compared(entry)}


def _is_compared(entry: AlgorithmEntry) -> bool:
    """Whether an algorithm is real, in use and gives codes."""
    usable = entry.algorithm.origin != "example" and determine_status(entry, entry.latest.version) in _USABLE
    return usable and bool(list_codelists(entry.latest))


def _map_including(entries: Iterable[AlgorithmEntry]) -> _Including:
    """Which algorithms include each code."""
    found: dict[tuple[str, str], dict[str, bool]] = {}
    for entry in entries:
        for one in list_codelists(entry.latest):
            for cell in one.list_cells(CODE_COLUMN) if one.role == "include" else ():
                if code := normalise_code(one.system, cell):
                    own = found.setdefault((one.system, code), {})
                    own[entry.id] = own.get(entry.id, False) or one.match == "prefix"
    return found


def build_code_side(entry: AlgorithmEntry, version: VersionEntry) -> CodeSide:
    """One version of an algorithm as a side of a comparison."""
    return CodeSide(entry.id, to_text(version.card.name), version.version, list_codelists(version))


def compare_registry_codes(registry: Registry, wanted: Sequence[str]) -> CodeComparison:
    """Lists of the versions that somebody names, `ID` or `ID@VERSION`, side by side.

    Raises:
        UsageError: when fewer than two or more than four are named, or one is not there or has no codelist.
    """
    refuse_number_of_sides(wanted)
    return compare_code_sides([_find_side(registry, one) for one in wanted])


def refuse_number_of_sides(wanted: Sequence[str]) -> None:
    """Raise `UsageError` for fewer than two or more than four."""
    if not 1 < len(wanted) <= MOST_SIDES:
        raise UsageError(
            Message("Two to four versions can be compared."), Message("Name each as `ID` or `ID@VERSION`.")
        )


def _find_side(registry: Registry, wanted: str) -> CodeSide:
    """The side of one version; raises `UsageError` when it is not there or has no codelist."""
    name, _, number = wanted.partition("@")
    entry = registry.algorithms.get(name)
    if entry is None:
        raise make_unknown_side_error(wanted)
    versions = {one.version: one for one in entry.versions}
    version = versions.get(number) if number else entry.latest
    if version is None or not list_codelists(version):
        raise make_unknown_side_error(wanted)
    return build_code_side(entry, version)


def make_unknown_side_error(wanted: str) -> UsageError:
    """There is no such version, or it has no codelist."""
    return UsageError(
        Message("`{wanted}` is no version with a codelist in this registry.", wanted=wanted[:120]),
        Message("Name each as `ID` or `ID@VERSION`."),
    )
