"""A large registry for benchmarks: copies of the shipped one, each with ids, names and texts of its own.

    .venv/bin/python ci/bench/make_registry.py FOLDER 1000 [--only example-]

Copy 0 is the shipped registry. In each other copy every id of an algorithm or an organisation ends with a word of
the copy, and every French or English text begins with it, so that nothing kept by text or by content is shared; data
sources are shared, as the SNDS is. Code lists, evaluations, counts, audits and reuses come in the proportion they
have here. Two commits: the documents, then the settings that freeze them. Same arguments, same bytes.

Counts are those of the shipped tables, for claims must follow from them: work that is kept by the content of a table is
therefore measured too kindly.
"""

# ruff: noqa: S603, S607, T201 -- a script beside the package: it runs Git and prints

import argparse
import itertools
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePath

from boas.parsing import compute_folder_digest

ROOT = Path(__file__).parents[2] / "model_cards"
DAY = "2026-11-29T00:00:00Z"
TEXT = re.compile(r"^(\s*(?:- )?(?:fr|en): )([>|]?)(['\"]?)(.*)$")
"""A line that begins a text in one language: what stands before it, a block's sign, a quote, its first words."""
ID = re.compile(r"\b[a-z0-9]+(?:-[a-z0-9]+)*\b")
IDENTIFIER = re.compile(r"^(?:ror|siren|finess|siret): .*\n", re.MULTILINE)
"""Identifiers that name one organisation in the world: no copy may claim them."""
REFERENCE = re.compile(r"^(\s*(?:- )?(?:id|organisation|replacement|by|retracts|replaces): |.*\{id: |\s*- )")
"""What stands before the id of an algorithm or an organisation."""


def make_words() -> Iterator[str]:
    """Words without meaning, never twice the same; the first copy has none."""
    syllables = [first + second for first in "bdfgkmnprstvz" for second in "aeu"]
    yield ""
    yield from map("".join, itertools.product(syllables, repeat=3))


def vary(text: str, word: str, ids: frozenset[str]) -> str:
    """A document of the shipped registry as that of another copy."""
    lines: list[str] = []
    in_block = False
    for line in text.split("\n"):
        start = TEXT.match(line)
        if in_block and line.strip():
            bare = line.lstrip()
            lines.append(f"{line[: len(line) - len(bare)]}{word.capitalize()}, {bare}")
            in_block = False
        elif start:
            head, block, quote, rest = start.groups()
            in_block = bool(block)
            lines.append(line if block or not rest else f"{head}{quote}{word.capitalize()}, {rest}")
        elif found := REFERENCE.match(line):
            tail = line[found.end() :]
            lines.append(line[: found.end()] + ID.sub(lambda each: rename(each.group(), word, ids), tail, count=1))
        else:
            lines.append(line)
    return "\n".join(lines)


def rename(name: str, word: str, ids: frozenset[str]) -> str:
    """An id as the copy of a word has it."""
    return f"{name}-{word}" if word and name in ids else name


def copy_algorithm(folder: Path, target: Path, word: str, ids: frozenset[str]) -> None:
    """One algorithm into a copy; an audit names the digest of the folder as it now is."""
    contents: dict[PurePath, bytes] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        place = path.relative_to(folder)
        content = path.read_bytes()
        if word and path.suffix == ".yaml":
            content = vary(content.decode(), word, ids).encode()
            place = place.with_name(rename(place.stem, word, ids) + place.suffix)
        contents[place] = content
    for named, content in contents.items():
        if word and named.parts[0] == "audits":
            contents[named] = bind(content.decode(), contents).encode()
        (target / named).parent.mkdir(parents=True, exist_ok=True)
        (target / named).write_bytes(contents[named])


def bind(audit: str, contents: dict[PurePath, bytes]) -> str:
    """An audit with the digest of the version it is about."""
    found = re.search(r"^\s+version: \"?([0-9.]+)", audit, re.MULTILINE)
    if not found:
        return audit
    start = PurePath("versions", found.group(1))
    files = {place.relative_to(start).as_posix(): data for place, data in contents.items() if start in place.parents}
    return re.sub(r"digest: [0-9a-f]{64}", f"digest: {compute_folder_digest(files)}", audit)


def make_registry(folder: Path, n_algorithms: int, only: str = "") -> None:
    """A registry of so many algorithms in a new folder, committed."""
    target = folder / "model_cards"
    target.mkdir(parents=True)
    shutil.copytree(ROOT / "data_sources", target / "data_sources")
    settings = (ROOT / "registry.yaml").read_text().splitlines(keepends=True)
    (target / "registry.yaml").write_text("".join(line for line in settings if "frozen_from:" not in line))
    algorithms = sorted(one for one in (ROOT / "algorithms").iterdir() if one.name.startswith(only))
    organisations = sorted((ROOT / "organisations").glob("*.yaml"))
    ids = frozenset(one.stem for one in (*algorithms, *organisations))
    left = n_algorithms
    for word in make_words():
        for path in organisations:
            text = path.read_text()
            text = vary(IDENTIFIER.sub("", text), word, ids) if word else text
            (target / "organisations").mkdir(exist_ok=True)
            (target / f"organisations/{rename(path.stem, word, ids)}.yaml").write_text(text)
        for algorithm in algorithms[:left]:
            copy_algorithm(algorithm, target / "algorithms" / rename(algorithm.name, word, ids), word, ids)
        left -= len(algorithms)
        if left <= 0:
            break
    commit(folder)


def commit(folder: Path) -> None:
    """The documents as one commit, and a second that freezes them."""
    environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    environment |= {"GIT_AUTHOR_DATE": DAY, "GIT_COMMITTER_DATE": DAY}

    def git(*words: str) -> str:
        person = ("-c", "user.name=Camille Exemple", "-c", "user.email=camille@example.org")
        done = subprocess.run(
            ["git", *person, *words], cwd=folder, env=environment, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    (folder / ".gitignore").write_text(".boas/\n")
    git("init", "--quiet", "--initial-branch", "main")
    git("add", "--all")
    git("commit", "--quiet", "--message", "Documents")
    first = git("rev-parse", "HEAD")
    with (folder / "model_cards/registry.yaml").open("a") as settings:
        settings.write(f"frozen_from: {first}\nrecords_frozen_from: {first}\n")
    git("commit", "--quiet", "--all", "--message", "Freeze them")


def main() -> None:
    """Make what is asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("algorithms", type=int)
    asked.add_argument("--only", default="", help="copy only algorithms whose id begins so")
    options = asked.parse_args()
    make_registry(options.folder, options.algorithms, options.only)
    print(f"{options.algorithms} algorithms in {options.folder}")


if __name__ == "__main__":
    main()
