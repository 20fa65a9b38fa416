"""How often an algorithm was fetched: robots apart, by version and day, with what it does not say."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from boas.api import ASGIApp, create_api_app
from boas.index import Index
from boas.operations import Operations, UsageKey, open_operations, record_usage
from tests.api.asking import ask

USAGE = "/api/v1/algorithms/edsnlp/usage"


@pytest.fixture
def operations(tmp_path: Path) -> Iterator[Operations]:
    """A database with counts of two days, long past."""
    opened = open_operations(tmp_path / "operations.sqlite")
    numbers = {
        ("2026-01-01", "edsnlp", "0.17.0", "archive", "person"): 3,
        ("2026-01-01", "edsnlp", "0.17.0", "archive", "program"): 2,
        ("2026-01-01", "edsnlp", "0.17.0", "archive", "robot"): 50,
        ("2026-01-02", "edsnlp", "0.17.0", "file", "program"): 7,
        ("2026-01-02", "edsnlp", "", "answer", "person"): 1,
        ("2026-01-02", "eds-pseudo", "", "answer", "person"): 99,
    }
    record_usage(opened, {UsageKey(*key): n for key, n in numbers.items()})
    yield opened
    opened.close()


@pytest.fixture
def counted(index: Index, operations: Operations) -> ASGIApp:
    """The API where usage is kept."""
    return create_api_app(lambda: index, usage=operations)


def make_numbers(**known: int) -> dict[str, int]:
    names = ("archives", "files", "exports", "answers", "by_programs", "robots")
    return dict.fromkeys(names, 0) | known


def test_usage_is_told_by_version_and_day_with_robots_apart(counted: ASGIApp) -> None:
    told = ask(counted, f"{USAGE}?since=2026-01-02&until=2026-01-02").json()

    assert told["total"] == make_numbers(archives=5, files=7, answers=1, by_programs=9, robots=50)
    assert [(one["version"], one["numbers"]) for one in told["versions"]] == [
        (None, make_numbers(answers=1)),
        ("0.17.0", make_numbers(archives=5, files=7, by_programs=9, robots=50)),
    ]
    assert [(one["day"], one["version"], one["numbers"]) for one in told["days"]] == [
        ("2026-01-02", None, make_numbers(answers=1)),
        ("2026-01-02", "0.17.0", make_numbers(files=7, by_programs=7)),
    ]
    assert told["first_day"] == "2026-01-01"
    assert told["meaning"]["en"].startswith("Downloads are not use")
    assert told["meaning"]["fr"].startswith("Un téléchargement n’est pas une utilisation")


def test_unasked_the_last_ninety_days_are_given(counted: ASGIApp) -> None:
    told = ask(counted, USAGE).json()

    today = datetime.now(tz=UTC).date()
    first = datetime.strptime(told["since"], "%Y-%m-%d").replace(tzinfo=UTC).date()
    assert abs((today - first).days - 89) <= 1, "midnight may pass in between"


def test_the_same_numbers_have_the_same_etag_and_others_another(counted: ASGIApp, operations: Operations) -> None:
    asked = f"{USAGE}?since=2026-01-01&until=2026-01-31"
    tag = ask(counted, asked).headers["etag"]

    assert ask(counted, asked, headers={"if-none-match": tag}).status == 304
    record_usage(operations, {UsageKey("2026-01-02", "edsnlp", "", "answer", "robot"): 1})
    again = ask(counted, asked, headers={"if-none-match": tag})
    assert (again.status, again.headers["cache-control"]) == (200, "no-cache")


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("since=yesterday", "since"),
        ("until=2026-02-30", "until"),
        ("since=2026-01-02&since=2026-01-03", "since"),
        ("since=2026-01-02&until=2026-01-01", "since"),
        ("since=2025-01-01&until=2026-01-02", "since"),
        ("version=1.0.0", "version"),
    ],
)
def test_days_that_make_no_sense_are_refused(counted: ASGIApp, query: str, parameter: str) -> None:
    refused = ask(counted, f"{USAGE}?{query}")

    assert (refused.status, refused.json()["parameter"]) == (400, parameter)


def test_an_unknown_algorithm_has_no_usage(counted: ASGIApp) -> None:
    assert ask(counted, "/api/v1/algorithms/edsnlq/usage").json()["near"][0] == "edsnlp"


def test_lists_are_the_same_with_and_without_counts(counted: ASGIApp, api: ASGIApp) -> None:
    for query in ("", "?sort=name", "?q=eds"):
        asked = f"/api/v1/algorithms{query}"
        assert ask(counted, asked).body == ask(api, asked).body
