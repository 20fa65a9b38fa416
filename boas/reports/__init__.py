"""Findings and changes to text, one file per output format; each format escapes for its own sink.

The formats of forges are imported from their own files when one of them is asked for, so that checking
at a terminal never pays for them.
"""

from boas.reports.changes_report import BUMP_WORDS, Difference, json_difference, markdown_difference, text_difference
from boas.reports.json_report import finding_fields, json_report
from boas.reports.text import summary, text_report, visible

__all__ = [
    "BUMP_WORDS",
    "Difference",
    "finding_fields",
    "json_difference",
    "json_report",
    "markdown_difference",
    "summary",
    "text_difference",
    "text_report",
    "visible",
]
