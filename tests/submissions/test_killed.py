"""Twenty clients submit at once while the server is killed again and again: each 2xx is a commit, and none twice."""

import http.client
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from boas.operations import open_operations
from tests.git_registry import GitRegistry
from tests.submissions.conftest import make_test_key
from tests.submissions.sending import BASE, REUSES, make_reuse
from tests.submissions.serving import Reply, Served, post

CLIENTS, EACH, KILLS = 20, 10, 5
LONGEST = 600
"""Seconds after which a client that was never answered gives up; on an idle machine all are through in a tenth."""


@pytest.fixture
def registry(git_registry: Callable[..., GitRegistry]) -> GitRegistry:
    made = git_registry()
    shutil.copytree(BASE, made.path / "model_cards")
    made.commit("Open the registry")
    return made


@pytest.fixture
def server(registry: GitRegistry, tmp_path: Path) -> Iterator[Served]:
    served = Served(registry.path, tmp_path / "operations.sqlite")
    yield served
    served.end()


class Clients:
    """Hospitals that send what they have, and send it again until they are told what became of it."""

    def __init__(self, port: int, keys: list[str]) -> None:
        """Take where the server is, and a key for each of them."""
        self.port, self.keys = port, keys
        self.done: dict[str, Reply] = {}
        self.changed = threading.Condition()
        self.deadline = time.monotonic() + LONGEST

    def work(self, client: int) -> None:
        """Send everything one of them has."""
        for n in range(EACH):
            own = f"hospital-{client}-reuse-{n}"
            answer = self.send(own, client)
            with self.changed:
                self.done[own] = answer
                self.changed.notify_all()

    def send(self, own: str, client: int) -> Reply:
        """Send one reuse until there is an answer that will not change."""
        body = json.dumps(make_reuse(own)).encode()
        while time.monotonic() < self.deadline:
            try:
                answer = post(self.port, REUSES, body, self.keys[client], f'"{own}"')
            except (OSError, http.client.HTTPException):  # the server was killed
                time.sleep(0.05)
                continue
            if answer.status not in {202, 409, 429, 503}:
                return answer
            time.sleep(min(float(answer.headers.get("retry-after", 1)), 1.0))
        raise AssertionError(f"{own} was never answered")

    def wait_for(self, n: int) -> None:
        """Wait until so many were answered."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.done) >= n, LONGEST), len(self.done)


def test_every_answer_is_a_commit_and_no_commit_is_there_twice(
    registry: GitRegistry, server: Served, tmp_path: Path
) -> None:
    operations = open_operations(tmp_path / "operations.sqlite")
    clients = Clients(server.port, [make_test_key(operations) for _ in range(CLIENTS)])
    operations.close()
    head = registry.git("rev-parse", "main")
    server.start()

    with ThreadPoolExecutor(CLIENTS) as pool:
        working = [pool.submit(clients.work, client) for client in range(CLIENTS)]
        for kill in range(KILLS):
            clients.wait_for((kill + 1) * CLIENTS * EACH // (KILLS + 2))
            server.kill(with_writer=kill % 2 == 1)
            server.start()
        for one in working:
            one.result()

    assert {answer.status for answer in clients.done.values()} == {201}
    assert len(clients.done) == CLIENTS * EACH
    answered = {own: answer.json() for own, answer in clients.done.items()}
    rows = registry.git(
        "for-each-ref", "--format=%(refname:lstrip=2) %(objectname)", "refs/heads/proposals"
    ).splitlines()
    assert dict(row.split(" ") for row in rows) == {one["branch"]: one["commit"] for one in answered.values()}
    assert len({one["commit"] for one in answered.values()}) == CLIENTS * EACH
    added = registry.git("log", "--format=%P", "--name-only", "--branches=proposals", "^main").split()
    assert sorted(added) == sorted([head] * CLIENTS * EACH + [one["path"] for one in answered.values()])
    assert [path.name for path in tmp_path.glob("operations.sqlite.spool/*.json")] == []
    assert registry.git("status", "--porcelain") == ""
    assert "error" not in registry.git("fsck", "--no-progress", "--no-dangling")
    assert server.stop() == 0


def test_a_submission_is_finished_though_its_sender_and_the_server_are_gone(
    registry: GitRegistry, server: Served, tmp_path: Path
) -> None:
    operations = open_operations(tmp_path / "operations.sqlite")
    key = make_test_key(operations)
    operations.close()
    server.start()
    spool = tmp_path / "operations.sqlite.spool"
    sending = threading.Thread(target=send_and_lose, args=(server.port, key))
    sending.start()
    deadline = time.monotonic() + LONGEST
    while not list(spool.glob("*.json")) and time.monotonic() < deadline:
        time.sleep(0.001)
    server.kill(with_writer=True)
    sending.join()

    server.start()
    while list(spool.glob("*.json")) and time.monotonic() < deadline:
        time.sleep(0.05)

    assert registry.git("branch", "--list", "proposals/*").split() == ["proposals/reuse-exemple-regle-hospital-gone"]
    again = post(server.port, REUSES, json.dumps(make_reuse("hospital-gone")).encode(), key, '"gone"')
    assert again.status == 201
    assert again.json()["commit"] == registry.git("rev-parse", "proposals/reuse-exemple-regle-hospital-gone")


def send_and_lose(port: int, key: str) -> None:
    """Send a submission whose answer never comes."""
    with pytest.raises((OSError, http.client.HTTPException)):
        post(port, REUSES, json.dumps(make_reuse("hospital-gone")).encode(), key, '"gone"')


def test_two_servers_have_one_writer(registry: GitRegistry, server: Served, tmp_path: Path) -> None:
    operations = open_operations(tmp_path / "operations.sqlite")
    keys = [make_test_key(operations) for _ in range(4)]
    operations.close()
    other = Served(registry.path, tmp_path / "operations.sqlite")
    server.start()
    other.start()
    try:
        with ThreadPoolExecutor(4) as pool:
            sent = pool.map(
                lambda n: post(
                    (server, other)[n % 2].port,
                    REUSES,
                    json.dumps(make_reuse(f"hospital-{n}")).encode(),
                    keys[n % 4],
                    f'"{n}"',
                ),
                range(12),
            )
            assert [one.status for one in sent] == [201] * 12
        server.kill(with_writer=True)

        last = post(other.port, REUSES, json.dumps(make_reuse("hospital-last")).encode(), keys[0], '"last"')
    finally:
        other.end()

    assert last.status in {201, 202}
    assert len(registry.git("branch", "--list", "proposals/*").split()) >= 12
