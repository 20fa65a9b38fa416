"""Texts compressed where they are served: beside themselves for web servers, instead for object stores."""

import gzip
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest

from boas.errors import UsageError
from boas.publishing import Delivery, GzipWay, RemotePlace, send_site
from boas.publishing._delivery import RECORD_NAME
from tests.publishing.test_delivery import COMMIT, TODAY, release, served_files
from tests.rclone import Store, serve_folder, serve_store

LONG = b"<p>text</p>" * 300
SITE = {
    "index.html": b"<p>short</p>",
    "fr/algorithms.html": LONG,
    "fr/algorithms.json": b'{"a": 1}' * 300,
    "files/a/1.0.0/card.yaml": b"a: 1\n" * 300,
    "archives/a-1.0.0.zip": b"zip" * 500,
}


class Target:
    """A place, and the releases sent to it."""

    def __init__(self, folder: Path, target: str) -> None:
        """Take where releases are made, and the target."""
        self.place, self._made = RemotePlace(target), folder / "release"

    def send(self, files: dict[str, bytes], gzip_way: GzipWay, *, days: int = 0) -> Delivery:
        """Send a site of these files, so many days after the first one."""
        made = release(self._made, files)
        return send_site(made, self.place, commit=COMMIT, today=TODAY + timedelta(days=days), gzip=gzip_way)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[tuple[Target, Path]]:
    """A web server's folder."""
    (tmp_path / "served").mkdir()
    with serve_folder(tmp_path / "served") as address:
        yield Target(tmp_path, address), tmp_path / "served"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Target, Store, str]]:
    """An object store."""
    monkeypatch.delenv("AWS_CA_BUNDLE", raising=False)  # rclone cannot take one, and none is needed here
    held: Store = {}
    with serve_store(held) as (target, address):
        yield Target(tmp_path, target), held, address


def test_beside_each_long_text_lies_the_same_compressed_and_nothing_else_changes(folder: tuple[Target, Path]) -> None:
    target, served = folder
    target.send(SITE, "beside")

    found = served_files(served)
    packed = {name: gzip.decompress(found.pop(name)) for name in sorted(found) if name.endswith(".gz")}
    assert found == SITE
    assert packed == {f"{name}.gz": SITE[name] for name in sorted(SITE) if len(SITE[name]) > 999 and "zip" not in name}


def test_a_second_time_nothing_is_sent_and_a_changed_page_brings_its_compressed_one(
    folder: tuple[Target, Path],
) -> None:
    target, served = folder
    first, again = target.send(SITE, "beside"), target.send(SITE, "beside")
    changed = target.send({**SITE, "fr/algorithms.html": LONG * 2}, "beside")

    assert (first.sent, again.sent, changed.sent) == (len(SITE) + 3, 0, 2)
    assert again.unchanged == len(SITE) + 3
    assert gzip.decompress(served_files(served)["fr/algorithms.html.gz"]) == LONG * 2


def test_a_compressed_file_goes_at_once_when_its_text_is_sent_without_one(folder: tuple[Target, Path]) -> None:
    target, served = folder
    target.send(SITE, "beside")

    done = target.send({**SITE, "fr/algorithms.html": LONG + b"!"}, "no", days=1)

    assert served_files(served) == {**SITE, "fr/algorithms.html": LONG + b"!"}
    assert done.removed == 3


def test_an_object_store_keeps_what_browsers_read_compressed_and_says_so(store: tuple[Target, Store, str]) -> None:
    target, held, address = store
    target.send(SITE, "instead")

    with urlopen(f"{address}/fr/algorithms.html") as reply:  # noqa: S310 -- this machine
        assert reply.headers["content-encoding"] == "gzip"
        assert reply.headers["content-type"].startswith("text/html")
        assert gzip.decompress(reply.read()) == LONG
    plain = {name: content for name, (content, _) in held.items() if name not in {RECORD_NAME, "fr/algorithms.html"}}
    assert plain == {name: content for name, content in SITE.items() if name != "fr/algorithms.html"}
    assert all("content-encoding" not in headers for name, (_, headers) in held.items() if name in plain)


def test_an_object_store_is_sent_only_what_changed_also_after_another_way(store: tuple[Target, Store, str]) -> None:
    target, held, _ = store
    target.send(SITE, "instead")

    assert target.send(SITE, "instead").sent == 0
    assert target.send(SITE, "no").sent == 1
    assert held["fr/algorithms.html"][0] == LONG
    assert "content-encoding" not in held["fr/algorithms.html"][1]


def test_a_place_that_drops_the_header_is_refused_before_anything_is_sent(folder: tuple[Target, Path]) -> None:
    target, served = folder

    with pytest.raises(UsageError, match="Content-Encoding"):
        target.send(SITE, "instead")

    assert list(served.iterdir()) == []
