"""In which versions what was observed is still so, and when it counts."""

from pathlib import Path

import pytest

from boas.registry import AssessedObservation, assess_observations
from tests.registry.replay import RULE, Growing, picture

OBSERVATION = "model_cards/algorithms/exemple-regle/observations/exemple-constat.yaml"
STATE = """\
  - state: {state}
    by:
      name: Camille Exemple
      orcid: 0000-0002-1825-0097
    date: 2025-11-02
{more}"""


@pytest.fixture
def growing(tmp_path: Path) -> Growing:
    """A rule with two versions, and an observation about both."""
    registry = Growing(tmp_path / "registry")
    registry.copy_version(RULE, "1.0.0", "1.1.0")
    return registry


def assessed(registry: Growing, *states: tuple[str, str]) -> AssessedObservation:
    lines = "".join(STATE.format(state=state, more=more) for state, more in states)
    written = (registry.path / OBSERVATION).read_text()
    registry.write(OBSERVATION, written + (f"states:\n{lines}" if states else ""))
    registry.commit("observe")
    snapshot = picture(registry)
    (found,) = assess_observations(snapshot, snapshot.algorithms["exemple-regle"])
    return found


def test_without_an_answer_it_is_open_and_counts_for_every_version_in_its_range(growing: Growing) -> None:
    found = assessed(growing)

    assert (found.state, found.touched) == ("open", ("1.1.0", "1.0.0"))
    assert found.counts_for("1.1.0")


def test_what_is_fixed_in_a_version_is_still_so_in_the_ones_before(growing: Growing) -> None:
    found = assessed(growing, ("fixed", "    fixed_in: 1.1.0\n"))

    assert (found.state, found.touched) == ("fixed", ("1.0.0",))
    assert [found.counts_for(version) for version in ("1.0.0", "1.1.0")] == [True, False]


def test_what_is_only_fixed_upstream_is_still_so_here(growing: Growing) -> None:
    assert assessed(growing, ("fixed", '    upstream:\n      version: "3"\n')).counts_for("1.1.0")


def test_what_the_authors_contest_is_shown_and_not_counted(growing: Growing) -> None:
    found = assessed(growing, ("contested", "    answer:\n      fr: C’est voulu.\n"))

    assert found.touched == ("1.1.0", "1.0.0")
    assert not found.counts_for("1.1.0")
