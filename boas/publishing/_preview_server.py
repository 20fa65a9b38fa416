"""Serves a preview and makes it anew whenever a file is saved or a commit is made."""

import socket
from collections.abc import Callable, Collection
from pathlib import Path

from boas.errors import BoasError
from boas.publishing._preview import PreviewBuild, build_preview, prepare_preview_folder
from boas.publishing._progress import SILENT, ProgressListener
from boas.publishing._site_build import INDEX_FILE, SITE_FOLDER
from boas.publishing._watcher import find_last_commit, read_traces, watch_registry
from boas.repository import open_repository
from boas.serving import serve


class PreviewServer:
    """A preview that is served and follows what is edited."""

    def __init__(self, root: Path, since: str = "") -> None:
        """Look at the files and the last commit before anything is read: what changes from now on is made anew."""
        self._root, self._since = root, since
        self._state = prepare_preview_folder(root)
        with open_repository(root) as repository:
            self._seen = read_traces(root), find_last_commit(repository)

    def build(self, progress: ProgressListener = SILENT) -> PreviewBuild:
        """Make the preview, as far as it is stale."""
        return build_preview(self._root, self._state, progress, since=self._since)

    def run(
        self,
        listener: socket.socket,
        hosts: Collection[str],
        *,
        rebuild: Callable[[], None],
        fail: Callable[[BoasError], None],
        ready: Callable[[], None],
    ) -> None:
        """Serve the preview, once it is built, on an open socket until told to stop.

        Args:
            listener: socket that listens.
            hosts: names the server answers under beside the local ones.
            rebuild: is called whenever something was saved, and calls `build`.
            fail: is told why a preview could not be made; the one before stays.
            ready: is called once the server answers.
        """
        site, index = self._state / SITE_FOLDER, self._state / INDEX_FILE
        with watch_registry(self._root, self._seen, rebuild, fail):
            serve(site, index, listener, hosts=hosts, ready=ready, preview=True)
