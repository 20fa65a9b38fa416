"""How long a list of 50,000 codes takes to check against a release, beside reading the CSV with pandas in the same run.

    .venv/bin/python ci/bench/codelists.py [--rows 50000] [--pairs 7]

Makes an invented release and a list of its codes, and removes both. Prints, in turns on the same data, the ratio of the
whole commands (`boas check FILE` to `python -c "import pandas; pandas.read_csv(FILE)"`), that of reading and checking
the list to `pandas.read_csv` within one process that has both loaded, and of that the share of the rules about codes.
All of it is processor time, which other work on the machine does not lengthen. Asserts nothing about time.
"""

# ruff: noqa: S101, S603, T201 -- a script beside the package: it runs commands, checks itself and prints

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import product
from pathlib import Path
from statistics import median

import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[2]))
from boas.checks import RULES, check
from boas.nomenclatures import CodeEntry, NomenclatureFolder, make_release_name, open_release, render_release
from boas.parsing import Collection, read_collection, read_folder

ROOT = Path(__file__).parents[2]
RELEASE = "CIM-10 FR 2019"
VERSION = "model_cards/algorithms/exemple-regle/versions/1.0.0"
DIGITS = "0123456789"


def make_codes(n_rows: int) -> list[str]:
    """Codes of the form of CIM-10, none of which begins another one."""
    found = ("".join(parts) for parts in product("ABCDEFGHIJKLMNOPQRSTUVWXYZ", DIGITS, DIGITS, DIGITS, DIGITS))
    return [next(found) for _ in range(n_rows)]


def prepare(folder: Path, n_rows: int) -> tuple[Path, Path]:
    """A registry with the list, and its release built beside; gives the registry and the list."""
    codes, root, built = make_codes(n_rows), folder / "registry", folder / "built"
    shutil.copytree(ROOT / "tests/checks/base", root)
    built.mkdir()
    data = render_release("CIM-10", RELEASE, [CodeEntry(code, f"Maladie {code}") for code in codes])
    (built / make_release_name("CIM-10", RELEASE)).write_bytes(data)
    pin = (
        f'  - system: CIM-10\n    release: {RELEASE}\n    source: invented\n    sha256: "{open_release(data).digest}"\n'
    )
    with (root / "model_cards/registry.yaml").open("a") as settings:
        settings.write(f"nomenclatures:\n{pin}")
    listing = root / VERSION / "codelists/exclusion.csv"
    listing.write_text("code,label\n" + "".join(f"{code},Maladie inventée {code}\n" for code in codes))
    return root, listing


def run_seconds(command: list[str], root: Path, folder: Path) -> float:
    """Processor time of a command, of the user and of the system; it must succeed."""
    environment = os.environ | {"BOAS_NOMENCLATURES": str(folder / "built"), "BOAS_LANG": "en"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed is compiled; a checkout is at its first start
    start = read_children_seconds()
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return read_children_seconds() - start


def read_children_seconds() -> float:
    """Processor time of all commands that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def call_seconds(work: Callable[[], object]) -> float:
    """Processor time of a call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def read_list(root: Path, listing: Path, folder: Path) -> Collection:
    """The files of one version, read anew, with the releases at hand."""
    needed = [listing.relative_to(root).as_posix(), f"{VERSION}/card.yaml", "model_cards/registry.yaml"]
    return replace(read_collection(read_folder(root), needed), releases=NomenclatureFolder(folder / "built"))


def check_list(root: Path, listing: Path, folder: Path) -> int:
    """Read the list and run every rule on it; gives the number of findings."""
    collection = read_list(root, listing, folder)
    findings = check(collection, [collection.tree.files[listing.relative_to(root).as_posix()]])
    assert collection.releases
    assert not collection.releases.missing
    return len(findings)


def check_codes(collection: Collection, listing: str) -> None:
    """Run only the rules about codelists."""
    document = collection.documents[listing]
    for rule in RULES.values():
        if rule.family == "codelists" and rule.document:
            assert list(rule.document(document, collection)) == []


def main() -> None:
    """Make the data, run everything in turns and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--pairs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root, listing = prepare(folder, options.rows)
        boas = [sys.executable, "-c", "from boas.cli.main import main; main()", "check", str(listing)]
        peer = [sys.executable, "-c", f"import pandas; pandas.read_csv({str(listing)!r}, dtype=str)"]
        assert check_list(root, listing, folder) == 0
        commands = [(run_seconds(boas, root, folder), run_seconds(peer, root, folder)) for _ in range(options.pairs)]
        calls, shares = [], []
        for _ in range(options.pairs):
            peer_time = call_seconds(lambda: pd.read_csv(listing, dtype=str))
            calls.append((call_seconds(lambda: check_list(root, listing, folder)), peer_time))
            collection, path = read_list(root, listing, folder), listing.relative_to(root).as_posix()
            shares.append((call_seconds(partial(check_codes, collection, path)), peer_time))
    for what, pairs in (("whole commands", commands), ("one process", calls), ("rules about codes", shares)):
        own, other = (median(one) for one in zip(*pairs, strict=True))
        ratio = median(one / two for one, two in pairs)
        print(f"{what}: check {own * 1000:.0f} ms, pandas {other * 1000:.0f} ms, ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
