"""The real application over a small release, and over an index of the shipped registry."""

from pathlib import Path

import pytest

from boas.api import ASGIApp
from boas.serving import build_application
from tests.serving.releasing import release, small_site
from tests.shipped import make_shipped_index


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of releases whose current one is small."""
    release(tmp_path / "site", small_site())
    return tmp_path / "site"


@pytest.fixture
def app(site: Path, tmp_path: Path) -> ASGIApp:
    """The application over that site, without an index."""
    return build_application(site, tmp_path / "index.sqlite", ["registry.example"])


@pytest.fixture(scope="session")
def shipped_index_file() -> Path:
    """The file of an index of the shipped registry."""
    return make_shipped_index()


@pytest.fixture(scope="session")
def browsing(shipped_index_file: Path, tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    """The application over a small site and the index of the shipped registry."""
    folder = tmp_path_factory.mktemp("site")
    release(folder, small_site())
    return build_application(folder, shipped_index_file)
