"""The process that becomes a command of Git: it limits its own memory first, then turns into that command.

Run with the command as its arguments. What the command starts inherits the limit.
"""

import os
import resource
import sys

_MEMORY = 2 << 30
"""Bytes of address space (2 GiB)."""


def _run_limited() -> None:
    """Become the command, within limits."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606  # nosec B606


if __name__ == "__main__":
    _run_limited()
