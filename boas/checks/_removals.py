"""Rules about notices of removal: what they take away is named with its digest, and gone."""

from collections.abc import Iterator, Sequence

from boas.checks._removal_notices import collect_removals, list_removal_targets
from boas.checks._rule import document_rule, report_at_field, report_at_file
from boas.checks._values import make_printable
from boas.documents import Notice, Removed, build_algorithm_folder, find_main_document, is_in_range, is_version
from boas.finding import Finding
from boas.parsing import Collection, Document
from boas.translation import Message

_SINCE = "2026-11-28"


@document_rule("notices", since=_SINCE)
def bad_removal(document: Document, collection: Collection) -> Iterator[Finding]:
    """A notice of removal names what it takes away, with its digest, and that is no longer there and never comes back.

    Why: what must not stay readable has to be gone, and everybody must be able to prove what it was; the range of
    versions of the notice covers exactly the versions taken away.

    Help: name in `removed` each version, evaluation, audit or observation with its digest, and delete its files.
    """
    notice = document.content
    if not isinstance(notice, Notice):
        yield from _find_reappearance(document, collection)
    elif notice.removed is not None:
        yield from _find_bad_entries(document, collection, notice, notice.removed)


def _find_reappearance(document: Document, collection: Collection) -> Iterator[Finding]:
    """A file at the path of a removal; reported once, at its main document or else at its first file."""
    own = collect_removals(collection.algorithms.get(document.location.algorithm, ()))
    removal = next(
        (removal for place, removal in own.items() if place in {document.path, _match_folder(document.path, place)}),
        None,
    )
    if removal is None:
        return
    files = collection.list_paths(removal.place)
    main = find_main_document(removal.place)
    if document.path == (main if main in files else files[0]):
        id_of = make_printable(removal.notice.id)
        message = Message(
            "`{what}` was removed by the notice `{id_of}`: nothing takes its place.", what=removal.what, id_of=id_of
        )
        yield report_at_file("bad-removal", document.path, message, _ANOTHER_NAME, since=_SINCE)


_ANOTHER_NAME = Message("Publish it under another number or id, without what had to go.")


def _match_folder(path: str, place: str) -> str:
    """The place itself when it is a folder that a path lies in; nothing otherwise."""
    return place if place.endswith("/") and path.startswith(place) else ""


def _find_bad_entries(
    document: Document, collection: Collection, notice: Notice, removed: Sequence[Removed]
) -> Iterator[Finding]:
    """What is wrong with a removal that a notice declares."""
    if notice.kind != "removed":
        message = Message("Only a notice `removed` takes things away.")
        help_message = Message("Write `kind: removed`, or drop `removed`.")
        yield report_at_field("bad-removal", document, ("removed",), message, help_message)
        return
    for position, one in enumerate(removed):
        named = list_removal_targets(one)
        if len(named) != 1:
            message = Message("This entry must name one thing only.")
            yield report_at_field("bad-removal", document, ("removed", position), message, _NAME_ONE)
        elif _is_present(document, collection, named[0]):
            message = Message("`{named}` is still there.", named=named[0])
            yield report_at_field("bad-removal", document, ("removed", position), message, _TAKE_AWAY)
    yield from _find_range_mismatch(document, collection, notice)


_NAME_ONE = Message("Keep one of the fields `version`, `evaluation`, `audit` and `observation`.")
_TAKE_AWAY = Message("Take its files away in the same proposal (`git rm -r`), or do not name it here.")


def _is_present(document: Document, collection: Collection, what: str) -> bool:
    """Whether a tree still holds a file of a declared removal."""
    start = f"{build_algorithm_folder(document.location.algorithm)}{what}"
    return f"{start}.yaml" in collection.tree.files or bool(collection.list_paths(f"{start}/"))


def _find_range_mismatch(document: Document, collection: Collection, notice: Notice) -> Iterator[Finding]:
    """Versions of a notice's range that it does not take away, or that it takes away outside of its range."""
    listed = {removed.version for removed in notice.removed or () if removed.version}
    there = collection.versions.get(document.location.algorithm, ())
    kept = {version for version in there if is_version(version) and is_in_range(version, notice.versions)}
    outside = {version for version in listed if not is_in_range(version, notice.versions)}
    if listed and (kept or outside):
        named = ", ".join(sorted(kept | outside))
        message = Message(
            "`{versions}` does not cover exactly the versions taken away: {named}.",
            versions=notice.versions,
            named=named,
        )
        help_message = Message("Write the range of the versions `removed` names.")
        yield report_at_field("bad-removal", document, ("versions",), message, help_message)
