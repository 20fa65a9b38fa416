"""The real API over an index of the shipped registry."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from boas.api import ASGIApp, create_api_app
from boas.index import Index, fill_index, open_index
from boas.registry import read_registry
from boas.repository import open_repository
from tests.shipped import shipped_copy


@pytest.fixture(scope="session")
def shipped_index_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an index of the shipped registry."""
    folder = tmp_path_factory.mktemp("api")
    with open_repository(shipped_copy(folder / "registry").path) as history:
        commit = history.read_head()
        fill_index(
            read_registry(history.read_tree_of(commit), history.read_history_of(commit)), folder / "index.sqlite", []
        )
    return folder / "index.sqlite"


@pytest.fixture(scope="session")
def index(shipped_index_file: Path) -> Iterator[Index]:
    """The index itself."""
    with closing(open_index(shipped_index_file)) as opened:
        yield opened


@pytest.fixture(scope="session")
def api(index: Index) -> ASGIApp:
    """The API over it."""
    return create_api_app(lambda: index)
