"""`environment.yml`: packages of conda's channels, and requirements of Python under `pip`."""

import re
from collections.abc import Iterator

from boas.discovery._dependency import Dependency, FileEntry, FileProblem
from boas.discovery._package_names import make_package_name
from boas.discovery._requirements_file import read_requirements
from boas.discovery._values import get_list
from boas.parsing import read_yaml

_MATCH = re.compile(
    r"(?:[\w./:-]+::)?(?P<name>[A-Za-z0-9_][\w.-]*)(?:\[[^\]]*\])?\s*(?P<versions>[=<>!~\s][^\[\]]*)?(?:\[[^\]]*\])?"
)
_EXACT = re.compile(r"(?:==\s*(?P<double>[^\s=*|,]+)|=\s*(?P<built>[^\s=*|,]+)=[^\s=]+)")
"""`==1.2`, or `=1.2=build`; `=1.2` alone stands for `1.2.*` (conda's match specifications)."""


def read_environment(text: str) -> Iterator[FileEntry]:
    """What an environment of conda names."""
    read = read_yaml(text)
    yield from (FileProblem(one.message, one.line) for one in read.diagnostics)
    for entry in get_list(read.value, "dependencies"):
        if isinstance(entry, str):
            yield from _read_match(entry)
        else:
            for requirement in get_list(entry, "pip"):
                yield from read_requirements(requirement) if isinstance(requirement, str) else ()


def _read_match(written: str) -> Iterator[Dependency]:
    """One package of a channel."""
    match = _MATCH.fullmatch(written.strip())
    if not match:
        return
    versions = (match["versions"] or "").strip()
    exact = _EXACT.fullmatch(versions)
    version = (exact["double"] or exact["built"]) if exact else ""
    package = make_package_name("conda", match["name"])
    yield Dependency((package,), version=version, range="" if version else versions)
