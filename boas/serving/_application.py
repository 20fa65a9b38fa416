"""The application of one site and index, and the server that answers with it."""

import socket
from collections.abc import Callable, Collection
from pathlib import Path
from urllib.parse import urlsplit

from boas.api import ASGIApp, create_api_app
from boas.errors import BoasError
from boas.serving._current_build import CurrentIndex, CurrentRelease
from boas.serving._dispatcher import Dispatcher
from boas.serving._preview_headers import mark_preview
from boas.serving._server import run
from boas.site import Settings


def build_application(site: Path, index: Path, hosts: Collection[str] = (), *, preview: bool = False) -> ASGIApp:
    """The application over a folder of releases and an index file; `hosts` are further names it answers under."""
    current = CurrentIndex(index)
    known = {*hosts, *list_published_hosts(current)}
    front = Dispatcher(create_api_app(current), CurrentRelease(site), current, known)
    return mark_preview(front) if preview else front


def list_published_hosts(index: CurrentIndex) -> tuple[str, ...]:
    """The name in the address the registry says it is published at, when it says one."""
    try:
        known = index()
        said = known.read_body("status")
    except BoasError:
        return ()
    host = urlsplit(Settings.from_status(said, known.languages).base_url).hostname if said else None
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
    run(build_application(site, index, hosts, preview=preview), door, ready)
