"""The application of one site and index, and the server that answers with it."""

import socket
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from boas import submissions
from boas.api import ASGIApp, create_api_app
from boas.errors import BoasError
from boas.serving._current_build import CurrentIndex, CurrentRelease
from boas.serving._database_follower import follow_database
from boas.serving._dispatcher import Dispatcher
from boas.serving._preview_headers import mark_preview
from boas.serving._server import run
from boas.serving._workers import WorkerOrders, run_workers
from boas.site import Settings

if TYPE_CHECKING:
    from boas.operations import Place
    from boas.serving._usage_counter import Counting
    from boas.submissions import SubmissionDesk

Submissions = tuple[Path, "Place"]
"""Root of a registry that takes submissions, and where its operations database is."""


def build_application(  # noqa: PLR0913 -- what is served, to whom, and how
    site: Path,
    index: Path,
    hosts: Collection[str] = (),
    *,
    preview: bool = False,
    desk: "SubmissionDesk | None" = None,
    is_patient: bool = False,
    counting: "Counting | None" = None,
) -> ASGIApp:
    """The application over a folder of releases and an index file.

    Args:
        site: Folder of releases.
        index: File of the index.
        hosts: Further names it answers under.
        preview: Whether replies say that this is a preview.
        desk: Where submissions are taken; none are without.
        is_patient: Whether another index is read beside the requests, which the one before answers until then.
        counting: Where it is counted what is fetched; nothing is without.
    """
    current = CurrentIndex(index, is_patient=is_patient)
    known = {*hosts, *list_published_hosts(current)}
    operations, counter = counting or (None, None)
    api = create_api_app(current, desk, operations)
    front: ASGIApp = Dispatcher(api, CurrentRelease(site), current, known, takes=desk is not None)
    if counter is not None:
        from boas.serving._usage_counter import count_answers  # noqa: PLC0415 -- only where something is counted

        front = count_answers(front, counter)
    return mark_preview(front) if preview else front


def list_published_hosts(index: CurrentIndex) -> tuple[str, ...]:
    """The name in the address the registry says it is published at, when it says one."""
    try:
        known = index()
        said = known.read_body("status")
        known.prepare()
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
    takes: Submissions | None = None,
    counts_in: "Place | None" = None,
    n_workers: int = 1,
    database: str = "",
) -> None:
    """Serve on an open door until SIGTERM or Ctrl-C; requests under way are finished first.

    Submissions are taken when `takes` says for which registry, and where they are remembered; what is fetched is
    counted in the operations database `counts_in`, when there is one. With more than one worker, each is a process of
    its own that counts by itself, and this one only keeps them, and the one writer of submissions. With the URL of a
    shared database, the index is made to say what that one says, from before the first answer on.
    """
    with (
        follow_database(database, index) if database else nullcontext(),
        submissions.open_desk(*takes) if takes else nullcontext() as desk,
    ):
        if n_workers > 1:
            root, operations = (_name_for_worker(one) for one in takes) if takes else ("", "")
            counted = _name_for_worker(counts_in) if counts_in else ""
            orders = WorkerOrders(str(site.absolute()), str(index.absolute()), tuple(hosts), root, operations, counted)
            run_workers(orders, door, n_workers, ready)
            return
        with _open_counting(counts_in) if counts_in else nullcontext() as counting:
            app = build_application(site, index, hosts, preview=preview, desk=desk, is_patient=True, counting=counting)
            run(app, door, ready)


def _name_for_worker(place: "Place") -> str:
    """A place as a process that stands elsewhere finds it."""
    return str(place.absolute()) if isinstance(place, Path) else place


def _open_counting(place: "Place") -> AbstractContextManager["Counting"]:
    """What counts in a database, as long as the context lasts; nothing of it is imported before."""
    from boas.serving._usage_counter import keep_counter  # noqa: PLC0415 -- see above

    return keep_counter(place)
