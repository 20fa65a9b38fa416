"""A place for static files that rclone can reach: an object store, a web server's folder, a folder of this machine.

rclone knows the addresses, the credentials and the protocols; the rest of this program only names files.
"""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from boas.errors import MachineError, UsageError
from boas.escaping import escape_unprintable
from boas.translation import Message

_NOT_THERE = frozenset({3, 4})
"""Exit codes of rclone for a folder or a file that is not there (rclone.org/docs, “Exit code”)."""
_PROBE = ".boas-probe"
"""File that is sent to see what becomes of a header, and taken away again."""
_TOLD = 3
"""Lines of what rclone says that are shown when it fails: the last ones tell why."""


class RemotePlace:
    """Files at a target of rclone, `REMOTE:PATH` or a folder."""

    def __init__(self, target: str) -> None:
        """Take the target.

        Raises `UsageError` when it could be taken for an option, and `MachineError` without rclone.
        """
        if not target or target.startswith("-"):
            raise UsageError(
                Message("`{target}` is no target of rclone.", target=escape_unprintable(target)),
                Message("Name one as rclone does: REMOTE:PATH, or a folder."),
            )
        program = shutil.which("rclone")
        if not program:
            raise MachineError(
                Message("rclone is needed to publish, and is not here."),
                Message("Install it: apt-get install rclone, or rclone.org."),
            )
        self.target, self._program = target, program

    def list_sizes(self) -> dict[str, int]:
        """Size in bytes of every file below the target, by its path; empty when nothing is there yet."""
        listed = self._run("lsjson", "--recursive", "--files-only", "--no-modtime", "--no-mimetype", "--", self.target)
        return {one["Path"]: one["Size"] for one in json.loads(listed or b"[]")}

    def read_file(self, path: str) -> bytes:
        """The bytes of one file; none when it is not there."""
        return self._run("cat", "--", self._join(path))

    def write_file(self, path: str, content: bytes) -> None:
        """Put one file there."""
        self._run("rcat", "--", self._join(path), fed=content, is_needed=True)

    def copy_files(self, folder: Path, paths: Iterable[str], *, header: str = "") -> None:
        """Send these files of a folder, whatever lies there under their names, with a header where one is given."""
        how = ("--no-traverse", "--no-check-dest", "--copy-links", *(("--header-upload", header) if header else ()))
        self._run_for("copy", paths, *how, "--", str(folder), self.target)

    def check_header(self, header: str) -> bool:
        """Whether a file sent with a header still has it when it is there: most kinds of target drop it."""
        name, _, value = header.partition(": ")
        place = self._join(_PROBE)
        self._run("rcat", "--header-upload", header, "--", place, fed=_PROBE.encode(), is_needed=True)
        try:
            said = self._run("lsjson", "--stat", "--metadata", "--", place)
        finally:
            self.delete_files([_PROBE])
        kept = json.loads(said or b"null") or {}
        return bool((kept.get("Metadata") or {}).get(name.lower()) == value)

    def delete_files(self, paths: Iterable[str]) -> None:
        """Delete these files."""
        self._run_for("delete", paths, "--", self.target)

    def _join(self, path: str) -> str:
        """Where a file lies, in rclone's words."""
        return f"{self.target}{path}" if self.target.endswith((":", "/")) else f"{self.target}/{path}"

    def _run_for(self, command: str, paths: Iterable[str], *arguments: str) -> None:
        """Let rclone do something with the files of a list; nothing when it is empty."""
        named = sorted(paths)
        if not named:
            return
        with NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as written:
            written.write("".join(f"{path}\n" for path in named))
            written.flush()
            self._run(command, f"--files-from-raw={written.name}", *arguments, is_needed=True)

    def _run(self, *arguments: str, fed: bytes = b"", is_needed: bool = False) -> bytes:
        """What rclone prints; nothing when what it asks for is not there, unless that is needed."""
        done = subprocess.run(  # noqa: S603 -- paths and target stand where no option can  # nosec B603
            [self._program, *arguments], input=fed, capture_output=True, check=False
        )
        if done.returncode == 0:
            return done.stdout
        if done.returncode in _NOT_THERE and not is_needed:
            return b""
        said = " / ".join(done.stderr.decode("utf-8", "replace").strip().splitlines()[-_TOLD:])
        raise MachineError(
            Message("rclone could not work with {target}: {said}", target=self.target, said=escape_unprintable(said)),
            Message(
                "Try `rclone lsf {target}`, then start again: what was sent is not sent twice.", target=self.target
            ),
        )
