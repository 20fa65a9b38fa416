"""A repository of somebody else, fetched to be looked at as data, and thrown away.

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
from boas.finding import Words
from boas.history.door import ENVIRONMENT, SETTINGS, Door
from boas.history.objects import Objects
from boas.history.opening import need_git
from boas.history.remotes import Remote
from boas.history.revisions import commit_of
from boas.history.trees import read_tree
from boas.history.under import WHOLE
from boas.tree import Tree

KEPT = frozenset(
    {
        *("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"),
        *("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"),
        *("GIT_SSL_CAINFO", "GIT_SSL_CAPATH", "SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE"),
    }
)
"""All that is taken over from the environment: where programs lie, the way out, and whose certificates count."""

UNATTENDED = (
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

OPTIONS = ("--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--refmap=")
ASKED = "refs/boas/asked"
"""Where the revision asked for is kept in our own repository."""
PACE = 0.1
"""Seconds between two looks at a fetch under way."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a fetch may take."""

    n_bytes: int = 512 << 20
    """Bytes on disk (512 MiB)."""
    seconds: float = 300.0


@contextmanager
def fetched(remote: Remote, limits: Limits | None = None) -> Iterator[Tree]:
    """All files of a repository at one revision, for the time of a `with`.

    Raises RegistryError when it cannot be had, or not within the limits; IntegrityError when it is damaged.
    """
    need_git()
    from git import Git  # noqa: PLC0415 -- runs `git` as soon as it is imported

    with tempfile.TemporaryDirectory(prefix="boas-") as folder:
        bring(remote, Path(folder), limits or Limits())
        door = Door(Git(folder), folder, None)
        objects = Objects(door)
        try:
            commit = commit_of(door, ASKED)
            if commit is None:
                raise not_had(remote, Words("cette révision n’est pas un commit", "that revision is no commit"))
            yield read_tree(door, objects, commit, WHOLE)
        finally:
            objects.close()
            door.close()


def bring(remote: Remote, folder: Path, limits: Limits) -> None:
    """Make an empty bare repository and fetch one commit into it; raises RegistryError when that fails."""
    log = folder / "said"
    with log.open("wb") as said:
        for arguments in (
            ("init", "--quiet", "--bare", "--template=", str(folder)),
            ("fetch", *OPTIONS, "--end-of-options", remote.url, f"{remote.revision}:{ASKED}"),
        ):
            process = started(arguments, folder, said.fileno())
            reason = waited(process, lambda: size_of(folder), limits)
            if reason or process.returncode:
                raise not_had(remote, reason or last_words(log))


def started(arguments: tuple[str, ...], folder: Path, said: int) -> subprocess.Popen[bytes]:
    """One command of Git in a process group of its own, without a terminal, a home or anybody's settings."""
    settings = [part for setting in (*SETTINGS, *UNATTENDED) for part in ("-c", setting)]
    kept = {name: value for name, value in os.environ.items() if name in KEPT}
    alone = {"GIT_ASKPASS": "", "SSH_ASKPASS": "", "HOME": str(folder), "TMPDIR": str(folder)}
    return subprocess.Popen(  # noqa: S603 -- fixed words, and an address that was looked at  # nosec B603
        [*LIMITED, "git", *settings, f"--git-dir={folder}", *arguments],
        cwd=folder,
        env=kept | ENVIRONMENT | alone,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=said,
        start_new_session=True,
    )


LIMITED = (sys.executable, "-I", "-m", "boas.history.limited")


def waited(process: subprocess.Popen[bytes], size: Callable[[], int], limits: Limits) -> Words | None:
    """Wait for a command's end; past a limit it is ended, with all it started, and the reason given."""
    end = time.monotonic() + limits.seconds
    try:
        while True:
            is_done = process.poll() is not None
            if size() > limits.n_bytes:
                n = limits.n_bytes >> 20
                return Words(f"plus de {n} Mio", f"more than {n} MiB")
            if is_done:
                return None
            if time.monotonic() > end:
                return Words(f"plus de {limits.seconds:.0f} s", f"more than {limits.seconds:.0f} s")
            time.sleep(PACE)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder in which another process writes."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(place, name)).st_size  # noqa: PTH118 -- ten times a second
            except FileNotFoundError:
                continue
    return total


def last_words(log: Path) -> Words:
    """The first thing Git gave up for, in its own words."""
    with log.open("rb") as file:
        lines = file.read(1 << 16).decode("utf-8", "replace").splitlines()
    said = next((line for line in lines if line.startswith("fatal:")), lines[0] if lines else "git")
    return Words(said, said)


def not_had(remote: Remote, reason: Words) -> RegistryError:
    """The error for a repository that cannot be looked at."""
    return RegistryError(
        Words(
            f"Impossible de lire {remote.url} à la révision {remote.revision} ({reason.fr}).",
            f"Cannot read {remote.url} at revision {remote.revision} ({reason.en}).",
        ),
        Words(
            "Vérifier l’adresse, la révision et le réseau ; un dépôt privé n’est jamais lu.",
            "Check the address, the revision and the network; a private repository is never read.",
        ),
    )
