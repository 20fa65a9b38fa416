"""How long a check takes, beside check-jsonschema with the project's own schemas on the same files.

    .venv/bin/python ci/bench/check.py [--algorithms 1000] [--registry FOLDER] [--pairs 3] [--peer check-jsonschema]
                                       [--ajv FOLDER]

Makes a registry with `make_registry.py`, or copies the one given, and removes it in the end. Prints ratios of CPU
seconds, each the median of runs in turns: a whole check with nothing cached, one with everything cached but one card,
one algorithm of the registry beside the same alone, one file and `--help` beside `import pydantic`. The peer is
installed into an environment of its own when it is not there. With `--ajv`, a check with everything cached but one
card is also run beside ajv-cli, which lies in that folder (`npm install --prefix FOLDER ajv-cli ajv-formats`); it
checks the structure only. Asserts nothing about time.
"""

# ruff: noqa: S603, T201 -- a script beside the package: it runs commands and prints

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

PROJECT = Path(__file__).parents[2]
BOAS = [sys.executable, "-c", "from boas.cli.main import main; main()"]
PYDANTIC = [sys.executable, "-c", "from pydantic import BaseModel"]
KINDS = {
    "card": "algorithms/*/versions/*/card.yaml",
    "algorithm": "algorithms/*/algorithm.yaml",
    "evaluation": "algorithms/*/evaluations/*/evaluation.yaml",
    "audit": "algorithms/*/audits/*.yaml",
    "organisation": "organisations/*.yaml",
    "data_source": "data_sources/*.yaml",
}
"""Files of each kind with a schema, as most registries have them."""
SETTLED = 2.5
"""Seconds after which a file counts as unchanged."""


def measure(command: list[str], at: Path, cache: Path) -> float:
    """CPU seconds of a command and all that it starts."""
    environment = os.environ | {"BOAS_LANG": "en", "XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(PROJECT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=at, env=environment, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(label: str, pairs: int, ours: Callable[[], float], theirs: Callable[[], float], *, inverse: bool) -> None:
    """Print the ratio of two measurements taken in turns: of times, or of speeds when it is inverse."""
    found = [(ours(), theirs()) for _ in range(pairs)]
    mine, other = median(one for one, _ in found), median(one for _, one in found)
    ratio = other / mine if inverse else mine / other
    print(
        f"{label}: {mine:.2f} s beside {other:.2f} s of CPU, {ratio:.2f} x {'its speed' if inverse else 'its time'}",
        flush=True,
    )


def find_peer(given: str | None, room: Path) -> list[str]:
    """The command of the peer, installed now when nobody says where it is."""
    found = (
        given
        or shutil.which("check-jsonschema")
        or shutil.which("check-jsonschema", path=str(Path(sys.executable).parent))
    )
    if found is None:
        subprocess.run([sys.executable, "-m", "venv", room / "peer"], check=True)
        subprocess.run([room / "peer/bin/pip", "install", "--quiet", "check-jsonschema"], check=True)
        found = str(room / "peer/bin/check-jsonschema")
    return [found]


def run_ajv(folder: Path, files: dict[str, list[Path]], cache: Path) -> float:
    """CPU seconds of ajv-cli with the project's schemas on files of each kind."""
    command = [str(folder / "node_modules/.bin/ajv"), "validate", "--spec=draft2020", "--strict=false"]
    return sum(
        measure(
            [*command, "-c", "ajv-formats", "-s", str(PROJECT / f"schemas/{kind}.schema.json")]
            + [part for path in paths for part in ("-d", str(path))],
            folder,
            cache,
        )
        for kind, paths in files.items()
        if paths
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--algorithms", type=int, default=1000)
    parser.add_argument("--registry", type=Path)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--peer")
    parser.add_argument("--ajv", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        root, alone, cache = room / "registry", room / "alone", room / "cache"
        if asked.registry:
            shutil.copytree(asked.registry, root, symlinks=True)
        else:
            maker = [
                sys.executable,
                str(Path(__file__).with_name("make_registry.py")),
                str(root),
                str(asked.algorithms),
            ]
            subprocess.run(maker, check=True, stdout=subprocess.DEVNULL)
        cards = sorted(root.glob("model_cards/algorithms/*/versions/*/card.yaml"))
        shutil.copytree(root, alone, ignore=lambda folder, names: names[1:] if folder.endswith("/algorithms") else [])
        one = next((alone / "model_cards/algorithms").iterdir()).relative_to(alone)
        files = {kind: sorted((root / "model_cards").glob(path)) for kind, path in KINDS.items()}
        peer = find_peer(asked.peer, room)
        print(f"{len(cards)} cards, {sum(map(len, files.values()))} documents")

        def check_with_peer() -> float:
            return sum(
                measure(
                    [*peer, "--schemafile", str(PROJECT / f"schemas/{kind}.schema.json"), *map(str, paths)], root, cache
                )
                for kind, paths in files.items()
                if paths
            )

        def check_changed() -> float:
            with cards[len(cards) // 2].open("a") as card:
                card.write("# changed\n")
            time.sleep(SETTLED)
            return measure([*BOAS, "check"], root, cache)

        def run(*arguments: str, at: Path = root) -> Callable[[], float]:
            return lambda: measure([*BOAS, *arguments], at, cache)

        compare("whole check, nothing cached", asked.pairs, run("check", "--no-cache"), check_with_peer, inverse=True)
        time.sleep(SETTLED)
        measure([*BOAS, "check"], root, cache)
        compare("whole check, one card changed", asked.pairs, check_changed, check_with_peer, inverse=True)
        if asked.ajv:
            folder = asked.ajv.resolve()
            run_peer = lambda: run_ajv(folder, files, cache)  # noqa: E731 -- as below
            compare("the same, beside ajv-cli", asked.pairs, check_changed, run_peer, inverse=True)
        within, by_itself = run("check", "--no-cache", str(one)), run("check", "--no-cache", str(one), at=alone)
        compare("one algorithm, beside the same alone", asked.pairs, within, by_itself, inverse=False)
        plain = run(
            "check",
            "--no-cache",
            str(next(alone.glob("model_cards/algorithms/*/algorithm.yaml")).relative_to(alone)),
            at=alone,
        )
        pydantic = lambda: measure(PYDANTIC, root, cache)  # noqa: E731 -- as the others
        compare("check of one file, beside import pydantic", asked.pairs, plain, pydantic, inverse=False)
        compare("--help, beside import pydantic", asked.pairs, run("--help"), pydantic, inverse=False)


if __name__ == "__main__":
    main()
