"""Rules about notices: their range covers versions, their replacement exists, a withdrawn entry is deprecated too."""

from collections.abc import Iterator, Sequence

from boas.checks._corrections import has_effect
from boas.checks._identity import find_unknown_ids
from boas.checks._rule import document_rule, report_at_field, report_diagnostics
from boas.documents import Notice, is_in_range, is_version, parse_version
from boas.finding import Finding
from boas.parsing import Collection, Document
from boas.translation import Message


@document_rule("notices")
def bad_range(document: Document, collection: Collection) -> Iterator[Finding]:
    """The range of a notice can be read, and holds at least one version.

    Why: a withdrawal that touches no version warns nobody.

    Help: write for instance `>=1.0.0,<1.2.0`, with versions of this algorithm.
    """
    yield from report_diagnostics(document, "bad-range")
    notice = document.content
    if isinstance(notice, Notice) and not _list_affected_versions(document, collection, notice):
        message = Message("No version of this algorithm is in `{versions}`.", versions=notice.versions)
        names = ", ".join(collection.versions.get(document.location.algorithm, ()))
        help_message = Message("Versions that are there: {names}.", names=names)
        yield report_at_field("bad-range", document, ("versions",), message, help_message)


def _list_affected_versions(document: Document, collection: Collection, notice: Notice) -> list[str]:
    """Versions of its algorithm that a notice is about."""
    versions = collection.versions.get(document.location.algorithm, ())
    removed = [removed.version for removed in notice.removed or () if removed.version]
    return [
        version for version in (*versions, *removed) if is_version(version) and is_in_range(version, notice.versions)
    ]


@document_rule("notices")
def unknown_replacement(document: Document, collection: Collection) -> Iterator[Finding]:
    """The replacement that a notice proposes exists in the registry.

    Why: whoever is asked to change must find what to change to.

    Help: write the id of an algorithm of the registry, or remove `replacement`.
    """
    return find_unknown_ids("unknown-replacement", document, collection)


@document_rule("notices")
def latest_withdrawn(document: Document, collection: Collection) -> Iterator[Finding]:
    """When the newest version is withdrawn, the algorithm is deprecated too.

    Why: otherwise the older versions would still be offered as if nothing had happened.

    Help: add a `deprecated` notice that covers the remaining versions, or publish a fixed version.
    """
    notice = document.content
    if not isinstance(notice, Notice) or notice.kind not in WITHDRAWAL_KINDS or not notice.is_about_versions():
        return
    if not has_effect(document, collection):
        return
    algorithm = document.location.algorithm
    versions = sorted(filter(is_version, collection.versions.get(algorithm, ())), key=parse_version)
    newest = select_newest_version(versions)
    if not newest or not notice.holds(newest):
        return
    of_it = (document for document in collection.select_kind("notice") if document.location.algorithm == algorithm)
    all_notices = [document.content for document in of_it if has_effect(document, collection)]
    held = [
        notice
        for notice in all_notices
        if isinstance(notice, Notice) and notice.kind in {"deprecated", *WITHDRAWAL_KINDS}
    ]
    left = [version for version in versions if not any(notice.holds(version) for notice in held)]
    if left:
        message = Message(
            "The newest version ({newest}) is withdrawn, but the registry still offers {left}.",
            newest=newest,
            left=", ".join(left),
        )
        help_message = Message("Add a `deprecated` notice about these versions.")
        yield report_at_field("latest-withdrawn", document, ("versions",), message, help_message)


def select_newest_version(versions: Sequence[str]) -> str:
    """The version offered to a newcomer, of versions in order: the last that is no pre-release, or the last of all."""
    return next(
        (version for version in reversed(versions) if not parse_version(version).prerelease),
        next(reversed(versions), ""),
    )


WITHDRAWAL_KINDS = frozenset({"withdrawn", "removed"})
"""Kinds of notice that take a version away."""
