"""Feeds: sound Atom, warnings first, the same bytes every time, no clock anywhere."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest

from boas.index import Index
from boas.site import BuildResult, Settings, build
from boas.site._events import Event, sort_events
from boas.site._feeds import MAX_ENTRIES, render_feed
from tests.site.conftest import OPENAPI, RULES
from tests.site.small_registry import SmallRegistry, sparse, stroke, with_texts
from tests.site.versioned_registry import BASE_URL

ATOM = "{http://www.w3.org/2005/Atom}"


def parsed(path: Path) -> ET.Element:
    return ET.fromstring(path.read_bytes())  # noqa: S314 -- written by ourselves a moment ago


def texts(element: ET.Element, path: str) -> list[str]:
    return [one.text or "" for one in element.iterfind("/".join(ATOM + name for name in path.split("/")))]


@pytest.fixture(scope="session")
def feeds(versioned: Path) -> list[Path]:
    found = sorted(versioned.rglob("*.atom"))
    # the registry, its notices, its one domain, three algorithms, the one organisation that reuses
    assert len(found) == 2 * (1 + 1 + 1 + 3 + 1)
    return found


def test_every_feed_has_what_atom_requires(feeds: list[Path]) -> None:
    for path in feeds:
        root = parsed(path)
        assert root.tag == f"{ATOM}feed"
        for element in (root, *root.iterfind(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(texts(element, name)) == 1, (path, name)
                assert texts(element, name)[0], (path, name)
            assert [one.get("href") for one in element.iterfind(f"{ATOM}link") if one.get("rel") == "alternate"]
        assert texts(root, "author/name") == ["Registre d’exemple" if "/fr/" in str(path) else "Example registry"]


def test_no_two_entries_share_an_id_and_languages_do_not_either(feeds: list[Path]) -> None:
    whole = [texts(parsed(path), "entry/id") for path in feeds if path.name == "feed.atom"]

    assert len(set(whole[0]) | set(whole[1])) == len(whole[0]) + len(whole[1])
    assert all(uri.startswith("urn:uuid:") for uris in whole for uri in uris)


def test_the_links_of_a_feed_lead_to_pages_of_the_site(feeds: list[Path], versioned: Path) -> None:
    for path in feeds:
        for link in parsed(path).iter(f"{ATOM}link"):
            address = link.get("href") or ""
            assert address.startswith(BASE_URL)
            assert (versioned / address.removeprefix(f"{BASE_URL}/")).is_file(), address


def test_without_an_address_the_links_are_relative_to_the_feed(site: Path) -> None:
    for path in sorted(site.rglob("*.atom")):
        for link in parsed(path).iter(f"{ATOM}link"):
            there = urljoin(f"http://x/{path.relative_to(site).as_posix()}", link.get("href"))
            assert (site / there.removeprefix("http://x/")).is_file(), (path, there)


def test_withdrawals_and_safety_notices_come_first_then_everything_by_date(versioned: Path) -> None:
    root = parsed(versioned / "fr/feed.atom")

    assert texts(root, "entry/title")[:5] == [
        "Supprimé\u00a0: Old & <old> (versions >=1.0.0)",
        "Retiré\u00a0: Example score (versions >=1.0.0)",
        "Alerte de sécurité\u00a0: Règle d’exemple (versions >=2.0.0)",
        "Déconseillé\u00a0: Règle d’exemple (versions <1.1.0)",
        "Règle d’exemple – version 2.1.0-rc.1",
    ]
    rest = texts(root, "entry/updated")[3:]
    assert rest[1:-1] == sorted(rest[1:-1], reverse=True)


def test_a_notice_says_what_to_know_and_who_is_touched(versioned: Path) -> None:
    root = parsed(versioned / "fr/algorithms/exemple-ancien.atom")

    assert texts(root, "entry/content")[0] == "<p>Avis fin.</p><p>Les enfants</p>"


def test_a_version_is_dated_by_its_commit(versioned: Path, versioned_index: Index) -> None:
    root = parsed(versioned / "en/algorithms/exemple-score.atom")

    assert texts(root, "entry/published")[-1] == "2026-01-05T09:00:00+00:00"
    assert b'"date":"2026-01-05T09:00:00+00:00"' in (versioned_index.read_body("algorithms/exemple-score") or b"")


def test_a_second_build_gives_the_same_feeds(versioned: Path, versioned_index: Index, tmp_path: Path) -> None:
    build(versioned_index, RULES, OPENAPI, tmp_path, progress=lambda _done, _total: None)

    for path in versioned.rglob("*.atom"):
        assert (tmp_path / "current" / path.relative_to(versioned)).read_bytes() == path.read_bytes()


def test_pages_name_the_feed_one_may_follow(versioned: Path) -> None:
    def named(url: str) -> bool:
        written = (versioned / url).read_text()
        target = url.rpartition("/")[2].replace(".html", ".atom")
        return f'<link rel="alternate" type="application/atom+xml" href="{target}">' in written and (
            f'<a href="{target}" type="application/atom+xml">' in written
        )

    assert named("fr/algorithms/exemple-regle.html")
    assert named("en/browse/medical_domain/cardiovascular.html")
    assert (
        'type="application/atom+xml" title="Registre d’exemple" href="feed.atom"'
        in (versioned / "fr/index.html").read_text()
    )


def test_a_domain_s_feed_tells_of_its_own_algorithms(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    build_site(SmallRegistry(stroke(), sparse()))

    folder = tmp_path / "site/current/fr/browse/medical_domain"
    assert texts(parsed(folder / "neurology.atom"), "entry/title") == ["AVC et AIT hospitalisés (PMSI) – version 1.0.0"]
    assert len(texts(parsed(folder / "cross-cutting.atom"), "entry/title")) == 1


def test_no_text_of_an_author_becomes_markup_in_a_feed(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    hostile = "\"'<>& <script>alert(1)</script> ]]>"
    build_site(SmallRegistry(with_texts(stroke(), lambda _: hostile)))

    root = parsed(tmp_path / "site/current/fr/feed.atom")
    assert texts(root, "entry/title") == [f"{hostile} – version 1.0.0"]


def event(number: int, kind: str = "version") -> Event:
    return Event(
        "one", {"fr": "Un"}, (), kind, f"1.0.{number}", f"2026-01-{number % 28 + 1:02}", (), "algorithms/one", "d"
    )


def test_a_feed_is_bounded_and_keeps_its_warnings() -> None:
    events = [*(event(number) for number in range(MAX_ENTRIES + 50)), event(7, "withdrawn")]

    told = sort_events(events, MAX_ENTRIES)

    assert len(told) == MAX_ENTRIES
    assert told[0].kind == "withdrawn"


def test_a_feed_without_events_names_no_day_of_today() -> None:
    settings = Settings.from_status(SmallRegistry().bodies["status"], ("fr", "en"))

    root = ET.fromstring(render_feed("feed", "Vide", [], "fr", settings))  # noqa: S314 -- as above

    assert texts(root, "updated") == ["1970-01-01T00:00:00+00:00"]
