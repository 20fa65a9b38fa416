"""A real PostgreSQL for a test: from the system's package, with data of its own, ended with the test.

Its texts compare as in French (ICU), so that nothing can rest on the order of bytes without saying so.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LONGEST_WAIT = 60
USER = "postgres"
"""Who runs it where tests run as root, whom it refuses."""


def find_programs() -> Path:
    """The folder of its programs, the newest ones; fails when there are none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[4]))
    assert found, "PostgreSQL is not installed; as root: ci/setup --test"
    return found[-1].parent


def list_identity() -> dict[str, object]:
    """As whom it runs: as we do, unless we are root."""
    if os.getuid():
        return {}
    known = pwd.getpwnam(USER)
    return {"user": known.pw_uid, "group": known.pw_gid, "extra_groups": []}


class PostgreSQL:
    """A server of its own, reached over a socket in its own folder."""

    def __init__(self, folder: Path) -> None:
        """Make its data in an empty folder."""
        self.folder, self.programs = folder, find_programs()
        self._process: subprocess.Popen[bytes] | None = None
        self._identity: dict[str, object] = list_identity()
        if self._identity:
            shutil.chown(folder, USER, USER)
        self._run("initdb", "--username=boas", "--auth=trust", "--encoding=UTF8", "--no-sync", *_FRENCH, "data")
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        said = (self.folder / "log").open("ab")
        self._process = subprocess.Popen(
            [self.programs / "postgres", "-D", "data", "-k", self.folder, "-h", "", "-F"],
            cwd=self.folder,
            stdout=said,
            stderr=said,
            **self._identity,  # type: ignore[call-overload]
        )
        said.close()
        deadline = time.monotonic() + LONGEST_WAIT
        while time.monotonic() < deadline:
            asked = [str(self.programs / "pg_isready"), "-q", "-h", str(self.folder)]
            if subprocess.run(asked, check=False).returncode == 0:
                return
            time.sleep(0.05)
        raise AssertionError((self.folder / "log").read_text())

    def stop(self) -> None:
        """End it; whoever is connected is not waited for."""
        if self._process:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(LONGEST_WAIT)
            self._process = None

    def create_database(self, name: str) -> str:
        """An empty database, whatever it held before: a worker may make what tests share twice; gives its URL."""
        self._run("dropdb", "--if-exists", "--force", "-h", str(self.folder), "-U", "boas", name)
        self._run("createdb", "-h", str(self.folder), "-U", "boas", name)
        return f"postgresql+psycopg://boas@/{name}?host={self.folder}"

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self.programs / program, *arguments],
            cwd=self.folder,
            check=True,
            stdout=subprocess.DEVNULL,
            **self._identity,  # type: ignore[call-overload]
        )


_FRENCH = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=fr-FR")


@contextmanager
def run_postgresql() -> Iterator[PostgreSQL]:
    """A server for the time of a `with`; its folder has a short name, since that of a socket must be short."""
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        server = PostgreSQL(Path(name))
        try:
            yield server
        finally:
            server.stop()
