"""What the tests of Git stand on."""

from pathlib import Path

import pytest

from tests.repository.making import Making


@pytest.fixture
def making(tmp_path: Path) -> Making:
    """An empty repository in a folder of the test."""
    return Making(tmp_path / "registry")
