"""An observation in every command: its text stays as it was published, its states are added at the end."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.running import boas
from tests.registry.replay import SETTINGS, Growing

OBSERVATION = "model_cards/algorithms/exemple-regle/observations/exemple-constat.yaml"
NOTICE = "model_cards/algorithms/exemple-regle/notices/exemple-suppression.yaml"
KEEPER = "0000-0002-1694-233X"
CONFIRMED = """\
states:
  - state: confirmed
    by:
      name: Camille Exemple
      orcid: 0000-0002-1825-0097
    date: 2025-11-02
"""
FIXED = """\
  - state: fixed
    by:
      name: Camille Exemple
      orcid: 0000-0002-1825-0097
    date: 2025-12-02
    fixed_in: 1.0.0
"""

REMOVAL = """\
schema_version: 1
id: exemple-suppression
kind: removed
versions: ">=1.0.0"
reason: data-rights
text:
  en: A name stood in it.
removed:
  - observation: exemple-constat
    digest: {digest}
date: 2026-01-05
decided_by:
  name: Noor Exemple
  orcid: {keeper}
"""


@pytest.fixture
def growing(tmp_path: Path) -> Growing:
    """A registry with an observation that is published for good and was answered once."""
    registry = Growing(tmp_path / "registry")
    registry.edit(SETTINGS, "licence:", f"maintainers:\n  - name: Noor Exemple\n    orcid: {KEEPER}\nlicence:")
    registry.record("set up")
    registry.freeze(registry.steps["set up"])
    registry.edit(SETTINGS, "licence:", f"records_frozen_from: {registry.steps['set up']}\nlicence:")
    registry.record("freeze")
    add(registry, CONFIRMED)
    registry.record("answer")
    return registry


def add(registry: Growing, lines: str) -> None:
    registry.write(OBSERVATION, (registry.path / OBSERVATION).read_text() + lines)


def found(registry: Growing) -> dict[str, str]:
    """Severity of what `boas check --since main` finds, by rule."""
    done = boas("check", "--since", "main", "--format", "json", at=registry.path)
    return {one["rule"]: one["severity"] for one in json.loads(done.stdout)["findings"]}


def codes(registry: Growing) -> tuple[int, int]:
    """Exit codes of `verify` and `build` of the last commit."""
    done = [boas(name, at=registry.path).returncode for name in ("verify", "build")]
    return done[0], done[1]


def test_a_state_is_added_by_a_proposal_and_published(growing: Growing) -> None:
    growing.propose()
    add(growing, FIXED)
    assert found(growing) == {}
    growing.merge("fix")
    assert codes(growing) == (0, 0)


def change_the_text(registry: Growing) -> None:
    registry.edit(OBSERVATION, "Un constat inventé.", "Un autre constat.")


def change_a_state(registry: Growing) -> None:
    registry.edit(OBSERVATION, "state: confirmed", "state: open")


def take_a_state_away(registry: Growing) -> None:
    registry.edit(OBSERVATION, CONFIRMED, "")


def delete(registry: Growing) -> None:
    (registry.path / OBSERVATION).unlink()


@pytest.mark.parametrize("change", [change_the_text, change_a_state, take_a_state_away, delete])
def test_nothing_else_of_it_ever_changes(growing: Growing, change: Callable[[Growing], None]) -> None:
    growing.propose()
    change(growing)
    assert found(growing)["record-changed"] == "error"
    growing.merge("change")
    assert codes(growing) == (3, 1)


def test_a_state_once_published_does_not_go_again(growing: Growing) -> None:
    add(growing, FIXED)
    growing.record("fix")
    growing.edit(OBSERVATION, FIXED, "")
    growing.record("take it away")
    assert codes(growing) == (3, 1)


def test_it_is_published_again_after_a_state_was_added(growing: Growing) -> None:
    assert boas("build", at=growing.path).returncode == 0
    add(growing, FIXED)
    growing.record("fix")
    assert boas("build", at=growing.path).returncode == 0


def test_a_ledger_kept_from_before_a_state_was_added_still_agrees(growing: Growing) -> None:
    assert boas("build", at=growing.path).returncode == 0
    ledger = next((growing.path / ".boas/site/current").glob("**/ledger.json")).read_bytes()
    kept = growing.path.parent / "ledger.json"
    kept.write_bytes(ledger)
    add(growing, FIXED)
    growing.record("fix")

    assert boas("verify", "--ledger", str(kept), at=growing.path).returncode == 0


def test_what_must_not_stay_readable_is_taken_out_as_it_last_was(growing: Growing) -> None:
    growing.propose()
    digest = sha256((growing.path / OBSERVATION).read_bytes()).hexdigest()
    delete(growing)
    growing.write(NOTICE, REMOVAL.format(digest=digest, keeper=KEEPER))
    assert set(found(growing)) == set()
    growing.merge("remove")
    assert codes(growing) == (0, 0)


def test_the_review_names_what_was_observed_and_what_was_answered(growing: Growing) -> None:
    growing.propose()
    add(growing, FIXED)
    written = (growing.path / OBSERVATION).read_text().partition("states:")[0]
    growing.write(
        OBSERVATION.replace("constat", "second"), written.replace("id: exemple-constat", "id: exemple-second")
    )
    growing.record("propose")
    told = json.loads(boas("review", "--since", "main", "--format", "json", at=growing.path).stdout)
    named = [(one["kind"], one["id"], one["state"]) for one in told["algorithms"][0]["documents"]]

    assert named == [("observation", "exemple-constat", "changed"), ("observation", "exemple-second", "added")]
