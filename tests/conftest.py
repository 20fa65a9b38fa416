"""What every test stands on: a Git that knows nothing of its user, and registries made on the spot."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.git_registry import GitRegistry
from tests.postgresql import PostgreSQL, run_postgresql

# A law that fails must fail again: the same examples on every run, and no clock in the verdict.
hypothesis.settings.register_profile("house", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("house")

GIT_ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_AUTHOR_NAME": "Camille Martin",
    "GIT_AUTHOR_EMAIL": "camille.martin@example.org",
    "GIT_AUTHOR_DATE": "2026-01-05T09:00:00+00:00",
    "GIT_COMMITTER_NAME": "Dominique Petit",
    "GIT_COMMITTER_EMAIL": "dominique.petit@example.org",
    "GIT_COMMITTER_DATE": "2026-01-05T09:00:00+00:00",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Trace no law for coverage: it goes hundreds of times through lines that other tests go through once."""
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(scope="session", autouse=True)
def _git_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Git as on a machine where it was just installed, also when a hook of Git started the tests; an empty cache."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            patch.delenv(name)
        for name, value in GIT_ENVIRONMENT.items():
            patch.setenv(name, value)
        patch.delenv("BOAS_TRANSLATIONS", raising=False)
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("caches")))
        yield


@pytest.fixture
def git_registry(tmp_path: Path) -> Callable[..., GitRegistry]:
    """Makes an empty repository under the test's own folder; `git_registry("other")` makes a second one."""

    def make(name: str = "registry") -> GitRegistry:
        return GitRegistry(tmp_path / name)

    return make


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A real PostgreSQL, started when a test first asks for it."""
    with run_postgresql() as server:
        yield server
