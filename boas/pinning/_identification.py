"""Files that somebody has, recognised by what they hold: the registry's own, the same codes saved otherwise, or near.

A copy is known by its codes after order, repetitions, byte order mark, line ends and lines of comment are taken away.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from boas.pinning._file_comparison import BYTE_ORDER_MARK
from boas.pinning._lock import build_purl
from boas.pinning._outcomes import AS_IT_SHOULD_BE, NOT_TO_BE_USED, Outcome
from boas.registry import Bulletin, BulletinCodelist, build_bulletin_codelist
from boas.translation import Message, change_case, make_verbatim

_COMMENTS = ("#", "--", "//", "*", "'")
_CODE = "code"
_MOST_SHOWN = 5
"""Lists of the registry that are named for a file that is none of them."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the registry has a file."""

    id: str
    version: str
    path: str
    status: str
    digest: str

    def describe(self) -> Message:
        """The file, its version, and what is held against it."""
        told = make_verbatim(f"{self.id} {self.version}, {self.path}")
        if self.status == "active":
            return told
        return Message("{place} (status of this version: {status})", place=told, status=_name_status(self.status))


def _name_status(status: str) -> Message:
    """The label of a status; one the program does not know as it is written."""
    from boas.documents import load_vocabulary

    label = load_vocabulary("statuses").terms.get(status)
    return change_case(label, "inside") if label else make_verbatim(status)


def identify_file(name: str, data: bytes, bulletin: Bulletin) -> Outcome:
    """What a file is, by its bytes or else by its codes; anything but the registry's own bytes is no code 0."""
    digest = sha256(data).hexdigest()
    if places := tuple(_iter_places(bulletin, digest)):
        purls = (make_verbatim(build_purl(one.id, one.version, f"sha256:{one.digest}")) for one in places)
        told = (line for pair in zip((one.describe() for one in places), purls, strict=True) for line in pair)
        return Outcome(AS_IT_SHOULD_BE, name, Message("the registry's file, to the byte"), tuple(told))
    codes = read_codes(data)
    own = build_bulletin_codelist(digest, codes)
    same = [one for one in bulletin.codelists if codes and one.digest == own.digest]
    if same:
        message = Message("same codes, other bytes: order, line ends, byte order mark or comments differ")
        return Outcome(NOT_TO_BE_USED, name, message, tuple(_iter_descriptions(bulletin, same)))
    shared = sorted(_iter_shared(codes, bulletin), key=lambda pair: (-pair[0], pair[1].n, pair[1].sha256))
    lines = tuple(_iter_shared_lines(bulletin, len(codes), shared[:_MOST_SHOWN]))
    return Outcome(NOT_TO_BE_USED, name, Message("not a file of this registry"), lines)


def _iter_places(bulletin: Bulletin, digest: str) -> Iterator[_Place]:
    """Every version that has a file with this digest."""
    for one in bulletin.versions:
        for path, own in one.files.items():
            if own == digest:
                yield _Place(one.id, one.version, path, one.status, one.digest)


def _iter_descriptions(bulletin: Bulletin, lists: list[BulletinCodelist]) -> Iterator[Message]:
    """Where the registry has these code lists."""
    return (place.describe() for one in lists for place in _iter_places(bulletin, one.sha256))


def _iter_shared(codes: frozenset[str], bulletin: Bulletin) -> Iterator[tuple[int, BulletinCodelist]]:
    """How many codes a file has in common with each list whose codes are told; those with none are left out."""
    for one in bulletin.codelists:
        if n := len(codes.intersection(one.codes or ())):
            yield n, one


def _iter_shared_lines(bulletin: Bulletin, m: int, shared: list[tuple[int, BulletinCodelist]]) -> Iterator[Message]:
    """How many of a file's codes are in common with a list, for each place the registry has it in."""
    for n, one in shared:
        for place in _iter_places(bulletin, one.sha256):
            yield Message(
                "{n} codes of {m} in common with the {of} of {place}", n=n, m=m, of=one.n, place=place.describe()
            )


def read_codes(data: bytes) -> frozenset[str]:
    """The codes in a file of any make: its column `code`, else the first one; none in what is no text."""
    try:
        text = data.removeprefix(BYTE_ORDER_MARK).decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    if "\0" in text:
        return frozenset()
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith(_COMMENTS)]
    separator = next((one for one in (";", "\t", ",") if lines and one in lines[0]), ",")
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=separator)]
    except csv.Error:
        return frozenset()
    header = [cell.casefold() for cell in rows[0]] if rows else []
    place = header.index(_CODE) if _CODE in header else 0
    return frozenset(row[place] for row in rows[_CODE in header :] if len(row) > place and row[place])
