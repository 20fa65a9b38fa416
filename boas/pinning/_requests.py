"""What a command asks of pins, put into the words of this room: days, acceptances, and whom a lock is held against."""

from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from boas.errors import BoasError, MachineError, UsageError
from boas.pinning._file_store import read_pinned_file
from boas.pinning._json_forms import MalformedError, convert_value
from boas.pinning._lock import Acceptance, Lock
from boas.pinning._outcomes import NOT_KNOWN, Outcome
from boas.pinning._sources import open_source
from boas.pinning._verification import Terms, verify_lock
from boas.translation import Message

if TYPE_CHECKING:
    from boas.registry import Bulletin

_MOST_CANDIDATE = 64 * 2**20


def make_terms(as_of: str | None, strict: bool = False, max_age: int | None = None) -> Terms:  # noqa: FBT001, FBT002 -- as the options of the command
    """The terms of a verification, today unless told; raises `UsageError` for a day that there is not."""
    return Terms(_require_day(as_of) if as_of else datetime.now(UTC).date().isoformat(), strict, max_age)


def _require_day(text: str) -> str:
    """The day, if it is one."""
    try:
        if date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass
    raise UsageError(Message("`{text}` is not a day.", text=text), Message("Write it YYYY-MM-DD."))


def make_acceptance(notice: str | None, until: str | None, reason: str | None) -> tuple[Acceptance, ...]:
    """What somebody answers for, when all three are given; raises `UsageError` when only some are."""
    given = [one for one in (notice, until, reason) if one]
    if not given:
        return ()
    if not (notice and until and reason):
        raise UsageError(
            Message("--accept, --until and --reason go together."),
            Message('For instance: --accept alert-2026 --until 2027-01-31 --reason "Study under way."'),
        )
    try:
        told = {"notice": notice, "until": _require_day(until), "reason": reason}
        return (convert_value(told, Acceptance),)
    except MalformedError as error:
        raise UsageError(
            Message("This cannot stand in a lock: {reason}.", reason=error.reason),
            Message("Name the notice as its page does; give the reason on one line."),
        ) from None


def ask_and_verify(lock: Lock, root: Path, place: str | None, terms: Terms) -> tuple[Outcome, ...]:
    """Hold a lock and the files beside it against a source, or against the registry it names.

    Where nobody can be asked, that is an outcome like others, and files are looked at all the same.

    Raises:
        UsageError: `place` is no source.
        RegistryError: it is a folder without a registry.
    """
    read_file, asked = partial(read_pinned_file, root), place or lock.registry.url
    bulletin: Bulletin | None = None
    silence: tuple[Outcome, ...] = ()
    try:
        if not asked:
            raise _make_nobody_error()
        with open_source(asked) as source:
            bulletin = source.bulletin
    except MachineError as error:
        silence = (_describe_silence(lock, error),)
    return (*silence, *verify_lock(lock, bulletin, read_file, terms))


def _make_nobody_error() -> MachineError:
    """A lock that names no registry."""
    return MachineError(Message("The lock names no address."), Message("Say which with `--from`."))


def _describe_silence(lock: Lock, error: BoasError) -> Outcome:
    """That nobody could be asked, with the state of the registry that the lock knows."""
    known = Message(
        "Known from the lock: commit {commit}, {date}.", commit=lock.registry.commit[:12], date=lock.registry.date
    )
    return Outcome(NOT_KNOWN, "", error.message, (error.help, known))


def read_candidate(path: Path) -> bytes:
    """The bytes of a file to be identified; raises `MachineError` when it cannot be read or is too large."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_CANDIDATE + 1)
    except OSError as error:
        reason: object = error.strerror or type(error).__name__
    else:
        if len(data) <= _MOST_CANDIDATE:
            return data
        reason = Message("larger than {most} bytes", most=_MOST_CANDIDATE)
    raise MachineError(
        Message("{name} cannot be read: {reason}.", name=path.name, reason=reason),
        Message("Check its name and permissions."),
    )
