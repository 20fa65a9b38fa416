"""The command `boas` as people run it: in a process of its own, with its own limits."""

import atexit
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path

ADDRESS_SPACE = 512 * 1024 * 1024
CPU_SECONDS = 10

BASE = Path(__file__).parents[1] / "checks" / "base"
"""A registry without fault."""


PROGRAM = "from boas.cli.main import main; main()"
CACHES = tempfile.TemporaryDirectory(prefix="boas-caches-")
"""Stands for the user's cache folder, as long as the tests run."""
ENVIRONMENT = dict(os.environ) | {
    "BOAS_LANG": "fr",
    "PYTHONPATH": str(Path(__file__).parents[2]),
    "XDG_CACHE_HOME": CACHES.name,
}
ENDURING = frozenset({"TZ", "BOAS_TRANSLATIONS"})
"""What a process reads once, as it starts or as commands are imported, besides what Python reads."""
UNTRACED = {name: value for name, value in ENVIRONMENT.items() if not name.startswith("COVERAGE_")}
"""Without tracing for coverage, which takes several times as long as the work itself and imports a database."""
TRACED_RUNS = 2
"""How often runs of one command with the same options are traced: what they go through later, others went through."""
RUNS: Counter[tuple[str, ...]] = Counter()
"""Runs so far of each command, by its name and its options."""


def boas(
    *arguments: str | bytes | Path,
    at: Path,
    environment: dict[str, str] | None = None,
    limited: bool = False,
    dies_at: int | None = None,
    traced: bool = True,
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a folder; when limited, the kernel ends it past 512 MiB or ten seconds of CPU time.

    It is forked from a process that has imported it before, unless its environment changes how Python starts. With
    `dies_at` it is killed when it is about to make its n-th change on disk; if it lives, the last line of its errors
    counts them.
    """
    environment = environment or {}
    if not any(name in ENDURING or name.startswith("PYTHON") for name in environment):
        traced = traced and not limited and dies_at is None and is_worth_tracing(arguments)
        return forked(arguments, at, environment, limited=limited, dies_at=dies_at, traced=traced)
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=at,
        env=UNTRACED | environment,
        capture_output=True,
        check=False,
    )


def forked(  # noqa: PLR0913 -- what a run may be told
    arguments: tuple[str | bytes | Path, ...],
    at: Path,
    environment: dict[str, str],
    *,
    limited: bool,
    dies_at: int | None,
    traced: bool,
) -> subprocess.CompletedProcess[bytes]:
    """The command run by a child of the process that waits for requests."""
    waiting = preloaded(limited=limited, traced=traced)
    with tempfile.NamedTemporaryFile() as out, tempfile.NamedTemporaryFile() as err:
        request = {
            "arguments": [os.fsencode(word).hex() for word in arguments],
            "at": os.fsencode(at).hex(),
            "out": out.name,
            "err": err.name,
            "dies_at": dies_at,
            "environment": environment,
            "limits": {resource.RLIMIT_AS: ADDRESS_SPACE, resource.RLIMIT_CPU: CPU_SECONDS} if limited else {},
        }
        assert waiting.stdin
        assert waiting.stdout
        waiting.stdin.write(json.dumps(request).encode() + b"\n")
        waiting.stdin.flush()
        answer = waiting.stdout.readline()
        assert answer, "the process that waits for requests has ended"
        code = int(answer)
        return subprocess.CompletedProcess(list(arguments), code, out.read(), err.read())


def is_worth_tracing(arguments: tuple[str | bytes | Path, ...]) -> bool:
    """Whether coverage is measured at all, and this command was not yet traced often enough with these options."""
    words = [os.fsdecode(word) for word in arguments]
    kind = (*words[:1], *sorted(word.partition("=")[0] for word in words if word.startswith("-")))
    RUNS[kind] += 1
    return ENVIRONMENT != UNTRACED and RUNS[kind] <= TRACED_RUNS


@cache
def preloaded(*, limited: bool, traced: bool) -> subprocess.Popen[bytes]:
    """The process that forks, one for each kind of run; it ends with the tests.

    What is killed would leave nothing of what it traced, and what has limits would meet them by tracing.
    """
    process = subprocess.Popen(
        [sys.executable, Path(__file__).with_name("preloaded.py"), *(["light"] if limited else [])],
        env=ENVIRONMENT if traced else UNTRACED,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    atexit.register(process.communicate)
    return process
