"""Which addresses are counted when they are answered, and as what."""

import re
from dataclasses import dataclass
from functools import cache

from boas.documents import ID_PATTERN
from boas.formats import EXPORTERS
from boas.registry import LISTING

_ALGORITHM = f"(?P<algorithm>{ID_PATTERN})"
_VERSION = r"(?P<version>\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+?)?)"
_LANGUAGE = "[a-z]{2,3}"


@dataclass(frozen=True, slots=True)
class Requested:
    """What an address gives."""

    kind: str
    """One of `USAGE_KINDS`."""
    algorithm: str
    version: str = ""
    """Empty for what is about no version in particular."""


def find_requested(path: str) -> Requested | None:
    """What is counted when a path is answered; nothing for pages, feeds, lists and digests."""
    for kind, pattern in _compile_patterns():
        if match := pattern.fullmatch(path):
            found = match.groupdict()
            return Requested(kind, found["algorithm"], found.get("version") or "")
    return None


@cache
def _compile_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Forms of the addresses, by kind: the first that fits is meant.

    Pages are not counted: they are looked at, not fetched. `SHA256SUMS` is not, for whoever takes files takes it too.
    """
    suffixes = "|".join(sorted({re.escape(one.suffix) for one in EXPORTERS.values()}, key=len, reverse=True))
    page = f"/{_LANGUAGE}/algorithms/{_ALGORITHM}"
    api = f"/api/v1/algorithms/{_ALGORITHM}"
    forms = (
        ("archive", f"/(?:archives|bundles)/{_ALGORITHM}-{_VERSION}\\.zip"),
        ("file", f"/files/{_ALGORITHM}/{_VERSION}/(?!{LISTING}$).+"),
        ("export", f"{page}/versions/{_VERSION}\\.(?:{suffixes})"),
        ("export", f"{page}/.+\\.csv"),
        ("export", f"{api}/versions/{_VERSION}/export/[^/]+"),
        ("answer", f"{page}/versions/{_VERSION}\\.json"),
        ("answer", f"{page}(?:/.+)?\\.json"),
        ("answer", f"{api}/versions/{_VERSION}"),
        ("answer", f"{api}(?!/usage$|/versions/.+)(?:/.+)?"),
    )
    return tuple((kind, re.compile(form)) for kind, form in forms)
