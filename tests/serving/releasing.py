"""Small releases made by the site's own writer, so that a test knows every byte that is served."""

from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from boas.site._builder import read_current, write_release
from boas.site._jobs import Job

STYLE = "static/style.0a1b2c3d.css"


def page(said: str) -> bytes:
    """A page that says one thing."""
    return f'<!doctype html><html lang="fr"><title>{said}</title><p>{said}</p></html>'.encode()


def small_site(said: str = "un") -> dict[str, bytes]:
    """Files of a small site."""
    pages = ("fr/index", "en/index", "fr/algorithms", "en/algorithms", "fr/algorithms/a", "fr/404", "en/404")
    return {
        **{f"{name}.html": page(f"{name} {said}") for name in pages},
        "fr/status.json": f'{{"commit":"{sha256(said.encode()).hexdigest()[:40]}"}}'.encode(),
        STYLE: b"body { color: black }",
        ".well-known/security.txt": b"Contact: https://example.org\n",
    }


def release(site: Path, files: Mapping[str, bytes], gone: Mapping[str, bytes] = MappingProxyType({})) -> Path:
    """Publish these files, and pages of what is gone; gives the folder of the release."""
    jobs = [
        Job(url, sha256(content).hexdigest(), partial(bytes, content), status=410 if url in gone else 200)
        for url, content in sorted({**files, **gone}.items())
    ]
    site.mkdir(parents=True, exist_ok=True)
    return site / write_release(jobs, site, read_current(site), "/", lambda _done, _total: None).release
