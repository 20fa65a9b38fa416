"""What the API asks: whose key this is, and to take a submission. Each question is short: no Git, no YAML."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

from boas.errors import UsageError
from boas.operations import (
    KeyHolder,
    KeyVerdict,
    Operations,
    Place,
    SubmissionRecord,
    find_submission,
    open_operations,
    record_submission,
    verify_key,
)
from boas.repository import STATE, find_main_line, open_repository
from boas.submissions._documents import find_foreign_organisation, refuse_unsigned
from boas.submissions._json_body import parse_body
from boas.submissions._outcome import SubmissionOutcome, decode_outcome
from boas.submissions._spool import Spool, Submission
from boas.submissions._writer_keeper import keep_writer
from boas.translation import Message


@dataclass(frozen=True, slots=True)
class SubmissionRequest:
    """A submission as it is asked for."""

    holder: KeyHolder
    idempotency_key: str
    """What the sender calls this request: the same for one that is sent again."""
    kind: str
    """`reuse` or `evaluation`."""
    algorithm: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Taken:
    """What is known of a submission once it was asked for."""

    id: str
    state: Literal["new", "waiting", "done", "lost", "other"]
    """`new` when it waits from now on, `waiting` when it did before, `done` when there is an outcome, `lost` when it
    was not kept and is to be sent again, `other` when something else was asked under the same Idempotency-Key."""
    outcome: SubmissionOutcome | None = None


class ForeignOrganisationError(UsageError):
    """A document speaks for another organisation than its key."""


class SubmissionDesk:
    """Takes submissions. May be asked from several threads at once."""

    def __init__(self, operations: Operations, spool: Spool) -> None:
        """Take what keeps keys and records, and where submissions wait."""
        self._operations, self._spool = operations, spool

    def verify_key(self, key: str) -> KeyVerdict:
        """For whom a key speaks now."""
        return verify_key(self._operations, key, datetime.now(tz=UTC).date().isoformat())

    def take(self, asked: SubmissionRequest) -> Taken:
        """Take a submission: when this returns, it waits on the disk, or it is known what became of it.

        Raises:
            BodyError: The body is none, or nobody answers for it.
            ForeignOrganisationError: It speaks for another organisation.
            MachineError: The disk refuses, or too many wait.
        """
        document, _ = parse_body(asked.kind, asked.body)
        refuse_unsigned(asked.kind, document)
        if named := find_foreign_organisation(asked.kind, document, asked.holder.organisation):
            raise _make_foreign_error(named, asked.holder.organisation)
        new = _make_record(asked)
        known = record_submission(self._operations, new)
        if known.digest != new.digest:
            return Taken(new.id, "other")
        if known.answer:
            return Taken(new.id, "done", decode_outcome(known.answer))
        waiting = Submission(
            new.id, asked.kind, asked.algorithm, asked.holder.organisation, known.received, asked.body.decode()
        )
        return Taken(new.id, "new" if self._spool.put(waiting) else "waiting")

    def is_waiting(self, own: str) -> bool:
        """Whether a submission still waits: one look at a folder."""
        return self._spool.is_waiting(own)

    def find(self, own: str, holder: KeyHolder | None = None) -> Taken | None:
        """What is known of a submission; nothing when there is none, or another key than the given one sent it."""
        waits = self._spool.is_waiting(own)
        record = find_submission(self._operations, own)
        if record is None or (holder and record.key_id != holder.id):
            return None
        if record.answer:
            return Taken(own, "done", decode_outcome(record.answer))
        return Taken(own, "waiting" if waits else "lost")


@contextmanager
def open_desk(root: Path, place: Place, *, keeps_writer: bool = True) -> Iterator[SubmissionDesk]:
    """A desk for the registry in `root`, with a writer that works beside it until the end.

    Without `keeps_writer`, another process of the same server keeps the writer.

    Raises:
        RegistryError: The registry is in no Git repository, or has no commit.
        MachineError: The operations database cannot be used.
    """
    with open_repository(root) as repository:
        find_main_line(repository)
    operations = open_operations(place)
    spool = Spool(_find_spool_folder(root, place))
    try:
        with keep_writer(root, place, operations, spool) if keeps_writer else nullcontext():
            yield SubmissionDesk(operations, spool)
    finally:
        operations.close()


def _find_spool_folder(root: Path, place: Place) -> Path:
    """The folder in which submissions wait: beside the operations database, or beside the registry's own state."""
    beside = place if isinstance(place, Path) else root / STATE / "operations"
    return beside.with_name(f"{beside.name}.spool")


def _make_record(asked: SubmissionRequest) -> SubmissionRecord:
    """What will be remembered of a request: its id and digest are made of it, so that it is known again."""
    named = f"{asked.holder.id}\n{asked.idempotency_key}".encode()
    whole = f"{asked.kind}\n{asked.algorithm}\n".encode() + asked.body
    received = datetime.now(tz=UTC).isoformat(timespec="seconds")
    return SubmissionRecord(
        sha256(named).hexdigest()[:32], asked.holder.id, sha256(whole).hexdigest(), received, answer=""
    )


def _make_foreign_error(named: str, own: str) -> ForeignOrganisationError:
    """An organisation speaks for another one."""
    return ForeignOrganisationError(
        Message("The document speaks for `{named}`, and the key is one of `{own}`.", named=named[:80], own=own),
        Message("Let `{named}` send it with a key of its own, or name your own organisation.", named=named[:80]),
    )
