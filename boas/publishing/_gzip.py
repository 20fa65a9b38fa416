"""Pages and data made smaller (gzip) for hosts that cannot do it on the way, in one of two ways.

`beside` adds a file with `.gz` behind its name to each text: web servers that look for one (nginx `gzip_static`, Caddy
`precompressed`) give it to whoever takes gzip, and everybody else gets the text. `instead` stores what only browsers
ask for compressed, with the header that says so: object stores send both to everybody, so it leaves alone whatever a
script may fetch and hash. The builds themselves hold neither.
"""

import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from boas.site import ManifestEntry

GzipWay = Literal["no", "beside", "instead"]
GZIP_WAYS: tuple[GzipWay, ...] = ("no", "beside", "instead")
GZIP_HEADER = "Content-Encoding: gzip"
_SUFFIX = ".gz"
_LEVEL = 9
_SMALLEST = 1000
"""Bytes from which on a text is made smaller: below, one packet carries it either way."""
_FOR_BROWSERS = (".html", ".css", ".js", ".svg")
_TEXTS = (*_FOR_BROWSERS, ".json", ".jsonl", ".csv", ".atom", ".xml", ".txt", ".bib", ".cff", ".yaml", ".sql", ".r")


@dataclass(frozen=True, slots=True)
class Parcel:
    """One file as it lies at a target."""

    url: str
    """File of the release it is made of."""
    digest: str
    """What its bytes follow from: the release's digest, and that they are compressed."""
    size: int | None
    """Bytes; nothing when they are known only once it is compressed."""

    @property
    def is_packed(self) -> bool:
        """Whether it is compressed."""
        return self.size is None


def list_parcels(entries: Mapping[str, ManifestEntry], way: GzipWay) -> dict[str, Parcel]:
    """Every file that is to lie at a target, by its path there."""
    found = {url: Parcel(url, entry.sha256, entry.size) for url, entry in entries.items()}
    for url, entry in entries.items():
        packed = Parcel(url, f"gzip:{entry.sha256}", None)
        if way == "beside" and entry.size >= _SMALLEST and url.endswith(_TEXTS):
            found[url + _SUFFIX] = packed
        elif way == "instead" and entry.size >= _SMALLEST and url.endswith(_FOR_BROWSERS):
            found[url] = packed
    return found


def pack_files(release: Path, parcels: Mapping[str, Parcel], paths: Iterable[str], folder: Path) -> dict[str, int]:
    """Write these files compressed below a folder; gives the size of each. The same text gives the same bytes."""
    sizes: dict[str, int] = {}
    for path in paths:
        content = gzip.compress((release / parcels[path].url).read_bytes(), _LEVEL, mtime=0)
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        sizes[path] = len(content)
    return sizes


def is_page(path: str) -> bool:
    """Whether a file at a target is a page, compressed or not."""
    return path.removesuffix(_SUFFIX).endswith(".html")


def is_outdated(path: str, parcels: Mapping[str, Parcel]) -> bool:
    """Whether a compressed file that is no longer sent lies beside a text that is: it would be given in its place."""
    return path.endswith(_SUFFIX) and path not in parcels and path.removesuffix(_SUFFIX) in parcels
