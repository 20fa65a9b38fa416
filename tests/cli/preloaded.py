"""The command `boas` in a process of its own that has everything imported already: forked, not started.

Run as a program it reads one request a line (arguments, folder, changes of the environment, files for what is written,
limits), forks, and answers each with an exit code. Importing is most of what a short command costs, and tests run
hundreds of them.
"""

import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from io import BufferedWriter, FileIO, TextIOWrapper
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.cli.killing import Clock, kill_at

LIGHT = ("boas.cli.check", "boas.checks", "boas.parsing", "boas.reports", "boas.cli.main")
"""What a check needs."""
HEAVY = (
    *(f"boas.cli.{name}" for name in ("build", "evidence", "explain", "fix", "init", "new", "release", "review")),
    "boas.evidence._computation",
    "boas.evidence.statistics._disparities",
    "boas.formats",
    "git",
)


CLOCKS: list[Clock] = []
"""What counts the changes a child makes on disk, when it is asked to."""


def serve() -> None:
    """Fork for each request until there are none; only a child comes back from here, to run its command."""
    for line in sys.stdin.buffer:
        request: dict[str, Any] = json.loads(line)
        child = os.fork()
        if child == 0:
            become(request)
            return
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()
    os._exit(0)


def become(request: dict[str, Any]) -> None:
    """Make of this child what a shell would have started."""
    streams = (os.devnull, os.O_RDONLY), (request["out"], os.O_WRONLY), (request["err"], os.O_WRONLY)
    for number, (path, flags) in enumerate(streams):
        opened = os.open(path, flags)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 -- for as long as the process lives
    sys.stdout, sys.stderr = (
        TextIOWrapper(BufferedWriter(FileIO(number, "wb", closefd=False)), "utf-8") for number in (1, 2)
    )
    os.chdir(os.fsdecode(bytes.fromhex(request["at"])))
    os.environ.update(request["environment"])
    sys.argv = ["boas", *(os.fsdecode(bytes.fromhex(word)) for word in request["arguments"])]
    for kind, most in request["limits"].items():
        resource.setrlimit(int(kind), (most, most))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if request["dies_at"] is not None:
        CLOCKS.append(kill_at(os.getcwd(), request["dies_at"]))  # noqa: PTH109 -- as events name it


def end_with(main: Callable[[], None]) -> None:
    """Run the command and end at once with its exit code: taking everything imported down again costs most of a run."""
    code: str | int | None = 0
    try:
        main()
    except SystemExit as asked:
        code = asked.code
    for clock in CLOCKS:
        sys.stderr.write(f"{clock.n}\n")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    for module in LIGHT if sys.argv[1:] == ["light"] else (*LIGHT, *HEAVY):
        import_module(module)
    from boas.checks import check
    from boas.cli.main import main
    from boas.parsing import read_collection, read_folder

    check(read_collection(read_folder(Path(__file__).parents[1] / "checks" / "base")))
    with suppress(BrokenPipeError):
        serve()
        end_with(main)
