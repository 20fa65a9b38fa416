"""`renv.lock`: every package that renv found in a project of R, with the repository of those that no index holds."""

from collections.abc import Iterator

from boas.discovery._dependency import Dependency, FileEntry, FileProblem
from boas.discovery._package_names import make_package_name
from boas.discovery._repository_pins import make_pinned_dependency
from boas.discovery._values import get_table, get_text, load_json

_HOSTS = {"github": "github.com", "gitlab": "gitlab.com", "bitbucket": "bitbucket.org"}
_API_HOSTS = {"api.github.com": "github.com", "api.bitbucket.org/2.0": "bitbucket.org"}
"""renv notes where the forge is asked, which is not always where people find it."""


def read_renv_lock(text: str) -> Iterator[FileEntry]:
    """What a lock of renv names."""
    content = load_json(text)
    if isinstance(content, FileProblem):
        yield content
        return
    for key, record in get_table(content, "Packages").items():
        package = make_package_name("cran", get_text(record, "Package") or key)
        version, address = get_text(record, "Version"), _find_repository(record)
        if address:
            requested, commit = get_text(record, "RemoteRef"), get_text(record, "RemoteSha")
            yield make_pinned_dependency(
                package,
                address,
                requested="" if requested == "HEAD" else requested,
                commit=commit,
                is_locked=True,
            )
        elif get_text(record, "Source").lower() != "local":
            yield Dependency((package,), version=version, is_locked=True)


def _find_repository(record: object) -> str:
    """The address of the repository that a package was installed from; empty when it came from an index."""
    if address := get_text(record, "RemoteUrl"):
        return address
    forge = get_text(record, "RemoteType").lower() or get_text(record, "Source").lower()
    owner, name = get_text(record, "RemoteUsername"), get_text(record, "RemoteRepo")
    if forge not in _HOSTS or not (owner and name):
        return ""
    host = get_text(record, "RemoteHost").removeprefix("https://") or _HOSTS[forge]
    return f"https://{_API_HOSTS.get(host, host)}/{owner}/{name}"
