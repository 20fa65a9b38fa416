"""`boas.lock`: versions of a registry's algorithms, each with the digest of its files."""

from collections.abc import Iterator

from boas.discovery._dependency import Dependency, FileEntry, FileProblem
from boas.discovery._package_names import make_package_name
from boas.discovery._values import get_list, get_text, load_json
from boas.translation import Message

LOCK_VERSION = 1


def read_boas_lock(text: str) -> Iterator[FileEntry]:
    """What a lock of a registry names."""
    content = load_json(text)
    if isinstance(content, FileProblem):
        yield content
        return
    if content.get("lock_version") != LOCK_VERSION:
        yield FileProblem(Message("This lock has a format that is not known here."))
        return
    for use in get_list(content, "use"):
        algorithm, version, digest = (get_text(use, key) for key in ("id", "version", "digest"))
        if algorithm and version:
            yield Dependency(
                (make_package_name("boas", algorithm),),
                version=version,
                digest=digest.removeprefix("sha256:"),
                is_locked=True,
            )
