"""A new release or a new index is served without a restart, and never half of it."""

import asyncio
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from boas.api import ASGIApp, create_api_app
from boas.errors import MachineError
from boas.index import AlgorithmQuery, IndexReplacedError, fill_index, open_index
from boas.registry import read_registry
from boas.repository import open_repository
from boas.serving._current_build import CurrentIndex, CurrentRelease
from boas.serving._file_cache import FileCache
from boas.serving._pages import build_file_reply
from tests.api.asking import ask, asked
from tests.git_registry import GitRegistry
from tests.serving.releasing import STYLE, release, small_site

HOST = [("host", "localhost")]


def said(body: bytes) -> str:
    found = re.search(rb"<p>\S+ (\w+)</p>", body)
    assert found
    return found[1].decode()


def test_a_new_release_is_served_at_once(app: ASGIApp, site: Path) -> None:
    before = ask(app, "/fr/index.html")
    release(site, small_site("deux"))
    after = ask(app, "/fr/index.html")

    assert (said(before.body), said(after.body)) == ("un", "deux")
    assert before.headers["x-registry-commit"] != after.headers["x-registry-commit"]
    assert ask(app, "/fr/index.html", headers={"If-None-Match": before.headers["etag"]}).status == 200


def test_a_page_that_is_gone_is_gone_at_once(app: ASGIApp, site: Path) -> None:
    assert ask(app, "/fr/algorithms/a.html").status == 200
    release(site, {url: content for url, content in small_site().items() if url != "fr/algorithms/a.html"})

    assert ask(app, "/fr/algorithms/a.html").status == 404


def test_a_page_loaded_before_a_release_still_finds_its_style(app: ASGIApp, site: Path) -> None:
    old = ask(app, f"/{STYLE}")
    files = small_site("deux")
    files["static/style.ffffffff.css"] = files.pop(STYLE) + b"/* new */"
    release(site, files)

    assert ask(app, "/static/style.ffffffff.css").status == 200
    assert ask(app, f"/{STYLE}").body == old.body


def test_a_release_that_cannot_be_read_changes_nothing(app: ASGIApp, site: Path) -> None:
    assert ask(app, "/fr/index.html").status == 200
    (site / "broken").mkdir()
    (site / "broken" / "manifest.json").write_text("{")
    (site / "next").symlink_to("broken")
    (site / "next").replace(site / "current")

    assert said(ask(app, "/fr/index.html").body) == "un"


def test_readers_never_see_a_mixture_while_releases_come(app: ASGIApp, site: Path) -> None:
    pages = [url for url in small_site() if url.endswith(".html") and "404" not in url]
    seen: set[str] = set()

    async def read() -> None:
        for turn in range(200):
            answer = await asked(app, f"/{pages[turn % len(pages)]}", "GET", HOST)
            assert answer.status == 200
            assert answer.body == small_site(said(answer.body))[pages[turn % len(pages)]]
            seen.add(said(answer.body))
            await asyncio.sleep(0)

    async def build() -> None:
        for number in range(20):
            release(site, small_site(f"r{number}"))
            await asyncio.sleep(0.002)

    async def all_at_once() -> None:
        await asyncio.gather(build(), *(read() for _ in range(8)))

    asyncio.run(all_at_once())
    assert len(seen) > 1
    assert said(ask(app, "/fr/index.html").body) == "r19"


def test_a_request_keeps_the_release_it_began_with(site: Path) -> None:
    follow = CurrentRelease(site)
    begun = follow()
    release(site, small_site("deux"))
    reply = build_file_reply(begun, FileCache(), "fr/index.html")

    assert follow() is not begun
    assert reply is not None
    assert said(reply.body) == "un"


def test_what_is_kept_in_memory_is_bounded(site: Path) -> None:
    contents, current = FileCache(most=400), CurrentRelease(site)()
    for url in small_site():
        assert build_file_reply(current, contents, url) is not None

    assert sum(len(body) for body in contents._kept.values()) == contents._size <= 400  # noqa: SLF001 -- the bound itself


def registry_commits(path: Path, make: Callable[..., GitRegistry]) -> Callable[[str], str]:
    """Fills the index from a registry whose title is changed in one more commit."""
    registry = make()

    def titled(title: str) -> str:
        registry.write(
            "model_cards/registry.yaml",
            f"schema_version: 1\ntitle:\n  fr: {title}\nlanguages: [fr, en]\nsmall_cell_threshold: 11\n",
        )
        commit = registry.commit(title)
        with open_repository(registry.path) as history:
            fill_index(read_registry(history.read_tree_of(commit), history.read_history_of(commit)), path, [])
        return commit

    return titled


def test_a_filling_is_answered_from_at_once(tmp_path: Path, git_registry: Callable[..., GitRegistry]) -> None:
    titled = registry_commits(tmp_path / "index.sqlite", git_registry)
    first = titled("Un")
    index = CurrentIndex(tmp_path / "index.sqlite", look_every=0)
    before = index().commit, index().read_body("status")
    second = titled("Deux")

    assert (before[0], index().commit) == (first, second)
    assert before[1] != index().read_body("status")
    index.close()


def test_another_file_in_its_place_is_opened(tmp_path: Path, git_registry: Callable[..., GitRegistry]) -> None:
    titled = registry_commits(tmp_path / "made.sqlite", git_registry)
    titled("Un")
    shutil.copy(tmp_path / "made.sqlite", tmp_path / "index.sqlite")
    index = CurrentIndex(tmp_path / "index.sqlite", look_every=0)
    first = index()
    second = titled("Deux")
    shutil.copy(tmp_path / "made.sqlite", tmp_path / "next.sqlite")
    (tmp_path / "next.sqlite").replace(tmp_path / "index.sqlite")

    assert index().commit == second
    assert first.commit != second
    index.close()


def test_an_index_that_is_gone_is_said_to_be_and_found_again(
    tmp_path: Path, git_registry: Callable[..., GitRegistry]
) -> None:
    path = tmp_path / "index.sqlite"
    titled = registry_commits(path, git_registry)
    titled("Un")
    index = CurrentIndex(path, look_every=0)
    index()
    path.unlink()
    with pytest.raises(MachineError, match="no index"):
        index()
    second = titled("Deux")

    assert index().commit == second
    index.close()


def test_the_file_is_not_looked_at_for_every_request(tmp_path: Path, git_registry: Callable[..., GitRegistry]) -> None:
    titled = registry_commits(tmp_path / "index.sqlite", git_registry)
    now = [0.0]
    index = CurrentIndex(tmp_path / "index.sqlite", clock=lambda: now[0])
    first = titled("Un")
    assert index().commit == first
    second = titled("Deux")

    assert index().commit == first
    now[0] = 1.0
    assert index().commit == second
    index.close()


def test_another_filling_is_read_beside_the_requests_and_never_mixed_with_the_one_before(
    tmp_path: Path, git_registry: Callable[..., GitRegistry]
) -> None:
    titled = registry_commits(tmp_path / "index.sqlite", git_registry)
    first = titled("Un")
    index = CurrentIndex(tmp_path / "index.sqlite", look_every=0, is_patient=True)
    opened = index()
    opened.prepare()
    status = opened.find_answer("status")
    second = titled("Deux")

    assert (opened.commit, opened.find_answer("status")) == (first, status)
    with pytest.raises(IndexReplacedError):
        opened.read_body("ledger")
    assert opened.is_replaced
    answer = ask(create_api_app(index), "/api/v1/ledger")
    assert (answer.status, answer.headers["x-registry-commit"]) == (200, second)
    assert index().commit == second
    index.close()


def test_what_was_not_read_in_time_is_not_read_from_another_filling(
    tmp_path: Path, git_registry: Callable[..., GitRegistry]
) -> None:
    titled = registry_commits(tmp_path / "index.sqlite", git_registry)
    titled("Un")
    opened = open_index(tmp_path / "index.sqlite")
    titled("Deux")

    with pytest.raises(IndexReplacedError):
        opened.list_algorithms(AlgorithmQuery())
    assert opened.read_archive("archives/none.zip") is None
    opened.close()
