"""All of the registry as one file, for people who work with data: JSON Lines, and an SQLite database.

Beside each lies its digest, as `sha256sum` writes it.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from hashlib import sha256

from boas.index import WHOLE_KINDS, render_whole_database, render_whole_lines
from boas.site._jobs import Job, Site

_FOLDER = "data/registry"


def iter_data_jobs(site: Site) -> Iterator[Job]:
    """The registry as lines and as a database, each with its digest."""
    paths = tuple(path for path in site.keys if path.partition("/")[0] in WHOLE_KINDS and path.count("/") == 1)
    key = site.make_key("data", *(site.keys[path] for path in (*paths, "notices", "status")))
    # Whoever writes a file and its digest makes it once: both lie in the same part of the work.
    for ending, render in (("jsonl", render_whole_lines), ("sqlite", render_whole_database)):
        make = lru_cache(maxsize=1)(partial(render, site.read_body, paths))
        yield Job(f"{_FOLDER}.{ending}", key, make)
        yield Job(f"{_FOLDER}.{ending}.sha256", key, partial(_write_digest, make, f"registry.{ending}"))


def _write_digest(make: Callable[[], bytes], name: str) -> bytes:
    """The digest of a file, as `sha256sum --check` reads it."""
    return f"{sha256(make()).hexdigest()}  {name}\n".encode()
