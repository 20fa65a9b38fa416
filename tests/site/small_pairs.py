"""Pairs of a registry in memory: each algorithm beside each other one."""

from collections.abc import Sequence
from itertools import combinations

from boas.index import AlgorithmAnswer, Named, ProposedPair, ProposedPairs, name_pair


def propose_pairs(algorithms: Sequence[AlgorithmAnswer]) -> ProposedPairs:
    """All of them, by id, as if they were about the same."""
    rows = sorted((one.row for one in algorithms), key=lambda row: row.id)
    pairs = tuple(
        ProposedPair(
            name_pair(one.id, other.id), (Named(one.id, one.name), Named(other.id, other.name)), one.medical_domains[:1]
        )
        for one, other in combinations(rows, 2)
    )
    return ProposedPairs(len(pairs), pairs)
