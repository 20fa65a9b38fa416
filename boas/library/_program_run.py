"""One run of a program that its user named: a file on its standard input, what it prints, and no longer than told."""

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from tempfile import TemporaryFile
from threading import Timer

from boas.errors import MachineError, UsageError
from boas.translation import Message

_MOST_PRINTED = 5 * 1024 * 1024
"""Bytes of an answer that are read."""


def run_program(command: Sequence[str], given: bytes, seconds: float) -> bytes:
    """What a program prints on standard output; its standard error stays its user's.

    Args:
        command: The program and its arguments; no shell reads them.
        given: What it reads on standard input.
        seconds: How long it may take, with everything it starts.

    Raises:
        MachineError: There is no such program, or it may not be run.
        UsageError: It took too long, printed too much, or ended with another code than 0.
    """
    with TemporaryFile() as source:
        source.write(given)
        source.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603 -- its own user asks for it, at home  # nosec B603
                list(command), stdin=source, stdout=subprocess.PIPE, start_new_session=True
            )
        except OSError as error:
            raise _make_start_error(command[0]) from error
        return _read_output(process, seconds)


def _make_start_error(name: str) -> MachineError:
    """The error about a program that cannot be started."""
    return MachineError(
        Message("`{name}` cannot be run.", name=name),
        Message("Give a program that is installed here, with its arguments, between quotation marks."),
    )


def _read_output(process: "subprocess.Popen[bytes]", seconds: float) -> bytes:
    """What a running program prints, until its end; everything it started ends with it."""
    late = list[bool]()

    def stop() -> None:
        late.append(True)
        _stop_group(process)

    timer = Timer(seconds, stop)
    timer.start()
    try:
        with process:
            printed = process.stdout.read(_MOST_PRINTED + 1) if process.stdout else b""
            if len(printed) > _MOST_PRINTED:
                _stop_group(process)
    finally:
        timer.cancel()
        _stop_group(process)
    if late:
        raise UsageError(Message("The program took longer than {seconds} s.", seconds=seconds), _TIMEOUT)
    if len(printed) > _MOST_PRINTED:
        raise UsageError(Message("The program printed more than 5 MiB."), _PRINT_TABLE)
    if process.returncode:
        raise UsageError(Message("The program ended with code {code}.", code=process.returncode), _TRY_ALONE)
    return printed


_TIMEOUT = Message("Give it longer with `--timeout`.")
_PRINT_TABLE = Message("It is to print one table, with the columns of expected.csv.")
_TRY_ALONE = Message("Run it by itself with input.csv on its standard input.")


def _stop_group(process: "subprocess.Popen[bytes]") -> None:
    """End a program with everything it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
