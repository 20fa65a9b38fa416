"""A site is built and a preview is made without a terminal; whoever listens is told of each step."""

from collections.abc import Callable
from pathlib import Path

import pytest

from boas.errors import UsageError
from boas.publishing import export_preview, prepare_site
from boas.translation import Message
from tests.cli.running import BASE
from tests.git_registry import GitRegistry


class Listener:
    """Keeps what it is told."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.steps: list[str] = []
        self.last = (0, 0)

    def step(self, what: Message) -> None:
        """Keep the name of a step."""
        self.steps.append(what.in_("en"))

    def count(self, done: int, total: int) -> None:
        """Keep the last count."""
        self.last = (done, total)


@pytest.fixture
def registry(git_registry: Callable[..., GitRegistry]) -> GitRegistry:
    made = git_registry()
    for path in (BASE / "model_cards").rglob("*"):
        if path.is_file():
            made.write(path.relative_to(BASE).as_posix(), path.read_bytes())
    made.commit("Set up")
    return made


def test_a_build_tells_its_steps_and_a_second_one_has_nothing_to_do(registry: GitRegistry) -> None:
    listener = Listener()

    first = prepare_site(registry.path, listener)
    again = prepare_site(registry.path)

    assert listener.steps == [
        "Reading the history",
        "Reading and checking the documents",
        "Filling the index",
        "Building the pages",
    ]
    assert listener.last[0] == listener.last[1] > 0
    assert first.built
    assert (first.site / "current/fr/index.html").is_file()
    assert again.built
    assert (again.filled, again.built.rendered) == (False, 0)


def test_a_preview_is_copied_where_one_asks_and_nothing_is_overwritten(registry: GitRegistry, tmp_path: Path) -> None:
    _, copied = export_preview(registry.path, to=tmp_path / "preview")

    assert copied
    assert (copied.folder / "index.html").is_file()
    assert copied.n_files == sum(path.is_file() for path in copied.folder.rglob("*"))
    with pytest.raises(UsageError, match="is not empty"):
        export_preview(registry.path, to=tmp_path / "preview")
    with pytest.raises(UsageError, match="--to is missing"):
        export_preview(registry.path, since="main")
