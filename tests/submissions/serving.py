"""`boas serve --operations FILE` as people run it: a real process on a port of its own, which may be killed."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BOAS = Path(sys.executable).with_name("boas")
LONGEST_WAIT = 60


def find_free_port() -> int:
    """A port that nobody has now."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port: int = door.getsockname()[1]
    return port


class Served:
    """A server that is started, killed and started again on the same port."""

    def __init__(self, root: Path, operations: Path | str, *more: str, takes: bool = True) -> None:
        """Take the registry, its operations database, further options, and whether submissions are taken."""
        self.port = find_free_port()
        self._command = [str(BOAS), "serve", "--registry", str(root), "--port", str(self.port)]
        self._command += ["--operations", str(operations), *(["--submissions"] if takes else []), *more]
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._process = subprocess.Popen(
            self._command,
            env=os.environ | {"BOAS_LANG": "en", "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        read = []
        for line in self._process.stdout or ():
            read.append(line)
            if re.search(r"served at http://127\.0\.0\.1:", line):
                return
        raise AssertionError("".join(read))

    def list_children(self) -> list[int]:
        """Processes that the server started and that still run."""
        assert self._process is not None
        told = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text()
        others = [path.read_text() for path in Path(f"/proc/{self._process.pid}/task").glob("*/children")]
        return [int(one) for one in {*told.split(), *" ".join(others).split()}]

    def kill(self, *, with_writer: bool = False) -> None:
        """End it as a power cut does, its writer too or only the server."""
        assert self._process is not None
        writers = self.list_children() if with_writer else []
        for pid in (self._process.pid, *writers):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._close()

    def stop(self) -> int:
        """Tell it to stop; gives its exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return self._close()

    def _close(self) -> int:
        assert self._process is not None
        status = self._process.wait(LONGEST_WAIT)
        if self._process.stdout:
            self._process.stdout.close()
        return status

    def end(self) -> None:
        """Leave nothing running."""
        if self._process is not None and self._process.poll() is None:
            self.kill()


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back over a real connection."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:  # noqa: ANN401 -- any document
        """The body as a document."""
        return json.loads(self.body)


def post(port: int, target: str, body: bytes, key: str, named: str) -> Reply:
    """Send a body once; raises `OSError` or `HTTPException` when the connection breaks."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST_WAIT)
    try:
        headers = {
            "Authorization": f"Bearer {key}",
            "Idempotency-Key": named,
            "Content-Type": "application/json",
            "Accept-Language": "en",
        }
        connection.request("POST", target, body, headers)
        answer = connection.getresponse()
        return Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()
