"""`uv.lock`: every package that uv resolved, the project itself and its workspace among them."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urldefrag, urlsplit

from boas.discovery._dependency import Dependency, FileEntry, FileProblem
from boas.discovery._package_names import make_package_name
from boas.discovery._repository_pins import make_pinned_dependency
from boas.discovery._values import get_list, get_table, get_text, load_toml

_ON_DISK = ("editable", "virtual", "directory", "path")


def read_uv_lock(text: str) -> Iterator[FileEntry]:
    """What a lock of uv names; packages that lie in the project are the project."""
    content = load_toml(text)
    if isinstance(content, FileProblem):
        yield content
        return
    for package in get_list(content, "package"):
        name, version = get_text(package, "name"), get_text(package, "version")
        source = get_table(package, "source")
        if not name or any(key in source for key in _ON_DISK):
            continue
        own = make_package_name("pypi", name)
        if address := get_text(source, "git"):
            repository, requested, commit = _split_source(address)
            yield make_pinned_dependency(own, repository, requested=requested, commit=commit, is_locked=True)
        else:
            yield Dependency((own,), version=version, is_locked=True)


def _split_source(address: str) -> tuple[str, str, str]:
    """Repository, revision asked for and commit of a source: `URL?rev=…#COMMIT`, also `?branch=` and `?tag=`."""
    plain, commit = urldefrag(address)
    try:
        query = parse_qs(urlsplit(plain).query, max_num_fields=20)
    except ValueError:
        query = {}
    requested = next((query[key][0] for key in ("rev", "tag", "branch") if key in query), "")
    return plain.partition("?")[0], requested, commit
