"""`boas serve --workers`: several real processes at one address, replaced when they are killed and ended together."""

import http.client
import json
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from boas.operations import open_operations
from tests.git_registry import GitRegistry
from tests.submissions.conftest import make_test_key
from tests.submissions.sending import BASE, REUSES, make_reuse
from tests.submissions.serving import BOAS, LONGEST_WAIT, Served, post

N_WORKERS = 2
PAGES = (
    "/api/v1/algorithms?limit=2&q=exemple",
    "/api/v1/algorithms/exemple-regle",
    "/api/v1/status",
    "/fr/status.html",
)


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> GitRegistry:
    """A small registry, built once."""
    made = GitRegistry(tmp_path_factory.mktemp("workers") / "registry")
    shutil.copytree(BASE, made.path / "model_cards")
    made.commit("Open the registry")
    subprocess.run([BOAS, "build", "--registry", made.path, "--keep-going"], check=True, capture_output=True)
    return made


@pytest.fixture
def server(registry: GitRegistry, tmp_path: Path) -> Iterator[Served]:
    """Two workers that take submissions."""
    open_operations(tmp_path / "operations.sqlite").close()
    made = Served(registry.path, tmp_path / "operations.sqlite", "--workers", str(N_WORKERS), "--keep-going")
    made.start()
    yield made
    made.end()


def get(port: int, target: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST_WAIT)
    connection.request("GET", target)
    answer = connection.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    connection.close()
    return found


def find_workers(server: Served) -> list[int]:
    """Process ids of the workers, the writer of submissions apart."""
    found = []
    for pid in server.list_children():
        with suppress(OSError):
            if b"boas.serving" in Path(f"/proc/{pid}/cmdline").read_bytes():
                found.append(pid)
    return sorted(found)


def is_running(pid: int) -> bool:
    """Whether a process is there and has not ended."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def wait_until(is_so: Callable[[], bool]) -> bool:
    """Whether something becomes so before patience ends."""
    deadline = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < deadline and not is_so():
        time.sleep(0.05)
    return is_so()


def test_a_killed_worker_is_replaced_and_all_end_with_the_server(server: Served) -> None:
    before = find_workers(server)
    assert len(before) == N_WORKERS
    os.kill(before[0], signal.SIGKILL)
    assert {get(server.port, target)[0] for target in PAGES} == {200}
    assert wait_until(lambda: len(set(find_workers(server)) - set(before)) == 1)
    now = find_workers(server)
    os.kill(before[1], signal.SIGKILL)  # the new one is left
    assert {get(server.port, target)[0] for target in PAGES} == {200}
    assert wait_until(lambda: len(find_workers(server)) == N_WORKERS)

    last = find_workers(server)
    assert server.stop() == 0
    assert not any(is_running(pid) for pid in {*now, *last})


def test_workers_end_when_the_server_is_killed(server: Served) -> None:
    workers = server.list_children()
    assert len(workers) == N_WORKERS + 1
    server.kill()

    assert wait_until(lambda: not any(is_running(pid) for pid in workers))


def test_a_submission_to_any_worker_becomes_one_commit_by_the_one_writer(
    server: Served, registry: GitRegistry, tmp_path: Path
) -> None:
    operations = open_operations(tmp_path / "operations.sqlite")
    key = make_test_key(operations)
    operations.close()
    body = [json.dumps(make_reuse(f"chu-{number}")).encode() for number in range(6)]
    answers = [post(server.port, REUSES, one, key, f'"{number}"') for number, one in enumerate(body)]
    again = [post(server.port, REUSES, one, key, f'"{number}"') for number, one in enumerate(body)]

    assert [one.status for one in answers] == [201] * 6
    assert [one.json()["commit"] for one in again] == [one.json()["commit"] for one in answers]
    assert len(registry.git("branch", "--list", "proposals/*").split()) == 6
    assert len(find_workers(server)) == N_WORKERS


class Reader(threading.Thread):
    """Asks for every page in turn over one connection, and keeps what is wrong with the answers."""

    def __init__(self, port: int, ended: threading.Event) -> None:
        """Take the port, and when to end."""
        super().__init__(daemon=True)
        self.port, self.ended = port, ended
        self.wrong: list[str] = []
        self.commits: set[str] = set()
        self.n = 0

    def run(self) -> None:
        """Ask until told to end."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST_WAIT)
        while not self.ended.is_set():
            target = PAGES[self.n % len(PAGES)]
            self.n += 1
            try:
                connection.request("GET", target)
                answer = connection.getresponse()
                self.look(target, answer.status, answer.headers.get("X-Registry-Commit", ""), answer.read())
            except OSError as error:
                self.wrong.append(f"{target}: {error!r}")
                return
        connection.close()

    def look(self, target: str, status: int, commit: str, body: bytes) -> None:
        """Keep what an answer says that cannot be so: the title of each commit is its own."""
        self.commits.add(commit)
        if status != 200:
            self.wrong.append(f"{target}: {status} {body[:200]!r}")
        elif target.endswith("status") and json.loads(body)["commit"] != commit:
            self.wrong.append(f"{target}: {json.loads(body)['commit']} under {commit}")
        elif target.endswith(".html") and commit[:7].encode() not in body:
            self.wrong.append(f"{target}: nothing of {commit}")


def test_nobody_gets_an_error_or_half_of_a_change_while_builds_come(server: Served, registry: GitRegistry) -> None:
    ended = threading.Event()
    readers = [Reader(server.port, ended) for _ in range(12)]
    for one in readers:
        one.start()
    made = []
    for number in range(2):
        settings = registry.path / "model_cards/registry.yaml"
        settings.write_text(settings.read_text() + f"# {number}\n")
        made.append(registry.commit(f"Change {number}"))
        subprocess.run([BOAS, "build", "--registry", registry.path, "--keep-going"], check=True, capture_output=True)
        assert wait_until(lambda: all(made[-1] in one.commits for one in readers))
    ended.set()
    for one in readers:
        one.join(LONGEST_WAIT)

    assert [wrong for one in readers for wrong in one.wrong] == []
    assert {commit for one in readers for commit in one.commits} >= set(made)
    assert min(one.n for one in readers) > len(PAGES)


def test_a_preview_is_served_by_one_process(tmp_path: Path) -> None:
    command = [str(BOAS), "serve", "--registry", str(BASE.parent), "--port", "0", "--lang", "en", "--working-tree"]
    ran = subprocess.run([*command, "--workers", "2"], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert ran.returncode == 2
    assert "--workers" in ran.stderr
