"""One author's edits brought onto what others published meanwhile: file by file, as Git merges.

What both changed stays between lines of marks, for the author to settle. The number and the list of changes of a card
are no part of it: they are the new version's own.
"""

from boas.documents import get_file_name
from boas.parsing import split_field, with_version
from boas.proposals._release_sides import ReleaseSides
from boas.repository import GitRepository


def merge_sides(
    repository: GitRepository, sides: ReleaseSides, number: str, changes: str, name: str
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Files of the new version, and those of them in which something is left to settle.

    Args:
        repository: any one: it merges.
        sides: what is brought together.
        number: that of the new version.
        changes: lines of the card with its list of changes.
        name: what lines of marks call what is published, beside its version.
    """
    names = sides.edited, f"{sides.onto} {name}"
    sources = [
        {path: _strip_card(path, data, number) for path, data in files.items()}
        for files in (sides.base, sides.mine, sides.theirs)
    ]
    merged: dict[str, bytes] = {}
    unsettled: list[str] = []
    for path in sorted({path for files in sources for path in files}):
        base, mine, theirs = (files.get(path) for files in sources)
        found, is_clean = _merge_file(repository, base, (mine, theirs), names)
        if found is not None:
            merged[path] = found + changes.encode() if path == get_file_name("card") else found
        if not is_clean:
            unsettled.append(path)
    return merged, tuple(unsettled)


def _merge_file(
    repository: GitRepository, base: bytes | None, sides: tuple[bytes | None, bytes | None], names: tuple[str, str]
) -> tuple[bytes | None, bool]:
    """One file that either side may have added, changed or deleted; what one deleted and the other changed stays."""
    mine, theirs = sides
    if mine in (base, theirs):
        return theirs, True
    if theirs == base:
        return mine, True
    if mine is None or theirs is None:
        return (theirs if mine is None else mine), True
    return repository.merge_texts(base or b"", (mine, theirs), names)


def _strip_card(path: str, data: bytes, number: str) -> bytes:
    """A card with another number and without its list of changes; any other file as it is."""
    if path != get_file_name("card"):
        return data
    text, _ = split_field(with_version(data.decode("utf-8"), number), "changes")
    return text.encode()
