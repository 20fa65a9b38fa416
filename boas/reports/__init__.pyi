from ._affected_report import AFFECTED_FORMATS, AffectedDescendant, AffectedReport, AffectedReuse
from ._difference_report import (
    BUMP_WORDS,
    VersionDifference,
    compare_versions,
    render_json_difference,
    render_markdown_difference,
    render_text_difference,
)
from ._evaluation_results import evaluate_documents
from ._evidence_data import render_csv_evidence, render_json_evidence
from ._evidence_report import EvaluationResult, render_text_evidence
from ._explanations import render_field, render_rule
from ._github_report import render_github_report
from ._gitlab_report import render_gitlab_report
from ._json_report import build_finding_fields, render_json_report
from ._jsonl_report import render_jsonl_report
from ._junit_report import render_junit_report
from ._level_report import LevelStatus, OtherVersionEvaluation, render_text_level
from ._markdown_report import render_markdown_report
from ._report_formats import REPORT_FORMATS, render_report
from ._review_data import render_json_review
from ._review_records import (
    Approval,
    ListedReviewer,
    Review,
    ReviewedAlgorithm,
    ReviewedCorrection,
    ReviewedDocument,
    ReviewedEvaluation,
    ReviewedFigure,
    ReviewedRemoval,
    ReviewedVersion,
)
from ._review_report import render_markdown_review
from ._review_text import render_text_review
from ._sarif_report import render_sarif_report
from ._text import format_summary, render_text_report
from ._usage_report import USAGE_FORMATS

__all__ = [
    "AFFECTED_FORMATS",
    "BUMP_WORDS",
    "REPORT_FORMATS",
    "USAGE_FORMATS",
    "AffectedDescendant",
    "AffectedReport",
    "AffectedReuse",
    "Approval",
    "EvaluationResult",
    "LevelStatus",
    "ListedReviewer",
    "OtherVersionEvaluation",
    "Review",
    "ReviewedAlgorithm",
    "ReviewedCorrection",
    "ReviewedDocument",
    "ReviewedEvaluation",
    "ReviewedFigure",
    "ReviewedRemoval",
    "ReviewedVersion",
    "VersionDifference",
    "build_finding_fields",
    "compare_versions",
    "evaluate_documents",
    "format_summary",
    "render_csv_evidence",
    "render_field",
    "render_github_report",
    "render_gitlab_report",
    "render_json_difference",
    "render_json_evidence",
    "render_json_report",
    "render_json_review",
    "render_jsonl_report",
    "render_junit_report",
    "render_markdown_difference",
    "render_markdown_report",
    "render_markdown_review",
    "render_report",
    "render_rule",
    "render_sarif_report",
    "render_text_difference",
    "render_text_evidence",
    "render_text_level",
    "render_text_report",
    "render_text_review",
]
