"""Something taken from a repository at a revision: what that says of its version.

What a package calls itself at a commit is the last release or the next one, whichever its makers write there, so it
names no release. A tag does; a revision that reads like a version is taken for one.
"""

import re
from urllib.parse import parse_qs, unquote, urldefrag, urlsplit

from packaging.utils import InvalidSdistFilename, InvalidWheelFilename, parse_sdist_filename, parse_wheel_filename

from boas.discovery._dependency import Dependency, PackageName
from boas.discovery._package_names import LONGEST_ADDRESS, is_commit, make_package_name, normalise_repository

_ARCHIVE = re.compile(
    r"(?P<repository>https://[^/]+/[^/]+/[^/]+)/(?:-/)?archive/(?:refs/(?:tags|heads)/)?(?P<revision>.+?)"
    r"(?:\.zip|\.tar\.gz|\.tgz)"
)
"""A revision as GitHub and GitLab pack it."""
_TAG = re.compile(r"[vV]?\d+\.\d[\w.+-]*")


def make_pinned_dependency(
    package: PackageName | None,
    repository: str,
    *,
    requested: str = "",
    commit: str = "",
    is_locked: bool = False,
) -> Dependency:
    """What is taken from a repository.

    Args:
        package: name of the package, when the file gives it.
        repository: address of the repository, in any form.
        requested: branch, tag or commit that was asked for.
        commit: commit that was found there, when the file holds it.
        is_locked: whether the file is a lock.
    """
    address = normalise_repository(repository)
    names = (*((package,) if package else ()), *((PackageName("git", address),) if address else ()))
    is_tag = bool(_TAG.fullmatch(requested))
    return Dependency(
        names,
        version=requested if is_tag else "",
        range="" if is_tag or is_commit(requested) else requested,
        commit=next((one for one in (commit, requested) if is_commit(one)), ""),
        is_locked=is_locked,
    )


def parse_direct_address(package: PackageName | None, address: str) -> Dependency | None:
    """What `NAME @ ADDRESS`, or an address alone, takes in; nothing when it names no package and no repository.

    The forms are those of pip: `git+https://HOST/PATH.git@REVISION#egg=NAME`, an archive, a wheel.
    """
    if len(address) > LONGEST_ADDRESS:
        return None
    try:
        plain, fragment = urldefrag(address)
    except ValueError:
        return None
    named = package or _find_egg(fragment)
    if plain.startswith("git+"):
        repository, revision = _split_revision(plain)
        return _keep_named(make_pinned_dependency(named, repository, requested=revision))
    if match := _ARCHIVE.fullmatch(plain):
        return _keep_named(make_pinned_dependency(named, match["repository"], requested=unquote(match["revision"])))
    own, version = _parse_file_name(plain)
    found = named or (make_package_name("pypi", own) if own else None)
    return Dependency((found,), version=version) if found else None


def _keep_named(dependency: Dependency) -> Dependency | None:
    """A dependency that has some name; nothing for one without."""
    return dependency if dependency.packages else None


def _split_revision(address: str) -> tuple[str, str]:
    """The repository of an address and what stands after the `@` of its path."""
    start, slash, rest = address.rpartition("/")
    last, at, revision = rest.partition("@")
    if at:
        return f"{start}{slash}{last}", revision
    head, at, revision = address.rpartition("@")  # a branch may hold slashes: `…/edsnlp.git@feature/x`
    path_begins = address.find("/", address.find("://") + 3)
    return (head, revision) if at and len(head) > path_begins > 0 else (address, "")


def _find_egg(fragment: str) -> PackageName | None:
    """The package that the fragment of an address names: `egg=edsnlp[ml]&subdirectory=x`."""
    try:
        eggs = parse_qs(fragment, max_num_fields=20).get("egg", [""])
    except ValueError:
        return None
    name = eggs[0].partition("[")[0].strip()
    return make_package_name("pypi", name) if name else None


def _parse_file_name(address: str) -> tuple[str, str]:
    """Package and version in the name of a wheel or of a source archive; both empty when it tells neither."""
    try:
        name = unquote(urlsplit(address).path).rpartition("/")[2]
        if name.endswith(".whl"):
            package, version, _, _ = parse_wheel_filename(name)
        else:
            package, version = parse_sdist_filename(name)
    except (InvalidWheelFilename, InvalidSdistFilename, ValueError):
        return "", ""
    return package, str(version)
