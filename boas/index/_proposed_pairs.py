"""Which algorithms are worth reading side by side: of each the nearest few, never all with all."""

from collections.abc import Iterator

from boas.index._algorithm_comparison_answers import ProposedPair, ProposedPairs
from boas.index._code_kin import map_code_kin
from boas.index._composer import Composer
from boas.index._facets import is_usable
from boas.index._kinship import list_shared_subjects
from boas.index._records import Named

_MOST_BESIDE = 2
"""Pairs proposed for an algorithm: their number grows with that of algorithms and not with its square."""
_BETWEEN = "..."


def list_beside(composer: Composer, name: str) -> tuple[Named, ...]:
    """Those that an algorithm is proposed beside: first those that share most of its codes, then those about the same.

    Nothing is proposed beside what must not be used, nor beside a worked example.
    """
    found = tuple(dict.fromkeys(_iter_near(composer, name)))[:_MOST_BESIDE] if is_usable(composer.rows[name]) else ()
    return tuple(map(composer.build_algorithm, found))


def _iter_near(composer: Composer, name: str) -> Iterator[str]:
    """Ids of the algorithms near to one, nearest first."""
    yield from composer.collect(map_code_kin).get(name, ())
    row = composer.rows[name]
    yield from (other.id for other in composer.find_related(name) if list_shared_subjects(row, other))


def build_proposed_pairs(composer: Composer) -> ProposedPairs:
    """Every pair of a registry once, by id."""
    found: dict[str, ProposedPair] = {}
    for name in composer.rows:
        for other in list_beside(composer, name):
            pair = name_pair(name, other.id)
            found.setdefault(pair, _build_pair(composer, pair))
    return ProposedPairs(len(found), tuple(found[pair] for pair in sorted(found)))


def _build_pair(composer: Composer, pair: str) -> ProposedPair:
    """Two algorithms as a pair."""
    first, second = split_pair(pair)
    named = (composer.build_algorithm(first), composer.build_algorithm(second))
    return ProposedPair(pair, named, list_shared_subjects(composer.rows[first], composer.rows[second]))


def name_pair(one: str, other: str) -> str:
    """What a pair is called in addresses: `a...b`, whichever is named first."""
    return _BETWEEN.join(sorted((one, other)))


def split_pair(pair: str) -> tuple[str, ...]:
    """The two ids of a pair."""
    return tuple(pair.split(_BETWEEN))
