"""A site is sent to where static files are served: only what changed, in an order that leads nowhere wrong."""

import shutil
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.errors import IntegrityError, MachineError, UsageError
from boas.publishing import Delivery, RemotePlace, send_site
from boas.publishing._delivery import RECORD_NAME, sort_files
from boas.site._manifest import MANIFEST_NAME, make_entry, render_manifest
from tests.rclone import serve_folder

TODAY = date(2026, 11, 29)
COMMIT = "a" * 40
SITE = {
    "index.html": b"home",
    "fr/algorithms.html": b"a, b",
    "fr/algorithms/a.html": b"a",
    "fr/algorithms/b.html": b"b",
    "fr/algorithms/a.json": b"{}",
    "notices.json": b"[]",
    "archives/é #1.zip": b"zip",
}


def release(folder: Path, files: Mapping[str, bytes], gone: str = "") -> Path:
    """A release that holds these files, one of them the page of something that was taken out for good."""
    shutil.rmtree(folder, ignore_errors=True)
    for url, content in files.items():
        (folder / url).parent.mkdir(parents=True, exist_ok=True)
        (folder / url).write_bytes(content)
    entries = {url: make_entry(url, "", files[url], 410 if url == gone else 200) for url in files}
    (folder / MANIFEST_NAME).write_bytes(render_manifest(entries))
    return folder


def served_files(folder: Path) -> dict[str, bytes]:
    """What lies at a target, the record aside."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    files.pop(RECORD_NAME, None)
    return files


class Target:
    """A web server's folder, and the releases sent to it."""

    def __init__(self, tmp_path: Path, target: str) -> None:
        """Take where releases are made, and the server's target."""
        self.folder, self.place, self._made = tmp_path / "served", RemotePlace(target), tmp_path / "release"

    def send(self, files: Mapping[str, bytes], *, gone: str = "", days: int = 0, kept_days: int = 30) -> Delivery:
        """Send a site of these files, so many days after the first one."""
        made = release(self._made, files, gone)
        return send_site(made, self.place, commit=COMMIT, today=TODAY + timedelta(days=days), kept_days=kept_days)


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Target]:
    (tmp_path / "served").mkdir()
    with serve_folder(tmp_path / "served") as address:
        yield Target(tmp_path, address)


def test_a_site_is_sent_whole_and_a_second_time_nothing_is(target: Target) -> None:
    first, again = target.send(SITE), target.send(SITE)

    assert served_files(target.folder) == SITE
    assert first == Delivery(len(SITE), sum(map(len, SITE.values())), 0, 0, 0)
    assert again == Delivery(0, 0, len(SITE), 0, 0)


def test_only_what_changed_is_sent(target: Target) -> None:
    target.send(SITE)
    before = (target.folder / "fr/algorithms/b.html").stat().st_mtime_ns

    done = target.send({**SITE, "fr/algorithms/a.html": b"A"})

    assert done == Delivery(1, 1, len(SITE) - 1, 0, 0)
    assert (target.folder / "fr/algorithms/a.html").read_bytes() == b"A"
    assert (target.folder / "fr/algorithms/b.html").stat().st_mtime_ns == before


def test_new_addresses_are_there_before_the_pages_that_lead_to_them(target: Target) -> None:
    target.send(SITE)
    grown = {**SITE, "fr/algorithms.html": b"a, b, c", "notices.json": b"[1]"}
    grown |= {"fr/algorithms/c.html": b"c", "fr/algorithms/c.json": b"c"}

    target.send(grown)

    order = ["fr/algorithms/c.json", "fr/algorithms/c.html", "notices.json", "fr/algorithms.html"]
    times = [(target.folder / url).stat().st_mtime_ns for url in order]
    assert times == sorted(times)


@given(
    st.sets(st.from_regex(r"[ab]\.(html|json)", fullmatch=True)), st.sets(st.from_regex(r"[ab]\.html", fullmatch=True))
)
def test_every_file_is_in_one_part_and_no_changed_page_before_what_is_new(stale: set[str], known: set[str]) -> None:
    parts = sort_files(stale, known)

    assert sorted(url for part in parts for url in part) == sorted(stale)
    place = {url: number for number, part in enumerate(parts) for url in part}
    assert all(place[new] < place[page] for new in stale - known for page in stale & known)


def test_what_the_site_no_longer_has_stays_for_the_days_that_were_said(target: Target) -> None:
    less = {url: content for url, content in SITE.items() if "b.html" not in url}
    target.send(SITE)

    assert target.send(less, days=1) == Delivery(0, 0, len(less), 1, 0)
    assert target.send(less, days=30) == Delivery(0, 0, len(less), 1, 0)
    assert served_files(target.folder) == SITE
    assert target.send(less, days=31) == Delivery(0, 0, len(less), 0, 1)
    assert served_files(target.folder) == less


def test_what_comes_back_is_sent_and_no_longer_leaves(target: Target) -> None:
    less = {url: content for url, content in SITE.items() if "b.html" not in url}
    target.send(SITE)
    target.send(less, days=1)

    target.send(SITE, days=2)
    done = target.send(SITE, days=90)

    assert (done.kept, done.removed) == (0, 0)
    assert served_files(target.folder) == SITE


def test_after_a_removal_nothing_old_stays(target: Target) -> None:
    target.send(SITE)
    less = {url: content for url, content in SITE.items() if url != "fr/algorithms/a.json"}

    done = target.send({**less, "fr/algorithms/a.html": b"removed"}, gone="fr/algorithms/a.html", days=1)

    assert (done.kept, done.removed) == (0, 1)
    assert "fr/algorithms/a.json" not in served_files(target.folder)


@pytest.mark.parametrize("damage", ["lost", "cut", "record lost", "record damaged", "record of another shape"])
def test_what_is_wrong_at_the_target_is_sent_again(target: Target, damage: str) -> None:
    target.send(SITE)
    page, record = target.folder / "fr/algorithms/a.html", target.folder / RECORD_NAME
    if damage == "lost":
        page.unlink()
    elif damage == "cut":
        page.write_bytes(b"")
    elif damage == "record lost":
        shutil.rmtree(target.folder)
        target.folder.mkdir()
    else:
        record.write_bytes(b"{" if damage == "record damaged" else b'{"commit": 1}')

    target.send(SITE)

    assert served_files(target.folder) == SITE


def test_a_run_that_was_interrupted_is_gone_on_with(tmp_path: Path) -> None:
    (tmp_path / "served/fr/algorithms.html/in the way").mkdir(parents=True)
    target = Target(tmp_path, str(tmp_path / "served"))
    with pytest.raises(MachineError, match=r"algorithms\.html"):
        target.send(SITE)
    assert (target.folder / "notices.json").is_file()

    shutil.rmtree(target.folder / "fr/algorithms.html")
    done = target.send(SITE)

    assert served_files(target.folder) == SITE
    assert done.sent < len(SITE)


def test_what_an_interrupted_run_brought_goes_when_the_next_site_lacks_it(tmp_path: Path) -> None:
    (tmp_path / "served/fr/new.html/in the way").mkdir(parents=True)
    target = Target(tmp_path, str(tmp_path / "served"))
    with pytest.raises(MachineError):
        target.send({**SITE, "new.json": b"new", "fr/new.html": b"new"})

    shutil.rmtree(target.folder / "fr/new.html")
    target.send(SITE, kept_days=0)

    assert served_files(target.folder) == SITE


def test_files_of_somebody_else_are_never_written_over_and_never_deleted(target: Target) -> None:
    (target.folder / "robots.txt").write_bytes(b"theirs")
    target.send(SITE)
    target.send({"index.html": b"alone"}, kept_days=0)
    assert served_files(target.folder) == {"index.html": b"alone", "robots.txt": b"theirs"}

    (target.folder / RECORD_NAME).unlink()
    with pytest.raises(UsageError, match="not sent from here"):
        target.send({"robots.txt": b"ours"})

    assert (target.folder / "robots.txt").read_bytes() == b"theirs"


def test_a_release_without_its_manifest_empties_no_target(target: Target, tmp_path: Path) -> None:
    target.send(SITE)
    (made := release(tmp_path / "damaged", SITE)).joinpath(MANIFEST_NAME).write_bytes(b"{")

    with pytest.raises(IntegrityError, match="cannot be read"):
        send_site(made, target.place, commit=COMMIT, today=TODAY, kept_days=0)

    assert served_files(target.folder) == SITE


def test_a_target_that_cannot_be_reached_is_told_with_what_rclone_says(tmp_path: Path) -> None:
    with serve_folder(tmp_path) as address:
        place = RemotePlace(address)

    with pytest.raises(MachineError, match="rclone could not work with"):
        send_site(release(tmp_path / "release", SITE), place, commit=COMMIT, today=TODAY)


@pytest.mark.parametrize("target_name", ["", "-v", "--config=x"])
def test_a_target_is_never_an_option(target_name: str) -> None:
    with pytest.raises(UsageError, match="no target"):
        RemotePlace(target_name)
