"""Audits are bound to bytes: those Git keeps, whatever line ends it writes on somebody's disk."""

import hashlib

import pytest

from boas.checks import check
from boas.parsing import read_collection, read_folder
from boas.tree import File, Tree
from tests.checks.test_cases import DAY, HERE

CARD = "model_cards/algorithms/exemple-modele/versions/1.0.0/card.yaml"
AUDIT = "model_cards/algorithms/exemple-modele/audits/exemple-audit.yaml"


def base_with(card: bytes, *, in_git: bool) -> Tree:
    """The base registry with another card, as a folder or as a commit has it."""
    folder = read_folder(HERE / "base")
    content = {path: folder.read(file) for path, file in folder.files.items()} | {CARD: card}
    files = {
        path: File(path, hashlib.sha1(data, usedforsecurity=False).hexdigest() if in_git else "", "file", len(data))
        for path, data in content.items()
    }
    return Tree(files, lambda file: content[file.path])


def stale(tree: Tree) -> list[str]:
    found = check(read_collection(tree, as_of=DAY), [tree.files[AUDIT]])
    return [one.rule for one in found]


BYTES = (HERE / "base" / CARD).read_bytes()


@pytest.mark.parametrize(
    ("card", "in_git", "expected"),
    [
        pytest.param(BYTES, False, [], id="as audited, on disk"),
        pytest.param(BYTES, True, [], id="as audited, in Git"),
        pytest.param(BYTES.replace(b"\n", b"\r\n"), False, [], id="other line ends on disk, as Git may write them"),
        pytest.param(BYTES.replace(b"\n", b"\r\n"), True, ["stale-digest"], id="other line ends that Git keeps"),
        pytest.param(BYTES + b"\n", False, ["stale-digest"], id="a line more on disk"),
    ],
)
def test_an_audit_is_of_the_bytes_that_git_keeps(card: bytes, *, in_git: bool, expected: list[str]) -> None:
    assert stale(base_with(card, in_git=in_git)) == expected


def test_an_audit_of_a_version_that_is_gone_is_told_once() -> None:
    tree = base_with(BYTES, in_git=False)
    gone = Tree({path: file for path, file in tree.files.items() if path != CARD}, tree.read)

    assert stale(gone) == ["missing-file"]
