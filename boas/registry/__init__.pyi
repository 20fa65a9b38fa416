from ._applicability import Applicability
from ._archive import build_archive
from ._assessment import Assessment, assess
from ._audits import AssessedAudit
from ._binding import find_unbound
from ._bulletin import build_bulletin, read_bulletin
from ._bulletin_form import (
    LISTING,
    Bulletin,
    BulletinCodelist,
    BulletinNotice,
    BulletinRegistry,
    BulletinUse,
    BulletinVersion,
    NoticeChange,
    NoticeLogEntry,
    build_bulletin_codelist,
    build_file_address,
    build_files_folder,
    compute_canonical_digest,
    compute_entry_digest,
    is_safe_path,
)
from ._code_scan import (
    CODE,
    GRAVEST_FIRST,
    CodeScanResult,
    UnscannedFinding,
    WeaknessFinding,
    build_code_scan,
    iter_scan_results,
)
from ._evaluations import AssessedEvaluation, parse_last_day
from ._export_view import build_export_view, read_export_view
from ._freezing_settings import (
    FREEZES,
    find_moved_settings,
    list_freezes,
    list_rule_packages,
    read_first_freezes,
    refuse_moved_settings,
)
from ._ledger import Digests, LedgerEntry, build_ledger, find_altered_versions
from ._levels import LevelStep
from ._lineage import (
    InheritedNotice,
    LineageLink,
    list_inherited_notices,
    list_lineage_links,
    map_children,
    map_inherited_notices,
    map_reached_algorithms,
)
from ._listed_codes import list_codelists
from ._observations import AssessedObservation, assess_observations
from ._preview import read_preview
from ._records import RecordEntry, build_records, compute_record_digest, find_altered_records, follow_growth
from ._reuses import AssessedReuse, assess_reuses, iter_effective_notices
from ._scan_targets import (
    ScanReport,
    find_declared_repository,
    find_registry,
    scan_paths,
    scan_registry,
    scan_repository,
)
from ._snapshot import AlgorithmEntry, Registry, VersionEntry, determine_status, list_notices, read_registry
from ._unpublished_changes import UnpublishedChanges

__all__ = [
    "CODE",
    "FREEZES",
    "GRAVEST_FIRST",
    "LISTING",
    "AlgorithmEntry",
    "Applicability",
    "AssessedAudit",
    "AssessedEvaluation",
    "AssessedObservation",
    "AssessedReuse",
    "Assessment",
    "Bulletin",
    "BulletinCodelist",
    "BulletinNotice",
    "BulletinRegistry",
    "BulletinUse",
    "BulletinVersion",
    "CodeScanResult",
    "Digests",
    "InheritedNotice",
    "LedgerEntry",
    "LevelStep",
    "LineageLink",
    "NoticeChange",
    "NoticeLogEntry",
    "RecordEntry",
    "Registry",
    "ScanReport",
    "UnpublishedChanges",
    "UnscannedFinding",
    "VersionEntry",
    "WeaknessFinding",
    "assess",
    "assess_observations",
    "assess_reuses",
    "build_archive",
    "build_bulletin",
    "build_bulletin_codelist",
    "build_code_scan",
    "build_export_view",
    "build_file_address",
    "build_files_folder",
    "build_ledger",
    "build_records",
    "compute_canonical_digest",
    "compute_entry_digest",
    "compute_record_digest",
    "determine_status",
    "find_altered_records",
    "find_altered_versions",
    "find_declared_repository",
    "find_moved_settings",
    "find_registry",
    "find_unbound",
    "follow_growth",
    "is_safe_path",
    "iter_effective_notices",
    "iter_scan_results",
    "list_codelists",
    "list_freezes",
    "list_inherited_notices",
    "list_lineage_links",
    "list_notices",
    "list_rule_packages",
    "map_children",
    "map_inherited_notices",
    "map_reached_algorithms",
    "parse_last_day",
    "read_bulletin",
    "read_export_view",
    "read_first_freezes",
    "read_preview",
    "read_registry",
    "refuse_moved_settings",
    "scan_paths",
    "scan_registry",
    "scan_repository",
]
