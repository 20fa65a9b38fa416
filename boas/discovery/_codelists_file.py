"""`codelists/codelists.txt` of an OpenSAFELY study: addresses of versions of code lists, one a line."""

from collections.abc import Iterator

from boas.discovery._dependency import Dependency, FileEntry, FileProblem
from boas.discovery._package_names import make_package_name
from boas.translation import Message

CODELISTS_SITE = "https://www.opencodelists.org/codelist/"
"""Address below which the lists lie."""


def read_codelists(text: str) -> Iterator[FileEntry]:
    """What a study of OpenSAFELY takes: `organisation/list/version`, or `user/name/list/version`."""
    for number, line in enumerate(text.splitlines(), 1):
        written = line.strip().removeprefix(CODELISTS_SITE).rstrip("/")
        if not written or written.startswith("#"):
            continue
        found = parse_codelist(written)
        yield found or FileProblem(Message("`{text}` names no version of a code list.", text=written[:60]), number)


def parse_codelist(written: str) -> Dependency | None:
    """The list and version in the path of its address; nothing when it names no version."""
    steps = written.split("/")
    n = 4 if steps[0] == "user" else 3
    if len(steps) != n or not all(steps):
        return None
    return Dependency((make_package_name("opencodelists", "/".join(steps[:-1])),), version=steps[-1], is_locked=True)
