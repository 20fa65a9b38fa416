"""Which day a registry is judged on: a commit's own, and for a work tree never one before its last commit."""

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from boas.errors import IntegrityError
from boas.registry import read_registry
from boas.repository import find_reference_date, open_repository
from boas.repository._reference_date import refuse_ahead
from tests.cli.running import BASE, boas
from tests.git_registry import GitRegistry

NOW = datetime.now(tz=UTC)
SOURCE = "model_cards/data_sources/exemple-entrepot.yaml"


@pytest.fixture
def registry(git_registry: Callable[..., GitRegistry]) -> GitRegistry:
    """A registry without fault, not committed yet."""
    made = git_registry()
    shutil.copytree(BASE / "model_cards", made.path / "model_cards")
    return made


def test_a_work_tree_outside_a_repository_is_judged_by_the_clock(tmp_path: Path) -> None:
    assert find_reference_date(tmp_path) == datetime.now(tz=UTC).date().isoformat()


def test_a_work_tree_is_judged_by_the_clock_when_its_last_commit_is_older(registry: GitRegistry) -> None:
    registry.commit("Bring in", date=NOW - timedelta(days=400))

    assert find_reference_date(registry.path) == datetime.now(tz=UTC).date().isoformat()


def test_a_work_tree_is_judged_by_its_last_commit_when_the_clock_goes_slow(registry: GitRegistry) -> None:
    soon = NOW + timedelta(hours=23)
    registry.commit("Bring in", date=soon)

    assert find_reference_date(registry.path) == max(soon, datetime.now(tz=UTC)).date().isoformat()


def test_a_commit_is_judged_by_the_date_of_its_committer_whatever_its_author_says(registry: GitRegistry) -> None:
    registry.git("add", "--all")
    registry.git(
        "commit", "--quiet", "--message=x", "--date=2001-02-03T00:00:00Z", GIT_COMMITTER_DATE="1767654000 +0200"
    )

    with open_repository(registry.path) as repository:
        commit = repository.read_head()
        past = repository.read_history_of(commit)
        read = read_registry(repository.read_tree_of(commit), past)

        assert past.committed == repository.read_commit_date(commit).isoformat() == "2026-01-05T23:00:00+00:00"
    assert read.collection.as_of == "2026-01-05"


def test_what_lay_ahead_of_a_commit_when_it_was_made_stays_a_warning_of_it(registry: GitRegistry) -> None:
    registry.edit(SOURCE, "period: 2015/2024", "period: 2015/2026")
    registry.commit("Bring in", date=datetime(2025, 5, 5, tzinfo=UTC))

    with open_repository(registry.path) as repository:
        commit = repository.read_head()
        found = read_registry(repository.read_tree_of(commit), repository.read_history_of(commit)).findings

    assert ("date-ahead", "warning") in {(one.rule, one.severity) for one in found}
    assert boas("build", at=registry.path).returncode == 0


@pytest.mark.parametrize(
    "command", [("build",), ("check",), ("check", "--since", "HEAD"), ("fix",), ("review", "--since", "HEAD")]
)
def test_a_last_commit_of_tomorrow_s_morrow_is_refused_with_a_way_out(
    registry: GitRegistry, command: tuple[str, ...]
) -> None:
    registry.commit("Bring in", date=NOW + timedelta(days=3))

    refused = boas(*command, "--lang", "en", at=registry.path)

    assert refused.returncode == 3
    assert re.search(rb"dated .* more than a day ahead of this machine", refused.stderr)
    assert b"git commit --amend --no-edit" in refused.stderr
    registry.git("commit", "--amend", "--no-edit", "--quiet", GIT_COMMITTER_DATE=NOW.isoformat())
    assert boas(*command, at=registry.path).returncode == 0


def test_a_day_more_or_less_is_what_clocks_and_time_zones_differ_by() -> None:
    refuse_ahead("c" * 40, NOW + timedelta(days=1), NOW)
    with pytest.raises(IntegrityError):
        refuse_ahead("c" * 40, NOW + timedelta(days=1, seconds=1), NOW)
