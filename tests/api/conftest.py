"""The real API over an index of the shipped registry."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from boas.api import ASGIApp, create_api_app
from boas.index import Index, open_index
from tests.shipped import make_shipped_index


@pytest.fixture(scope="session")
def shipped_index_file() -> Path:
    """The file of an index of the shipped registry."""
    return make_shipped_index()


@pytest.fixture(scope="session")
def index(shipped_index_file: Path) -> Iterator[Index]:
    """The index itself."""
    with closing(open_index(shipped_index_file)) as opened:
        yield opened


@pytest.fixture(scope="session")
def api(index: Index) -> ASGIApp:
    """The API over it."""
    return create_api_app(lambda: index)
