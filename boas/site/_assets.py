"""Files every page shares (style, script, mark), named by their content so that they may be kept for ever."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import boas
from boas.documents import compute_program_digest, find_package_folder
from boas.formats import EXPORTERS

TYPES = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "sqlite": "application/vnd.sqlite3",
    "sha256": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "r": "text/plain; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "xml": "application/xml",
    "atom": "application/atom+xml; charset=utf-8",
    "zip": "application/zip",
}
"""Media type by file ending; exports have their own."""


_FILES = "files/"
"""Where files of versions lie: whatever they hold, a browser is given text."""


def find_media_type(url: str) -> str:
    """Media type of a file of the site."""
    if url.startswith(_FILES):
        return TYPES["csv" if url.endswith(".csv") else "txt"]
    exported = (one.media_type for one in EXPORTERS.values() if url.endswith(f".{one.suffix}"))
    return next(exported, "") or TYPES[url.rpartition(".")[2]]


@dataclass(frozen=True, slots=True)
class _Asset:
    """One shared file."""

    url: str
    """Below the site's root, for instance `static/style.1a2b3c4d.css`."""
    content: bytes


@cache
def load_assets() -> Mapping[str, _Asset]:
    """Shared files by their plain name."""
    folder = find_package_folder("web") / "static"
    return {path.name: _read_asset(path) for path in sorted(folder.iterdir()) if path.suffix[1:] in TYPES}


def _read_asset(path: Path) -> _Asset:
    """One file with its name made of its content."""
    content = path.read_bytes()
    return _Asset(f"static/{path.stem}.{sha256(content).hexdigest()[:8]}{path.suffix}", content)


_OTHER_ROOMS = frozenset({"api", "cli", "discovery", "library", "proposals", "publishing", "scaffolding", "serving"})
"""Rooms that have no part in a page."""


@cache
def compute_engine_digest() -> str:
    """Digest of everything but content that shapes a page: templates, words, terms, examples, code, libraries."""
    web = find_package_folder("web")
    data = [
        *web.rglob("*.html"),
        *web.rglob("*.po"),
        *(path for path in (web / "static").iterdir() if path.is_file()),
        *find_package_folder("schemas").rglob("*.yaml"),
        *(Path(boas.__file__).parent / "checks").rglob("*.toml"),
    ]
    return compute_program_digest(_OTHER_ROOMS, data)
