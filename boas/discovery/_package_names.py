"""Names of packages and addresses of repositories, in the form in which they are compared."""

import posixpath
import re
from urllib.parse import unquote, urlsplit

from packaging.utils import canonicalize_name

from boas.discovery._dependency import PackageName

_SCP_LIKE = re.compile(r"(?:[\w.+-]+@)?(?P<host>[\w-]+(?:\.[\w-]+)+):(?!/?/)(?P<path>\S+)", re.ASCII)
"""`git@host:path`, the short form of SSH that Git takes; a host has a dot, so that `C:` is none."""
_SCHEMES = frozenset({"https", "http", "ssh", "git"})
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_PATH = re.compile(r"[\w.~+-]+(?:/[\w.~+-]+)*", re.ASCII)
_COMMIT = re.compile(r"[0-9a-f]{40}")
LONGEST_ADDRESS = 1000
"""Characters of an address that is looked at."""


def make_package_name(ecosystem: str, name: str) -> PackageName:
    """A name as its ecosystem compares it.

    Python's index takes case and runs of `-`, `_` and `.` for one (PEP 503); conda's channels hold lower case only;
    R and code lists compare letter by letter.
    """
    match ecosystem:
        case "pypi":
            return PackageName(ecosystem, canonicalize_name(name.strip()))
        case "conda":
            return PackageName(ecosystem, name.strip().lower())
        case "git":
            return PackageName(ecosystem, normalise_repository(name))
    return PackageName(ecosystem, name.strip())


def normalise_repository(address: str) -> str:
    """Host and path of a repository, without scheme, credentials, `.git` and case; empty for what is no such address.

    Forges take the path in any case; a host where two repositories differ by case alone is not expected.
    """
    return build_web_address(address).removeprefix("https://").casefold()


def build_web_address(address: str) -> str:
    """The address of a repository as people open it, in https and without credentials; empty when it has none."""
    host, path = _split_address(address.strip().removeprefix("git+"))
    path = unquote(path).strip("/").removesuffix(".git").strip("/")
    if not _HOST.fullmatch(host) or not _PATH.fullmatch(path) or ".." in path.split("/"):
        return ""
    return f"https://{host}/{path}"


def _split_address(address: str) -> tuple[str, str]:
    """Host and path of an address in any of Git's forms; both empty for a file and for what cannot be told."""
    if len(address) > LONGEST_ADDRESS:
        return "", ""
    if (match := _SCP_LIKE.fullmatch(address)) and "://" not in address:
        return match["host"].lower(), match["path"]
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port and parts.scheme in {"https", "http"} else ""
    except ValueError:
        return "", ""
    # A port other than the usual one would have to stand in the address; forges that need one are not public.
    return (host, parts.path) if parts.scheme in _SCHEMES and port in {"", ":443", ":80"} else ("", "")


def resolve_relative_address(address: str, base: str) -> str:
    """An address beside another repository, which Git allows for submodules (`../other.git`), as a whole one.

    Args:
        address: what `.gitmodules` says.
        base: the web address of the repository that holds the file.
    """
    if not address.startswith(("./", "../")) or not base:
        return address
    host, _, path = base.removeprefix("https://").partition("/")
    whole = posixpath.normpath(posixpath.join("/", path, address))
    return f"https://{host}{whole}"


def is_commit(text: str) -> bool:
    """Whether a revision is the whole id of a commit, which no branch or tag can move."""
    return bool(_COMMIT.fullmatch(text))
