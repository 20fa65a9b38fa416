"""How long one pass over a history of many versions takes, beside Git's own two commands over the same blobs.

    .venv/bin/python ci/bench/history.py [--versions 10000] [--pairs 5]

Makes a repository in a temporary folder, the same one each time, and removes it. Prints both times and their
ratio; asserts nothing, since a shared machine proves nothing by a clock.
"""

# ruff: noqa: S101, S603, S607, T201 -- a script beside the package: it runs Git, checks itself and prints

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))
from boas.repository import open_repository

VERSIONS_EACH = 10
"""Versions of one algorithm."""
WORDS = ("séjour", "code", "patient", "année", "diagnostic", "acte", "source", "filtre", "liste", "population", "seuil")
ADDED = re.compile(rb"^:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) [AMT]", re.MULTILINE)
NOBODY = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}


def card(chance: Random, algorithm: str, version: str) -> bytes:
    """A card of about 8 KB, the size of those in use."""
    lines = [f"schema_version: 1\nid: {algorithm}\nversion: {version}\n"]
    lines += [f"field_{n}:\n  fr: {' '.join(chance.choices(WORDS, k=9))}\n" for n in range(90)]
    return "".join(lines).encode()


def stream(n_versions: int) -> Iterator[bytes]:
    """What `git fast-import` reads: one commit for each version, a minute apart, a card and a codelist in each."""
    chance = Random(20261105)  # noqa: S311 -- the same repository each time is the point
    for number in range(n_versions):
        algorithm, version = f"algorithm-{number // VERSIONS_EACH}", f"1.{number % VERSIONS_EACH}.0"
        folder = f"model_cards/algorithms/{algorithm}/versions/{version}"
        codes = b"code,label\n" + b"".join(b"I%03d,label\n" % chance.randrange(1000) for _ in range(30))
        yield b"commit refs/heads/main\ncommitter A <a@example.org> %d +0000\n" % (1_767_600_000 + 60 * number)
        yield b"data 8\npublish\n\n"
        for name, content in (("card.yaml", card(chance, algorithm, version)), ("codelists/codes.csv", codes)):
            yield f"M 100644 inline {folder}/{name}\ndata {len(content)}\n".encode() + content + b"\n"


def make(folder: Path, n_versions: int) -> None:
    """The repository, packed."""
    git(folder, "init", "--quiet", "--initial-branch=main")
    with subprocess.Popen(["git", "fast-import", "--quiet"], cwd=folder, stdin=subprocess.PIPE) as importing:
        assert importing.stdin
        importing.stdin.writelines(stream(n_versions))
    git(folder, "repack", "-adq")


def git(folder: Path, *arguments: str, typed: bytes = b"") -> bytes:
    """What Git answers."""
    ran = subprocess.run(
        ["git", *arguments], cwd=folder, env=os.environ | NOBODY, input=typed, check=True, stdout=subprocess.PIPE
    )
    return ran.stdout


def ours(folder: Path) -> int:
    """The tree, the past and every blob, as a build reads them; gives the bytes read."""
    with open_repository(folder) as repository:
        commit = repository.read_head()
        tree = repository.read_tree_of(commit)
        history = repository.read_history_of(commit)
        assert len(history.first_seen) == len(tree.files)
        return sum(len(tree.read(file)) for file in tree.files.values())


def theirs(folder: Path) -> int:
    """`git log --raw`, then `git cat-file --batch` over the blobs it named; gives the bytes read, headers apart."""
    blobs = ADDED.findall(git(folder, "log", "--raw", "--no-abbrev", "--no-renames"))
    answers = git(folder, "cat-file", "--batch", typed=b"\n".join(blobs) + b"\n")
    headers = sum(len(header) + 2 for header in re.findall(rb"^[0-9a-f]{40} blob \d+$", answers, re.MULTILINE))
    return len(answers) - headers


def seconds(work: Callable[[Path], int], folder: Path) -> tuple[float, int]:
    """How long a piece of work takes, and what it read."""
    start = time.perf_counter()
    read = work(folder)
    return time.perf_counter() - start, read


def main() -> None:
    """Make the repository, then run both in turn."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--versions", type=int, default=10_000)
    asked.add_argument("--pairs", type=int, default=5)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, options.versions)
        ratios = []
        for _ in range(options.pairs):
            (mine, read), (git_s, same) = seconds(ours, folder), seconds(theirs, folder)
            assert read == same, (read, same)
            ratios.append(mine / git_s)
            print(f"ours {mine:6.2f} s   git log --raw + cat-file --batch {git_s:6.2f} s   ratio {ratios[-1]:.2f}")
        print(f"{options.versions} versions, {read / 1e6:.0f} MB: median ratio {median(ratios):.2f}")


if __name__ == "__main__":
    main()
