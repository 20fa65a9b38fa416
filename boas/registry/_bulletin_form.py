"""The form of the bulletin, the machine file `notices.json`: what each version is worth, why, and since when.

The same bytes on a site, in a file carried by hand and from a clone. Only the form stands here, and digests that
anybody can recompute; it loads nothing, since whoever holds a pin against it starts with it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import quote

FORMAT = 1
"""Version of this form; a reader refuses a later one."""


@dataclass(frozen=True, slots=True)
class BulletinRegistry:
    """The registry that a bulletin speaks of."""

    title: dict[str, str]
    url: str | None
    """Where it is published, when it says so."""
    languages: tuple[str, ...]
    """Languages of its texts, the first one first."""


@dataclass(frozen=True, slots=True)
class BulletinNotice:
    """One notice with its effect."""

    algorithm: str
    id: str
    digest: str
    """SHA-256 of the canonical JSON of `document`, as the log names it."""
    retracted_by: str | None
    """Notice that takes it back or corrects it; nothing while it holds."""
    reaches: tuple[str, ...]
    """Versions in its range, removed ones too, in semver order."""
    document: dict[str, Any]
    """The notice as written, its texts in all their languages."""


@dataclass(frozen=True, slots=True)
class BulletinVersion:
    """One version, also one that was removed."""

    id: str
    version: str
    digest: str
    """SHA-256 of the version's folder: what a user pins."""
    status: str
    """`active`, `deprecated`, `withdrawn` or `removed`, by the notices that hold."""
    upstream_version: str | None
    files: dict[str, str]
    """SHA-256 of each file by its path inside the folder; empty once it was removed."""


@dataclass(frozen=True, slots=True)
class BulletinCodelist:
    """The codes of one code list, by which a copy is known that was sorted, commented or saved by another program."""

    sha256: str
    """SHA-256 of the file, as versions name it."""
    n: int
    """Number of codes."""
    digest: str
    """SHA-256 of the codes, each once, in byte order, one a line without a last line end."""
    codes: tuple[str, ...] | None
    """The codes in that order; nothing when there are more than 5,000."""


@dataclass(frozen=True, slots=True)
class BulletinUse:
    """Somebody who uses an algorithm, as the registry knows it."""

    algorithm: str
    version: str | None
    """The version in use; nothing when it is not known, or none of this registry."""
    reuse: str
    """Id of the reuse."""
    name: dict[str, str]
    """Who it is."""


@dataclass(frozen=True, slots=True)
class NoticeChange:
    """What one commit did to one notice."""

    algorithm: str
    notice: str
    digest: str | None
    """SHA-256 of the canonical JSON of the notice since then; nothing when it was taken away or cannot be read."""


@dataclass(frozen=True, slots=True)
class NoticeLogEntry:
    """One commit of the main line that changed notices."""

    n: int
    """Its place, from 1."""
    commit: str
    date: str
    changes: tuple[NoticeChange, ...]
    previous: str | None
    """Digest of the entry before."""
    digest: str
    """SHA-256 of the canonical JSON of this entry without its digest."""


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What every version is worth, the notices that say so, and the log of their changes."""

    format: int
    """Version of this form, 1."""
    registry: BulletinRegistry
    commit: str
    """Last commit that touched the registry's folder."""
    date: str
    """When that was."""
    notices: tuple[BulletinNotice, ...]
    """By algorithm, then id."""
    versions: tuple[BulletinVersion, ...]
    """By id, then in semver order."""
    codelists: tuple[BulletinCodelist, ...]
    """Every content that a file in `codelists/` of any version has, once, by its SHA-256."""
    uses: tuple[BulletinUse, ...]
    """By algorithm, then id."""
    log: tuple[NoticeLogEntry, ...] | None
    """Oldest first; nothing when the history it was made from is cut short, or holds drafts."""
    former_ids: dict[str, str] = field(default_factory=dict)
    """The present id of each renamed algorithm, by every id it had before: a pin of then is one of that algorithm."""


def compute_canonical_digest(value: object) -> str:
    """SHA-256 of a plain value as JSON with sorted keys and no spaces, in UTF-8."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def compute_entry_digest(entry: NoticeLogEntry) -> str:
    """The digest an entry of the log must bear."""
    changes = [{"algorithm": one.algorithm, "notice": one.notice, "digest": one.digest} for one in entry.changes]
    told = {"n": entry.n, "commit": entry.commit, "date": entry.date, "previous": entry.previous, "changes": changes}
    return compute_canonical_digest(told)


MOST_CODES = 5_000
"""Codes of a list that a bulletin tells; of a longer one it tells their digest."""


def build_bulletin_codelist(digest: str, codes: Iterable[str]) -> BulletinCodelist:
    """What a bulletin tells of a code list with this SHA-256 and these codes, in any order."""
    known = tuple(sorted(set(codes), key=lambda code: code.encode("utf-8", "surrogatepass")))
    told = known if len(known) <= MOST_CODES else None
    return BulletinCodelist(
        digest, len(known), sha256("\n".join(known).encode("utf-8", "surrogatepass")).hexdigest(), told
    )


LISTING = "SHA256SUMS"
"""Name of the file that lists a version's files with their digests, see `parsing.format_listing`."""

_ACTIVE_CONTENT = frozenset(
    ("htm", "html", "mht", "mhtml", "pdf", "shtml", "svg", "swf", "xht", "xhtml", "xml", "xsl", "xslt")
)
"""Endings of files that a static host would give a browser as something that can act."""


def is_safe_path(path: str) -> bool:
    """Whether a path stays below the folder it is unpacked in, on any disk."""
    return path.isprintable() and "\\" not in path and not {"", ".", ".."} & set(path.split("/"))


def build_file_address(algorithm: str, version: str, path: str) -> str | None:
    """Where the bytes of a version's file lie below the site's root; nothing for a name that must not be an address.

    Such a file is in the archive alone. A hidden file, and one whose ending makes a browser run it, is among them.
    """
    names = path.split("/")
    is_plain = is_safe_path(path) and not any(name.startswith((".", "~")) or ":" in name for name in names)
    if not is_plain or path == LISTING or names[-1].rpartition(".")[2].lower() in _ACTIVE_CONTENT:
        return None
    return build_files_folder(algorithm, version) + quote(path)


def build_files_folder(algorithm: str, version: str) -> str:
    """The folder of a version's files below the site's root, with its last `/`."""
    return f"files/{algorithm}/{version}/"
