"""Releases: the same bytes for the same content, only what changed is made, all or nothing on disk."""

import errno
import os
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from filelock import FileLock

from boas.documents import Reuse
from boas.errors import LockedError, MachineError
from boas.index import Index, Written
from boas.index import _answers as a
from boas.index._records import Named
from boas.site import BuildResult, build
from boas.site import _link_check as checking
from boas.site import _manifest as manifest
from boas.site import _release as release
from boas.site._jobs import Job
from boas.site._shards import run_shards, split_jobs
from tests.site.conftest import OPENAPI, RULES
from tests.site.small_facts import STROKE
from tests.site.small_registry import SmallRegistry, algorithm, row_of, sparse, stroke

Build = Callable[..., BuildResult]


def content(folder: Path) -> dict[str, str]:
    """Digest of every file below a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def with_summary(words: str) -> SmallRegistry:
    """The two real algorithms, with another summary of the sparse one."""
    answer = sparse()
    card = answer.latest.card | {"summary": {"fr": words}}
    return SmallRegistry(stroke(), algorithm(card, row_of(card, confidence="medium")))


def test_the_same_answers_give_the_same_bytes_anywhere(build_site: Build, tmp_path: Path) -> None:
    first = build_site(SmallRegistry(stroke(), sparse()), tmp_path / "a")
    second = build_site(SmallRegistry(stroke(), sparse()), tmp_path / "elsewhere" / "b")

    assert first.release == second.release
    assert content(tmp_path / "a" / "current") == content(tmp_path / "elsewhere" / "b" / "current")


def test_two_processes_give_the_bytes_of_one(versioned_index: Index, tmp_path: Path) -> None:
    def build_with(n_processes: int, place: str) -> tuple[BuildResult, dict[str, str]]:
        out = tmp_path / place
        result = build(
            versioned_index, RULES, OPENAPI, out, progress=lambda _done, _total: None, n_processes=n_processes
        )
        return result, content(out / "current")

    alone, together = build_with(1, "alone"), build_with(2, "together")

    assert alone[0].rendered > 400
    assert together == alone


def test_what_stops_one_of_two_processes_stops_the_build() -> None:
    def refuse() -> bytes:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def make_all(jobs: Iterable[Job]) -> list[bytes]:
        return [job.make() for job in jobs]

    sound, failing = Job("a", "", lambda: b"made"), Job("b", "", refuse)

    assert run_shards([[sound], [sound, sound]], make_all) == [[b"made"], [b"made", b"made"]]
    with pytest.raises(OSError, match="No space"):
        run_shards([[sound], [sound, failing]], make_all)
    with pytest.raises(OSError, match="No space"):
        run_shards([[failing], [sound]], make_all)


def test_all_about_one_algorithm_is_made_by_one_process() -> None:
    names = ("avc.html", "avc.atom", "avc/evidence.html", "avc/versions/1.0.0.html")
    jobs = [Job(f"{language}/algorithms/{name}", "", bytes) for language in ("en", "fr") for name in names]

    assert sorted(map(len, split_jobs(jobs, 3))) == [0, 0, len(jobs)]


def test_a_second_build_of_the_same_content_writes_nothing(build_site: Build, tmp_path: Path) -> None:
    first = build_site(SmallRegistry(stroke(), sparse()))
    before = sorted((path, path.stat().st_mtime_ns) for path in (tmp_path / "site").rglob("*") if path.name != ".lock")

    second = build_site(SmallRegistry(stroke(), sparse()))

    after = sorted((path, path.stat().st_mtime_ns) for path in (tmp_path / "site").rglob("*") if path.name != ".lock")
    assert after == before
    assert second == BuildResult(first.release, 0, first.rendered, 0)


def test_one_changed_card_leaves_the_pages_of_others_alone(build_site: Build, tmp_path: Path) -> None:
    build_site(with_summary("Avant."))
    old = (tmp_path / "site" / "current").resolve()

    result = build_site(with_summary("Après."))

    new = (tmp_path / "site" / "current").resolve()
    assert (new / "fr/algorithms/avc-ait-pmsi.html").samefile(old / "fr/algorithms/avc-ait-pmsi.html")
    assert "Après." in (new / "fr/algorithms/mrmi-ermi.html").read_text()
    assert "Avant." in (old / "fr/algorithms/mrmi-ermi.html").read_text()
    assert result.kept > result.rendered
    assert result.removed == 0


def test_an_incremental_build_equals_a_fresh_one(build_site: Build, tmp_path: Path) -> None:
    build_site(with_summary("Avant."))
    build_site(with_summary("Après."))
    build_site(with_summary("Après."), tmp_path / "fresh")

    assert content(tmp_path / "site" / "current") == content(tmp_path / "fresh" / "current")


def test_a_page_nobody_asks_for_any_more_is_removed(build_site: Build, tmp_path: Path) -> None:
    build_site(SmallRegistry(stroke(), sparse()))

    result = build_site(SmallRegistry(stroke()))

    assert result.removed > 0
    assert not (tmp_path / "site/current/fr/algorithms/mrmi-ermi.html").exists()


def test_the_manifest_tells_every_file_with_its_digest_and_size(build_site: Build, tmp_path: Path) -> None:
    build_site(SmallRegistry(stroke()))
    current = tmp_path / "site" / "current"

    entries = manifest.read_manifest(current)

    assert {url: entry.sha256 for url, entry in entries.items()} == {
        url: digest for url, digest in content(current).items() if url != manifest.MANIFEST_NAME
    }
    assert all((current / url).stat().st_size == entry.size for url, entry in entries.items())
    assert entries["fr/index.html"].type == "text/html; charset=utf-8"


def test_three_releases_stay(build_site: Build, tmp_path: Path) -> None:
    names = [build_site(with_summary(f"Texte {number}.")).release for number in range(5)]

    left = {path.name for path in (tmp_path / "site").iterdir() if path.is_dir() and not path.is_symlink()}
    assert names[-1] in left
    assert len(left) == release.KEPT
    assert (tmp_path / "site" / "current").readlink() == Path(names[-1])


def folders(site: Path) -> set[str]:
    """Every folder of a release."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_dir()}


def test_a_fourth_release_is_whole_whatever_became_of_the_first(build_site: Build, tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    first = site / build_site(with_summary("Un.")).release
    for words in ("Deux.", "Trois."):
        build_site(with_summary(words))
    outside.mkdir()
    (outside / "avc-ait-pmsi.html").write_text("elsewhere")
    (first / "fr/left.html").write_text("left")
    shutil.rmtree(first / "en/algorithms")
    (first / "en/algorithms").symlink_to(outside)
    (first / "fr/algorithms/avc-ait-pmsi.html").unlink()
    (first / "fr/algorithms/avc-ait-pmsi.html").mkdir()
    flipped(site / "current/fr/algorithms/avc-ait-pmsi.json")  # damaged in every release at once

    build_site(SmallRegistry(stroke()))

    build_site(SmallRegistry(stroke()), tmp_path / "fresh")
    assert content(site / "current") == content(tmp_path / "fresh/current")
    assert folders((site / "current").resolve()) == folders((tmp_path / "fresh/current").resolve())
    assert content(outside) == {"avc-ait-pmsi.html": sha256(b"elsewhere").hexdigest()}
    assert not first.exists()


def test_a_fourth_release_shares_what_did_not_change(build_site: Build, tmp_path: Path) -> None:
    for words in ("Un.", "Deux.", "Trois."):
        build_site(with_summary(words))
    old = (tmp_path / "site/current").resolve()

    result = build_site(with_summary("Quatre."))

    new = (tmp_path / "site/current").resolve()
    assert result.kept > result.rendered
    assert (new / "fr/algorithms/avc-ait-pmsi.html").samefile(old / "fr/algorithms/avc-ait-pmsi.html")
    assert "Trois." in (old / "fr/algorithms/mrmi-ermi.html").read_text()
    assert "Quatre." in (new / "fr/algorithms/mrmi-ermi.html").read_text()


def test_content_that_comes_back_is_served_again(build_site: Build, tmp_path: Path) -> None:
    first = build_site(with_summary("Avant."))
    build_site(with_summary("Après."))

    again = build_site(with_summary("Avant."))

    assert again.release == first.release
    assert "Avant." in (tmp_path / "site/current/fr/algorithms/mrmi-ermi.html").read_text()


def test_what_a_killed_build_left_does_no_harm(build_site: Build, tmp_path: Path) -> None:
    (tmp_path / "site" / release.UNFINISHED / "fr").mkdir(parents=True)
    (tmp_path / "site" / release.UNFINISHED / "fr" / "half.html").write_text("half")

    build_site(SmallRegistry(stroke()))

    assert not (tmp_path / "site/current/fr/half.html").exists()


def test_a_damaged_manifest_only_costs_a_full_build(build_site: Build, tmp_path: Path) -> None:
    first = build_site(SmallRegistry(stroke()))
    (tmp_path / "site/current" / manifest.MANIFEST_NAME).write_text("{}[")

    second = build_site(SmallRegistry(stroke()))

    assert second == BuildResult(f"{first.release}{release.REBUILT_SUFFIX}", first.rendered, 0, 0)
    assert is_whole(tmp_path / "site" / "current")


def is_whole(current: Path) -> bool:
    """Whether the release being read holds its manifest's files, byte for byte, and no other."""
    entries = manifest.read_manifest(current.resolve())
    return bool(entries) and manifest.is_whole_release(current.resolve(), entries)


def emptied(path: Path) -> None:
    """Take all bytes of a file away, as a torn write does."""
    path.write_bytes(b"")


def lengthened(path: Path) -> None:
    """Put bytes behind the last one."""
    path.write_bytes(path.read_bytes() + b"more")


def flipped(path: Path) -> None:
    """Change one byte and leave the size as it was."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def led_away(path: Path) -> None:
    """Put a link to the same bytes in the place of a file."""
    path.rename(path.with_suffix(".elsewhere"))
    path.symlink_to(path.with_suffix(".elsewhere").name)


DAMAGES: dict[str, Callable[[Path], None]] = {
    "deleted": Path.unlink,
    "emptied": emptied,
    "lengthened": lengthened,
    "same size, other bytes": flipped,
    "a link": led_away,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
@pytest.mark.parametrize("later", ["Avant.", "Après."], ids=["same content", "other content"])
def test_a_file_damaged_on_disk_is_made_again_and_never_carried_on(
    build_site: Build, tmp_path: Path, damage: Callable[[Path], None], later: str
) -> None:
    build_site(with_summary("Avant."))
    damage(tmp_path / "site/current/fr/algorithms/avc-ait-pmsi.html")

    result = build_site(with_summary(later))

    build_site(with_summary(later), tmp_path / "fresh")
    assert result.rendered > 0
    assert result.kept > result.rendered
    assert content(tmp_path / "site" / "current") == content(tmp_path / "fresh" / "current")


def test_a_file_that_nobody_released_does_not_stay_in_what_is_served(build_site: Build, tmp_path: Path) -> None:
    build_site(with_summary("Avant."))
    (tmp_path / "site/current/fr/added.html").write_text("added")

    build_site(with_summary("Avant."))

    assert is_whole(tmp_path / "site" / "current")
    assert not (tmp_path / "site/current/fr/added.html").exists()


def test_damage_that_comes_twice_is_mended_twice(build_site: Build, tmp_path: Path) -> None:
    first = build_site(with_summary("Avant."))
    names = []
    for _ in range(2):
        flipped(tmp_path / "site/current/fr/index.html")
        names.append(build_site(with_summary("Avant.")).release)

    assert names == [f"{first.release}{release.REBUILT_SUFFIX}", first.release]
    assert is_whole(tmp_path / "site" / "current")


def test_made_anew_nothing_is_kept_and_the_same_bytes_are_not_published_twice(
    build_site: Build, tmp_path: Path
) -> None:
    first = build_site(with_summary("Avant."))

    again = build_site(with_summary("Avant."), anew=True)

    assert again == first
    assert [path.name for path in (tmp_path / "site").iterdir() if path.is_dir() and not path.is_symlink()] == [
        first.release
    ]


def test_two_builders_do_not_collide(build_site: Build, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    with FileLock(tmp_path / "site" / ".lock"), pytest.raises(LockedError) as refusal:
        build_site(SmallRegistry(stroke()))

    assert "une autre construction" in refusal.value.message.in_("fr").lower()


class Disk:
    """A disk that is full at the n-th file, and counts the files written."""

    def __init__(self, full_at: int = 0) -> None:
        """Never full when no number is given."""
        self.full_at, self.files = full_at, 0
        self.write = os.write

    def put_in(self, patch: pytest.MonkeyPatch) -> None:
        """Let every write go through this disk."""
        patch.setattr(os, "write", self.written)

    def written(self, descriptor: int, data: bytes) -> int:
        """Write one file, or refuse."""
        self.files += 1
        if self.files == self.full_at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self.write(descriptor, data)


def test_a_full_disk_leaves_the_old_site_in_place(build_site: Build, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        counting = Disk()
        counting.put_in(patch)
        build_site(with_summary("Avant."), tmp_path / "other")
        before_last = counting.files
        build_site(with_summary("Après."), tmp_path / "other")
        needed = counting.files - before_last
    build_site(with_summary("Avant."))
    old = content(tmp_path / "site" / "current")

    for nth in (1, 2, needed // 2, needed):
        with pytest.MonkeyPatch.context() as patch:
            Disk(full_at=nth).put_in(patch)
            with pytest.raises(MachineError) as refusal:
                build_site(with_summary("Après."))
        assert content(tmp_path / "site" / "current") == old
        assert "l’ancien site reste en place" in refusal.value.message.in_("fr").lower()

    build_site(with_summary("Après."))
    assert content(tmp_path / "site" / "current") == content(tmp_path / "other" / "current")


def test_a_disk_that_cannot_share_files_gets_copies(
    build_site: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    build_site(with_summary("Avant."))
    monkeypatch.setattr(os, "link", no_links)

    result = build_site(with_summary("Après."))

    assert result.kept > 0
    build_site(with_summary("Après."), tmp_path / "fresh")
    assert content(tmp_path / "site" / "current") == content(tmp_path / "fresh" / "current")


def with_reuse(organisation: str) -> a.AlgorithmAnswer:
    """The rich card, reused by an organisation."""
    reuse = {"organisation": organisation, "version": "1.0.0", "date": "2026-01-01", "status": "pilot"}
    told = {"declared_by": {"name": "Alex Durand"}, "purpose": {"fr": "Suivi."}}
    return replace(stroke(), reuses=(Written({**reuse, **told}, Reuse),))


def test_a_document_that_names_something_unknown_leads_to_the_search_page(build_site: Build, tmp_path: Path) -> None:
    build_site(SmallRegistry(with_reuse("nobody")))

    written = (tmp_path / "site/current/fr/algorithms/avc-ait-pmsi.html").read_text()
    assert '<a href="../404.html">nobody</a>' in written


def test_a_declared_reuse_says_who_uses_it_where_and_by_their_names(build_site: Build, tmp_path: Path) -> None:
    told = {
        "declared_by": {"name": "Alex Durand", "orcid": "0000-0002-1825-0097", "organisation": "chu-ouest"},
        "purpose": {"fr": "Suivi."},
        "setting": {"fr": "Aux urgences."},
        "local_evaluation": "urgences-2025",
        "publication": "10.1159/000438859",
        "lockfile_url": "https://forge.example.org/lock",
    }
    reuse = {"organisation": "chu-est", "version": "1.0.0", "date": "2026-01-01", "status": "pilot"} | told
    names = (Named("chu-est", {"fr": "CHU de l’Est"}), Named("chu-ouest", {"en": "Western hospital"}))

    build_site(SmallRegistry(replace(stroke(), reuses=(Written(reuse, Reuse),), reusers=names)))

    page = (tmp_path / "site/current/fr/algorithms/avc-ait-pmsi.html").read_text()
    written = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page[page.index('id="reuse"') :]))
    for words in ("CHU de l’Est", "Alex Durand", "Western hospital", "Aux urgences.", "urgences-2025", "doi:10.1159/"):
        assert words in written
    assert "chu-est" not in written
    assert 'lang="en">Western hospital</a>' in page
    for link in ("https://orcid.org/0000-0002-1825-0097", "https://forge.example.org/lock"):
        assert f'href="{link}"' in page


def test_a_page_is_made_again_when_what_it_names_comes_or_goes(build_site: Build, tmp_path: Path) -> None:
    card = STROKE | {"lineage": [{"id": "mrmi-ermi", "relation": "adaptation"}]}
    descendant = algorithm(card, row_of(card))
    page = tmp_path / "site/current/fr/algorithms/avc-ait-pmsi.html"

    build_site(SmallRegistry(descendant))
    assert 'href="../404.html">mrmi-ermi' in page.read_text()
    build_site(SmallRegistry(descendant, sparse()))
    assert 'href="mrmi-ermi.html">mrmi-ermi' in page.read_text()
    before = (tmp_path / "site/current").resolve()
    build_site(SmallRegistry(descendant))
    assert 'href="../404.html">mrmi-ermi' in page.read_text()

    assert 'href="mrmi-ermi.html">mrmi-ermi' in (before / "fr/algorithms/avc-ait-pmsi.html").read_text()
    build_site(SmallRegistry(descendant), tmp_path / "fresh")
    assert content(tmp_path / "site" / "current") == content(tmp_path / "fresh" / "current")


def follow(pages: dict[str, bytes]) -> None:
    """Follow the links of pages as a build does."""
    links = checking.LinkChecker(pages)
    for url, content in pages.items():
        links.follow(url, content)
    links.finish(pages.__getitem__)


@pytest.mark.parametrize("link", ["y.html#there", "z.html", "/z.html", "#there"])
def test_a_link_that_leads_nowhere_stops_the_build(link: str) -> None:
    pages = {"a/x.html": f'<a href="{link}">'.encode(), "a/y.html": b'<p id="here">'}

    with pytest.raises(checking.BrokenLinkError, match=r"a/x\.html: "):
        follow(pages)


def test_links_that_lead_somewhere_are_let_through() -> None:
    pages = {
        "a/x.html": b'<a href="y.html#here"><a href="#top" id="top"><a href="/a/y.html?q=1"><a href="https://x.example">',
        "a/y.html": b'<p id="here">',
    }

    follow(pages)


def test_progress_is_told_up_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    build(SmallRegistry(stroke()), (), {}, tmp_path, progress=lambda done, total: told.append((done, total)))

    assert told == [(number, len(told)) for number in range(1, len(told) + 1)]


def test_links_and_footnotes_of_a_card_s_texts_lead_where_they_say(build_site: Build, tmp_path: Path) -> None:
    text = "Voir [plus bas](#détail), [les codes](codelists/a.csv) et la note.[^1]\n\n### Détail\n\n[^1]: Une note."
    card = STROKE | {"safety": {"limitations": [{"fr": text}]}}

    build_site(SmallRegistry(algorithm(card, row_of(card))))

    written = (tmp_path / "site/current/fr/algorithms/avc-ait-pmsi.html").read_text()
    own = re.search(r'<h5 id="(t[0-9a-f]{8})-détail">', written)
    assert own
    assert f'<a href="#{own[1]}-d%C3%A9tail" rel="nofollow ugc noopener">plus bas</a>' in written
    assert f'<li id="fn-{own[1]}-1"><p>Une note.' in written
    assert "/-/blob/HEAD/model_cards/algorithms/avc-ait-pmsi/versions/" in written
    assert re.search(r'href="https://gitlab[^"]*/codelists/a\.csv" rel="[^"]*">les codes</a>', written)
