"""How much work a build is after one changed card, with what earlier builds remembered and without.

    .venv/bin/python ci/bench/rebuild.py [--evaluations 100] [--groups 20] [--files 100] [--pairs 3]

Adds evaluations and code to a copy of this registry, builds it, then changes one card again and again. Each
change is built twice, each time from the same state and in a process of its own: once as it is, once after what
was weighed and scanned was forgotten. Both must give the same pages. Nothing is asserted about time, since a
shared machine proves nothing by a clock.
"""

# ruff: noqa: S101, S603, S607, T201 -- a script beside the package: it runs commands, checks itself and prints

import argparse
import hashlib
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import median

ROOT = Path(__file__).parents[2]
ALGORITHM = Path("model_cards/algorithms/zimm")
CODE_FOLDER = ALGORITHM / "versions/1.0.0/code"
CARD = Path("model_cards/algorithms/avc-ait-pmsi/versions/1.0.0/card.yaml")
"""The card that changes: of another algorithm than the one that is given more to weigh and to scan."""
LEAST = 11
"""The smallest count that is published."""
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
EVALUATION = """schema_version: 1
id: {name}
subject: {{id: zimm, version: 1.0.0}}
population: {{description: {{fr: Effectifs inventés.}}}}
reported:
  - {{metric: sensitivity, value: {value}, n: {n}}}
"""
CODE = '''def part_{number}(rows):
    """Rows that count."""
    assert rows
    return [row for row in rows if row[{number}] > {number}]
'''


def make(folder: Path, n_evaluations: int, n_groups: int, n_files: int) -> None:
    """The registry with more to weigh and more to scan, committed; the same one each time."""
    shutil.copytree(ROOT / "model_cards", folder / "model_cards")
    settings = folder / "model_cards/registry.yaml"
    kept = [line for line in settings.read_text().splitlines() if "frozen_from:" not in line]
    settings.write_text("\n".join(kept) + "\n")
    chance = Random(20261107)  # noqa: S311 -- the same registry each time is the point
    for number in range(n_evaluations):
        evaluate(folder, f"bench-{number}", [[chance.randrange(1, 500) for _ in range(4)] for _ in range(n_groups)])
    for number in range(n_files):
        path = folder / CODE_FOLDER / f"part_{number}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(CODE.format(number=number) * 20)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder)


def evaluate(folder: Path, name: str, groups: list[list[int]]) -> None:
    """One evaluation with its counts by group, small ones withheld, and one claim about everybody."""
    whole = [sum(cells) for cells in zip(*groups, strict=True)]
    rows = [[f"group {number}", *map(shown, cells)] for number, cells in enumerate(groups)]
    place = folder / ALGORITHM / "evaluations" / name
    place.mkdir(parents=True)
    tp, _, fn, _ = whole
    (place / "evaluation.yaml").write_text(EVALUATION.format(name=name, value=round(tp / (tp + fn), 3), n=tp + fn))
    lines = ["region,tp,fp,fn,tn", *(",".join(map(str, row)) for row in rows)]
    (place / "counts.csv").write_text("\n".join(lines) + "\n")


def shown(count: int) -> str:
    """A count as it may be published."""
    return str(count) if count >= LEAST else f"<{LEAST}"


def git(folder: Path, *arguments: str) -> None:
    """One command of Git."""
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments], cwd=folder, check=True)


def commit(folder: Path) -> None:
    """Commit everything."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=As it stands")


def built(folder: Path) -> float:
    """Seconds of processor time that one build takes, its children's among them."""
    start = spent()
    subprocess.run(
        [sys.executable, "-c", "from boas.cli.main import main; main()", "build", "--keep-going"],
        cwd=folder,
        env=ENVIRONMENT,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return spent() - start


def spent() -> float:
    """Seconds of processor time that processes started from here have taken so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def forget(folder: Path) -> None:
    """Drop what was weighed and scanned; all else stays remembered."""
    with closing(sqlite3.connect(folder / ".boas/index.sqlite")) as connection, connection:
        connection.execute("DELETE FROM knownresult")


def pages(folder: Path) -> str:
    """A digest of the whole site."""
    current = (folder / ".boas/site/current").resolve()
    digest = hashlib.sha256()
    for path in sorted(path for path in current.rglob("*") if path.is_file()):
        digest.update(path.relative_to(current).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def pair(folder: Path) -> tuple[float, float]:
    """Seconds with and without what was remembered, for one changed card."""
    with (folder / CARD).open("a") as card:
        card.write("# later\n")
    commit(folder)
    shutil.copytree(folder / ".boas", folder / ".before", symlinks=True)
    remembering, one = built(folder), pages(folder)
    shutil.rmtree(folder / ".boas")
    (folder / ".before").rename(folder / ".boas")
    forget(folder)
    forgetting, other = built(folder), pages(folder)
    assert one == other
    return remembering, forgetting


def main() -> None:
    """Make the registry, build it once, then run both in turn."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--evaluations", type=int, default=100)
    asked.add_argument("--groups", type=int, default=20)
    asked.add_argument("--files", type=int, default=100)
    asked.add_argument("--pairs", type=int, default=3)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, options.evaluations, options.groups, options.files)
        print(f"first build {built(folder):6.2f} s")
        ratios = []
        for _ in range(options.pairs):
            remembering, forgetting = pair(folder)
            ratios.append(remembering / forgetting)
            print(f"with memory {remembering:6.2f} s   without {forgetting:6.2f} s   ratio {ratios[-1]:.2f}")
        print(f"{options.evaluations} evaluations more, {options.files} files of code: median {median(ratios):.2f}")


if __name__ == "__main__":
    main()
