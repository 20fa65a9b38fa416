"""The repository is the same wherever it is cloned: it names no machine and no package registry."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]

MACHINE_PATH = re.compile(rb"(?<![\w.:/-])/(?:home|root|work|Users|mnt)/\w")
REGISTRY_HOST = re.compile(rb"py[p]i\.org|python[h]osted|registry\.npm[j]s")


def tracked_files() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout.decode()
    return [path for name in listing.split("\0") if name and (path := ROOT / name).is_file()]


def files_with(pattern: re.Pattern[bytes]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in tracked_files() if pattern.search(path.read_bytes())]


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    assert MACHINE_PATH.search(b"see /%s/camille/notes" % b"home")
    assert files_with(MACHINE_PATH) == []


def test_no_file_names_a_package_registry() -> None:
    assert REGISTRY_HOST.search(b"https://%s/simple" % b".".join([b"pypi", b"org"]))
    assert files_with(REGISTRY_HOST) == []
