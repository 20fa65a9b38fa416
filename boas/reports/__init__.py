"""Findings to text, one file per output format; each format escapes for its own sink."""

from boas.reports.json_report import finding_fields, json_report
from boas.reports.text import summary, text_report, visible

__all__ = ["finding_fields", "json_report", "summary", "text_report", "visible"]
