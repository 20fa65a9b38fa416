"""Entries of Git's index that are no plain file: a submodule shows on disk as an empty folder, if it shows at all."""

from contextlib import closing

from boas.repository._cards_folder import CardsFolder
from boas.repository._git_runner import GitRunner
from boas.repository._trees import MODES
from boas.tree import File


def read_links(door: GitRunner, under: CardsFolder) -> dict[str, File]:
    """Links and submodules that the index holds below a folder, by path; their id is what Git has for them."""
    found: dict[str, File] = {}
    with closing(door.stream_records("ls-files", "--stage", "-z", "--full-name", "--", under.folder)) as rows:
        for row in rows:
            about, _, name = row.partition(b"\t")
            mode, blob, _ = about.split()
            path = under.to_card_path(name)
            if path is not None and MODES.get(mode) in {"symlink", "submodule"}:
                found[path] = File(path, blob.decode("ascii"), MODES[mode], 0)
    return found
