"""Bytes from an address of the web: bounded in size and time, through the proxies that the environment names."""

import time
from http.client import HTTPException
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

import boas
from boas.errors import MachineError
from boas.translation import Message

_PATIENCE = 20.0
"""Seconds to wait for the next bytes."""
_DEADLINE = 120.0
"""Seconds for one answer in all."""
_PIECE = 2**16


def fetch_bytes(address: str, most: int) -> bytes:
    """What an address gives, at most so many bytes.

    Raises:
        MachineError: nobody answers in time, the answer is an error, or it is larger.
    """
    try:
        request = Request(address, headers={"user-agent": f"boas/{boas.__version__}"})  # noqa: S310 -- opened by nothing else
        with _make_opener().open(request, timeout=_PATIENCE) as answer:
            if address.startswith("https:") and not answer.geturl().startswith("https:"):
                raise _make_error(address, Message("it leads to an address without https"))
            return _read_answer(answer, address, most)
    except HTTPError as error:
        raise _make_error(address, Message("status {status}", status=error.code)) from None
    except URLError as error:
        raise _make_error(address, getattr(error.reason, "strerror", None) or error.reason) from None
    except (OSError, HTTPException, ValueError) as error:
        raise _make_error(address, getattr(error, "strerror", None) or type(error).__name__) from None


def _make_opener() -> OpenerDirector:
    """What opens addresses of the web and no others: a redirection to a file leads nowhere."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler,
        HTTPHandler,
        HTTPSHandler,
        HTTPRedirectHandler,
        HTTPDefaultErrorHandler,
        HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    return opener


def _read_answer(answer: IO[bytes], address: str, most: int) -> bytes:
    """The body of an answer; raises `MachineError` when it is larger, or takes too long."""
    ends, pieces, size = time.monotonic() + _DEADLINE, [], 0
    while piece := answer.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise _make_error(address, Message("larger than {most} bytes", most=most))
        if time.monotonic() > ends:
            raise _make_error(address, Message("too slow"))
    return b"".join(pieces)


def _make_error(address: str, reason: object) -> MachineError:
    """The address gave nothing that can be used."""
    return MachineError(
        Message("{address} could not be asked: {reason}.", address=address, reason=reason),
        Message("Try again later, or give a file notices.json that was carried here with `--from`."),
    )
