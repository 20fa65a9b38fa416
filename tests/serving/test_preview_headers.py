"""A served preview: every reply says so, and what is saved is shown without a restart."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from boas.serving import build_application
from tests.api.asking import ask
from tests.git_registry import GitRegistry
from tests.serving.releasing import release, small_site

BOAS = Path(sys.executable).with_name("boas")
BASE = Path(__file__).parents[1] / "checks" / "base"
LONGEST_WAIT = 120
CARD = "model_cards/algorithms/exemple-score/versions/1.0.0/card.yaml"
PAGE = "/en/algorithms/exemple-score.html"


@pytest.mark.parametrize("path", ["/fr/index.html", "/fr/nothing.html", "/", "/api/v1/status", "/fr/status.json"])
def test_every_reply_of_a_preview_keeps_search_engines_out_and_names_no_commit(tmp_path: Path, path: str) -> None:
    release(tmp_path / "site", small_site())
    plain = ask(build_application(tmp_path / "site", tmp_path / "index.sqlite"), path)
    marked = ask(build_application(tmp_path / "site", tmp_path / "index.sqlite", preview=True), path)

    assert marked.headers["x-robots-tag"] == "noindex"
    assert "x-registry-commit" not in marked.headers
    assert "x-robots-tag" not in plain.headers
    assert (marked.status, marked.body) == (plain.status, plain.body)


@pytest.fixture
def registry(git_registry: Callable[..., GitRegistry]) -> GitRegistry:
    """The small registry without fault, committed."""
    made = git_registry()
    shutil.copytree(BASE / "model_cards", made.path / "model_cards")
    made.commit("Set up")
    return made


@contextmanager
def served(root: Path) -> Iterator[str]:
    """A running preview, by its address."""
    command = [str(BOAS), "serve", "--working-tree", "--registry", str(root), "--port", "0"]
    environment = os.environ | {"BOAS_LANG": "en", "PYTHONUNBUFFERED": "1"}
    log = root.with_name("serve.log")
    with log.open("wb") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        found = until(lambda: re.search(r"preview is served at (http://\S+:\d+)/", log.read_text()))
        assert found, log.read_text()
        yield found[1]
    finally:
        process.terminate()
        assert process.wait(LONGEST_WAIT) == 0


Found = re.Match[str] | str | None


def until(look: Callable[[], Found]) -> Found:
    """The first thing that is seen; nothing when there is nothing to see for very long."""
    deadline = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.1)
    return None


def fetched(address: str, path: str) -> str:
    """A page of the preview as text."""
    with urlopen(address + path, timeout=LONGEST_WAIT) as answer:  # noqa: S310 -- our own server
        text: str = answer.read().decode()
        return text


def shown(address: str, words: str, path: str = PAGE) -> bool:
    """Whether a page comes to show some words."""
    return until(lambda: re.search(re.escape(words), fetched(address, path))) is not None


def rename(registry: GitRegistry, name: str) -> None:
    text = (registry.path / CARD).read_text()
    registry.write(CARD, re.sub(r"(name:\n(?:  fr: .*\n)?  en: ).*", rf"\g<1>{name}", text, count=1))


def test_what_is_saved_is_shown_without_a_restart_and_a_commit_takes_the_mark_of_a_draft_away(
    registry: GitRegistry,
) -> None:
    with served(registry.path) as address:
        assert "Preview of files that are not published yet." in fetched(address, PAGE)
        assert "Draft<" not in fetched(address, PAGE)
        rename(registry, "Saved just now")
        assert shown(address, "Saved just now")
        assert shown(address, "Draft<")
        registry.commit("Publish it")
        assert until(lambda: re.search("^(?!.*Draft<)", fetched(address, PAGE), re.DOTALL))


def test_settings_that_break_while_one_edits_are_told_and_the_page_before_stays_until_they_are_mended(
    registry: GitRegistry,
) -> None:
    settings = "model_cards/registry.yaml"
    sound = (registry.path / settings).read_text()
    with served(registry.path) as address:
        registry.write(settings, "title: [\n")
        log = registry.path.with_name("serve.log")
        assert until(lambda: re.search(r"registry\.yaml is missing or unreadable", log.read_text()))
        assert "Example score" in fetched(address, PAGE)
        registry.write(settings, sound)
        rename(registry, "Mended")
        assert shown(address, "Mended")
