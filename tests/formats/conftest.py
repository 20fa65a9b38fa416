"""A registry with several versions, its index and its site, made once for all tests of what readers are given."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from boas.index import Index
from boas.site import build
from tests.git_registry import GitRegistry
from tests.site.versioned_registry import grown, index_of


@pytest.fixture(scope="session")
def registry(tmp_path_factory: pytest.TempPathFactory) -> GitRegistry:
    """A registry with several versions, some of them with codelists."""
    return grown(tmp_path_factory.mktemp("exported") / "registry")


@pytest.fixture(scope="session")
def index(registry: GitRegistry, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Its index."""
    with index_of(registry, tmp_path_factory.mktemp("index") / "index.sqlite") as filled:
        yield filled


@pytest.fixture(scope="session")
def site(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site."""
    out = tmp_path_factory.mktemp("site")
    build(index, [], {"paths": {}}, out, progress=lambda _done, _total: None)
    return out / "current"
