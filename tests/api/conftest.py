"""The real API over an index of the shipped registry."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from boas.api import ASGIApp, create_api_app
from boas.index import Index, open_index, pull_index, push_index
from tests.postgresql import PostgreSQL
from tests.shipped import make_shipped_index


@pytest.fixture(scope="session")
def shipped_index_file() -> Path:
    """The file of an index of the shipped registry."""
    return make_shipped_index()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def index(
    request: pytest.FixtureRequest, shipped_index_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Index]:
    """The index itself: as it was filled here, and as it comes from a database that was filled with it."""
    path = shipped_index_file
    if request.param == "postgresql":
        server = request.getfixturevalue("postgresql")
        assert isinstance(server, PostgreSQL)
        url = server.create_database("api")
        push_index(shipped_index_file, url)
        path = tmp_path_factory.mktemp("pulled") / "index.sqlite"
        pull_index(url, path)
    with closing(open_index(path)) as opened:
        yield opened


@pytest.fixture(scope="session")
def api(index: Index) -> ASGIApp:
    """The API over it."""
    return create_api_app(lambda: index)
