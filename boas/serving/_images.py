"""Images for reports as PNG, made of the released SVG when they are asked for.

The letters of a PNG come from the fonts of the machine that makes it, so none is part of a release, whose bytes are the
same wherever it is built. On one machine the same image always has the same bytes.
"""

import importlib
import re
from collections.abc import Callable
from functools import cache, lru_cache

from boas.api import CORS_HEADERS, Reply
from boas.serving._current_build import Release
from boas.serving._file_cache import FileCache
from boas.serving._pages import PAGE_HEADERS

IMAGE = re.compile(r"/([a-z]{2,3}/(?:figures|algorithms/[^/]+/(?:evidence|bias))/[^/]+)\.png")
_ZOOM = 2
"""Pixels for each unit of the SVG, so that a printed report is sharp."""

_Draw = Callable[..., list[int] | bytes]


def build_image_reply(release: Release, contents: FileCache, path: str) -> Reply | None:
    """The PNG at a path; nothing where there is no such image, or no library that makes it."""
    asked = IMAGE.fullmatch(path)
    url = f"{asked[1]}.svg" if asked else ""
    if url not in release.entries or load_renderer() is None:
        return None
    svg = contents.read_verified(release.folder / url, release.entries[url])
    headers = {**PAGE_HEADERS, "cross-origin-resource-policy": "cross-origin", **CORS_HEADERS}
    if release.commit:
        headers["x-registry-commit"] = release.commit
    return Reply(200, render_image(svg), "image/png", headers)


@cache
def load_renderer() -> _Draw | None:
    """What makes a PNG of an SVG; nothing where `boas[images]` is not installed."""
    try:
        found: _Draw = importlib.import_module("resvg_py").svg_to_bytes
    except ImportError:
        return None
    return found


@lru_cache(maxsize=128)
def render_image(svg: bytes) -> bytes:
    """The bytes of one image; those asked for again are not made again."""
    draw = load_renderer()
    if draw is None:
        raise LookupError("resvg_py")
    return bytes(draw(svg_string=svg.decode(), zoom=_ZOOM, background="#ffffff"))
