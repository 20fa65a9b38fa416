"""What is remembered of each submission, so that a request sent twice is done once and answered alike."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update
from sqlmodel import col

from boas.operations._database import Operations
from boas.operations._tables import StoredSubmission


@dataclass(frozen=True, slots=True)
class SubmissionRecord:
    """A submission that was taken."""

    id: str
    key_id: str
    digest: str
    """SHA-256 of what was asked."""
    received: str
    """Moment it came (ISO 8601, UTC)."""
    answer: str
    """What became of it, as JSON; empty as long as that is open."""


def record_submission(operations: Operations, new: SubmissionRecord) -> SubmissionRecord:
    """Remember a submission, unless one of its id is known already; gives the one that is remembered."""
    with operations.begin() as connection:
        known = _read_record(connection, new.id)
        if known is None:
            row = {"id": new.id, "key_id": new.key_id, "digest": new.digest, "received": new.received}
            connection.execute(insert(StoredSubmission).values(**row, answer=new.answer))
    return known or new


def find_submission(operations: Operations, own: str) -> SubmissionRecord | None:
    """The submission of an id, when there is one."""
    with operations.read() as connection:
        return _read_record(connection, own)


def record_answer(operations: Operations, own: str, answer: str) -> None:
    """Remember what became of a submission; the first answer stays."""
    with operations.begin() as connection:
        is_open = (col(StoredSubmission.id) == own, col(StoredSubmission.answer) == "")
        connection.execute(update(StoredSubmission).where(*is_open).values(answer=answer))


def prune_submissions(operations: Operations, before: str) -> int:
    """Forget submissions that came before a moment (ISO 8601, UTC) and are answered; gives how many.

    One that is still open stays, however old it is.
    """
    with operations.begin() as connection:
        is_old = (col(StoredSubmission.received) < before, col(StoredSubmission.answer) != "")
        return connection.execute(delete(StoredSubmission).where(*is_old)).rowcount


def _read_record(connection: Connection, own: str) -> SubmissionRecord | None:
    """The row of an id as a record."""
    columns = (
        col(StoredSubmission.id),
        col(StoredSubmission.key_id),
        col(StoredSubmission.digest),
        col(StoredSubmission.received),
        col(StoredSubmission.answer),
    )
    row = connection.execute(select(*columns).where(col(StoredSubmission.id) == own)).one_or_none()
    return SubmissionRecord(*row) if row else None
