"""The head of a reply reaches its reader together with the body, not before it."""

import asyncio
import socket
import struct

from boas.api import Receive, Scope, Send
from tests.serving.test_server import LONGEST_WAIT, ran_with

TIMES = 200
LONG = 300_000
HEAD_END = b"\r\n\r\n"


async def answer(scope: Scope, _receive: Receive, send: Send) -> None:
    """A short reply, one of many parts, one without body, or one whose body comes later."""
    parts = {"/short": [b"one"], "/long": [b"x" * LONG] * 3, "/none": [b""], "/late": [b"two"]}[scope["path"]]
    length = (b"content-length", str(sum(map(len, parts))).encode())
    status, headers = (204, []) if scope["path"] == "/none" else (200, [length])
    await send({"type": "http.response.start", "status": status, "headers": headers})
    if scope["path"] == "/late":
        await asyncio.sleep(0.2)
    for place, part in enumerate(parts, 1):
        await send({"type": "http.response.body", "body": part, "more_body": place < len(parts)})


def ask(path: str, times: int, *, last: bytes = b"") -> tuple[list[bytes], int]:
    """What one connection hears of each request, and in how many packets all of it came."""
    wanted, heard, packets = {"/short": 3, "/long": 3 * LONG, "/none": 0, "/late": 3}[path], list[bytes](), list[int]()

    def client(port: int) -> None:
        with socket.create_connection(("127.0.0.1", port), LONGEST_WAIT) as connection:
            for _ in range(times):
                connection.sendall(b"GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n" % (path.encode(), last))
                reply = b""
                while HEAD_END not in reply or len(reply.partition(HEAD_END)[2]) < wanted:
                    reply += connection.recv(65_536)
                heard.append(reply)
            packets.append(count_packets(connection))
            assert not last or connection.recv(1) == b""

    ran_with(client, answer)
    return heard, packets[0]


def count_packets(connection: socket.socket) -> int:
    """Packets with data that came over a connection: `tcpi_data_segs_in` of Linux's `struct tcp_info`."""
    (found,) = struct.unpack_from("=I", connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 160), 152)
    return int(found)


def test_a_short_reply_comes_in_one_packet_whenever_it_is_asked_for() -> None:
    heard, n_packets = ask("/short", TIMES)

    assert all(reply.endswith(HEAD_END + b"one") for reply in heard)
    assert n_packets == len(heard) == TIMES


def test_a_long_reply_in_parts_comes_whole() -> None:
    for reply in ask("/long", 3)[0]:
        assert reply.partition(HEAD_END)[2] == b"x" * LONG * 3


def test_a_reply_without_body_comes_too() -> None:
    assert [reply[:12] for reply in ask("/none", 3)[0]] == [b"HTTP/1.1 204"] * 3


def test_a_head_does_not_wait_for_a_body_that_takes_its_time() -> None:
    (reply,), n_packets = ask("/late", 1)

    assert reply.endswith(HEAD_END + b"two")
    assert n_packets == 2


def test_a_connection_that_is_closed_after_a_reply_gives_all_of_it_first() -> None:
    (reply,), _ = ask("/short", 1, last=b"Connection: close\r\n")

    assert reply.endswith(HEAD_END + b"one")
