"""A page that names the commit of the content: with another commit it is kept, and names that one."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.site import BuildResult
from boas.site import _manifest as manifest
from boas.site._stamps import replace_stamp
from tests.site.small_registry import SmallRegistry, stroke
from tests.site.test_builder import content

Build = Callable[..., BuildResult]
MATRIX, RULES, LEGAL = "fr/audit_matrix.html", "fr/rules.html", "fr/legal.html"
MARK = b"<!-- kept -->"


def at_commit(commit: str, day: str) -> SmallRegistry:
    """A small registry of one algorithm, as a commit has it."""
    return SmallRegistry(stroke(), commit=commit, date=f"{day}T10:00:00+01:00")


def mark(site: Path, url: str, mark: bytes = MARK) -> None:
    """Give a page of a release a mark at its end, and let its manifest say so: whoever makes it again drops it."""
    page, entries = site / "current" / url, manifest.read_manifest(site / "current")
    made = page.read_bytes() + mark
    page.unlink()
    page.write_bytes(made)
    entries[url] = replace(entries[url], sha256=sha256(made).hexdigest(), size=len(made))
    (site / "current" / manifest.MANIFEST_NAME).write_bytes(manifest.render_manifest(entries))


@pytest.fixture
def site(build_site: Build, tmp_path: Path) -> Path:
    """A site of a first commit."""
    build_site(at_commit("a" * 40, "2026-03-01"))
    return tmp_path / "site"


@pytest.mark.parametrize("url", [MATRIX, RULES, "en/fields/card.html", "fr/figures.html", "fr/contribute.html"])
def test_with_another_commit_a_page_is_kept_and_names_that_one(site: Path, build_site: Build, url: str) -> None:
    mark(site, url)

    build_site(at_commit("b" * 40, "2026-04-02"))

    page = (site / "current" / url).read_bytes()
    assert page.endswith(MARK)
    assert b"b" * 12 in page
    assert b"2026-04-02" in page
    assert b"a" * 12 not in page


def test_all_files_are_those_of_a_build_from_nothing(site: Path, build_site: Build, tmp_path: Path) -> None:
    build_site(at_commit("b" * 40, "2026-04-02"))
    build_site(at_commit("b" * 40, "2026-04-02"), tmp_path / "fresh")

    assert content(site / "current") == content(tmp_path / "fresh/current")


def test_a_page_that_says_more_of_the_registry_is_made_again(site: Path, build_site: Build) -> None:
    mark(site, LEGAL)

    build_site(at_commit("b" * 40, "2026-04-02"))

    assert not (site / "current" / LEGAL).read_bytes().endswith(MARK)


def test_a_page_that_the_disk_has_damaged_is_made_again(site: Path, build_site: Build, tmp_path: Path) -> None:
    page = site / "current" / MATRIX
    made = page.read_bytes()
    page.unlink()
    page.write_bytes(made.replace(b"<h1", b"<h2", 1))

    build_site(at_commit("b" * 40, "2026-04-02"))
    build_site(at_commit("b" * 40, "2026-04-02"), tmp_path / "fresh")

    assert content(site / "current") == content(tmp_path / "fresh/current")


def test_a_page_of_what_no_commit_holds_is_made_again(site: Path, build_site: Build, tmp_path: Path) -> None:
    build_site(at_commit("", "2026-04-02"))
    build_site(at_commit("", "2026-04-02"), tmp_path / "fresh")

    assert content(site / "current") == content(tmp_path / "fresh/current")


@given(st.binary(), st.binary(max_size=9), st.binary(), st.binary(max_size=9))
def test_only_the_last_words_about_a_commit_are_replaced(start: bytes, old: bytes, end: bytes, new: bytes) -> None:
    begin = b'<p class="stamp">\n'
    before, said = b"<span>" + old.replace(b"<", b"") + b"</span>", b"<span>" + new + b"</span>"
    below = end.replace(b"<", b"")

    assert replace_stamp(start + begin + before + below, said) == start + begin + said + below
    assert replace_stamp(start.replace(b"<", b"") + below, said) is None
