"""API keys: made at random, printed once, kept as a digest, looked up by their public part.

A secret of 256 random bits cannot be guessed however fast guesses are tried, so a plain SHA-256 keeps it. A slow hash
is for passwords, which people choose and others can guess; here it would only let anybody keep the server busy.
"""

import hmac
import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from sqlalchemy import insert, select, update
from sqlmodel import col

from boas.operations._database import Operations
from boas.operations._tables import StoredKey

SCOPES = ("reuses", "evaluations")
"""What a key may be for: the last part of the address that it may post to."""

_ID_BYTES, _SECRET_BYTES = 6, 32
_FORM = re.compile(r"boas_([0-9a-f]{12})_[A-Za-z0-9_-]{43}")
"""How a key is written; its first part is always the same, by which forgotten secrets are found in files."""
_NO_DIGEST = sha256(b"").hexdigest()
"""Compared with when there is no such key, so that this takes as long."""

_COLUMNS = (
    col(StoredKey.id),
    col(StoredKey.organisation),
    col(StoredKey.scopes),
    col(StoredKey.made),
    col(StoredKey.until),
    col(StoredKey.revoked),
)
"""What may be shown of a key."""

KeyRefusal = Literal["unknown", "revoked", "expired"]


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """For whom a good key speaks."""

    id: str
    organisation: str
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyVerdict:
    """Whether a key is good now."""

    holder: KeyHolder | None
    """Nothing for a key that is not good."""
    refusal: KeyRefusal | None = None
    """Why it is not; `unknown` also for the id of a key with another secret."""


@dataclass(frozen=True, slots=True)
class KeyRow:
    """What is known of a key."""

    id: str
    organisation: str
    scopes: tuple[str, ...]
    made: str
    until: str
    revoked: str
    """Day it was revoked; empty while it was not."""


def make_key(operations: Operations, organisation: str, scopes: tuple[str, ...], until: str, today: str) -> str:
    """Make a key and give it: it can never be shown again.

    Args:
        operations: Where its digest is kept.
        organisation: Id of the organisation for which it speaks.
        scopes: Some of `SCOPES`.
        until: Last day it is good for (ISO 8601, UTC).
        today: The present day.
    """
    own = secrets.token_hex(_ID_BYTES)
    key = f"boas_{own}_{secrets.token_urlsafe(_SECRET_BYTES)}"
    row = {
        "id": own,
        "digest": _compute_digest(key),
        "organisation": organisation,
        "scopes": " ".join(scopes),
        "made": today,
        "until": until,
        "revoked": "",
    }
    with operations.begin() as connection:
        connection.execute(insert(StoredKey).values(**row))
    return key


def verify_key(operations: Operations, key: str, today: str) -> KeyVerdict:
    """For whom a key speaks today; asked of the database each time, so that a revocation counts at once."""
    own = match[1] if (match := _FORM.fullmatch(key)) else ""
    with operations.read() as connection:
        row = connection.execute(select(col(StoredKey.digest), *_COLUMNS).where(col(StoredKey.id) == own)).one_or_none()
    same = hmac.compare_digest(row.digest if row else _NO_DIGEST, _compute_digest(key if own else ""))
    if row is None or not same:
        return KeyVerdict(None, "unknown")
    if row.revoked:
        return KeyVerdict(None, "revoked")
    if row.until < today:
        return KeyVerdict(None, "expired")
    return KeyVerdict(KeyHolder(row.id, row.organisation, tuple(row.scopes.split())))


def list_keys(operations: Operations) -> tuple[KeyRow, ...]:
    """Every key ever made, by organisation and day."""
    with operations.read() as connection:
        rows = [
            KeyRow(row.id, row.organisation, tuple(row.scopes.split()), row.made, row.until, row.revoked)
            for row in connection.execute(select(*_COLUMNS))
        ]
    return tuple(sorted(rows, key=lambda row: (row.organisation, row.made, row.id)))


def revoke_key(operations: Operations, own: str, today: str) -> bool:
    """Let a key be good for nothing from now on; gives whether there is one of that id. The first day stays."""
    with operations.begin() as connection:
        known = connection.scalar(select(col(StoredKey.id)).where(col(StoredKey.id) == own))
        connection.execute(
            update(StoredKey).where(col(StoredKey.id) == own, col(StoredKey.revoked) == "").values(revoked=today)
        )
    return known is not None


def _compute_digest(key: str) -> str:
    """What is kept of a key."""
    return sha256(key.encode()).hexdigest()
