"""How Git is run: the fixed settings, one question at a time or a stream of records.

The rest of the room goes through a `GitRunner`. Commands are fixed words; what a user typed has been
checked before it comes here, and stands after `--end-of-options`.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from subprocess import PIPE, Popen
from typing import IO, TYPE_CHECKING, Any

from boas.errors import IntegrityError, MachineError
from boas.translation import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping

    from git import Git

ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "https",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_COUNT": "0",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_GRAFT_FILE": "/dev/null/none",  # a file that cannot be; an empty one draws a warning
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
"""Only the repository itself decides the answer: not the machine, not the person, no graft."""

SETTINGS = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.protectHFS=true",
    "core.protectNTFS=true",
    "core.symlinks=false",
    "i18n.logOutputEncoding=UTF-8",
    "log.mailmap=false",
    "log.showRoot=true",
    "safe.bareRepository=explicit",
    "submodule.recurse=false",
    "transfer.fsckObjects=true",
)
"""Options on every command line, which take precedence over the repository's own configuration."""

_CHUNK = 1 << 18
"""Bytes read at once from a stream."""

FSCK = Message("Run `git fsck --full` in the repository, then start again from a sound clone.")


@dataclass(frozen=True, slots=True)
class _CommandOutput:
    """The output of one Git command."""

    status: int
    out: bytes
    complaint: str

    def read_line(self) -> str:
        """The answer when it is one line of ASCII, such as an object id."""
        return self.out.decode("ascii").strip()


@dataclass(frozen=True, slots=True)
class RunningCommand:
    """A command under way, with its pipes."""

    process: Popen[bytes]
    questions: IO[bytes]
    answers: IO[bytes]
    complaints: IO[bytes]


class GitRunner:
    """Git, run on one repository with the settings above. Not to be shared between threads."""

    def __init__(self, git: Git, git_dir: str, work_tree: str | None) -> None:
        """Name both folders to Git, so that it never goes looking for a repository by itself."""
        self._git = git
        self._open = True
        git.update_environment(**ENVIRONMENT)
        git.set_persistent_git_options(git_dir=git_dir, work_tree=work_tree, c=SETTINGS)
        silent = [setting for name in self._list_filters() for setting in _disable_filter(name)]
        git.set_persistent_git_options(git_dir=git_dir, work_tree=work_tree, c=(*SETTINGS, *silent))

    def _list_filters(self) -> set[str]:
        """Names of the content filters in the repository's configuration, each a shell command."""
        keys = self.ask("config", "--name-only", "--null", "--get-regexp", r"^filter\.").out
        return {
            key.removeprefix("filter.").rpartition(".")[0]
            for key in keys.decode("utf-8", "surrogateescape").split("\0")
            if key.count(".") > 1
        }

    def ask(self, command: str, *arguments: str) -> _CommandOutput:
        """Run a command to its end; a refusal is an answer, with its status."""
        status, out, complaint = self._call(command)(
            *arguments,
            with_extended_output=True,
            with_exceptions=False,
            stdout_as_string=False,
            strip_newline_in_stdout=False,
        )
        return _CommandOutput(status, out, complaint)

    def stream_records(self, command: str, *arguments: str) -> Generator[bytes]:
        """Stream the NUL-ended records of a command; to be closed by whoever stops early.

        Raises IntegrityError when Git gives up.
        """
        with self.open_command(command, *arguments) as running:
            yield from _split_records(running.answers)
            complaint = running.complaints.read().decode("utf-8", "replace")
            if running.process.wait():
                raise make_git_error(complaint)

    def run(self, command: str, *arguments: str, data: bytes = b"", variables: Mapping[str, str] | None = None) -> str:
        """Run a command that writes, with data on its input and more variables; gives the line it answers.

        Raises MachineError when it fails, with Git's reason.
        """
        with self.open_command(command, *arguments, variables=variables) as running:
            with suppress(BrokenPipeError):  # it gave up before it read all; why is said below
                running.questions.write(data)
                running.questions.close()
            answer = running.answers.read()
            complaint = running.complaints.read().decode("utf-8", "replace")
            if running.process.wait():
                raise _make_write_error(complaint)
        return answer.decode("ascii").strip()

    @contextmanager
    def open_command(
        self, command: str, *arguments: str, variables: Mapping[str, str] | None = None
    ) -> Iterator[RunningCommand]:
        """Give a running command with its three pipes; it is ended and its pipes closed at exit."""
        keeper = self._call(command)(*arguments, as_process=True, istream=PIPE, env=dict(variables or {}))
        with keeper.proc as process:  # the keeper must live: it ends the process when it is dropped
            try:
                yield RunningCommand(process, process.stdin, process.stdout, process.stderr)
            finally:
                if process.poll() is None:
                    process.terminate()

    def refuse_network(self) -> None:
        """Let no later question fetch what a partial clone lacks: Git refuses every protocol."""
        self._git.update_environment(GIT_ALLOW_PROTOCOL="none")

    def close(self) -> None:
        """Refuse any later question."""
        self._open = False

    def _call(self, command: str) -> Callable[..., Any]:
        """GitPython makes a method of any command when it is named."""
        if not self._open:
            raise ValueError("this repository is closed")
        method: Callable[..., Any] = getattr(self._git, command)
        return method


def make_git_error(complaint: str) -> IntegrityError:
    """The error for a Git that gives up: the reason in its own words, and what to do."""
    reasons = sorted(complaint.splitlines(), key=lambda line: not line.startswith("fatal:"))
    first = reasons[0] if reasons else "git"
    return IntegrityError(
        Message("Git cannot read the history of this repository ({first}).", first=first),
        FSCK,
    )


def _make_write_error(complaint: str) -> MachineError:
    """The error for a Git that cannot write: nothing refers to what it may have written before."""
    first = next(iter(complaint.splitlines()), "git")
    return MachineError(
        Message("Git cannot write to this repository ({first}).", first=first),
        Message("Free some space, or allow writing to this repository; nothing in it was changed."),
    )


def _disable_filter(name: str) -> tuple[str, str, str]:
    return (f"filter.{name}.clean=", f"filter.{name}.process=", f"filter.{name}.required=false")


def _split_records(stream: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while chunk := stream.read(_CHUNK):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole
