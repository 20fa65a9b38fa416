from ._audit import audit_disclosure
from ._disclosures import find_disclosures
from ._incomplete_breakdowns import find_incomplete_breakdowns
from ._margins import Margin, Shape, find_margins, get_shape, project_stratum
from ._publications import AuditResult, DisclosedCount, PublishedEvaluation, list_rows, may_be_same_people, needs_audit
from ._suppression import suppress_counts

__all__ = [
    "AuditResult",
    "DisclosedCount",
    "Margin",
    "PublishedEvaluation",
    "Shape",
    "audit_disclosure",
    "find_disclosures",
    "find_incomplete_breakdowns",
    "find_margins",
    "get_shape",
    "list_rows",
    "may_be_same_people",
    "needs_audit",
    "project_stratum",
    "suppress_counts",
]
