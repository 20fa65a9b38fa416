"""What Git leaves of a merge that nobody has settled is said with the lines of each side, in every kind of file."""

import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.checks import check
from boas.parsing import Diagnostic, read_collection, read_document, read_folder
from boas.tree import File, Tree
from tests.cli.running import BASE

CARD = "model_cards/algorithms/exemple-regle/versions/1.0.0/card.yaml"
TABLE = "model_cards/algorithms/exemple-regle/versions/1.0.0/codelists/exclusion.csv"
METHOD = "model_cards/algorithms/exemple-regle/versions/1.0.0/method.fr.md"
SETTLED = "A merge is unfinished here; yours (HEAD): {}; theirs (main): {}."

NESTED = """<<<<<<< HEAD
b: 2
||||||| merged common ancestors
<<<<<<<<< Temporary merge branch 1
b: 1
=========
b: 0
>>>>>>>>> Temporary merge branch 2
=======
b: 3
>>>>>>> main
"""
FILES = sorted(path.relative_to(BASE).as_posix() for path in BASE.rglob("*.*") if path.is_file())


def faults(text: str, path: str = CARD) -> list[Diagnostic]:
    data = text.encode()
    file = File(path, "", "file", len(data))
    document = read_document(Tree({path: file}, lambda _: data), file)
    assert document
    return [one for one in document.diagnostics if one.rule == "unfinished-merge"]


def told(text: str, path: str = CARD) -> list[tuple[int, str]]:
    return [(one.line, one.message.in_("en")) for one in faults(text, path)]


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> main\n", 2, SETTLED.format("line 3", "line 5")),
        ("<<<<<<< HEAD\nb: 2\nc: 2\n=======\nb: 3\n>>>>>>> main\n", 1, SETTLED.format("lines 2–3", "line 5")),
        ("<<<<<<< HEAD\n=======\nb: 3\n>>>>>>> main", 1, SETTLED.format("no line", "line 3")),
        ("<<<<<<< HEAD\r\nb: 2\r\n=======\r\nb: 3\r\n>>>>>>> main\r\n", 1, SETTLED.format("line 2", "line 4")),
        (
            "<<<<<<< HEAD\nb: 2\n||||||| 1a2b3c4\nb: 1\n=======\nb: 3\n>>>>>>> main\n",
            1,
            SETTLED.format("line 2", "line 6"),
        ),
        (
            NESTED,
            1,
            SETTLED.format("line 2", "line 10"),
        ),
        (
            "<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> 1a2b3c4 (Corrige le code)\n",
            1,
            "A merge is unfinished here; one side (HEAD): line 2; the other (1a2b3c4 (Corrige le code)): line 4.",
        ),
        (
            "<<<<<<<\nb: 2\n=======\nb: 3\n>>>>>>>\n",
            1,
            "A merge is unfinished here; yours: line 2; theirs: line 4.",
        ),
    ],
    ids=["two-lines", "ranges", "one-side-empty", "crlf", "diff3", "one-inside-another", "rebase", "without-names"],
)
@pytest.mark.parametrize("path", [CARD, TABLE, METHOD])
def test_both_sides_are_named_by_their_lines(text: str, line: int, sentence: str, path: str) -> None:
    assert told(text, path) == [(line, sentence)]


def test_each_place_is_told_by_itself() -> None:
    place = "<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> main\n"

    assert [line for line, _ in told(f"{place}c: 1\n{place}")] == [1, 7]


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> main", "||||||| 1a2b3c4"])
def test_a_mark_that_was_left_behind_is_told_where_it_can_mean_nothing_else(mark: str) -> None:
    sentence = f"A mark of a merge (`{mark[:7]}`) was left here."

    assert told(f"a: 1\n{mark}\nb: 2\n") == [(2, sentence)]
    assert told(f"code,label\n{mark}\nI620,One\n", TABLE) == [(2, sentence)]
    assert told(f"Un titre\n{mark}\n", METHOD) == []


@pytest.mark.parametrize("text", ["Titre\n========\n", "a <<<<<<< b\n", "> > > > > > > cité\n", "<<<<<< six\n======\n"])
def test_a_text_that_only_looks_like_it_is_left_alone(text: str) -> None:
    assert told(text, METHOD) == []


LINES = st.lists(st.sampled_from(["a: 1", "b: 2", "", "- x", "======", "c: é"]), max_size=6)


@pytest.mark.no_cover
@given(LINES, LINES, LINES, st.sampled_from([(), ("--diff3",), ("--zdiff3",)]))
def test_whatever_git_could_not_merge_is_found_and_nothing_where_it_could(
    base: list[str], one: list[str], other: list[str], style: tuple[str, ...]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("one", "base", "other")]
        for path, lines in zip(paths, (one, base, other), strict=True):
            path.write_text("".join(f"{line}\n" for line in lines))
        done = subprocess.run(["git", "merge-file", "-p", *style, *paths], check=False, capture_output=True)

    assert len(told(done.stdout.decode(), METHOD)) == done.returncode


@pytest.mark.parametrize("path", FILES)
def test_nothing_that_only_follows_from_a_merge_is_said_of_the_file(path: str) -> None:
    tree = read_folder(BASE)
    lines = tree.read(tree.files[path]).decode().splitlines()
    merged = "\n".join(("<<<<<<< HEAD", *lines[:3], "=======", *lines[:2], ">>>>>>> main", *lines[3:])).encode()
    file = File(path, "", "file", len(merged))
    broken = Tree({**tree.files, path: file}, lambda one: merged if one is file else tree.read(one))

    findings = check(read_collection(broken))

    assert [one.rule for one in findings if one.location.path == path] == ["unfinished-merge"]
    assert {one.rule for one in findings} <= {"unfinished-merge", "stale-digest"}, "nor of the files that rest on it"
