"""`boas serve` as people run it: a real process on a real port, told to stop by a real signal."""

import asyncio
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from boas.api import ASGIApp, Receive, Scope, Send
from boas.errors import MachineError
from boas.serving import _server as serving
from boas.serving import format_address, open_listener
from tests.git_registry import GitRegistry
from tests.shipped import forget_freezing

BOAS = Path(sys.executable).with_name("boas")
LONGEST_WAIT = 60
SHIPPED = Path(__file__).parents[2] / "model_cards"
ENGLISH = {"BOAS_LANG": "en", "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def registry(git_registry: Callable[..., GitRegistry]) -> GitRegistry:
    """A registry with one data source and no algorithm."""
    made = git_registry()
    for path in ("registry.yaml", "data_sources/pmsi-mco.yaml"):
        if (SHIPPED / path).exists():
            made.write(f"model_cards/{path}", (SHIPPED / path).read_bytes())
    forget_freezing(made)
    shutil.copytree(SHIPPED / "organisations", made.path / "model_cards" / "organisations")
    made.commit("Open the registry")
    return made


@contextmanager
def served(root: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A running server and its port."""
    command = [str(BOAS), "serve", "--registry", str(root), "--port", "0"]
    process = subprocess.Popen(
        command, env=os.environ | ENGLISH, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        yield process, announced_port(process)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(LONGEST_WAIT)
        assert process.stdout is not None
        process.stdout.close()


def announced_port(process: subprocess.Popen[str]) -> int:
    """The port in the line that says where the registry is served."""
    assert process.stdout is not None
    read = []
    for line in process.stdout:
        read.append(line)
        found = re.search(r"served at http://127\.0\.0\.1:(\d+)/", line)
        if found:
            return int(found[1])
    raise AssertionError("".join(read))


def get(port: int, path: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    """One request over a real connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST_WAIT)
    connection.request(method, path)
    answer = connection.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    connection.close()
    return found


def test_it_builds_serves_and_ends_well(registry: GitRegistry) -> None:
    with served(registry.path) as (process, port):
        status, headers, body = get(port, "/fr/index.html")
        assert status == 200
        assert b"<html" in body
        assert "server" not in headers
        assert get(port, "/")[1]["location"] == "/fr/"
        assert get(port, "/api/v1/ready")[0] == 200
        assert get(port, "/api/v1/status", "HEAD")[2] == b""
        assert get(port, "/api/v1/algorithms?limit=-1")[0] == 400
        assert get(port, "/fr/algorithms.html?q=x")[0] == 200
        assert get(port, "/nothing")[0] == 404
        process.send_signal(signal.SIGTERM)
        assert process.wait(LONGEST_WAIT) == 0


def test_a_build_beside_it_is_served_without_a_restart(registry: GitRegistry) -> None:
    with served(registry.path) as (_, port):
        before = get(port, "/fr/status.html")[1]["x-registry-commit"]
        settings = registry.path / "model_cards" / "registry.yaml"
        settings.write_text(settings.read_text("utf-8") + "# one more line\n", "utf-8")
        commit = registry.commit("Change the settings")
        subprocess.run([BOAS, "build", "--registry", registry.path], check=True, capture_output=True)
        deadline = time.monotonic() + LONGEST_WAIT
        while time.monotonic() < deadline and get(port, "/api/v1/status")[1]["x-registry-commit"] == before:
            time.sleep(0.05)

        assert get(port, "/api/v1/status")[1]["x-registry-commit"] == commit
        assert get(port, "/fr/status.html")[1]["x-registry-commit"] == commit


def test_ctrl_c_ends_it_well_too(registry: GitRegistry) -> None:
    with served(registry.path) as (process, _):
        process.send_signal(signal.SIGINT)
        assert process.wait(LONGEST_WAIT) == 0


def test_a_taken_port_is_said_before_anything_is_built(registry: GitRegistry) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = subprocess.run(
            [BOAS, "serve", "--registry", registry.path, "--port", str(port)],
            env=os.environ | ENGLISH,
            capture_output=True,
            text=True,
            check=False,
        )

    assert ran.returncode == 4
    assert f"Port {port} of 127.0.0.1 cannot be taken" in ran.stderr
    assert "--port 8001" in ran.stderr
    assert not (registry.path / ".boas").exists()


@pytest.mark.parametrize("host", ["256.256.256.256", "no such host", "192.0.2.1", "a" * 300])
def test_an_address_that_is_not_ours_cannot_be_taken(host: str) -> None:
    with pytest.raises(MachineError, match="cannot be taken"):
        open_listener(host, 0)


@pytest.mark.parametrize(("host", "shown"), [("127.0.0.1", "127.0.0.1"), ("0", "127.0.0.1"), ("::1", "[::1]")])
def test_the_address_shown_can_be_typed(host: str, shown: str) -> None:
    with open_listener(host, 0) as door:
        assert format_address(door) == f"http://{shown}:{door.getsockname()[1]}/"


async def slow(_scope: Scope, _receive: Receive, send: Send) -> None:
    """An application that takes its time."""
    await asyncio.sleep(0.3)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]})
    await send({"type": "http.response.body", "body": b"done"})


def ran_with(client: Callable[[int], None], app: ASGIApp = slow) -> None:
    """Run a server here until its client, in a thread of its own, has ended and told it to stop."""
    door = open_listener("127.0.0.1", 0)
    port = door.getsockname()[1]

    def act() -> None:
        try:
            client(port)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    thread = threading.Thread(target=act)
    serving.run(app, door, thread.start)
    thread.join(LONGEST_WAIT)
    assert not thread.is_alive()


@pytest.mark.parametrize(
    "said",
    [b"", b"GET / HTTP/1.1\r\nHost: loc", b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\nGET /"],
    ids=["nothing", "half a request", "a request and a half"],
)
def test_who_does_not_finish_a_request_is_not_waited_for(said: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_PATIENCE", 1.0)
    waited: list[float] = []

    def client(port: int) -> None:
        with socket.create_connection(("127.0.0.1", port), LONGEST_WAIT) as connection:
            started = time.monotonic()
            connection.sendall(said)
            while connection.recv(4096):
                pass
            waited.append(time.monotonic() - started)

    ran_with(client)
    assert waited
    assert 0.5 < waited[0] < LONGEST_WAIT


def test_a_request_under_way_is_finished_before_the_end() -> None:
    heard: list[bytes] = []

    def client(port: int) -> None:
        connection = socket.create_connection(("127.0.0.1", port), LONGEST_WAIT)
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(0.1)

        def rest() -> None:
            with connection:
                while more := connection.recv(4096):
                    heard.append(more)

        listener = threading.Thread(target=rest)
        listener.start()

    ran_with(client)
    deadline = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < deadline and not b"".join(heard).endswith(b"done"):
        time.sleep(0.01)
    assert b"".join(heard).endswith(b"done")


def test_signals_mean_again_what_they_meant_before() -> None:
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    ran_with(lambda _port: None)

    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before


def raw(port: int, request: bytes) -> bytes:
    """What comes back for bytes sent as they are."""
    with socket.create_connection(("127.0.0.1", port), timeout=LONGEST_WAIT) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_an_address_typed_with_its_accents_is_answered_as_if_it_were_escaped(registry: GitRegistry) -> None:
    end = b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    with served(registry.path) as (_, port):
        typed = raw(port, "GET /api/v1/algorithms?q=diabète".encode() + end)
        escaped = raw(port, b"GET /api/v1/algorithms?q=diab%C3%A8te" + end)
        page = raw(port, "GET /fr/algorithms.html?q=diabète".encode() + end)
        latin = raw(port, "GET /api/v1/algorithms?q=diabète".encode("latin-1") + end)

    assert typed.startswith(b"HTTP/1.1 200 ")
    assert typed.split(b"\r\n\r\n", 1)[1] == escaped.split(b"\r\n\r\n", 1)[1]
    assert page.startswith(b"HTTP/1.1 200 ")
    assert latin.startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (b"GET /a HTTP/1.1\r\n\xff: x\r\n", b"GET /a HTTP/1.1\r\n\xff: x\r\n"),
        ("GET /é HTTP/1.1\r\nA: é\r\n".encode(), b"GET /%C3%A9 HTTP/1.1\r\nA: " + "é\r\n".encode()),
        ("POST /é HTTP/1.1\r\n".encode(), "POST /é HTTP/1.1\r\n".encode()),
        ("GET /é /b HTTP/1.1\r\n".encode(), "GET /é /b HTTP/1.1\r\n".encode()),
        ("é GET /a HTTP/1.1\r\n".encode(), "é GET /a HTTP/1.1\r\n".encode()),
        (b"", b""),
    ],
)
def test_only_the_target_of_a_request_is_escaped(sent: bytes, read: bytes) -> None:
    assert serving.with_escaped_target(sent) == read
