"""Run in a mount namespace of its own: submits while a disk is full, then read-only, then well again; prints what came.

unshare --mount python -m tests.submissions.on_small_disk FOLDER INDEX
"""

import json
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from boas.api import create_api_app
from boas.index import open_index
from boas.operations import open_operations
from boas.submissions import open_desk
from tests.git_registry import GitRegistry
from tests.submissions.conftest import make_test_key
from tests.submissions.sending import BASE, Taking, make_reuse


def mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)


def fill(disk: Path) -> None:
    """Leave no byte on a disk."""
    with (disk / "filler").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 512)
        except OSError:
            pass


def main(folder: Path, index_file: Path) -> None:
    """Submit under each state of each disk."""
    said = []
    disks = {name: folder / name for name in ("repository", "operations")}
    for disk in disks.values():
        disk.mkdir()
        mount("-t", "tmpfs", "-o", "size=8m", "none", str(disk))
    registry = GitRegistry(disks["repository"] / "registry")
    shutil.copytree(BASE, registry.path / "model_cards")
    registry.commit("Open the registry")
    file = disks["operations"] / "operations.sqlite"
    operations = open_operations(file)
    key = make_test_key(operations)
    with closing(open_index(index_file)) as index, open_desk(registry.path, file) as desk:
        taking = Taking(create_api_app(lambda: index, desk), registry, file, operations)

        def submit(own: str) -> None:
            answer = taking.send(key, make_reuse(own), named=f'"{own}"')
            waiting = len(list(disks["operations"].glob("*.spool/*.json")))
            said.append([own, answer.status, answer.json().get("code", ""), len(taking.list_branches()), waiting])

        submit("chu-premier")
        for name, disk in disks.items():
            fill(disk)
            submit(f"chu-plein-{name}")
            (disk / "filler").unlink()
            submit(f"chu-plein-{name}")
        mount("-o", "remount,ro", str(disks["repository"]))
        submit("chu-lecture")
        mount("-o", "remount,rw", str(disks["repository"]))
        submit("chu-lecture")
    operations.close()
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
