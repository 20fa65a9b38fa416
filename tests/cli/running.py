"""The command `boas` as people run it: in a process of its own, with its own limits."""

import os
import resource
import subprocess
import sys
from pathlib import Path

ADDRESS_SPACE = 512 * 1024 * 1024
CPU_SECONDS = 10

BASE = Path(__file__).parents[1] / "checks" / "base"
"""A registry without fault."""


PROGRAM = "from boas.cli.main import main; main()"
ENVIRONMENT = dict(os.environ) | {"BOAS_LANG": "fr", "PYTHONPATH": str(Path(__file__).parents[2])}
UNTRACED = {name: value for name, value in ENVIRONMENT.items() if not name.startswith("COVERAGE_")}
"""Without tracing for coverage, which takes several times as long as the work itself and imports a database."""


def boas(
    *arguments: str | bytes | Path, at: Path, environment: dict[str, str] | None = None, limited: bool = False
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a folder; when limited, the kernel ends it past 512 MiB or ten seconds of CPU time."""
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=at,
        env=(UNTRACED if limited else ENVIRONMENT) | (environment or {}),
        capture_output=True,
        check=False,
        preexec_fn=limit if limited else None,
    )


def limit() -> None:
    """What the process may take at most."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
