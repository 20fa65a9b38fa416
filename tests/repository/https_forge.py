"""A forge on this machine: `git http-backend` behind HTTPS with a certificate made for the day.

Nothing leaves the machine. Beside repositories it has addresses that misbehave the way a hostile server would.
"""

import os
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar


@dataclass(frozen=True)
class Forge:
    """A running forge."""

    folder: Path
    """Where its repositories lie."""
    certificate: Path
    address: str
    """Begins with `https://` and has no `/` at its end."""
    asked: list[str]
    """Paths it was asked for."""


class Handler(BaseHTTPRequestHandler):
    """Passes requests on to Git, but for the addresses that misbehave."""

    folder: ClassVar[Path]
    asked: ClassVar[list[str]]
    awake: ClassVar[threading.Event]

    def do_GET(self) -> None:
        """Answer a question."""
        self.answer(b"")

    def do_POST(self) -> None:
        """Answer a question that comes with a body."""
        if self.headers.get("Transfer-Encoding") == "chunked":
            self.answer(b"".join(self.chunks()))
        else:
            self.answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def chunks(self) -> Iterator[bytes]:
        """The parts of a body whose length is not told."""
        while size := int(self.rfile.readline(), 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()

    def answer(self, body: bytes) -> None:
        """Misbehave at some addresses, let Git answer at all others."""
        path, _, query = self.path.partition("?")
        self.asked.append(path)
        match path.split("/")[1]:
            case "plain":
                self.reply(301, {"Location": f"http://{self.headers['Host']}/there"}, b"")
            case "private":
                self.reply(401, {"WWW-Authenticate": 'Basic realm="forge"'}, b"")
            case "silent":
                self.awake.wait()
            case _:
                self.pass_on(path, query, body)

    def pass_on(self, path: str, query: str, body: bytes) -> None:
        """What `git http-backend` answers."""
        told = {"HTTP_GIT_PROTOCOL": "Git-Protocol", "HTTP_CONTENT_ENCODING": "Content-Encoding"}
        variables = {name: self.headers[header] for name, header in told.items() if self.headers[header]}
        variables |= {"GIT_PROJECT_ROOT": str(self.folder), "GIT_HTTP_EXPORT_ALL": "1", "REMOTE_ADDR": "127.0.0.1"}
        variables |= {"PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": self.command}
        variables |= {"CONTENT_TYPE": self.headers.get("Content-Type", ""), "CONTENT_LENGTH": str(len(body))}
        done = subprocess.run(
            ["git", "http-backend"], input=body, env=os.environ | variables, stdout=subprocess.PIPE, check=False
        )
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        self.reply(int(headers.pop("Status", "200").split()[0]), headers, content)

    def reply(self, status: int, headers: dict[str, str], content: bytes) -> None:
        """Send one answer."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def running(folder: Path) -> Iterator[Forge]:
    """A forge over the repositories of a folder."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-days", "2", "-subj", "/CN=forge", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", key, "-out", certificate),
        ],
        check=True,
        capture_output=True,
    )
    asked: list[str] = []
    awake = threading.Event()
    handler = type("ThisForge", (Handler,), {"folder": folder, "asked": asked, "awake": awake})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield Forge(folder, certificate, f"https://127.0.0.1:{server.server_address[1]}", asked)
        finally:
            awake.set()
            server.shutdown()
            thread.join()
