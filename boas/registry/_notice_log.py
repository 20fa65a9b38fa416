"""The log of notices: one entry for each commit of the main line that changed any, each holding the digest before it.

Made from Git alone. Whoever kept an entry sees whether a notice was altered, removed or left out since: the digests of
the chain then differ, or it is shorter. A digest is that of a notice's content and not of its file, so that the
machine file proves itself; a later format of notices must therefore keep what digests were made of.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from boas.documents import parse_place
from boas.parsing import Document, read_document
from boas.registry._bulletin_form import (
    NoticeChange,
    NoticeLogEntry,
    compute_canonical_digest,
    compute_entry_digest,
)
from boas.repository import History, Touch
from boas.tree import File, Tree

_KIND = "notice"


def build_notice_log(
    tree: Tree, past: History, documents: Mapping[str, Document], languages: tuple[str, ...]
) -> tuple[NoticeLogEntry, ...] | None:
    """Every entry, oldest first; nothing when the clone lacks old commits, so that nobody knows the first one.

    Args:
        tree: gives the content of notices as they once were.
        past: the history of the main line.
        documents: files as they now are, by path: what they hold is not read again.
        languages: languages of the registry.
    """
    if past.shallow:
        return None
    known = {one.file.blob: one for one in documents.values() if one.kind == _KIND}
    entries: list[NoticeLogEntry] = []
    for touches in _iter_commits(past):
        changes = tuple(_build_change(touch, tree, known, languages) for touch in touches)
        before, change = entries[-1].digest if entries else None, touches[0].change
        entry = NoticeLogEntry(len(entries) + 1, change.commit, change.date, changes, before, "")
        entries.append(replace(entry, digest=compute_entry_digest(entry)))
    return tuple(entries)


def _iter_commits(past: History) -> Iterator[list[Touch]]:
    """Changes of notices by commit, the oldest commit first, those of one commit by path."""
    found: dict[int, list[Touch]] = {}
    for path in sorted(past.records):
        if parse_place(path).kind == _KIND:
            for touch in past.records[path]:
                found.setdefault(touch.order, []).append(touch)
    return (found[order] for order in sorted(found, reverse=True))


def _build_change(touch: Touch, tree: Tree, known: Mapping[str, Document], languages: tuple[str, ...]) -> NoticeChange:
    """What a commit did to one notice."""
    place = parse_place(touch.path)
    read = None
    if touch.blob:
        read = known.get(touch.blob) or read_document(
            tree, File(touch.path, touch.blob, "file", 0), languages=languages
        )
    digest = compute_notice_digest(read) if read else None
    return NoticeChange(place.algorithm, place.id, digest)


def compute_notice_digest(document: Document) -> str | None:
    """The digest of a notice's content; nothing when it cannot be read."""
    is_good = document.content is not None and not document.diagnostics
    return compute_canonical_digest(document.value) if is_good else None
