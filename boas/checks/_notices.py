"""Rules about notices: their range covers versions, their replacement exists, a withdrawn entry is deprecated too."""

# ruff: noqa: ARG001 -- every rule takes the same two arguments, and few need both.

from collections.abc import Iterator, Sequence

from boas.checks._corrections import has_effect
from boas.checks._identity import find_unknown_ids
from boas.checks._related_documents import iter_siblings
from boas.checks._rule import document_rule, report_at_field, report_diagnostics
from boas.checks._values import make_printable
from boas.documents import Notice, Observation, compare_releases, is_in_range, is_version, parse_version
from boas.finding import Finding
from boas.parsing import Collection, Document
from boas.translation import Message


@document_rule("notices")
def bad_range(document: Document, collection: Collection) -> Iterator[Finding]:
    """The range of a notice or an observation can be read, and holds at least one version.

    Why: a withdrawal that touches no version warns nobody, and an observation about none stands on no card.

    Help: write for instance `>=1.0.0,<1.2.0`, with versions of this algorithm.
    """
    yield from report_diagnostics(document, "bad-range")
    notice = document.content
    if isinstance(notice, Notice | Observation) and not _list_affected_versions(document, collection, notice):
        message = Message("No version of this algorithm is in `{versions}`.", versions=notice.versions)
        names = ", ".join(collection.versions.get(document.location.algorithm, ()))
        help_message = Message("Versions that are there: {names}.", names=names)
        yield report_at_field("bad-range", document, ("versions",), message, help_message)


def _list_affected_versions(document: Document, collection: Collection, notice: Notice | Observation) -> list[str]:
    """Versions of its algorithm that a notice or an observation is about."""
    versions = collection.versions.get(document.location.algorithm, ())
    declared = (notice.removed or ()) if isinstance(notice, Notice) else ()
    removed = [removed.version for removed in declared if removed.version]
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


@document_rule("notices", since="2026-11-29")
def reversed_releases(document: Document, collection: Collection) -> Iterator[Finding]:
    """A code changed from an earlier release of its system to a later one.

    Why: which lists hold the code as it was follows from their release; turned round, the wrong ones are named.

    Help: swap `from_release` and `to_release`, or correct the one that is wrong.
    """
    notice = document.content
    for position, code in enumerate((notice.codes if isinstance(notice, Notice) else None) or ()):
        step = compare_releases(code.from_release, code.to_release) if code.from_release and code.to_release else None
        if step is not None and step >= 0:
            first, last = make_printable(code.from_release or ""), make_printable(code.to_release or "")
            message = Message("`{first}` does not come before `{last}`.", first=first, last=last)
            yield report_at_field("reversed-releases", document, ("codes", position, "from_release"), message, _SWAP)


_SWAP = Message("Swap `from_release` and `to_release`, or correct the one that is wrong.")


@document_rule("notices")
def latest_withdrawn(document: Document, collection: Collection) -> Iterator[Finding]:
    """When the newest version is withdrawn or removed, the algorithm is deprecated too.

    Why: otherwise the older versions would still be offered as if nothing had happened.

    Help: add a `deprecated` notice that covers the remaining versions, or publish a fixed version.
    """
    notice = document.content
    if not isinstance(notice, Notice) or not is_withdrawal(notice):
        return
    standing = [one for one in iter_siblings(document, collection, Notice) if has_effect(one.document, collection)]
    there = sorted(filter(is_version, collection.versions.get(document.location.algorithm, ())), key=parse_version)
    gone = {one.version for each in standing for one in each.content.removed or () if one.version} - {*there}
    newest = select_newest_version(sorted((*there, *gone), key=parse_version))
    by = [each.document.path for each in standing if is_withdrawal(each.content) and each.content.holds(newest)]
    if document.path not in by[:1]:
        return  # one notice tells it, where several are about the newest version
    held = [each.content for each in standing if each.content.kind in _ENDING_KINDS]
    left = [version for version in there if not any(one.holds(version) for one in held)]
    if left:
        yield _report_left_versions(document, newest, left, there)


def _report_left_versions(document: Document, newest: str, left: Sequence[str], there: Sequence[str]) -> Finding:
    """That some of the versions that are there are still offered after the newest one, and the notice that ends it."""
    offered = ", ".join(left)
    if newest in there:
        message = Message(
            "The newest version ({newest}) is withdrawn, but the registry still offers {left}.",
            newest=newest,
            left=offered,
        )
    else:
        message = Message(
            "The newest version ({newest}) was removed, but the registry still offers {left}.",
            newest=newest,
            left=offered,
        )
    mend = Message(
        'Add a notice with `kind: deprecated` and `versions: "{chosen}"`, or publish a fixed version above {newest}.',
        chosen=write_range(left, there),
        newest=newest,
    )
    since = "" if newest in there else _REMOVED_SINCE
    return report_at_field("latest-withdrawn", document, ("versions",), message, mend, since=since)


_REMOVED_SINCE = "2026-11-29"
"""Day from which a newest version that was removed counts as one that was withdrawn."""


def is_withdrawal(notice: Notice) -> bool:
    """Whether a notice takes versions away, and not only evaluations or audits."""
    return notice.kind in WITHDRAWAL_KINDS and notice.is_about_versions()


def write_range(chosen: Sequence[str], versions: Sequence[str]) -> str:
    """The range that holds some versions and none of the others, both in order; versions to come lie above it."""
    if len(chosen) == 1:
        return f"=={chosen[0]}"
    inside = versions[versions.index(chosen[0]) : versions.index(chosen[-1])]
    others = (f"!={version}" for version in inside if version not in chosen)
    return ",".join((f">={chosen[0]}", f"<={chosen[-1]}", *others))


def select_newest_version(versions: Sequence[str]) -> str:
    """The version offered to a newcomer, of versions in order: the last that is no pre-release, or the last of all."""
    return next(
        (version for version in reversed(versions) if not parse_version(version).prerelease),
        next(reversed(versions), ""),
    )


WITHDRAWAL_KINDS = frozenset({"withdrawn", "removed"})
"""Kinds of notice that take a version away."""

_ENDING_KINDS = WITHDRAWAL_KINDS | {"deprecated"}
"""Kinds of notice after which a version is no longer offered."""
