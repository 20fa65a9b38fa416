"""What reuses and notices cost a build: a registry with them beside the same registry without.

    .venv/bin/python ci/bench/reuses.py REGISTRY [--reuses 5000] [--notices 500] [--pairs 1]

Clones REGISTRY twice, adds invented reuses and notices to one clone in one commit, builds both from nothing and at the
same time, each on a core of its own, and prints processor seconds of each pair and their ratio, then how many files
each site has. What else the machine does meanwhile slows both alike; cores are swapped from pair to pair. Asserts
nothing about time.
"""

# ruff: noqa: S603, S607, T201 -- a script beside the package: it runs commands and prints

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

REUSE = """schema_version: 1
id: {name}
kind: depends
origin: compiled
project:
  name: Project {name}
  url: https://git.example.org/project-{name}
version: {version}
date: 2026-01-10
purpose:
  fr: Essai {name}.
  en: Trial {name}.
sources:
  - repository: https://git.example.org/project-{name}
    path: requirements.txt
    commit: "{commit}"
    seen: 2026-01-09
"""
NOTICE = """schema_version: 1
id: {name}
kind: {kind}
versions: "<={version}"
reason: {reason}
text:
  fr: Avis {name}.
  en: Notice {name}.
date: 2026-02-01
decided_by:
  name: Camille Exemple
  organisation: {organisation}
"""
KINDS = (("erratum", "error-in-evidence"), ("safety", "safety"), ("deprecated", "superseded"))
COMMAND = [sys.executable, "-c", "from boas.cli.main import main; main()"]


def list_versions(root: Path) -> list[tuple[Path, str]]:
    """The folder of each algorithm with its last version by name."""
    folders = sorted((root / "model_cards/algorithms").iterdir())
    return [(one, max(path.name for path in (one / "versions").iterdir())) for one in folders]


def add_documents(root: Path, n_reuses: int, n_notices: int) -> None:
    """Write reuses and notices, spread over all algorithms, and commit them."""
    versions = list_versions(root)
    organisation = min(path.stem for path in (root / "model_cards/organisations").glob("*.yaml"))
    for number in range(n_reuses):
        folder, version = versions[number % len(versions)]
        text = REUSE.format(name=f"invented-{number}", version=version, commit=f"{number:040x}")
        write(folder / f"reuses/invented-{number}.yaml", text)
    for number in range(n_notices):
        folder, version = versions[number % len(versions)]
        kind, reason = KINDS[number % len(KINDS)]
        said = {"name": f"invented-{number}", "version": version, "kind": kind, "reason": reason}
        write(folder / f"notices/invented-{number}.yaml", NOTICE.format(organisation=organisation, **said))
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Invent reuses and notices")


def write(path: Path, text: str) -> None:
    """Write one document."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")


def git(root: Path, *arguments: str) -> None:
    """Run Git as somebody without a name."""
    named = ("-c", "user.name=Bench", "-c", "user.email=bench@example.org")
    subprocess.run(["git", *named, *arguments], cwd=root, check=True)


def build_both(plain: Path, used: Path, *, swapped: bool) -> tuple[float, float]:
    """Build two sites from nothing, side by side; gives the processor seconds of each."""
    cores = sorted(os.sched_getaffinity(0))
    first, last = (cores[-1], cores[0]) if swapped else (cores[0], cores[-1])
    building = [start_build(plain, first), start_build(used, last)]
    without, with_them = (wait(one) for one in building)
    return without, with_them


def start_build(root: Path, core: int) -> subprocess.Popen[bytes]:
    """Begin to build a site from nothing on one core."""
    return subprocess.Popen(
        ["taskset", "--cpu-list", str(core), *COMMAND, "build", "--registry", str(root), "--anew", "--keep-going"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"BOAS_LANG": "en"},
    )


def wait(process: subprocess.Popen[bytes]) -> float:
    """Wait for the end of a build; gives the processor seconds it took."""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime


def count_files(root: Path) -> int:
    """Files of the site that was built."""
    return sum(path.is_file() for current in root.rglob("current") for path in current.resolve().rglob("*"))


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("registry", type=Path)
    parser.add_argument("--reuses", type=int, default=5000)
    parser.add_argument("--notices", type=int, default=500)
    parser.add_argument("--pairs", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        plain, used = Path(folder, "plain"), Path(folder, "used")
        for root in (plain, used):
            git(Path.cwd(), "clone", "--quiet", str(asked.registry), str(root))
        add_documents(used, asked.reuses, asked.notices)
        found = []
        for number in range(asked.pairs):
            without, with_them = build_both(plain, used, swapped=number % 2 == 1)
            found.append(with_them / without - 1)
            print(f"without {without:.1f} s, with {with_them:.1f} s: {with_them / without - 1:+.1%}", flush=True)
        print(f"median {median(found):+.1%}")
        print(f"files: {count_files(plain)} and {count_files(used)}")


if __name__ == "__main__":
    main()
