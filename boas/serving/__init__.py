"""One address for the built site and the API: `/api/v1/…` answers, everything else is the released site.

Follows the current release and index by itself. Never builds, never writes, never opens Git.
"""

import socket
from collections.abc import Callable, Collection
from pathlib import Path
from urllib.parse import urlsplit

from boas.api import ASGIApp, api_app
from boas.errors import BoasError
from boas.serving.following import CurrentIndex, CurrentRelease
from boas.serving.front import Front
from boas.serving.previewed import previewed
from boas.serving.server import address_of, open_door, run
from boas.site import Settings

__all__ = ["address_of", "application", "open_door", "serve"]


def application(site: Path, index: Path, hosts: Collection[str] = (), *, preview: bool = False) -> ASGIApp:
    """The application over a folder of releases and an index file; `hosts` are further names it answers under."""
    current = CurrentIndex(index)
    known = {*hosts, *published_host(current)}
    front = Front(api_app(current), CurrentRelease(site), current, known)
    return previewed(front) if preview else front


def published_host(index: CurrentIndex) -> tuple[str, ...]:
    """The name in the address the registry says it is published at, when it says one."""
    try:
        said = index().read_body("status")
    except BoasError:
        return ()
    host = urlsplit(Settings.from_status(said).base_url).hostname if said else None
    return (host,) if host else ()


def serve(  # noqa: PLR0913 -- what is served, where, to whom, and how
    site: Path,
    index: Path,
    door: socket.socket,
    *,
    hosts: Collection[str],
    ready: Callable[[], None],
    preview: bool = False,
) -> None:
    """Serve on an open door until SIGTERM or Ctrl-C; requests under way are finished first."""
    run(application(site, index, hosts, preview=preview), door, ready)
