"""Rules about reuses: a reuse of a withdrawn version is an error when it is new, and a warning when it was there.

`missing-file` reports a version that is not there.
"""

from collections.abc import Iterator
from dataclasses import replace

from boas.checks._corrections import has_effect
from boas.checks._notices import WITHDRAWAL_KINDS
from boas.checks._related_documents import iter_siblings
from boas.checks._rule import document_rule, report_at_field
from boas.documents import Notice, Reuse
from boas.finding import Finding
from boas.parsing import Collection, Document
from boas.translation import Message


@document_rule("reuses")
def reuse_of_withdrawn(document: Document, collection: Collection) -> Iterator[Finding]:
    """A reuse is not of a withdrawn version.

    Why: a version is withdrawn because it harms or errs; whoever still uses it must know before their
    patients do.

    Help: move to a version that is not withdrawn, or write `status: stopped`.
    """
    reuse = document.content
    if not isinstance(reuse, Reuse) or reuse.status == "stopped":
        return
    everything = iter_siblings(document, collection, Notice)
    notices = (document for document in everything if has_effect(document.document, collection))
    taken_away = [
        document
        for document in notices
        if document.content.kind in WITHDRAWAL_KINDS
        and document.content.is_about_versions()
        and document.content.holds(reuse.version)
    ]
    if taken_away:
        first = min((document.content for document in taken_away), key=lambda notice: notice.date)
        message = Message("Version {version} has been withdrawn since {date}.", version=reuse.version, date=first.date)
        finding = report_at_field("reuse-of-withdrawn", document, ("version",), message, _MOVE_ON)
        # A withdrawal must never wait for those who already use the version.
        yield finding if reuse.date >= first.date else replace(finding, severity="warning")


_MOVE_ON = Message("Write a version that is not withdrawn, or `status: stopped`.")
