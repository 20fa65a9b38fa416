"""Everything below as one frozen picture: documents, their past, findings, levels.

The index is filled from it and reports are written about it; it never asks either.
"""

from boas.registry.archive import archive
from boas.registry.completeness import Completeness, completeness, level
from boas.registry.ledger import Digests, LedgerEntry, frozen_versions, ledger
from boas.registry.picture import AlgorithmEntry, Registry, VersionEntry, notices_on, read_registry, status_of

__all__ = [
    "AlgorithmEntry",
    "Completeness",
    "Digests",
    "LedgerEntry",
    "Registry",
    "VersionEntry",
    "archive",
    "completeness",
    "frozen_versions",
    "ledger",
    "level",
    "notices_on",
    "read_registry",
    "status_of",
]
