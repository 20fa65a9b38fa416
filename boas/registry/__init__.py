"""Everything below as one frozen picture: documents, their past, findings, levels.

The index is filled from it and reports are written about it; it never asks either.
"""

from boas.registry.completeness import Completeness, completeness, level
from boas.registry.ledger import Digests, LedgerEntry
from boas.registry.picture import AlgorithmEntry, Registry, VersionEntry, read_registry

__all__ = [
    "AlgorithmEntry",
    "Completeness",
    "Digests",
    "LedgerEntry",
    "Registry",
    "VersionEntry",
    "completeness",
    "level",
    "read_registry",
]
