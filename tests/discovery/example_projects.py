"""Example projects as real Git checkouts, made of the files beside this one."""

import shutil
from pathlib import Path

from tests.git_registry import GitRegistry

PROJECTS = Path(__file__).parent / "projects"
ADDRESSES = {
    "python-study": "https://camille:a-key@forge.example.org/chu-exemple/etude-parcours-avc.git",
    "r-package": "git@forge.example.org:chu-exemple/tableauBord.git",
    "poetry-project": "https://forge.example.org/chu-exemple/qualification-comorbidites",
    "with-submodules": "https://github.com/X-DataInitiative/example-study.git",
    "opensafely-study": "ssh://git@forge.example.org:22/opensafely/etude-avc.git",
}
"""Where each project was cloned from, in the forms people have."""


def make_project(name: str, folder: Path) -> GitRegistry:
    """A checkout of an example project, committed, with its remote and the commits of its submodules."""
    project = GitRegistry(folder)
    shutil.copytree(PROJECTS / name, folder, dirs_exist_ok=True)
    pins = folder / "pins.txt"
    pinned = pins.read_text().splitlines() if pins.is_file() else []
    if pinned:
        (folder / "gitmodules").rename(folder / ".gitmodules")
        pins.unlink()
    project.git("add", "--all")
    for path, commit in (line.split() for line in pinned):
        project.git("update-index", "--add", "--cacheinfo", f"160000,{commit},{path}")
    project.git("commit", "--quiet", "--message=Begin")
    project.git("remote", "add", "origin", ADDRESSES[name])
    return project
