"""A registry as it lies on disk: found from inside, read without following anything."""

import os
from pathlib import Path

import pytest

from boas.errors import MachineError, RegistryError
from boas.parsing import find_root, read_folder


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    (tmp_path / "registry/model_cards/organisations").mkdir(parents=True)
    (tmp_path / "registry/model_cards/organisations/exemple.yaml").write_bytes(b"id: exemple\n")
    return tmp_path / "registry"


def test_files_come_in_path_order_with_size_and_mode(registry: Path) -> None:
    for name in ("b.txt", "a.txt", "a-b.txt", "A.txt"):
        (registry / "model_cards" / name).write_text(name)
    (registry / "model_cards/a.txt").chmod(0o755)
    (registry / "outside.txt").write_text("x")

    tree = read_folder(registry)

    assert list(tree.files) == [
        f"model_cards/{name}" for name in ("A.txt", "a-b.txt", "a.txt", "b.txt", "organisations/exemple.yaml")
    ]
    assert [file.mode for file in tree.files.values()] == ["file", "file", "executable", "file", "file"]
    assert (tree.files["model_cards/a-b.txt"].size, tree.commit) == (7, "")
    assert tree.read(tree.files["model_cards/organisations/exemple.yaml"]) == b"id: exemple\n"


def test_nothing_is_followed(registry: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/file.yaml").write_text("secret")
    cards = registry / "model_cards"
    (cards / "folder").symlink_to(tmp_path / "secret")
    (cards / "file.yaml").symlink_to(tmp_path / "secret/file.yaml")
    (cards / "nowhere").symlink_to("nowhere-at-all")
    (cards / "loop").symlink_to(".")
    os.mkfifo(cards / "pipe")

    tree = read_folder(registry)

    modes = {path.rpartition("/")[2]: file.mode for path, file in tree.files.items()}
    assert modes == {"exemple.yaml": "file"} | dict.fromkeys(
        ("folder", "file.yaml", "nowhere", "loop", "pipe"), "symlink"
    )


ODD_NAMES = (
    b"with space",
    b"-rf",
    b"line\nend",
    b"\xff\xfe",
    b"\x1b[2J",
    "e\u0301".encode(),
    "\u202e".encode(),
    b"a" * 255,
    b".hidden",
    b"'\"$(x)`",
)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_an_odd_name_is_a_name(registry: Path, name: bytes) -> None:
    (registry / "model_cards" / os.fsdecode(name)).write_bytes(b"content")

    tree = read_folder(registry)

    file = tree.files[f"model_cards/{os.fsdecode(name)}"]
    assert tree.read(file) == b"content"


def test_a_file_that_goes_before_it_is_read_is_an_error_of_the_machine(registry: Path) -> None:
    tree = read_folder(registry)
    (registry / "model_cards/organisations/exemple.yaml").unlink()

    with pytest.raises(MachineError) as caught:
        tree.read(tree.files["model_cards/organisations/exemple.yaml"])
    assert "exemple.yaml" in caught.value.message.in_("fr")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing can be kept from root")
def test_a_folder_that_may_not_be_listed_is_an_error_of_the_machine(registry: Path) -> None:
    (registry / "model_cards/organisations").chmod(0)

    with pytest.raises(MachineError):
        read_folder(registry)


def test_the_root_is_the_nearest_folder_upwards_that_holds_a_registry(registry: Path) -> None:
    assert find_root(registry) == registry
    assert find_root(registry / "model_cards/organisations") == registry
    assert find_root(registry / "model_cards/organisations/exemple.yaml") == registry
    assert find_root(registry / "model_cards/nothing/../organisations") == registry


def test_without_a_registry_there_is_no_root(tmp_path: Path) -> None:
    (tmp_path / "model_cards").write_text("a file")

    with pytest.raises(RegistryError) as caught:
        find_root(tmp_path)
    assert "model_cards" in caught.value.message.in_("en")
    assert "--registry" in caught.value.help.in_("fr")
