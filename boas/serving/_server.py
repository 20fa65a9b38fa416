"""The server: a door opened early, patience with limits, and a quiet end.

Requests under way are finished when the server is told to stop; a client that does not finish its
request is not waited for.
"""

import asyncio
import re
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from boas.api import ASGIApp
from boas.errors import MachineError
from boas.serving._joined_writes import JoinedWrites
from boas.translation import Message

_PATIENCE = 10.0
"""Seconds a client may take to say its request, and the server to finish those under way when it stops."""
_MOST_AT_ONCE = 1_000
"""Requests under way and open connections; more are told to come back."""


def open_listener(host: str, port: int) -> socket.socket:
    """Take a port, 0 for any free one; raises `MachineError` when it is taken or not ours to take."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        door = socket.socket(family, socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _make_port_error(host, port, error) from error
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind(address)
    except (OSError, OverflowError) as error:
        door.close()
        raise _make_port_error(host, port, error) from error
    return door


def _make_port_error(host: str, port: int, error: Exception) -> MachineError:
    """The port cannot be had."""
    reason = getattr(error, "strerror", None) or str(error)
    return MachineError(
        Message("Port {port} of {host} cannot be taken: {reason}.", port=port, host=host, reason=reason),
        Message("Stop the other server, or choose another one: `boas serve --port 8001`."),
    )


_IPV4 = 4


def format_address(door: socket.socket) -> str:
    """The address to type in a browser."""
    host, port = door.getsockname()[:2]
    listening = ip_address(host)
    if listening.is_unspecified:  # on every address of the machine, this one too
        listening = ip_address("127.0.0.1" if listening.version == _IPV4 else "::1")
    shown = f"[{listening}]" if listening.version != _IPV4 else listening
    return f"http://{shown}:{port}/"


_REQUEST_LINE = re.compile(rb"(?:GET|HEAD) [^\r\n ]+ HTTP/1\.[01]\r\n")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")


def with_escaped_target(data: bytes) -> bytes:
    """A request whose first line names its target in raw bytes, as `curl '…?q=diabète'` sends it, with these escaped.

    The parser would refuse them (RFC 9112, section 3); browsers escape them by themselves.
    """
    line = _REQUEST_LINE.match(data)
    if line is None or line[0].isascii():
        return data
    return _NOT_ASCII.sub(lambda byte: b"%%%02X" % byte[0][0], line[0]) + data[line.end() :]


class _ReadTimeoutProtocol(HttpToolsProtocol):
    """A connection that is closed when a request is not said in time."""

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as its parent does
        """Start waiting for a first request."""
        super().connection_made(JoinedWrites(transport, self.loop))
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take bytes from the network; an address typed with its accents is read as if they were escaped."""
        super().data_received(with_escaped_target(data))

    def on_message_begin(self) -> None:
        """Start waiting for the rest of a request."""
        super().on_message_begin()
        self._wait()

    def on_headers_complete(self) -> None:
        """The request is said: wait no more."""
        self._stop_waiting()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there to wait for."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._stop_waiting()
        self._waiting = self.loop.call_later(_PATIENCE, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None


class _ReadyServer(uvicorn.Server):
    """A server that says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        """Keep whom to tell."""
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell."""
        await super().startup(sockets)
        self._ready()


@contextmanager
def _ignore_repeated_signals() -> Iterator[None]:
    """Being told to stop is no failure: the signal, repeated once everything is finished, is not heard again."""
    asked_to_end = (signal.SIGINT, signal.SIGTERM)
    before = {one: signal.signal(one, lambda *_: None) for one in asked_to_end}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def run(app: ASGIApp, door: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until told to stop; `ready` is called once when requests are answered."""
    config = uvicorn.Config(
        app,
        http=_ReadTimeoutProtocol,
        loop="uvloop",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=False,
        limit_concurrency=_MOST_AT_ONCE,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=int(_PATIENCE),
    )
    with door, _ignore_repeated_signals():
        _ReadyServer(config, ready).run(sockets=[door])
