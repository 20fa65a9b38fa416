"""Mixed traffic on a running server, quiet and while builds swap release and index under it.

    .venv/bin/python ci/bench/load.py [--registry PATH] [--connections 200] [--seconds 60] [--workers 1]

Serves a copy of a registry (this one unless another is named) and asks for pages, lists with filters that differ,
searches, cards and what is not there, over connections that stay open. First nothing else happens, then one card after
another is changed and built. Prints how many requests were answered, the 50th and 99th hundredth of the time they took,
everything that was no answer, and the ratio of the two 99th. Aim: no error, and a ratio below 5. Nothing is asserted
about time, since a shared machine proves nothing by a clock; the program fails when a request gets no answer, or one
of another commit than it says.
"""

# ruff: noqa: S311, S603, S607, T201 -- a script beside the package: it runs commands, checks itself and prints

import argparse
import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from typing import cast

import uvloop

ROOT = Path(__file__).parents[2]
BOAS = [sys.executable, "-c", "from boas.cli.main import main; main()"]
ENVIRONMENT = os.environ | {
    "PYTHONPATH": str(ROOT),
    "PYTHONUNBUFFERED": "1",
    "BOAS_LANG": "en",
    "GIT_CONFIG_GLOBAL": os.devnull,
}
MISSING = "/api/v1/algorithms/none-of-this-name"


def copy_registry(source: Path, folder: Path) -> None:
    """A copy of a registry with a history of its own."""
    shutil.copytree(source / "model_cards", folder / "model_cards")
    settings = folder / "model_cards/registry.yaml"
    settings.write_text("".join(x for x in settings.read_text().splitlines(keepends=True) if "frozen_from:" not in x))
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder)


def git(folder: Path, *arguments: str) -> None:
    """One command of Git."""
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments], cwd=folder, check=True)


def commit(folder: Path) -> None:
    """Commit everything."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=As it stands")


def build(folder: Path) -> None:
    """Build the last commit."""
    subprocess.run([*BOAS, "build", "--keep-going"], cwd=folder, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def serve(folder: Path, workers: int) -> Iterator[int]:
    """A running server; gives its port."""
    process = subprocess.Popen(
        [*BOAS, "serve", "--port", "0", "--keep-going", "--workers", str(workers)],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        for line in process.stdout or ():
            if found := re.search(r"http://127\.0\.0\.1:(\d+)/", line):
                yield int(found[1])
                break
    finally:
        process.terminate()
        process.wait(30)


def list_targets(folder: Path) -> list[str]:
    """Addresses to ask, many more than a memory of answers holds: the same each time."""
    ids = sorted(path.name for path in (folder / "model_cards/algorithms").iterdir())
    chance = Random(20261129)
    kinds, sorts = ("rule", "ml", "score", "pipeline", "generative"), ("", "-name", "level", "-changed")
    words = ("avc", "diabète", "pmsi", "cancer", "score", "insuffisance", "i50", "stroke", "snds", "age")
    targets = []
    for _ in range(5_000):
        one = chance.choice(ids)
        listed = f"kind={chance.choice(kinds)}&limit={chance.randint(1, 100)}&sort={chance.choice(sorts)}"
        search = f"q={chance.choice(words)}+{chance.choice(words)}&limit={chance.randint(1, 100)}"
        targets += [f"/api/v1/algorithms?{listed}", f"/api/v1/algorithms?{search}", f"/api/v1/algorithms/{one}"]
        targets += [f"/fr/algorithms/{one}.html", "/api/v1/status", "/fr/algorithms.html", "/api/v1/ready"]
    chance.shuffle(targets)
    return [target.replace("è", "%C3%A8") for target in [*targets, *[MISSING] * 50]]


class Asking(asyncio.Protocol):
    """One connection that asks again as soon as it is answered."""

    def __init__(self, targets: list[str], first: int, heard: "Heard") -> None:
        """Take what to ask, where to begin, and where to note what is heard."""
        self.targets, self.place, self.heard = targets, first, heard
        self.buffer, self.began = b"", 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self.transport = cast("asyncio.Transport", transport)
        self.ask()

    def ask(self) -> None:
        """Ask for the next address."""
        self.place = (self.place + 1) % len(self.targets)
        self.began = time.perf_counter()
        self.transport.write(b"GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n" % self.targets[self.place].encode())

    def data_received(self, data: bytes) -> None:
        """Note an answer once it is whole."""
        self.buffer += data
        head, found, body = self.buffer.partition(b"\r\n\r\n")
        if not found:
            return
        length = re.search(rb"(?i)content-length: (\d+)", head)
        if length and len(body) >= int(length[1]):
            self.buffer = b""
            self.heard.note(self.targets[self.place], head, body, time.perf_counter() - self.began)
            if self.heard.is_over:
                self.transport.close()
            else:
                self.ask()

    def connection_lost(self, exc: Exception | None) -> None:
        """A connection is not lost before the end."""
        if not self.heard.is_over:
            self.heard.wrong[f"connection lost: {exc!r}"] += 1


class Heard:
    """What came back in one part of a run."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.times: list[float] = []
        self.wrong: Counter[str] = Counter()
        self.commits: Counter[str] = Counter()
        self.is_over = False

    def note(self, target: str, head: bytes, body: bytes, seconds: float) -> None:
        """Keep how long an answer took, and what is wrong with it."""
        self.times.append(seconds)
        status = int(head[9:12])
        if status != (404 if target == MISSING else 200):
            self.wrong[f"{target}: {status}"] += 1
        commit_said = re.search(rb"(?i)x-registry-commit: (\w+)", head)
        if commit_said:
            self.commits[commit_said[1].decode()] += 1
        if target == "/api/v1/status" and (not commit_said or json.loads(body)["commit"].encode() != commit_said[1]):
            self.wrong[f"{target}: of another commit than it says"] += 1

    def measure(self, share: float) -> float:
        """Milliseconds within which a share of the requests was answered."""
        return sorted(self.times)[int(share * (len(self.times) - 1))] * 1_000


async def load(port: int, targets: list[str], connections: int, seconds: float) -> Heard:
    """Ask for some time, over many connections at once."""
    heard, loop = Heard(), asyncio.get_running_loop()
    step = len(targets) // connections
    for number in range(connections):
        await loop.create_connection(partial(Asking, targets, number * step, heard), "127.0.0.1", port)
    await asyncio.sleep(seconds)
    heard.is_over = True
    await asyncio.sleep(1)
    return heard


def change_and_build(folder: Path, ended: float) -> int:
    """Change a card, commit and build, again and again; how often."""
    cards, n_builds = sorted(folder.glob("model_cards/algorithms/*/versions/*/card.yaml")), 0
    while time.monotonic() < ended:
        with cards[n_builds % len(cards)].open("a") as card:
            card.write(f"# change {n_builds}\n")
        commit(folder)
        build(folder)
        n_builds += 1
    return n_builds


async def load_while_building(
    port: int, targets: list[str], folder: Path, options: argparse.Namespace
) -> tuple[Heard, int]:
    """What is heard while builds come, and how many came."""
    ended = time.monotonic() + options.seconds
    building = asyncio.to_thread(change_and_build, folder, ended)
    heard, n_builds = await asyncio.gather(load(port, targets, options.connections, options.seconds), building)
    return heard, n_builds


def show(name: str, heard: Heard, seconds: float) -> None:
    """One line about a part of a run."""
    n, p50, p99 = len(heard.times), heard.measure(0.5), heard.measure(0.99)
    print(
        f"{name:9} {n / seconds:8.0f} requests/s   p50 {p50:7.1f} ms   p99 {p99:7.1f} ms   {len(heard.commits)} commits"
    )
    for said, times in heard.wrong.most_common(5):
        print(f"          {times} x {said}")


def main() -> None:
    """Build, serve, ask in peace, ask while builds come."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--registry", type=Path, default=ROOT)
    asked.add_argument("--connections", type=int, default=200)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--workers", type=int, default=1)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_registry(options.registry, folder)
        build(folder)
        targets = list_targets(folder)
        with serve(folder, options.workers) as port:
            uvloop.run(load(port, targets, options.connections, 2))
            quiet = uvloop.run(load(port, targets, options.connections, options.seconds))
            show("quiet", quiet, options.seconds)
            busy, n_builds = uvloop.run(load_while_building(port, targets, folder, options))
            show("building", busy, options.seconds)
            ratio = busy.measure(0.99) / quiet.measure(0.99)
            print(f"{n_builds} builds, {sum(busy.wrong.values())} errors, ratio of the 99th hundredths {ratio:.1f}")
            sys.exit(1 if quiet.wrong or busy.wrong else 0)


if __name__ == "__main__":
    main()
