"""Bytes of Git objects, through one `cat-file --batch` that stays for as long as it is needed.

Git does not check an object's id when it returns its bytes; this does.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import ExitStack, suppress

from boas.errors import IntegrityError
from boas.repository._cards_folder import escape_path
from boas.repository._git_runner import FSCK, GitRunner, RunningCommand
from boas.translation import Message
from boas.tree import REGULAR_MODES, File

_SHA1_DIGITS = 40
MOST_KEPT = 1 << 25
"""Bytes of contents that a reader keeps (32 MiB): a registry is read and then checked, file by file."""
MOST_AHEAD = 48
"""Files asked for at once: their ids fit into the smallest pipe there is, or Git and this would wait for each other."""
_LONGEST_AHEAD = 1 << 16
"""Bytes of a file that is read before anybody asks for it."""


class ObjectReader:
    """Reads the content of files at their blob id, each once. Not to be shared between threads."""

    def __init__(self, door: GitRunner) -> None:
        """Start nothing yet: the process begins at the first read."""
        self._door = door
        self._held = ExitStack()
        self._running: RunningCommand | None = None
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._n_kept = 0

    def read(self, file: File, ahead: Sequence[File] = ()) -> bytes:
        """The file's bytes; `ahead` are files likely to be asked for next, at most `MOST_AHEAD`.

        Raises IntegrityError, with the path and the object id, for a missing or damaged object.
        """
        known = self._kept.get(file.blob)
        if known is not None:
            return known
        following = (one.blob for one in ahead if one.mode in REGULAR_MODES and one.size <= _LONGEST_AHEAD)
        blobs = tuple(dict.fromkeys((file.blob, *(blob for blob in following if blob not in self._kept))))
        content = self._read_contents(blobs)
        if content is None:
            self.close()  # after a failure the conversation with the process is out of step
            raise make_damaged_error(file.path, file.blob)
        return content

    def close(self) -> None:
        """End the process, if there is one, and forget what was read."""
        self._running = None
        self._kept.clear()
        self._n_kept = 0
        with suppress(BrokenPipeError):  # a process that died leaves a question unsent
            self._held.close()

    def _read_contents(self, blobs: Sequence[str]) -> bytes | None:
        """The content of the first of these blobs, None when it is missing or damaged; the others are kept if sound."""
        running = self._running or self._start()
        try:
            running.questions.write("".join(f"{blob}\n" for blob in blobs).encode("ascii"))
            running.questions.flush()
        except BrokenPipeError:
            return None
        first, *others = blobs
        content = self._read_answer(running, first)
        if content is None:
            return None
        self._keep(first, content)
        for blob in others:
            following = self._read_answer(running, blob)
            if following is None:  # whoever asks for it is told
                self.close()
                break
            self._keep(blob, following)
        return content

    def _read_answer(self, running: RunningCommand, blob: str) -> bytes | None:
        """The content that Git gives for a blob; None when it has none, or another."""
        _, _, about = running.answers.readline().partition(b" ")  # after the id: `blob 12`
        kind, _, size = about.partition(b" ")
        content = running.answers.read(int(size) + 1)[:-1] if kind == b"blob" else None
        return content if content is not None and compute_blob_id(content, blob) == blob else None

    def _keep(self, blob: str, content: bytes) -> None:
        """Keep a content; those read longest ago go first."""
        self._kept[blob] = content
        self._n_kept += len(content)
        while self._n_kept > MOST_KEPT:
            _, gone = self._kept.popitem(last=False)
            self._n_kept -= len(gone)

    def _start(self) -> RunningCommand:
        self._running = self._held.enter_context(self._door.open_command("cat-file", "--batch"))
        return self._running


class SequenceReader:
    """Reads the files of one tree, whose order most callers follow: the more they do, the more is read at once."""

    def __init__(self, objects: ObjectReader, files: Sequence[File]) -> None:
        """Take what reads, and the files in the order of the tree."""
        self._objects, self._files = objects, files
        self._places = {file.path: place for place, file in enumerate(files)}
        self._next, self._n_ahead = 0, 0

    def read(self, file: File) -> bytes:
        """The bytes of one file; raises as `ObjectReader.read`."""
        place = self._places.get(file.path, -1)
        is_following = 0 <= place - self._next <= _MOST_SKIPPED
        self._n_ahead = min(2 * self._n_ahead + 1, MOST_AHEAD - 1) if is_following else 0
        self._next = place + 1
        return self._objects.read(file, self._files[place + 1 : place + 1 + self._n_ahead])


_MOST_SKIPPED = 8
"""Files that whoever follows the order may leave out."""


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
