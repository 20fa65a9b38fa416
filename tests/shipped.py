"""The shipped registry as a Git repository of its own, so that tests may change and commit it."""

import atexit
import shutil
import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from boas.documents import parse_version
from boas.index import fill_index
from boas.registry import read_registry
from boas.repository import open_repository
from tests.git_registry import GitRegistry
from tests.tracing import untraced

ROOT = Path(__file__).parent.parent
SHIPPED = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
"""A day after everything that the shipped registry tells of: nothing in it lies ahead."""
STROKE = "avc-ait-pmsi"
"""A real algorithm that tests look at: with figures, codes and counts."""
STROKE_VERSION = max(
    (path.name for path in (ROOT / f"model_cards/algorithms/{STROKE}/versions").iterdir()), key=parse_version
)
"""Its latest version, whichever that is."""
STROKE_CARD = f"model_cards/algorithms/{STROKE}/versions/{STROKE_VERSION}/card.yaml"
"""Path of the card of that version."""


def shipped_copy(folder: Path) -> GitRegistry:
    """A repository whose one commit holds the shipped `model_cards/`."""
    registry = GitRegistry(folder)
    shutil.copytree(ROOT / "model_cards", folder / "model_cards")
    forget_freezing(registry)
    registry.commit("Bring in the registry", date=SHIPPED)
    return registry


@cache
def make_shipped_index() -> Path:
    """The file of an index of that repository, made once a process: whoever writes into it takes a copy."""
    folder = Path(tempfile.mkdtemp(prefix="boas-shipped-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with untraced(), open_repository(shipped_copy(folder / "registry").path) as history:
        commit = history.read_head()
        fill_index(
            read_registry(history.read_tree_of(commit), history.read_history_of(commit)), folder / "index.sqlite", []
        )
    return folder / "index.sqlite"


def forget_freezing(registry: GitRegistry) -> None:
    """Drop what freezes: it names commits of this project's history, which a copy does not have."""
    settings = registry.path / "model_cards/registry.yaml"
    kept = [line for line in settings.read_text().splitlines() if "frozen_from:" not in line]
    settings.write_text("\n".join(kept) + "\n")
