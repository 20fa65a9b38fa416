"""The shipped registry as a Git repository of its own, so that tests may change and commit it."""

import shutil
from pathlib import Path

from tests.git_registry import GitRegistry

ROOT = Path(__file__).parent.parent


def shipped_copy(folder: Path) -> GitRegistry:
    """A repository whose one commit holds the shipped `model_cards/`."""
    registry = GitRegistry(folder)
    shutil.copytree(ROOT / "model_cards", folder / "model_cards")
    registry.commit("Bring in the registry")
    return registry
