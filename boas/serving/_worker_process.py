"""The process of a worker: answers at the door it was given, and ends when the server that started it does."""

import logging
import os
import signal
import socket
import sys
import threading
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from boas import submissions
from boas.operations import parse_place
from boas.serving._application import build_application
from boas.serving._server import run
from boas.serving._usage_counter import keep_counter
from boas.serving._workers import WorkerOrders


def main() -> None:
    """Serve until told to stop, or until the input ends: it does when the server ends, however it ends."""
    logging.basicConfig(format="%(name)s: %(message)s")
    orders, number = WorkerOrders.decode(sys.stdin.buffer.readline())
    threading.Thread(target=_watch_input, name="server", daemon=True).start()
    root = Path(orders.root)
    with (
        _open_desk(root, orders.operations) if orders.operations else nullcontext() as desk,
        keep_counter(parse_place(orders.counts_in)) if orders.counts_in else nullcontext() as counting,
    ):
        site, index = Path(orders.site), Path(orders.index)
        app = build_application(site, index, orders.hosts, desk=desk, is_patient=True, counting=counting)
        run(app, socket.socket(fileno=number), _announce)


def _open_desk(root: Path, place: str) -> AbstractContextManager[submissions.SubmissionDesk]:
    """What takes submissions; the server that started this keeps their writer."""
    return submissions.open_desk(root, parse_place(place), keeps_writer=False)


def _watch_input() -> None:
    """Stop when the server is gone."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _announce() -> None:
    """Say that requests are answered."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
