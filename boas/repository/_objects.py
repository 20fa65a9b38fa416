"""Bytes of Git objects, through one `cat-file --batch` that stays for as long as it is needed.

Git does not check an object's id when it returns its bytes; this does.
"""

import hashlib
from contextlib import ExitStack, suppress

from boas.errors import IntegrityError
from boas.repository._cards_folder import escape_path
from boas.repository._git_runner import FSCK, GitRunner, RunningCommand
from boas.translation import Message
from boas.tree import File

_SHA1_DIGITS = 40


class ObjectReader:
    """Reads the content of files at their blob id. Not to be shared between threads."""

    def __init__(self, door: GitRunner) -> None:
        """Start nothing yet: the process begins at the first read."""
        self._door = door
        self._held = ExitStack()
        self._running: RunningCommand | None = None

    def read(self, file: File) -> bytes:
        """The file's bytes.

        Raises IntegrityError, with the path and the object id, for a missing or damaged object.
        """
        content = self._read_content(file.blob)
        if content is None or compute_blob_id(content, file.blob) != file.blob:
            self.close()  # after a failure the conversation with the process is out of step
            raise make_damaged_error(file.path, file.blob)
        return content

    def close(self) -> None:
        """End the process, if there is one."""
        self._running = None
        with suppress(BrokenPipeError):  # a process that died leaves a question unsent
            self._held.close()

    def _read_content(self, blob: str) -> bytes | None:
        running = self._running or self._start()
        try:
            running.questions.write(blob.encode("ascii") + b"\n")
            running.questions.flush()
        except BrokenPipeError:
            return None
        _, _, about = running.answers.readline().partition(b" ")  # after the id: `blob 12`
        kind, _, size = about.partition(b" ")
        return running.answers.read(int(size) + 1)[:-1] if kind == b"blob" else None

    def _start(self) -> RunningCommand:
        self._running = self._held.enter_context(self._door.open_command("cat-file", "--batch"))
        return self._running


def make_damaged_error(path: str, blob: str) -> IntegrityError:
    """The error for an object that is missing or does not match its id."""
    return IntegrityError(
        Message("The Git object {blob} of the file `{path}` is missing or damaged.", blob=blob, path=escape_path(path)),
        FSCK,
    )


def compute_blob_id(content: bytes, like: str) -> str:
    """The id Git gives to a file's content, in the same form (SHA-1 or SHA-256) as another id."""
    kind = "sha1" if len(like) == _SHA1_DIGITS else "sha256"
    digest = hashlib.new(kind, b"blob %d\0" % len(content), usedforsecurity=False)
    digest.update(content)
    return digest.hexdigest()
