"""A registry with versions and notices in real Git, its site as `boas build` makes it, and a host that serves it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.cli.running import boas
from tests.git_registry import GitRegistry
from tests.site.versioned_registry import grown

Host = Callable[[Path], str]


class _Quiet(SimpleHTTPRequestHandler):
    """Says nothing of requests."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """The address of a static host of a folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def publish(registry: GitRegistry, target: Path) -> Path:
    """Build the site of a registry and copy it, as a mirror would."""
    # Some of its invented notices are dated ahead of its invented commits, which rules have something to say about.
    done = boas("build", "--keep-going", at=registry.path)
    assert (registry.path / ".boas/site/current").exists(), done.stderr.decode()
    shutil.copytree(registry.path / ".boas/site/current", target, symlinks=False)
    return target


@pytest.fixture(scope="session")
def grown_registry(tmp_path_factory: pytest.TempPathFactory) -> GitRegistry:
    """The registry, which no test changes."""
    return grown(tmp_path_factory.mktemp("pinning") / "registry")


@pytest.fixture(scope="session")
def built(grown_registry: GitRegistry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site, which no test changes."""
    return publish(grown_registry, tmp_path_factory.mktemp("built") / "site")


@pytest.fixture
def mirror(built: Path, tmp_path: Path) -> Path:
    """A copy of the site that a test may spoil."""
    return Path(shutil.copytree(built, tmp_path / "mirror"))


@pytest.fixture
def address(mirror: Path) -> Iterator[str]:
    """Where that copy is served."""
    with hosted(mirror) as served:
        yield served


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """The folder of somebody who uses algorithms."""
    (tmp_path / "study").mkdir()
    return tmp_path / "study"
