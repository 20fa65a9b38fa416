"""Which files of a site somebody needs to look at a proposal: what it touches, what that names, and the way in.

Everything else is left out, so that the rest fits into a small archive.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from boas.documents import parse_path
from boas.index import Status, VersionAnswer, decode_answer
from boas.site._versions import build_archive_path, build_bundle_path

_ALWAYS = ("index", "status", "404", "algorithms", "finder", "search", "notices")
"""The way in: the home page, what the proposal is made of, and the list its algorithms stand in."""
_PARTED = frozenset({"status", "search"})
_PART = re.compile(r"-[0-9]+\Z")
_SHARED = frozenset({"index.html", "ledger.json", "notices.json"})
"""Files above the languages."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The files to make."""

    algorithms: frozenset[str]
    """Ids of algorithms: all about them is made."""
    pages: frozenset[str]
    """Paths of further pages below their language, without ending."""
    archives: frozenset[str]
    """Archives and bundles."""

    def holds(self, url: str) -> bool:
        """Whether a file is to be made."""
        if url in _SHARED or url in self.archives or url.startswith("static/"):
            return True
        path = url.partition("/")[2]
        match path.split("/"):
            case [name, *_] if url.startswith(("files/", "codelists/")):
                return name in self.algorithms
            case ["algorithms" | "badges", name, *_]:
                return name.partition(".")[0] in self.algorithms
        # Further pages of the status, and further parts of the data of the search, belong to the first.
        whole = _PART.sub("", str(PurePosixPath(path).with_suffix(""))) if path else ""
        return bool(path) and (whole in _PARTED or str(PurePosixPath(path).with_suffix("")) in self.pages)

    def make_key(self) -> str:
        """What this choice is known by."""
        return repr((sorted(self.algorithms), sorted(self.pages)))


def select_touched_files(status: Status, keys: Mapping[str, str], body: Callable[[str], bytes]) -> Selection:
    """What the files that a preview's status names have to do with; `keys` are the paths of all answers."""
    told = status.preview
    touched = {*told.added, *told.edited, *told.removed} if told else set()
    places = [place for path in touched if (place := parse_path(path))]
    algorithms = frozenset(place.algorithm for place in places) - {""}
    named = {f"organisations/{place.name('organisation')}" for place in places}
    named |= {f"data_sources/{place.name('data_source')}" for place in places}
    versions = [path for path in keys if _is_version_of(path, algorithms)]
    named |= {page for path in versions for page in _iter_named_pages(decode_answer(body(path), VersionAnswer))}
    to_fix = [one for one in status.findings if one.severity == "error" or one.path in touched]
    named |= {f"rules/{one.rule}" for one in to_fix}
    return Selection(
        algorithms,
        frozenset((*_ALWAYS, *named)),
        frozenset(
            build(*path.split("/")[1::2]) for path in versions for build in (build_archive_path, build_bundle_path)
        ),
    )


def _is_version_of(path: str, algorithms: frozenset[str]) -> bool:
    """Whether an answer is about one version of one of these algorithms."""
    match path.split("/"):
        case ["algorithms", name, "versions", _]:
            return name in algorithms
    return False


def _iter_named_pages(version: VersionAnswer) -> Iterator[str]:
    """Pages of the organisations and data sources that a version names."""
    yield from (f"organisations/{one.id}" for one in version.organisations)
    yield from (f"data_sources/{one.id}" for one in version.data_sources)
