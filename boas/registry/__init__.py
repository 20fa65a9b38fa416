"""Everything below as one frozen picture: documents, their past, findings, levels.

The index is filled from it and reports are written about it; it never asks either.
"""

from boas.registry.archive import archive
from boas.registry.assessment import Assessment, assess
from boas.registry.audits import JudgedAudit
from boas.registry.code import (
    CODE,
    GRAVEST_FIRST,
    ScannedCode,
    ToldUnscanned,
    ToldWeakness,
    scan_results,
    scanned_code,
)
from boas.registry.completeness import Completeness, asked_fields, completeness
from boas.registry.evidence import Weighed, end_of
from boas.registry.ledger import Digests, LedgerEntry, frozen_versions, ledger
from boas.registry.levels import Step
from boas.registry.picture import AlgorithmEntry, Registry, VersionEntry, notices_on, read_registry, status_of
from boas.registry.preview import read_preview
from boas.registry.unpublished import Unpublished

__all__ = [
    "CODE",
    "GRAVEST_FIRST",
    "AlgorithmEntry",
    "Assessment",
    "Completeness",
    "Digests",
    "JudgedAudit",
    "LedgerEntry",
    "Registry",
    "ScannedCode",
    "Step",
    "ToldUnscanned",
    "ToldWeakness",
    "Unpublished",
    "VersionEntry",
    "Weighed",
    "archive",
    "asked_fields",
    "assess",
    "completeness",
    "end_of",
    "frozen_versions",
    "ledger",
    "notices_on",
    "read_preview",
    "read_registry",
    "scan_results",
    "scanned_code",
    "status_of",
]
