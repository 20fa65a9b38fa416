"""What the notices that stand about one version come to, in a few words."""

from boas.documents import Notice
from boas.index._notice_answers import NoticeMark
from boas.index._records import to_text
from boas.registry import AlgorithmEntry, list_notices

_GRAVEST_FIRST = ("removed", "withdrawn", "safety", "deprecated", "erratum")
"""Kinds of notices, terms of the vocabulary `notice_kinds`."""


def rank_kind(kind: str) -> int:
    """Where a kind of notice stands, 0 for the gravest; kinds that nobody ranked come last."""
    return _GRAVEST_FIRST.index(kind) if kind in _GRAVEST_FIRST else len(_GRAVEST_FIRST)


def build_notice_marks(entry: AlgorithmEntry, version: str) -> tuple[NoticeMark, ...]:
    """The notices about a version that nobody retracted, the gravest first, then the newest."""
    marks = [
        NoticeMark(document.location.id, notice.kind, notice.reason, notice.date, to_text(notice.text))
        for document in list_notices(entry, version)
        if ("notice", document.location.id) not in entry.corrected
        and isinstance(notice := document.content, Notice)
        and notice.is_about_versions()
    ]
    return tuple(sorted(marks, key=lambda mark: rank_kind(mark.kind)))
