"""`pyproject.toml`: dependencies of PEP 621, groups of PEP 735, and the sources that uv keeps beside them."""

from collections.abc import Iterator
from itertools import chain

from boas.discovery._dependency import Dependency, FileEntry, FileProblem
from boas.discovery._poetry_tables import iter_poetry_dependencies
from boas.discovery._python_requirements import iter_requirements
from boas.discovery._repository_pins import make_pinned_dependency, parse_direct_address
from boas.discovery._values import get_list, get_table, get_text, load_toml


def read_pyproject(text: str) -> Iterator[FileEntry]:
    """What a project of Python asks for, to run, as an extra, or for its own development."""
    content = load_toml(text)
    if isinstance(content, FileProblem):
        yield content
        return
    groups = (
        get_list(content, "project", "dependencies"),
        *map(get_list, get_table(content, "project", "optional-dependencies").values()),
        *map(get_list, get_table(content, "dependency-groups").values()),
        get_list(content, "tool", "uv", "dev-dependencies"),
    )
    sources = get_table(content, "tool", "uv", "sources")
    for entry in iter_requirements(chain.from_iterable(groups)):
        yield from _apply_sources(entry, sources) if isinstance(entry, Dependency) else (entry,)
    yield from iter_poetry_dependencies(get_table(content, "tool", "poetry"))


def _apply_sources(dependency: Dependency, sources: dict[str, object]) -> Iterator[Dependency]:
    """A dependency, taken from where uv is told to take it; several places may stand for several machines."""
    package = dependency.packages[0]
    named = {key: value for key, value in sources.items() if _is_same_name(key, package.name)}
    places = [one for value in named.values() for one in (value if isinstance(value, list) else [value])]
    found = [place for place in (_read_source(dependency, one) for one in places) if place]
    yield from found or (dependency,)


def _is_same_name(written: str, name: str) -> bool:
    """Whether a key names a package that is already normalised."""
    return written.replace("_", "-").replace(".", "-").lower() == name


def _read_source(dependency: Dependency, source: object) -> Dependency | None:
    """Where one entry of `tool.uv.sources` takes a package from; nothing when that is an index or the disk."""
    package = dependency.packages[0]
    if address := get_text(source, "git"):
        revision = next(filter(None, (get_text(source, key) for key in ("rev", "tag", "branch"))), "")
        return make_pinned_dependency(package, address, requested=revision)
    if address := get_text(source, "url"):
        return parse_direct_address(package, address)
    return None
