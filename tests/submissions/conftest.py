"""A small registry that takes submissions: in this process with a real writer beside it, or served."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from boas.api import ASGIApp, create_api_app
from boas.index import fill_index, open_index
from boas.operations import Operations, make_key, open_operations
from boas.registry import read_registry
from boas.repository import open_repository
from boas.submissions import open_desk
from tests.git_registry import GitRegistry
from tests.submissions.sending import BASE, ORGANISATION, Taking

KeyMaker = Callable[..., str]


def copy_base(path: Path) -> GitRegistry:
    """The small registry in a repository of its own."""
    registry = GitRegistry(path)
    shutil.copytree(BASE, registry.path / "model_cards")
    registry.commit("Open the registry")
    return registry


@pytest.fixture(scope="session")
def base_index_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an index of the small registry."""
    folder = tmp_path_factory.mktemp("submissions")
    registry = copy_base(folder / "registry")
    with open_repository(registry.path) as history:
        commit = history.read_head()
        fill_index(
            read_registry(history.read_tree_of(commit), history.read_history_of(commit)), folder / "index.sqlite", []
        )
    return folder / "index.sqlite"


@pytest.fixture(scope="module")
def taking(base_index_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Taking]:
    """The API over the small registry, with a writer; shared by the tests of a module, each with ids of its own."""
    folder = tmp_path_factory.mktemp("taking")
    registry = copy_base(folder / "registry")
    with ExitStack() as held:
        operations = open_operations(folder / "operations.sqlite")
        held.callback(operations.close)
        index = open_index(base_index_file)
        held.callback(index.close)
        desk = held.enter_context(open_desk(registry.path, folder / "operations.sqlite"))
        app: ASGIApp = create_api_app(lambda: index, desk)
        yield Taking(app, registry, folder / "operations.sqlite", operations)


@pytest.fixture
def key(taking: Taking) -> str:
    """A key of the organisation that submits, for everything."""
    return make_test_key(taking.operations)


def make_test_key(operations: Operations) -> str:
    """A key that is good for long."""
    return make_key(operations, ORGANISATION, ("reuses", "evaluations"), "2100-01-01", "2026-01-01")
