"""Everything below as one frozen picture: documents, their past, findings, levels.

The index is filled from it and reports are written about it; it never asks either.
"""

from boas.registry.archive import archive
from boas.registry.assessment import Assessment, assess
from boas.registry.audits import JudgedAudit
from boas.registry.binding import unbound
from boas.registry.carrying import Since
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
from boas.registry.guards import FREEZES, freezes, moved_settings, refuse_moved_settings, set_here, settings_in
from boas.registry.ledger import Digests, LedgerEntry, frozen_versions, ledger
from boas.registry.levels import Step
from boas.registry.picture import AlgorithmEntry, Registry, VersionEntry, notices_on, read_registry, status_of
from boas.registry.preview import read_preview
from boas.registry.records import KINDS, RecordEntry, frozen_records, records
from boas.registry.unpublished import Unpublished

__all__ = [
    "CODE",
    "FREEZES",
    "GRAVEST_FIRST",
    "KINDS",
    "AlgorithmEntry",
    "Assessment",
    "Completeness",
    "Digests",
    "JudgedAudit",
    "LedgerEntry",
    "RecordEntry",
    "Registry",
    "ScannedCode",
    "Since",
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
    "freezes",
    "frozen_records",
    "frozen_versions",
    "ledger",
    "moved_settings",
    "notices_on",
    "read_preview",
    "read_registry",
    "records",
    "refuse_moved_settings",
    "scan_results",
    "scanned_code",
    "set_here",
    "settings_in",
    "status_of",
    "unbound",
]
