from ._audit_cache import iter_audit_results
from ._baseline import can_be_inherited, warn_of_inherited
from ._cached_findings import (
    CachedCheck,
    PartEntry,
    can_be_cached,
    check_with_cache,
    check_with_entries,
    list_whole_parts,
)
from ._code import make_scan_entry, report_unscanned, report_weakness, scan_folder
from ._code_scan import ProgressCallback, can_be_scanned, examine, make_code_document
from ._codelist_selection import CardSelection, expand_card
from ._corrections import iter_signed_documents
from ._example import Example, Snippet, load_examples
from ._families import FAMILY_LABELS, RuleFamily
from ._main_line import (
    FrozenRecord,
    FrozenVersion,
    LoosenedSetting,
    MainLineFact,
    MovedSetting,
    RenamedAlgorithm,
    UnboundEvaluation,
    UnfoundedRemoval,
    UnownedFile,
)
from ._removal_notices import (
    Removal,
    collect_removals,
    exclude_removed,
    is_rightly_gone,
    list_deciders,
    list_notices,
    list_removal_targets,
    may_decide,
    read_removals,
)
from ._rule import (
    RULES,
    Rule,
    WaiverUse,
    document_rule,
    file_rule,
    find_rule,
    report_at_field,
    report_at_file,
    report_at_span,
)
from ._rule_index import list_field_rules, list_universal_rules
from ._rule_packages import list_package_versions, list_rules
from ._run import check, check_frozen
from ._waivers import apply_waivers, covers_finding, iter_waivers

__all__ = [
    "FAMILY_LABELS",
    "RULES",
    "CachedCheck",
    "CardSelection",
    "Example",
    "FrozenRecord",
    "FrozenVersion",
    "LoosenedSetting",
    "MainLineFact",
    "MovedSetting",
    "PartEntry",
    "ProgressCallback",
    "Removal",
    "RenamedAlgorithm",
    "Rule",
    "RuleFamily",
    "Snippet",
    "UnboundEvaluation",
    "UnfoundedRemoval",
    "UnownedFile",
    "WaiverUse",
    "apply_waivers",
    "can_be_cached",
    "can_be_inherited",
    "can_be_scanned",
    "check",
    "check_frozen",
    "check_with_cache",
    "check_with_entries",
    "collect_removals",
    "covers_finding",
    "document_rule",
    "examine",
    "exclude_removed",
    "expand_card",
    "file_rule",
    "find_rule",
    "is_rightly_gone",
    "iter_audit_results",
    "iter_signed_documents",
    "iter_waivers",
    "list_deciders",
    "list_field_rules",
    "list_notices",
    "list_package_versions",
    "list_removal_targets",
    "list_rules",
    "list_universal_rules",
    "list_whole_parts",
    "load_examples",
    "make_code_document",
    "make_scan_entry",
    "may_decide",
    "read_removals",
    "report_at_field",
    "report_at_file",
    "report_at_span",
    "report_unscanned",
    "report_weakness",
    "scan_folder",
    "warn_of_inherited",
]
