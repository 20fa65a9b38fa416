"""A server of PostgreSQL of its own for the tests that need one, where its programs are on the machine."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Query = Callable[[str], list[str]]
"""Runs a script and gives the first column of what it selects."""


def find_programs() -> Path | None:
    """Where the newest server of the machine lies."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(found, key=lambda path: int(path.parent.name), default=None)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Query]:
    """A server with an empty database; it listens on a socket in a folder of its own and on no port."""
    programs = find_programs()
    if programs is None:
        pytest.skip("no server of PostgreSQL on this machine (/usr/lib/postgresql)")
    owner = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="boas-pg-"))
    if owner:
        shutil.chown(folder, owner, pwd.getpwnam(owner).pw_gid)

    def run(program: str, *arguments: str, script: str | None = None) -> str:
        done = subprocess.run(
            [programs / program, *arguments],
            input=script,
            capture_output=True,
            text=True,
            user=owner,
            cwd=folder,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    data = str(folder / "data")
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    run("initdb", "--pgdata", data, "--username", "tester", "--auth", "trust", "--encoding", "UTF8", "--no-sync")
    run("pg_ctl", "--pgdata", data, "--wait", "--silent", "--log", str(folder / "log"), "--options", options, "start")
    try:

        def query(script: str) -> list[str]:
            psql = ("-X", "-q", "-t", "-A", "-v", "ON_ERROR_STOP=1", "-h", str(folder), "-U", "tester", "postgres")
            return run("psql", *psql, script=script).split()

        yield query
    finally:
        run("pg_ctl", "--pgdata", data, "--wait", "--silent", "--mode", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
