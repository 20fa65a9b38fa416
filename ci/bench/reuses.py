"""What reuses and notices cost a build: a registry with them beside the same registry without.

    .venv/bin/python ci/bench/reuses.py REGISTRY [--reuses 5000] [--notices 500] [--pairs 1]

Clones REGISTRY twice, adds invented reuses and notices to one clone in one commit, builds both from nothing, and prints
processor seconds of each pair and their ratio, then how many files each site has. Asserts nothing about time.
"""

# ruff: noqa: S603, S607, T201 -- a script beside the package: it runs commands and prints

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

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


def build(root: Path) -> float:
    """Build a site from nothing; gives processor seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [*COMMAND, "build", "--registry", str(root), "--anew", "--keep-going"],
        check=False,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"BOAS_LANG": "en"},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


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
        for _ in range(asked.pairs):
            without, with_them = build(plain), build(used)
            print(f"without {without:.1f} s, with {with_them:.1f} s: {with_them / without - 1:+.1%}", flush=True)
        print(f"files: {count_files(plain)} and {count_files(used)}")


if __name__ == "__main__":
    main()
