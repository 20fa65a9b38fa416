"""The spool: submissions that wait for the writer, one synced file each, in a folder beside the operations database."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from boas.errors import MachineError
from boas.translation import Message

_SUFFIX, _PART = ".json", ".part"
_LONG_AGO = 3600.0
"""Seconds after which nobody is still writing a file."""
_MOST_WAITING = 1_000
"""Files; who comes when so many wait is told to come back."""


@dataclass(frozen=True, slots=True)
class Submission:
    """What an organisation sent, as it waits for the writer."""

    id: str
    kind: str
    """`reuse` or `evaluation`."""
    algorithm: str
    organisation: str
    """The organisation of the key."""
    received: str
    """Moment it came (ISO 8601, UTC)."""
    body: str
    """What was sent."""


class Spool:
    """A folder of waiting submissions. May be used by several processes at once."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made when the first submission comes."""
        self.folder = folder

    def put(self, one: Submission) -> bool:
        """Let a submission wait, on the disk when this returns; gives false when it waits already.

        Raises `MachineError` when too many wait, or the disk refuses: then it does not wait.
        """
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            if sum(1 for _ in self.folder.iterdir()) > _MOST_WAITING:
                raise _make_full_error()
            return self._link(self._find_file(one.id), json.dumps(asdict(one)).encode())
        except OSError as error:
            raise _make_spool_error(error) from error

    def _link(self, target: Path, data: bytes) -> bool:
        """Write a file whole, then give it its name, unless that is taken."""
        with NamedTemporaryFile(dir=self.folder, suffix=_PART) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            try:
                os.link(file.name, target)
            except FileExistsError:
                return False
        self._put_names_on_disk()
        return True

    def iter_waiting(self) -> Iterator[Submission]:
        """Waiting submissions, the first that came first; each is read when its turn comes."""
        with suppress(FileNotFoundError), os.scandir(self.folder) as entries:
            found = [(one.stat().st_mtime_ns, one.path) for one in entries if one.name.endswith(_SUFFIX)]
            for _, path in sorted(found):
                yield Submission(**json.loads(Path(path).read_bytes()))

    def is_waiting(self, own: str) -> bool:
        """Whether the submission of an id still waits."""
        return self._find_file(own).exists()

    def drop(self, own: str) -> None:
        """Let a submission wait no more, whether it does or not."""
        with suppress(FileNotFoundError):
            self._find_file(own).unlink()
            self._put_names_on_disk()

    def clear_unfinished(self) -> None:
        """Throw away what some server that was killed did not write to its end."""
        for path in self.folder.glob(f"*{_PART}"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < time.time() - _LONG_AGO:
                    path.unlink()

    def _find_file(self, own: str) -> Path:
        """The file of an id, which is hex digits only."""
        return self.folder / f"{int(own, 16):032x}{_SUFFIX}"

    def _put_names_on_disk(self) -> None:
        """Bring names to the disk."""
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _make_full_error() -> MachineError:
    """Too many wait."""
    return MachineError(
        Message("Too many submissions are waiting."),
        Message("Send it again in a minute."),
    )


def _make_spool_error(error: OSError) -> MachineError:
    """The disk refuses."""
    return MachineError(
        Message("The submission cannot be kept: {reason}.", reason=error.strerror or type(error).__name__),
        Message("Free some space on the disk of the operations database, or allow writing beside it."),
    )
