"""Submissions over real connections: bodies that are too large or too slow, and a server that takes none."""

import json
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from boas.api import create_api_app
from boas.index import open_index
from boas.operations import list_keys, open_operations
from tests.api.asking import ask
from tests.git_registry import GitRegistry
from tests.postgresql import PostgreSQL
from tests.submissions.conftest import make_test_key
from tests.submissions.sending import BASE, EVALUATIONS, REUSES, make_reuse
from tests.submissions.serving import BOAS, LONGEST_WAIT, Served, post


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, str, GitRegistry]]:
    """A server that takes submissions, a key, and its registry."""
    folder = tmp_path_factory.mktemp("served")
    registry = GitRegistry(folder / "registry")
    shutil.copytree(BASE, registry.path / "model_cards")
    registry.commit("Open the registry")
    operations = open_operations(folder / "operations.sqlite")
    key = make_test_key(operations)
    operations.close()
    server = Served(registry.path, folder / "operations.sqlite")
    server.start()
    yield server, key, registry
    server.end()


def talk(port: int, *parts: bytes) -> bytes:
    """Say something over a connection and hear everything until it is closed."""
    with socket.create_connection(("127.0.0.1", port), LONGEST_WAIT) as connection:
        for part in parts:
            connection.sendall(part)
        heard = b""
        while part := connection.recv(65_536):
            heard += part
    return heard


def make_head(key: str, *more: str) -> bytes:
    lines = (
        f"POST {REUSES} HTTP/1.1",
        "Host: localhost",
        f"Authorization: Bearer {key}",
        'Idempotency-Key: "raw"',
        "Content-Type: application/json",
        "Accept-Language: en",
        *more,
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def test_a_body_too_large_is_refused_whether_or_not_its_length_is_said(served: tuple[Served, str, GitRegistry]) -> None:
    server, key, registry = served
    body = b'{"a": "' + b"x" * 100_000 + b'"}'
    said = talk(server.port, make_head(key, f"Content-Length: {len(body)}"), body)
    chunk = b"%x\r\n%s\r\n" % (len(body), body)
    unsaid = talk(server.port, make_head(key, "Transfer-Encoding: chunked"), chunk, b"0\r\n\r\n")

    for heard in (said, unsaid):
        assert heard.startswith(b"HTTP/1.1 413 ")
        assert b'"code":"too-large"' in heard
    assert registry.git("branch", "--list", "proposals/*") == ""


def test_a_body_without_end_is_not_waited_for(served: tuple[Served, str, GitRegistry]) -> None:
    server, key, _ = served

    heard = talk(server.port, make_head(key, "Content-Length: 50"), b'{"id"')

    assert heard.startswith(b"HTTP/1.1 408 ")
    assert b'"code":"too-slow"' in heard


def test_a_sender_that_goes_away_in_the_middle_leaves_nothing(served: tuple[Served, str, GitRegistry]) -> None:
    server, key, registry = served
    with socket.create_connection(("127.0.0.1", server.port), LONGEST_WAIT) as connection:
        connection.sendall(make_head(key, "Content-Length: 500") + b'{"id": "chu')

    answer = post(server.port, REUSES, json.dumps(make_reuse("chu-reste")).encode(), key, '"raw"')

    assert answer.status == 201
    assert registry.git("branch", "--list", "proposals/*").split() == ["proposals/reuse-exemple-regle-chu-reste"]


def test_without_submissions_the_addresses_are_as_if_there_were_none(base_index_file: Path) -> None:
    index = open_index(base_index_file)
    app = create_api_app(lambda: index)

    assert ask(app, REUSES, "POST").status == 405  # which is read there, and only read
    assert ask(app, EVALUATIONS, "POST").status == 405
    assert ask(app, EVALUATIONS, "POST").headers["allow"] == "GET, HEAD, OPTIONS"
    assert ask(app, "/api/v1/submissions/" + "0" * 32).status == 404
    index.close()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ((), "Name its file with `--operations FILE`."),
        (("--operations", "operations.sqlite", "--working-tree"), "Leave out `--working-tree`, or `--operations`."),
    ],
)
def test_submissions_need_an_operations_database_and_no_preview(
    tmp_path: Path, more: tuple[str, ...], said: str
) -> None:
    command = [
        str(BOAS),
        "serve",
        "--registry",
        str(BASE.parent),
        "--port",
        "0",
        "--lang",
        "en",
        "--submissions",
        *more,
    ]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert ran.returncode == 2
    assert said in ran.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_server_without_submissions_imports_nothing_of_them() -> None:
    program = (
        "import sys, boas.cli.serve, boas.api._app as app; app.create_api_app(lambda: None);"
        "print([name for name in sys.modules"
        " if name.startswith(('boas.submissions._', 'boas.operations', 'boas.api._subm'))])"
    )
    ran = subprocess.run([BOAS.with_name("python"), "-c", program], capture_output=True, text=True, check=True)

    assert ran.stdout == "[]\n"


def test_two_workers_take_submissions_and_count_in_a_database_on_a_server(
    postgresql: PostgreSQL, tmp_path: Path
) -> None:
    registry, url = GitRegistry(tmp_path / "registry"), postgresql.create_database("submissions")
    shutil.copytree(BASE, registry.path / "model_cards")
    registry.commit("Open the registry")
    with closing(open_operations(url)) as operations:
        key = make_test_key(operations)
    server = Served(registry.path, url, "--workers", "2")
    try:
        server.start()
        body = json.dumps(make_reuse("over-a-server")).encode()
        first, again = (post(server.port, REUSES, body, key, "one") for _ in range(2))
        shown = [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in server.list_children()]
        assert server.stop() == 0
    finally:
        server.end()

    assert (first.status, again.status) == (201, 201)
    assert first.json() == again.json()
    assert registry.git("branch", "--list", "proposals/*").count("\n") <= 1
    assert all(url.encode() not in line for line in shown)
    with closing(open_operations(url)) as operations:
        assert len(list_keys(operations)) == 1
    assert not list(tmp_path.glob("*.sqlite*"))
