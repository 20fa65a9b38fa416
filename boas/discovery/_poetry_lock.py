"""`poetry.lock`: every package that Poetry resolved."""

from collections.abc import Iterator

from boas.discovery._dependency import Dependency, FileEntry, FileProblem
from boas.discovery._package_names import make_package_name
from boas.discovery._repository_pins import make_pinned_dependency
from boas.discovery._values import get_list, get_table, get_text, load_toml


def read_poetry_lock(text: str) -> Iterator[FileEntry]:
    """What a lock of Poetry names; a package of type `directory` lies in the project."""
    content = load_toml(text)
    if isinstance(content, FileProblem):
        yield content
        return
    for package in get_list(content, "package"):
        name, version = get_text(package, "name"), get_text(package, "version")
        source = get_table(package, "source")
        kind = get_text(source, "type")
        if not name or kind in {"directory", "file"}:
            continue
        own = make_package_name("pypi", name)
        if kind == "git":
            requested, commit = get_text(source, "reference"), get_text(source, "resolved_reference")
            yield make_pinned_dependency(
                own, get_text(source, "url"), requested=requested, commit=commit, is_locked=True
            )
        else:
            yield Dependency((own,), version=version, is_locked=True)
