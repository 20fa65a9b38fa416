"""What is kept of an observation from one publication to the next: all but the states that are added to it."""

from collections.abc import Iterator
from pathlib import Path

from boas.publishing._publication_lock import build_frozen_digests
from tests.index.conftest import picture
from tests.registry.replay import SETTINGS, Growing

OBSERVATION = "model_cards/algorithms/exemple-regle/observations/exemple-constat.yaml"
STATE = "states:\n  - state: open\n    by: {name: Dominique Exemple}\n    date: 2025-11-02\n"


def digest(registry: Growing) -> str:
    with picture(registry) as snapshot:
        return build_frozen_digests(snapshot)["observation exemple-regle exemple-constat"]


def digests(registry: Growing) -> Iterator[str]:
    """The digest kept of the observation as published, with a state more, and with another text."""
    yield digest(registry)
    registry.write(OBSERVATION, (registry.path / OBSERVATION).read_text() + STATE)
    registry.record("answer")
    yield digest(registry)
    registry.edit(OBSERVATION, "Un constat inventé.", "Un autre constat.")
    registry.record("change")
    yield digest(registry)


def test_states_leave_the_digest_that_is_kept_and_a_text_does_not(tmp_path: Path) -> None:
    growing = Growing(tmp_path / "registry")
    start = growing.record("set up")
    growing.edit(SETTINGS, "licence:", f"frozen_from: {start}\nrecords_frozen_from: {start}\nlicence:")
    growing.record("freeze")
    published, grown, changed = digests(growing)

    assert published == grown != changed
