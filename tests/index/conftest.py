"""The shipped registry, read and filled once for all tests that only ask."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

import pytest

from boas.index import FillResult, Index, fill_index, open_index
from boas.parsing import EMPTY_CACHE, Cache
from boas.registry import Registry, read_registry
from boas.repository import open_repository
from tests.git_registry import GitRegistry
from tests.shipped import make_shipped_index, shipped_copy


@contextmanager
def picture(repository: GitRegistry, memory: Cache = EMPTY_CACHE) -> Iterator[Registry]:
    """The registry at the last commit of a repository, while its files can still be read."""
    with open_repository(repository.path) as history:
        commit = history.read_head()
        yield read_registry(history.read_tree_of(commit), history.read_history_of(commit), memory)


@cache
def recall_shipped() -> Cache:
    """What an index of the shipped registry knows of its documents: read once."""
    with closing(open_index(make_shipped_index())) as index:
        return index.load_cache()


def fill_from(repository: GitRegistry, path: Path) -> FillResult:
    """Fill an index from the last commit of a repository."""
    with picture(repository) as registry:
        return fill_index(registry, path, [])


def fill_changed(repository: GitRegistry, path: Path) -> FillResult:
    """Fill an index from the last commit of a changed copy of the shipped registry, reading only what changed."""
    with picture(repository, recall_shipped()) as registry:
        return fill_index(registry, path, [])


@pytest.fixture(scope="session")
def shipped_index() -> Iterator[Index]:
    """An index of the shipped registry."""
    with closing(open_index(make_shipped_index())) as index:
        yield index


@pytest.fixture
def shipped(tmp_path: Path) -> GitRegistry:
    """A copy of the shipped registry that a test may change."""
    return shipped_copy(tmp_path / "registry")


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """The file of an index of that copy, which a test may fill again."""
    return shutil.copyfile(make_shipped_index(), tmp_path / "index.sqlite")
