"""`boas serve --operations FILE` counts: what was written outlives a kill, and a server told to stop loses nothing."""

import http.client
import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from boas.operations import open_operations, read_usage
from tests.git_registry import GitRegistry
from tests.submissions.sending import BASE
from tests.submissions.serving import LONGEST_WAIT, Served

ALGORITHM = "/api/v1/algorithms/exemple-regle"
CURL = {"User-Agent": "curl/8.5.0"}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A server that counts and takes no submissions."""
    registry = GitRegistry(tmp_path / "registry")
    shutil.copytree(BASE, registry.path / "model_cards")
    registry.commit("Open the registry")
    server = Served(registry.path, tmp_path / "operations.sqlite", takes=False)
    server.start()
    yield server
    server.end()


def get(port: int, path: str, headers: dict[str, str]) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST_WAIT)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def count_written(file: Path) -> int:
    operations = open_operations(file)
    try:
        return sum(row.n for row in read_usage(operations))
    finally:
        operations.close()


def test_counts_are_written_beside_the_answers_and_at_the_end(served: Served, tmp_path: Path) -> None:
    file = tmp_path / "operations.sqlite"
    for _ in range(20):
        assert get(served.port, ALGORITHM, CURL)[0] == 200
    assert get(served.port, "/api/v1/algorithms/nobody", CURL)[0] == 404

    deadline = time.monotonic() + LONGEST_WAIT
    while count_written(file) < 20 and time.monotonic() < deadline:
        time.sleep(0.1)
    status, body = get(served.port, f"{ALGORITHM}/usage", CURL)
    assert (status, json.loads(body)["total"]["answers"]) == (200, 20)
    assert served.list_children() == [], "counting needs no writer of submissions"

    served.kill()
    assert count_written(file) == 20

    served.start()
    for _ in range(7):
        assert get(served.port, ALGORITHM, CURL)[0] == 200
    assert served.stop() == 0
    assert count_written(file) == 27


def test_several_workers_count_in_one_database_and_take_no_submissions(tmp_path: Path) -> None:
    registry, file = GitRegistry(tmp_path / "registry"), tmp_path / "operations.sqlite"
    shutil.copytree(BASE, registry.path / "model_cards")
    registry.commit("Open the registry")
    server = Served(registry.path, file, "--workers", "2", takes=False)
    server.start()
    try:
        for _ in range(30):
            assert get(server.port, ALGORITHM, CURL)[0] == 200
        assert get(server.port, "/api/v1/submissions/" + "0" * 32, CURL)[0] == 404
    finally:
        assert server.stop() == 0

    assert count_written(file) == 30
