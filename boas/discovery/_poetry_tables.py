"""Tables in which Poetry 1 keeps dependencies, with a notation of versions of its own (`^0.7.0`, a bare version)."""

import re
from collections.abc import Iterator

from boas.discovery._dependency import Dependency, PackageName
from boas.discovery._package_names import make_package_name
from boas.discovery._repository_pins import make_pinned_dependency, parse_direct_address
from boas.discovery._values import get_table, get_text

_EXACT = re.compile(r"(?:={2,3}\s*)?(?P<version>v?\d[\w.+!-]*)", re.IGNORECASE)
"""One version: Poetry takes a bare one for `==`."""


def iter_poetry_dependencies(poetry: dict[str, object]) -> Iterator[Dependency]:
    """What the tables of `tool.poetry` name."""
    groups = get_table(poetry, "group").values()
    tables = (
        get_table(poetry, "dependencies"),
        get_table(poetry, "dev-dependencies"),
        *(get_table(group, "dependencies") for group in groups),
    )
    for table in tables:
        for name, value in table.items():
            package = make_package_name("pypi", name)
            for one in value if isinstance(value, list) else [value]:
                if package.name != "python" and (found := _read_dependency(package, one)):
                    yield found


def _read_dependency(package: PackageName, value: object) -> Dependency | None:
    """One dependency; nothing when it lies on the disk."""
    if address := get_text(value, "git"):
        revision = next(filter(None, (get_text(value, key) for key in ("rev", "tag", "branch"))), "")
        return make_pinned_dependency(package, address, requested=revision)
    if address := get_text(value, "url"):
        return parse_direct_address(package, address)
    if get_text(value, "path") or get_text(value, "file"):
        return None
    written = value.strip() if isinstance(value, str) else get_text(value, "version")
    exact = _EXACT.fullmatch(written)
    if exact:
        return Dependency((package,), version=exact["version"])
    return Dependency((package,), range="" if written == "*" else written)
