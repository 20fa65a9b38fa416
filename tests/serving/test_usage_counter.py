"""What is counted when it is fetched, and what is not; counting fails alone."""

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from boas.api import ASGIApp
from boas.operations import Operations, UsageKey, open_operations, read_usage
from boas.serving import build_application
from boas.serving._agents import AgentClassifier
from boas.serving._requested import Requested, find_requested
from boas.serving._usage_counter import UsageCounter
from tests.api.asking import ask
from tests.serving.releasing import release, small_site

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
ARCHIVE = "/archives/avc-1.0.0.zip"
FILE = "/files/avc/1.0.0/codelists/i.csv"


@pytest.fixture
def operations(tmp_path: Path) -> Iterator[Operations]:
    """An empty operations database."""
    opened = open_operations(tmp_path / "operations.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def counter(operations: Operations) -> UsageCounter:
    """A counter on a known day."""
    return UsageCounter(operations, lambda: datetime(2026, 11, 29, 23, 59, tzinfo=UTC))


@pytest.fixture
def counting(tmp_path: Path, shipped_index_file: Path, operations: Operations, counter: UsageCounter) -> ASGIApp:
    """The application over a small site with an archive, which counts."""
    more = {ARCHIVE[1:]: b"PK", FILE[1:]: b"I63\n", "files/avc/1.0.0/SHA256SUMS": b"", "fr/algorithms/avc.json": b"{}"}
    release(tmp_path / "site", small_site() | more)
    return build_application(tmp_path / "site", shipped_index_file, counting=(operations, counter))


@pytest.mark.parametrize(
    ("path", "kind", "version"),
    [
        ("/archives/avc-1.0.0.zip", "archive", "1.0.0"),
        ("/archives/avc-1.0.0-rc.1.zip", "archive", "1.0.0-rc.1"),
        ("/files/avc/1.0.0/codelists/i.csv", "file", "1.0.0"),
        ("/fr/algorithms/avc/versions/1.0.0.bib", "export", "1.0.0"),
        ("/fr/algorithms/avc/versions/1.0.0.codemeta.json", "export", "1.0.0"),
        ("/en/algorithms/avc/evidence.csv", "export", ""),
        ("/api/v1/algorithms/avc/versions/1.0.0-rc.1/export/bibtex", "export", "1.0.0-rc.1"),
        ("/fr/algorithms/avc/versions/1.0.0.json", "answer", "1.0.0"),
        ("/fr/algorithms/avc.json", "answer", ""),
        ("/api/v1/algorithms/avc", "answer", ""),
        ("/api/v1/algorithms/avc/versions", "answer", ""),
        ("/api/v1/algorithms/avc/versions/1.0.0", "answer", "1.0.0"),
        ("/api/v1/algorithms/avc/compare/1.0.0...2.0.0", "answer", ""),
    ],
)
def test_what_is_had_is_known_by_its_address(path: str, kind: str, version: str) -> None:
    assert find_requested(path) == Requested(kind, "avc", version)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/fr/algorithms/avc.html",
        "/fr/algorithms/avc/versions/1.0.0.html",
        "/fr/algorithms/avc.atom",
        "/fr/algorithms.json",
        "/files/avc/1.0.0/SHA256SUMS",
        "/notices.json",
        "/api/v1/algorithms",
        "/api/v1/algorithms/avc/usage",
        "/api/v1/status",
    ],
)
def test_pages_lists_feeds_and_digests_are_not_counted(path: str) -> None:
    assert find_requested(path) is None


@pytest.mark.parametrize(
    ("agent", "kind"),
    [
        (FIREFOX, "person"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1",
            "person",
        ),
        ("curl/8.5.0", "program"),
        ("boas/0.1", "program"),
        ("python-requests/2.32", "program"),
        ("R (4.4.1 x86_64-pc-linux-gnu x86_64 linux-gnu)", "program"),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "robot"),
        ("GPTBot/1.2", "robot"),
        ("meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)", "robot"),
        ("", "robot"),
        ("x" * 100_000, "person"),
    ],
)
def test_agents_are_told_apart(agent: str, kind: str) -> None:
    classifier = AgentClassifier()

    assert [classifier.classify(agent), classifier.classify(agent)] == [kind, kind]


def read_numbers(operations: Operations) -> dict[tuple[str, str, str], int]:
    sums: Counter[tuple[str, str, str]] = Counter()
    for row in read_usage(operations):
        sums[row.key.kind, row.key.version, row.key.agent] += row.n
    return dict(sums)


def test_answers_are_counted_by_day_version_kind_and_agent(
    counting: ASGIApp, counter: UsageCounter, operations: Operations
) -> None:
    tag = ask(counting, ARCHIVE, headers={"user-agent": FIREFOX}).headers["etag"]
    for path in (FILE, "/fr/algorithms/avc.json", "/api/v1/algorithms/edsnlp"):
        assert ask(counting, path, headers={"user-agent": "curl/8.5.0"}).status == 200
    assert ask(counting, ARCHIVE, headers={"user-agent": "GPTBot/1.2"}).status == 200
    assert ask(counting, ARCHIVE, headers={"user-agent": FIREFOX, "if-none-match": tag}).status == 304

    assert counter.write()

    assert read_numbers(operations) == {
        ("archive", "1.0.0", "person"): 2,
        ("archive", "1.0.0", "robot"): 1,
        ("file", "1.0.0", "program"): 1,
        ("answer", "", "program"): 2,
    }
    assert {row.key.day for row in read_usage(operations)} == {"2026-11-29"}


def test_what_gives_nothing_is_not_counted(counting: ASGIApp, counter: UsageCounter, operations: Operations) -> None:
    asked = [
        ask(counting, ARCHIVE, "HEAD"),
        ask(counting, ARCHIVE, "POST"),
        ask(counting, ARCHIVE, host="elsewhere.example"),
        ask(counting, "/archives/avc-9.9.9.zip"),
        ask(counting, "/api/v1/algorithms/nobody"),
        ask(counting, "/api/v1/algorithms/edsnlp?limit=3"),
        ask(counting, "/api/v1/algorithms/edsnlp/usage"),
        ask(counting, "/fr/algorithms.html"),
    ]
    counter.write()

    assert [one.status for one in asked] == [200, 405, 400, 404, 404, 400, 200, 200]
    assert read_numbers(operations) == {}


def test_no_database_is_no_reason_to_fail_an_answer(
    counting: ASGIApp, counter: UsageCounter, operations: Operations, tmp_path: Path
) -> None:
    file, away = tmp_path / "operations.sqlite", tmp_path / "away"
    operations.close()
    shutil.move(file, away)
    file.mkdir()

    assert ask(counting, ARCHIVE).status == 200
    assert not counter.write()
    assert ask(counting, ARCHIVE).status == 200
    file.rmdir()
    shutil.move(away, file)

    assert counter.write()
    assert read_numbers(operations) == {("archive", "1.0.0", "robot"): 2}


def test_a_fault_in_counting_is_no_fault_of_the_answer(
    counting: ASGIApp, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(AgentClassifier, "classify", lambda *_: 1 / 0)

    assert ask(counting, ARCHIVE).status == 200
    assert "was not counted" in caplog.text


def test_only_so_many_numbers_wait(operations: Operations, caplog: pytest.LogCaptureFixture) -> None:
    counter = UsageCounter(operations, lambda: datetime(2026, 11, 29, tzinfo=UTC), most=3)
    for n in range(5):
        counter.count(f"/archives/a{n}-1.0.0.zip", FIREFOX)
        counter.count(f"/archives/a{n}-1.0.0.zip", FIREFOX)

    counter.write()

    assert [(row.key.algorithm, row.n) for row in read_usage(operations)] == [("a0", 2), ("a1", 2), ("a2", 2)]
    assert "4 answers were not counted" in caplog.text


def test_a_day_is_one_of_utc(operations: Operations) -> None:
    moments = iter((datetime(2026, 11, 29, 23, 59, tzinfo=UTC), datetime(2026, 11, 30, tzinfo=UTC)))
    counter = UsageCounter(operations, lambda: next(moments))

    counter.count(ARCHIVE, FIREFOX)
    counter.count(ARCHIVE, FIREFOX)
    counter.write()

    days = ("2026-11-29", "2026-11-30")
    expected = [(UsageKey(day, "avc", "1.0.0", "archive", "person"), 1) for day in days]
    assert [(row.key, row.n) for row in read_usage(operations)] == expected


def test_without_a_database_nothing_is_counted_and_usage_is_no_address(
    tmp_path: Path, shipped_index_file: Path
) -> None:
    release(tmp_path / "site", small_site())
    app = build_application(tmp_path / "site", shipped_index_file)

    assert ask(app, "/api/v1/algorithms/edsnlp/usage").json()["code"] == "unknown-address"
