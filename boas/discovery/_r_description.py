"""`DESCRIPTION` of a package or project of R: fields in the manner of Debian's control files.

The standard library's parser of header fields reads it: fields with continuation lines are what both are made of.
"""

import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.parser import HeaderParser
from email.policy import compat32

from boas.discovery._dependency import Dependency, FileEntry, FileProblem
from boas.discovery._package_names import LONGEST_ADDRESS, make_package_name
from boas.discovery._repository_pins import make_pinned_dependency
from boas.translation import Message

_FIELDS = ("Depends", "Imports", "LinkingTo", "Suggests", "Enhances")
_PACKAGE = re.compile(
    r"(?P<name>[A-Za-z][A-Za-z0-9.]*)\s*(?:\(\s*(?P<sign>[<>=!]=?)\s*(?P<version>[0-9][^()\s]*)\s*\))?"
)
_REMOTE = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9.]*=)?(?:(?P<forge>[a-z0-9]+)(?:@(?P<host>[\w.-]+))?::)?"
    r"(?P<path>[^@#\s]+(?:@[^@#\s/]+(?=:))?[^@#\s]*)(?:@(?P<revision>\S+)|#\S+)?"
)
"""`owner/name`, `github::owner/name@v1`, `gitlab::group/name`, `git::https://…`, each also as `package=…`."""
_FORGES = {"": "github.com", "github": "github.com", "gitlab": "gitlab.com", "bitbucket": "bitbucket.org"}
_BLANK_LINES = re.compile(r"\n[^\S\n]*(?=\n)")


def read_description(text: str) -> Iterator[FileEntry]:
    """What a package of R asks for. Of a field that stands twice the last one counts, as for `read.dcf`."""
    # renv and people's editors leave empty lines between fields, where the parser would stop.
    plain = _BLANK_LINES.sub("", "\n".join(text.lstrip().splitlines()))
    try:
        message = HeaderParser(policy=compat32).parsestr(plain)
    except (HeaderParseError, ValueError) as error:
        yield FileProblem(Message("Unreadable fields: {reason}.", reason=str(error)))
        return
    if rest := str(message.get_payload()).strip():
        shown = rest.splitlines()[0]
        yield FileProblem(
            Message("Line `{shown}` is neither a field nor the rest of one.", shown=shown[:60]), _find_line(text, shown)
        )
    fields = {name.lower(): str(value) for name, value in message.items()}
    for field in _FIELDS:
        yield from _read_packages(fields.get(field.lower(), ""))
    yield from _read_remotes(fields.get("remotes", ""))


def _find_line(text: str, shown: str) -> int:
    """The line where something stands, from 1."""
    return next((number for number, line in enumerate(text.splitlines(), 1) if line.strip() == shown.strip()), 0)


def _read_packages(value: str) -> Iterator[FileEntry]:
    """Packages of one field, parted by commas; R itself is none."""
    for part in value.split(","):
        match = _PACKAGE.fullmatch(part.strip())
        if match and match["name"] != "R":
            package = make_package_name("cran", match["name"])
            is_exact = match["sign"] == "=="
            yield Dependency(
                (package,),
                version=match["version"] if is_exact else "",
                range=f"{match['sign']}{match['version']}" if match["sign"] and not is_exact else "",
            )


def _read_remotes(value: str) -> Iterator[FileEntry]:
    """Repositories that packages come from, as the package `remotes` writes them."""
    for part in value.split(","):
        if (match := _REMOTE.fullmatch(part.strip()[:LONGEST_ADDRESS])) and (address := _build_address(match)):
            yield make_pinned_dependency(None, address, requested=(match["revision"] or "").removeprefix("*"))


def _build_address(match: re.Match[str]) -> str:
    """The address of one remote; empty when it is no repository."""
    forge, path = match["forge"] or "", match["path"]
    if forge in {"git", "git2r", "xgit"}:
        return path
    if forge not in _FORGES or "/" not in path:
        return ""
    # Of GitHub and Bitbucket what follows owner and name is a folder; GitLab nests groups.
    place = path if forge == "gitlab" else "/".join(path.split("/")[:2])
    return f"https://{match['host'] or _FORGES[forge]}/{place}"
