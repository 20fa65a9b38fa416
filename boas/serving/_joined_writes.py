"""Writes to a connection that leave together: the head of a reply with its body, in one call and one packet."""

import asyncio
from typing import Any


class JoinedWrites(asyncio.Transport):
    """A transport that holds a first write back until a second comes, or until the loop's next turn.

    A server that writes head and body one after the other wakes its reader twice, which costs more than making a
    short reply does. Not more than one write is ever held.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        """Take the transport that writes, and its loop."""
        super().__init__()
        self._transport, self._loop = transport, loop
        self._held: bytes | bytearray | memoryview = b""

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Write what was held with this, or hold this."""
        held, self._held = self._held, b""
        if held:
            self._transport.writelines((held, data))
        elif data:
            self._held = data
            self._loop.call_soon(self._write_held)

    def _write_held(self) -> None:
        """Write what is held, as long as somebody is there to read it."""
        held, self._held = self._held, b""
        if held and not self._transport.is_closing():
            self._transport.write(held)

    def close(self) -> None:
        """Close once everything is written."""
        self._write_held()
        self._transport.close()

    def is_closing(self) -> bool:
        """Whether it is closed, or about to be."""
        return self._transport.is_closing()

    def get_extra_info(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 -- as its parent does
        """What is known of the connection."""
        return self._transport.get_extra_info(name, default)

    def pause_reading(self) -> None:
        """Read nothing for now."""
        self._transport.pause_reading()

    def resume_reading(self) -> None:
        """Read again."""
        self._transport.resume_reading()
