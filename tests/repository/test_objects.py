"""Objects of Git: asked for many at once by whoever follows the order of a tree, and never taken for another."""

from random import Random

import pytest

from boas.errors import IntegrityError
from boas.repository import open_repository
from boas.repository._objects import MOST_AHEAD, ObjectReader
from boas.tree import File
from tests.repository.making import Making

N_FILES = 150


def write_many(making: Making) -> dict[str, str]:
    """Many files in one commit, some with the same content, one too long to be read before it is asked for."""
    said = {f"model_cards/{number:03}.yaml": f"id: {number // 3}\n" for number in range(N_FILES)}
    said["model_cards/long.csv"] = "1,2\n" * 20_000
    for path, text in said.items():
        making.write(path, text)
    making.change("model_cards/registry.yaml", "id: settings\n")
    return {**said, "model_cards/registry.yaml": "id: settings\n"}


@pytest.mark.parametrize("order", ["as they stand", "backwards", "by chance", "twice", "every fifth"])
def test_each_file_has_its_own_bytes_in_whatever_order_they_are_read(making: Making, order: str) -> None:
    said = write_many(making)
    paths = sorted(said)
    asked = {
        "as they stand": paths,
        "backwards": paths[::-1],
        "by chance": Random(1).sample(paths, len(paths)),  # noqa: S311 -- any order will do
        "twice": paths * 2,
        "every fifth": paths[::5],
    }[order]
    with open_repository(making.path) as repository:
        tree = repository.read_tree_of(repository.read_head())
        assert [tree.read(tree.files[path]).decode() for path in asked] == [said[path] for path in asked]


def count_questions(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Fills a list with how many files each question to Git is about."""
    counts: list[int] = []
    original = ObjectReader.read

    def read(reader: ObjectReader, file: File, ahead: tuple[File, ...] = ()) -> bytes:
        counts.append(1 + len(ahead))
        return original(reader, file, ahead)

    monkeypatch.setattr(ObjectReader, "read", read)
    return counts


def test_one_file_alone_is_asked_for_alone_and_many_together(making: Making, monkeypatch: pytest.MonkeyPatch) -> None:
    write_many(making)
    counts = count_questions(monkeypatch)
    with open_repository(making.path) as repository:
        tree = repository.read_tree_of(repository.read_head())
        tree.read(tree.files["model_cards/registry.yaml"])
        for path in tree.files:
            tree.read(tree.files[path])
    assert counts[0] == 1
    assert max(counts) == MOST_AHEAD


def test_a_damaged_file_is_told_when_it_is_asked_for_and_not_before(making: Making) -> None:
    said = write_many(making)
    with open_repository(making.path) as repository:
        tree = repository.read_tree_of(repository.read_head())
        harmed = tree.files["model_cards/060.yaml"]
        making.loose(harmed.blob).write_bytes(b"garbage")
        told = []
        for path in tree.files:
            try:
                assert tree.read(tree.files[path]).decode() == said[path]
            except IntegrityError:
                told.append(path)
    assert [path for path in told if tree.files[path].blob == harmed.blob] == told
    assert harmed.path in told


def test_what_is_kept_of_the_contents_is_bounded(making: Making, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("boas.repository._objects.MOST_KEPT", 40)
    said = write_many(making)
    with open_repository(making.path) as repository:
        tree = repository.read_tree_of(repository.read_head())
        for path, text in said.items():
            assert tree.read(tree.files[path]).decode() == text
        kept = repository._objects._kept  # noqa: SLF001 -- nothing else tells how much memory is held
        assert sum(map(len, kept.values())) <= MOST_KEPT_HERE


MOST_KEPT_HERE = 40
