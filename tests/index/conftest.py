"""The shipped registry, read and filled once for all tests that only ask."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from boas.index import FillResult, Index, fill_index, open_index
from boas.registry import Registry, read_registry
from boas.repository import open_repository
from tests.git_registry import GitRegistry
from tests.shipped import shipped_copy


@contextmanager
def picture(repository: GitRegistry) -> Iterator[Registry]:
    """The registry at the last commit of a repository, while its files can still be read."""
    with open_repository(repository.path) as history:
        commit = history.read_head()
        yield read_registry(history.read_tree_of(commit), history.read_history_of(commit))


def fill_from(repository: GitRegistry, path: Path) -> FillResult:
    """Fill an index from the last commit of a repository."""
    with picture(repository) as registry:
        return fill_index(registry, path, [])


@pytest.fixture(scope="session")
def shipped_index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of the shipped registry."""
    folder = tmp_path_factory.mktemp("shipped")
    fill_from(shipped_copy(folder / "registry"), folder / "index.sqlite")
    with closing(open_index(folder / "index.sqlite")) as index:
        yield index


@pytest.fixture
def shipped(tmp_path: Path) -> GitRegistry:
    """A copy of the shipped registry that a test may change."""
    return shipped_copy(tmp_path / "registry")
