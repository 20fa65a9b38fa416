"""Digests that standard tools can recompute, and archives that are the same bytes everywhere."""

import ast
import os
import subprocess
import zipfile
from collections.abc import Mapping
from hashlib import sha1, sha256
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.parsing import compute_folder_digest
from boas.registry import build_archive, build_ledger
from boas.repository import open_repository
from boas.tree import Tree
from tests.git_registry import GitRegistry
from tests.registry.replay import RULE, SCORE, Growing, digest_on_disk, picture
from tests.shipped import ROOT, shipped_copy

FOLDER = f"{RULE}/1.0.0/"


@pytest.fixture
def growing(tmp_path: Path) -> Growing:
    registry = Growing(tmp_path / "registry")
    registry.record("set up")
    return registry


def printed(folder: Path) -> str:
    """What the shell pipeline that describes the digest prints in a folder."""
    description = ast.get_docstring(ast.parse((ROOT / "boas/parsing/_digest.py").read_text())) or ""
    pipeline = description.split("`")[-2]
    done = subprocess.run(["bash", "-c", pipeline], cwd=folder, check=True, capture_output=True, text=True)
    assert pipeline.startswith("find . ")
    return done.stdout.split()[0]


def archived(registry: GitRegistry, folder: str) -> bytes:
    """The archive of a version at the last commit."""
    with open_repository(registry.path) as history:
        commit = history.read_head()
        tree = history.read_tree_of(commit)
        entry = build_ledger(tree, history.read_history_of(commit))[folder]
        return build_archive(tree, entry.files, f"{entry.id}-{entry.version}")


def test_the_digest_of_every_shipped_version_is_what_standard_tools_print(tmp_path: Path) -> None:
    registry = shipped_copy(tmp_path / "registry")
    entries = picture(registry).ledger
    assert len(entries) > 80
    for folder, entry in list(entries.items())[::10]:
        assert entry.digest == printed(registry.path / folder), folder
    assert {folder: entry.digest for folder, entry in entries.items()} == {
        folder: digest_on_disk(registry.path / folder) for folder in entries
    }


def test_names_are_taken_in_byte_order_whatever_their_letters(growing: Growing) -> None:
    for name in ("É.sql", "Z.sql", "a.sql", "a b.sql", "a/b.sql", "a-b.sql", "é/è.sql"):
        growing.write(f"{FOLDER}code/{name}", name)
    growing.record("odd names")
    assert picture(growing).ledger[FOLDER].digest == printed(growing.path / FOLDER)


@pytest.mark.parametrize("name", [b"back\\slash.sql", b"two\nlines.sql", b"return\r.sql"])
def test_names_that_sha256sum_escapes_are_escaped_the_same_way(tmp_path: Path, name: bytes) -> None:
    (tmp_path / os.fsdecode(name)).write_bytes(b"text\n")
    line = subprocess.run(["sha256sum", name], cwd=tmp_path, check=True, capture_output=True).stdout
    whole = subprocess.run(["sha256sum"], input=line, check=True, capture_output=True, text=False).stdout
    assert compute_folder_digest({os.fsdecode(name): b"text\n"}) == whole.split()[0].decode()


def test_a_name_that_is_not_utf_8_is_a_finding_and_stops_nothing(growing: Growing) -> None:
    odd = growing.path / FOLDER / os.fsdecode(b"code/caf\xe9.sql")
    odd.write_bytes(b"SELECT 2;\n")
    growing.record("odd name")
    registry = picture(growing)
    assert "stray-file" in {finding.rule for finding in registry.findings}
    assert registry.ledger[FOLDER].digest == digest_on_disk(growing.path / FOLDER)


names = st.text(st.characters(codec="utf-8", exclude_characters="\0/"), min_size=1, max_size=6)
folders = st.dictionaries(names, st.binary(max_size=6), max_size=4)


@given(folders, folders)
def test_folders_that_differ_have_digests_that_differ(one: dict[str, bytes], two: dict[str, bytes]) -> None:
    assert (compute_folder_digest(one) == compute_folder_digest(two)) == (one == two)


def test_a_name_cannot_pass_for_two_files() -> None:
    two = {"a": b"one", "b": b"two"}
    line = f"a\n{sha256(b'two').hexdigest()}  b"
    assert compute_folder_digest({line: b"one"}) != compute_folder_digest(two)


@given(folders, st.randoms(use_true_random=False))
def test_the_order_in_which_files_are_met_does_not_matter(files: dict[str, bytes], chance: Random) -> None:
    shuffled = list(files.items())
    chance.shuffle(shuffled)
    assert compute_folder_digest(dict(shuffled)) == compute_folder_digest(files)


def test_a_digest_remembered_for_the_same_files_is_not_computed_again(growing: Growing) -> None:
    with open_repository(growing.path) as history:
        commit = history.read_head()
        tree, past = history.read_tree_of(commit), history.read_history_of(commit)
        known = {entry.files_key: f"remembered {entry.id}" for entry in build_ledger(tree, past).values()}
        again = build_ledger(tree, past, known)
    assert again[FOLDER].digest == "remembered exemple-regle"
    assert len({entry.files_key for entry in again.values()}) == len(again) == 2


def test_a_version_that_was_gone_for_a_while_keeps_its_first_publisher(growing: Growing) -> None:
    growing.git("rm", "--quiet", "-r", FOLDER)
    growing.record("delete")
    growing.git("revert", "--no-edit", "HEAD")
    publisher = picture(growing).ledger[FOLDER].publisher
    assert publisher
    assert publisher.commit == growing.steps["set up"]


# Archives.


def test_an_archive_is_the_same_bytes_again_and_in_another_clone(growing: Growing, tmp_path: Path) -> None:
    first = archived(growing, FOLDER)
    growing.git("clone", "--quiet", str(growing.path), str(tmp_path / "elsewhere"))
    elsewhere = GitRegistry(tmp_path / "elsewhere")
    elsewhere.git("config", "core.autocrlf", "true")
    elsewhere.write(".gitattributes", "*.csv export-ignore text eol=crlf\n")
    elsewhere.commit("Meddle")
    assert archived(growing, FOLDER) == first == archived(elsewhere, FOLDER)


def test_an_archive_holds_the_folder_below_one_top_with_dates_and_rights_that_never_vary(growing: Growing) -> None:
    growing.write(f"{FOLDER}code/é/b.sql", "SELECT 2;\n")
    growing.record("more code")
    with zipfile.ZipFile(BytesIO(archived(growing, FOLDER))) as made:
        held = {member.filename: made.read(member) for member in made.infolist()}
        assert made.testzip() is None
        for member in made.infolist():
            assert member.date_time == (1980, 1, 1, 0, 0, 0)
            assert (member.external_attr >> 16, member.create_system) == (0o100644, 3)
            assert member.compress_type == zipfile.ZIP_STORED
            assert not member.is_dir()
    on_disk = {
        f"exemple-regle-1.0.0/{path.relative_to(growing.path / FOLDER).as_posix()}": path.read_bytes()
        for path in (growing.path / FOLDER).rglob("*")
        if path.is_file()
    }
    assert held == on_disk
    assert list(held) == sorted(held, key=str.encode)


def test_an_unpacked_archive_has_the_digest_of_the_ledger(growing: Growing, tmp_path: Path) -> None:
    with zipfile.ZipFile(BytesIO(archived(growing, FOLDER))) as made:
        made.extractall(tmp_path / "out")
    (top,) = (tmp_path / "out").iterdir()
    assert top.name == "exemple-regle-1.0.0"
    assert printed(top) == picture(growing).ledger[FOLDER].digest


def in_memory(files: Mapping[str, bytes]) -> tuple[Tree, dict[str, str]]:
    """A tree that reads these contents by blob id, and the blob id of each file."""
    blobs = {path: sha1(content, usedforsecurity=False).hexdigest() for path, content in files.items()}
    contents = {blob: files[path] for path, blob in blobs.items()}
    return Tree({}, lambda file: contents[file.blob]), blobs


@pytest.mark.parametrize(
    "path",
    ["../evil.sql", "code/../../evil.sql", "/etc/passwd", "code//a.sql", "./a.sql", "code/\udce9.sql", "c:\\a.sql"],
)
def test_a_name_that_could_leave_the_folder_or_no_disk_can_carry_is_left_out(path: str) -> None:
    tree, files = in_memory({"card.yaml": b"id: a\n", path: b"evil\n"})
    with zipfile.ZipFile(BytesIO(build_archive(tree, files, "a-1.0.0"))) as made:
        assert made.namelist() == ["a-1.0.0/card.yaml"]


def test_links_and_submodules_are_not_in_the_ledger_s_files(growing: Growing) -> None:
    (growing.path / SCORE / "1.0.0/code").mkdir()
    (growing.path / SCORE / "1.0.0/code/link.sql").symlink_to("../card.yaml")
    growing.record("link")
    entry = picture(growing).ledger[f"{SCORE}/1.0.0/"]
    assert set(entry.files) == {"card.yaml"}
