"""A remote repository, fetched to be read as data, and deleted afterwards.

Over HTTPS, one commit deep, into an empty bare repository of our own. No file is ever checked out and no
setting, hook, helper or password of the machine takes part. GitPython passes the whole environment on, and a
fetch must forget it: hence the process is started here.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from boas.errors import RegistryError
from boas.repository._cards_folder import WHOLE_REPOSITORY
from boas.repository._discovery import require_git
from boas.repository._git_runner import ENVIRONMENT, SETTINGS, GitRunner
from boas.repository._objects import ObjectReader
from boas.repository._remotes import Remote
from boas.repository._revisions import resolve_commit
from boas.repository._trees import read_tree
from boas.translation import Message, make_verbatim
from boas.tree import Tree

_KEPT_VARIABLES = frozenset(
    {
        *("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"),
        *("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"),
        *("GIT_SSL_CAINFO", "GIT_SSL_CAPATH", "SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE"),
    }
)
"""All that is taken over from the environment: where programs lie, the way out, and whose certificates count."""

_UNATTENDED_SETTINGS = (
    "core.askPass=",
    "core.bigFileThreshold=1m",  # larger objects are checked as they pass, not held
    "credential.helper=",
    "fetch.recurseSubmodules=false",
    "fetch.unpackLimit=1",  # everything stays in one pack, whose size can be watched
    "gc.auto=0",
    "http.lowSpeedLimit=1024",
    "http.lowSpeedTime=30",
    "http.sslVerify=true",
    "maintenance.auto=false",
    "pack.threads=1",
    "protocol.version=2",
    "transfer.bundleURI=false",
    "transfer.credentialsInUrl=die",
)
"""Beside the settings of every other command."""

_OPTIONS = ("--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--refmap=")
_FETCHED_REF = "refs/boas/asked"
"""Where the revision asked for is kept in our own repository."""
_POLL_SECONDS = 0.1
"""Seconds between two checks of a fetch in progress."""


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much a fetch may take."""

    n_bytes: int = 512 << 20
    """Bytes on disk (512 MiB)."""
    seconds: float = 300.0


@contextmanager
def fetch_tree(remote: Remote, limits: FetchLimits | None = None) -> Iterator[Tree]:
    """All files of a repository at one revision, for the time of a `with`.

    Raises RegistryError when it cannot be had, or not within the limits; IntegrityError when it is damaged.
    """
    require_git()
    from git import Git  # noqa: PLC0415 -- runs `git` as soon as it is imported

    with tempfile.TemporaryDirectory(prefix="boas-") as folder:
        _fetch_commit(remote, Path(folder), limits or FetchLimits())
        door = GitRunner(Git(folder), folder, None)
        objects = ObjectReader(door)
        try:
            commit = resolve_commit(door, _FETCHED_REF)
            if commit is None:
                raise _make_fetch_error(remote, Message("that revision is no commit"))
            yield read_tree(door, objects, commit, WHOLE_REPOSITORY)
        finally:
            objects.close()
            door.close()


def _fetch_commit(remote: Remote, folder: Path, limits: FetchLimits) -> None:
    """Make an empty bare repository and fetch one commit into it; raises RegistryError when that fails."""
    log = folder / "said"
    with log.open("wb") as said:
        for arguments in (
            ("init", "--quiet", "--bare", "--template=", str(folder)),
            ("fetch", *_OPTIONS, "--end-of-options", remote.url, f"{remote.revision}:{_FETCHED_REF}"),
        ):
            process = _start_command(arguments, folder, said.fileno())
            reason = _wait_for_end(process, lambda: _compute_folder_size(folder), limits)
            if reason or process.returncode:
                raise _make_fetch_error(remote, reason or _read_failure(log))


def _start_command(arguments: tuple[str, ...], folder: Path, said: int) -> subprocess.Popen[bytes]:
    """One command of Git in a process group of its own, without a terminal, a home or anybody's settings."""
    settings = [part for setting in (*SETTINGS, *_UNATTENDED_SETTINGS) for part in ("-c", setting)]
    kept = {name: value for name, value in os.environ.items() if name in _KEPT_VARIABLES}
    alone = {"GIT_ASKPASS": "", "SSH_ASKPASS": "", "HOME": str(folder), "TMPDIR": str(folder)}
    return subprocess.Popen(  # noqa: S603 -- fixed words, and a checked address  # nosec B603
        [*_LIMITED_COMMAND, "git", *settings, f"--git-dir={folder}", *arguments],
        cwd=folder,
        env=kept | ENVIRONMENT | alone,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=said,
        start_new_session=True,
    )


_LIMITED_COMMAND = (sys.executable, "-I", "-m", "boas.repository._resource_limits")


def _wait_for_end(process: subprocess.Popen[bytes], size: Callable[[], int], limits: FetchLimits) -> Message | None:
    """Wait for a command's end; past a limit it is ended, with all it started, and the reason given."""
    end = time.monotonic() + limits.seconds
    try:
        while True:
            is_done = process.poll() is not None
            if size() > limits.n_bytes:
                n = limits.n_bytes >> 20
                return Message("more than {n} MiB", n=n)
            if is_done:
                return None
            if time.monotonic() > end:
                return Message("more than {seconds} s", seconds=f"{limits.seconds:.0f}")
            time.sleep(_POLL_SECONDS)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _compute_folder_size(folder: Path) -> int:
    """Bytes of all files below a folder in which another process writes."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(place, name)).st_size  # noqa: PTH118 -- ten times a second
            except FileNotFoundError:
                continue
    return total


def _read_failure(log: Path) -> Message:
    """The first thing Git gave up for, in its own words."""
    with log.open("rb") as file:
        lines = file.read(1 << 16).decode("utf-8", "replace").splitlines()
    text = next((line for line in lines if line.startswith("fatal:")), lines[0] if lines else "git")
    return make_verbatim(text)


def _make_fetch_error(remote: Remote, reason: Message) -> RegistryError:
    """The error for a repository that cannot be fetched."""
    return RegistryError(
        Message(
            "Cannot read {url} at revision {revision} ({reason}).",
            url=remote.url,
            revision=remote.revision,
            reason=reason,
        ),
        Message("Check the address, the revision and the network; a private repository is never read."),
    )
