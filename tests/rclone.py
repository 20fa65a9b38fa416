"""Places that are no folder: a WebDAV server of rclone's own, and as much of an object store (S3) as rclone needs.

Both are on 127.0.0.1, for tests of what is sent there.
"""

import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """Serve a folder while the context lasts; gives the target that rclone reaches it by."""
    with subprocess.Popen(
        ["rclone", "serve", "webdav", "--addr", "127.0.0.1:0", "--dir-cache-time", "0", folder],
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stderr
            for line in server.stderr:
                if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                    yield f":webdav,url='{found[0]}':"
                    return
            raise AssertionError("rclone does not serve")
        finally:
            server.terminate()


Store = dict[str, tuple[bytes, Mapping[str, str]]]
"""What an object store holds: bytes and headers, by path."""
_KEPT_HEADERS = ("content-type", "content-encoding")


class _StoreHandler(BaseHTTPRequestHandler):
    """Puts, gives, lists and deletes objects of one bucket; signatures are not looked at."""

    store: Store
    protocol_version = "HTTP/1.1"

    def _find_key(self) -> str:
        return unquote(urlsplit(self.path).path).removeprefix("/bucket").removeprefix("/")

    def _reply(self, status: int, body: bytes = b"", headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("last-modified", "Sun, 29 Nov 2026 09:00:00 GMT")
        for name, value in ({"content-length": str(len(body))} | dict(headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_PUT(self) -> None:
        """Put an object."""
        content = self.rfile.read(int(self.headers["content-length"]))
        kept = {name: self.headers[name] for name in _KEPT_HEADERS if name in self.headers}
        self.store[self._find_key()] = content, kept
        self._reply(200, headers={"etag": f'"{md5(content, usedforsecurity=False).hexdigest()}"'})

    def do_GET(self) -> None:
        """Give an object with the headers it was put with, or list all of them."""
        key = self._find_key()
        if key:
            content, headers = self.store.get(key, (b"", {}))
            tag = {"etag": f'"{md5(content, usedforsecurity=False).hexdigest()}"'}
            self._reply(200 if key in self.store else 404, content, {**headers, **tag})
            return
        start = parse_qs(urlsplit(self.path).query).get("prefix", [""])[0]
        listed = "".join(
            f"<Contents><Key>{escape(name)}</Key><Size>{len(content)}</Size>"
            f"<LastModified>2026-11-29T09:00:00.000Z</LastModified></Contents>"
            for name, (content, _) in sorted(self.store.items())
            if name.startswith(start)
        )
        body = f"<ListBucketResult><IsTruncated>false</IsTruncated>{listed}</ListBucketResult>"
        self._reply(200, body.encode(), {"content-type": "application/xml"})

    do_HEAD = do_GET  # noqa: N815 -- the framework's name

    def do_DELETE(self) -> None:
        """Delete an object."""
        self.store.pop(self._find_key(), None)
        self._reply(204)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serve_store(store: Store) -> Iterator[tuple[str, str]]:
    """Serve an object store while the context lasts; gives the target that rclone reaches it by, and its address."""
    handler = type("Handler", (_StoreHandler,), {"store": store})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    how = f"provider=Other,endpoint='{address}',access_key_id=a,secret_access_key=b,no_check_bucket=true,list_version=2"
    yield f":s3,{how}:bucket", f"{address}/bucket"
    server.shutdown()
    server.server_close()
