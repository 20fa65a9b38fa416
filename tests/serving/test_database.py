"""Servers that follow a shared PostgreSQL: what a build puts there is answered elsewhere, also when it is away."""

import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.git_registry import GitRegistry
from tests.postgresql import PostgreSQL, run_postgresql
from tests.serving.test_workers import get, wait_until
from tests.submissions.sending import BASE
from tests.submissions.serving import BOAS, LONGEST_WAIT

ENGLISH = {"BOAS_LANG": "en", "PYTHONUNBUFFERED": "1"}


@pytest.fixture(scope="module")
def database() -> Iterator[PostgreSQL]:
    """A server that may be stopped."""
    with run_postgresql() as server:
        yield server


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> GitRegistry:
    """A small registry where it is written."""
    made = GitRegistry(tmp_path_factory.mktemp("database") / "registry")
    shutil.copytree(BASE, made.path / "model_cards")
    made.commit("Open the registry")
    return made


def build(registry: GitRegistry, url: str) -> str:
    """What a build says that fills the database."""
    command = [str(BOAS), "build", "--registry", str(registry.path), "--keep-going", "--database", url]
    return subprocess.run(command, env=os.environ | ENGLISH, check=True, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def served(folder: Path, url: str, *more: str) -> Iterator[int]:
    """A server that knows the database alone, by its environment, and its port."""
    process = subprocess.Popen(
        [BOAS, "serve", "--port", "0", *more],
        cwd=folder,
        env=os.environ | ENGLISH | {"BOAS_DATABASE": url},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        found = re.search(r"served at http://127\.0\.0\.1:(\d+)/", line)
        assert found, line + process.stdout.read()
        yield int(found[1])
        process.send_signal(signal.SIGTERM)
        assert process.wait(LONGEST_WAIT) == 0
    finally:
        process.kill()
        process.wait(LONGEST_WAIT)
        process.stdout.close()


def read_commit(port: int) -> str:
    """The commit that a server says it is ready with."""
    commit: str = json.loads(get(port, "/api/v1/ready")[2])["commit"]
    return commit


def test_servers_elsewhere_answer_what_was_built_and_go_on_without_the_database(
    database: PostgreSQL, registry: GitRegistry, tmp_path: Path
) -> None:
    url = database.create_database("boas")
    first = registry.git("rev-parse", "HEAD")
    assert "Database filled: " in build(registry, url)
    assert "Database filled: 0 rows written, 0 removed." in build(registry, url)
    with served(tmp_path, url, "--workers", "2") as port, served(tmp_path, url) as other:
        assert (read_commit(port), read_commit(other)) == (first, first)
        card = get(other, "/api/v1/algorithms/exemple-regle")
        assert card[0] == 200
        assert get(port, "/fr/algorithms.html")[0] == 503  # no page was built there
        registry.edit("model_cards/registry.yaml", "fr: ", "fr: Autre ")
        second = registry.commit("Change the title")
        build(registry, url)
        assert wait_until(lambda: {read_commit(one) for one in (port, other) * 3} == {second})
        assert get(port, "/api/v1/algorithms/exemple-regle")[2] == card[2]
        database.stop()
        for one in (port, other):
            assert [get(one, f"/api/v1/{path}")[0] for path in ("ready", "bulletin", "algorithms?q=score")] == [200] * 3
        database.start()
        registry.edit("model_cards/registry.yaml", "fr: Autre ", "fr: Encore ")
        third = registry.commit("Change it again")
        build(registry, url)
        assert wait_until(lambda: {read_commit(one) for one in (port, other) * 3} == {third})


def test_a_database_without_an_index_is_said_to_be_empty_and_nothing_is_served(
    database: PostgreSQL, tmp_path: Path
) -> None:
    url = database.create_database("nothing")
    command = [str(BOAS), "serve", "--port", "0", "--database", url]
    ran = subprocess.run(command, cwd=tmp_path, env=os.environ | ENGLISH, check=False, capture_output=True, text=True)

    assert ran.returncode == 4
    assert "holds no index" in ran.stderr
    assert "boas build --database" in ran.stderr
    assert list(tmp_path.iterdir()) == []
