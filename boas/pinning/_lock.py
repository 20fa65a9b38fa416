"""The lock: which versions are used, with the digests they had and the state of the registry that gave them.

JSON, so that R, SAS and Python read it without a library; sorted, and without a clock of its own, so that the same
pins are the same bytes. Digests are written `sha256:…`.
"""

from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from boas.documents import is_version
from boas.errors import UsageError
from boas.pinning._json_forms import MalformedError, decode_json
from boas.registry import is_safe_path
from boas.translation import Message

LOCK_NAME = "boas.lock"
_MOST_BYTES = 16 * 2**20
_Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z", max_length=64)]
_Digest = Annotated[str, Meta(pattern=r"^sha256:[0-9a-f]{64}\Z")]
_Commit = Annotated[str, Meta(pattern=r"^(?:[0-9a-f]{40}|[0-9a-f]{64}|)\Z")]
_Day = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")]
_Line = Annotated[str, Meta(pattern=r"^[^\x00-\x1f\x7f]*\Z", max_length=2000)]


_Reason = Annotated[str, Meta(pattern=r"^[^\x00-\x1f\x7f]+\Z", max_length=2000)]


class LockedLog(Struct, frozen=True, forbid_unknown_fields=True):
    """The last entry of the log of notices that was known."""

    n: Annotated[int, Meta(ge=0)]
    """Its place; 0 when there was none yet."""
    digest: _Digest | None
    """Its digest; nothing when there was none yet."""


class LockedRegistry(Struct, frozen=True, forbid_unknown_fields=True):
    """The registry that gave the pins, as it last stood."""

    url: _Line | None
    """Where it is asked unless told otherwise."""
    commit: _Commit
    date: _Day
    """Day of that commit, in UTC."""
    log: LockedLog | None
    """Nothing when the registry could not tell."""


class Acceptance(Struct, frozen=True, forbid_unknown_fields=True):
    """A notice that somebody answers for until a day."""

    notice: _Id
    until: _Day
    reason: _Reason


class Pin(Struct, frozen=True, forbid_unknown_fields=True):
    """One version in use."""

    id: _Id
    range: _Line | None
    """Versions it may be moved within; nothing for any."""
    version: _Line
    upstream_version: str | None
    digest: _Digest
    files: dict[str, _Digest]
    """Digest of each file that was fetched, by its path in the version's folder; empty when none was."""
    accepted: tuple[Acceptance, ...]

    @property
    def name(self) -> str:
        """What it is called in a sentence."""
        return f"{self.id} {self.version}"

    @property
    def purl(self) -> str:
        """Its package URL (purl-spec), with the digest as checksum."""
        return build_purl(self.id, self.version, self.digest)


class Lock(Struct, frozen=True, forbid_unknown_fields=True):
    """A lock."""

    lock_version: Literal[1]
    registry: LockedRegistry
    use: tuple[Pin, ...]


def build_purl(algorithm: str, version: str, digest: str) -> str:
    """The package URL of a version (purl-spec, type generic); its digest is written `sha256:…`."""
    return f"pkg:generic/boas/{algorithm}@{version}?checksum={digest}"


def read_lock(path: Path) -> Lock:
    """The lock in a file.

    Raises:
        UsageError: there is none that can be read; says what is wrong and where.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(
            Message("{name} cannot be read: {reason}.", name=path.name, reason=error.strerror or type(error).__name__),
            Message("`boas use ID --from ADDRESS` writes one."),
        ) from None
    try:
        return parse_lock(data)
    except MalformedError as error:
        raise UsageError(
            Message("{name} is no lock: {reason}.", name=path.name, reason=error.reason),
            Message("Put the last good state back, or write it anew with `boas use`."),
        ) from None


def parse_lock(data: bytes) -> Lock:
    """The lock in these bytes; raises `MalformedError` when there is none."""
    lock = decode_json(data, Lock, _MOST_BYTES)
    known: set[str] = set()
    for place, pin in enumerate(lock.use):
        where = f"use[{place}]"
        if pin.id in known:
            raise MalformedError(Message("at `{place}`: `{id}` is pinned twice", place=where, id=pin.id))
        known.add(pin.id)
        if not is_version(pin.version):
            raise MalformedError(Message("at `{place}`: the value is not a version", place=f"{where}.version"))
        if not all(is_safe_path(path) and ":" not in path for path in pin.files):
            raise MalformedError(Message("at `{place}`: a path leads out of its folder", place=f"{where}.files"))
    return lock


def render_lock(lock: Lock) -> bytes:
    """A lock as bytes: keys, pins and acceptances sorted, one line each."""
    pins = (
        msgspec.structs.replace(pin, accepted=tuple(sorted(pin.accepted, key=lambda one: one.notice)))
        for pin in sorted(lock.use, key=lambda pin: pin.id)
    )
    whole = msgspec.structs.replace(lock, use=tuple(pins))
    return msgspec.json.format(msgspec.json.encode(whole, order="sorted"), indent=2) + b"\n"
