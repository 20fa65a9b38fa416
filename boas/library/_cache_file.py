"""A file in the user's cache folder: whole or not there, and thrown away when it is not what was written.

The folder is `$XDG_CACHE_HOME/boas`, or `~/.cache/boas`. Whatever goes wrong, the answer is that nothing is cached.
"""

import contextlib
import json
import os
import stat
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

_MOST_FILES = 16
"""Registries of which something is kept, those used last."""
_MOST_BYTES = 256 * 1024 * 1024
_BEGUN, _WRITTEN = ".begun-", ".json"


def find_cache_file(root: Path) -> Path | None:
    """Where what is known of a registry is kept; None where the user has no cache folder."""
    homes = os.environ.get("XDG_CACHE_HOME", ""), os.path.expanduser("~/.cache")  # noqa: PTH111 -- never raises
    home = next(filter(os.path.isabs, homes), None)
    name = sha256(os.fsencode(root.resolve())).hexdigest()[:40]
    return Path(home, "boas", f"{name}{_WRITTEN}") if home else None


def read_cache_file(path: Path) -> Any:  # noqa: ANN401 -- whatever JSON holds
    """What was written there last; None when there is nothing, or when it is damaged or somebody else may write it."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            if not _is_own(status) or status.st_size > _MOST_BYTES:
                return None
            digest, _, body = file.read().partition(b"\n")
        return json.loads(body) if sha256(body).hexdigest().encode() == digest else None
    except (OSError, ValueError, RecursionError):
        return None


def _is_own(status: os.stat_result) -> bool:
    """Whether a plain file belongs to who runs this, and nobody else can write it."""
    is_mine = not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
    return stat.S_ISREG(status.st_mode) and is_mine and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def write_cache_file(path: Path, value: Any) -> None:  # noqa: ANN401 -- as above
    """Put a value there in one step; a process that is killed, or a full disk, leaves what was there before."""
    body = json.dumps(value, separators=(",", ":")).encode()
    if len(body) > _MOST_BYTES:
        return
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, begun = tempfile.mkstemp(prefix=_BEGUN, dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(sha256(body).hexdigest().encode() + b"\n" + body)
            Path(begun).replace(path)
        except OSError:
            Path(begun).unlink(missing_ok=True)
            raise
        _drop_others(path)


def _drop_others(path: Path) -> None:
    """Delete what processes that ended early left, and what is known of registries nobody checked for longest."""
    found = sorted(path.parent.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)
    written = [one for one in found if one.suffix == _WRITTEN]
    newest = path.stat().st_mtime
    left = (one for one in found if one.name.startswith(_BEGUN) and one.stat().st_mtime < newest - _LONGEST_WRITE)
    for one in (*written[_MOST_FILES:], *left):
        one.unlink(missing_ok=True)


_LONGEST_WRITE = 3600
"""Seconds after which nobody writes a file any more."""
