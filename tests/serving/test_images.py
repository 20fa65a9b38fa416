"""Images for reports as PNG: made of the released SVG, the same bytes each time, and nothing else."""

from pathlib import Path
from struct import unpack

import pytest

from boas.api import ASGIApp
from boas.serving import _images as images
from boas.serving import build_application
from boas.site._chart_files import ChartWords, render_chart_file
from tests.api.asking import ask
from tests.serving.releasing import release, small_site

CHART = (
    '<svg width="100%" height="60"><text class="plot-label" y="13">Âge</text>'
    '<circle class="plot-dot" cx="50%" cy="30" r="5"/></svg>'
)
SVG = render_chart_file(CHART, ChartWords("Titre", "Verdict.", "BOAS"), "fr")
IMAGES = ("figures/a-ppv", "algorithms/a/evidence/b-sites-1", "algorithms/a/bias/ppv-b-1-sex")


@pytest.fixture
def drawing(tmp_path: Path) -> ASGIApp:
    """The application over a site with three images and a page."""
    files = small_site() | {f"fr/{name}.svg": SVG for name in IMAGES}
    release(tmp_path / "site", files)
    return build_application(tmp_path / "site", tmp_path / "index.sqlite")


@pytest.mark.parametrize("path", [f"/fr/{name}.png" for name in IMAGES])
def test_an_image_is_given_as_png_twice_as_large_and_the_same_each_time(drawing: ASGIApp, path: str) -> None:
    first = ask(drawing, path)
    images.render_image.cache_clear()

    assert (first.status, first.headers["content-type"]) == (200, "image/png")
    assert first.body.startswith(b"\x89PNG\r\n\x1a\n")
    assert unpack(">I", first.body[16:20]) == (2 * 760,)
    assert first.headers["cross-origin-resource-policy"] == "cross-origin"
    assert ask(drawing, path).body == first.body
    assert ask(drawing, path, headers={"if-none-match": first.headers["etag"]}).status == 304


@pytest.mark.parametrize(
    "path", ["/fr/figures/none.png", "/fr/algorithms/a.png", "/fr/figures/../figures/a-ppv.png", "/static/mark.png"]
)
def test_what_has_no_image_is_not_there(drawing: ASGIApp, path: str) -> None:
    assert ask(drawing, path).status == 404


def test_without_the_library_the_svg_is_there_and_the_png_is_not(
    drawing: ASGIApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images, "load_renderer", lambda: None)

    assert ask(drawing, "/fr/figures/a-ppv.png").status == 404
    assert ask(drawing, "/fr/figures/a-ppv.svg").headers["content-type"] == "image/svg+xml"
