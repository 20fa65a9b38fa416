"""A WebDAV server of rclone's own on 127.0.0.1, for tests of what is sent to a place that is no folder."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


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
