"""How near two algorithms are: what they are about, from which sources, of which kind."""

from boas.index._row_answers import AlgorithmRow

Signature = tuple[frozenset[str], frozenset[str], str]
"""What decides how near two algorithms are: medical domains, data sources, kind."""
_NO_KINSHIP = frozenset({"cross-cutting", "other"})
"""Medical domains that say of nothing what it is about."""


def make_signature(row: AlgorithmRow) -> Signature:
    """What decides how near an algorithm is to others."""
    return frozenset(list_subjects(row)), frozenset(source.id for source in row.data_sources), row.kind


def compute_similarity(one: Signature, other: Signature) -> int:
    """How much two algorithms have in common: a shared domain counts three, a shared source or kind one."""
    return 3 * len(one[0] & other[0]) + len(one[1] & other[1]) + (one[2] == other[2])


def list_subjects(row: AlgorithmRow) -> tuple[str, ...]:
    """Medical domains that say what an algorithm is about."""
    return tuple(name for name in row.medical_domains if name not in _NO_KINSHIP)


def list_shared_subjects(one: AlgorithmRow, other: AlgorithmRow) -> tuple[str, ...]:
    """Those that two algorithms have in common, in the order of the first."""
    return tuple(name for name in list_subjects(one) if name in other.medical_domains)
