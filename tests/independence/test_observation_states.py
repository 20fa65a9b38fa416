"""Who may say what became of an observation."""

import json
from typing import Any

import pytest

from boas.documents import Algorithm, Maintainer, Observation, load_example
from boas.independence import assess_states, find_last_state, list_respondents
from boas.parsing import read_yaml

MAKER, OBSERVER, KEEPER = "0000-0002-1825-0097", "0000-0002-1694-233X", "0000-0001-5109-3700"
THOSE = list_respondents(
    Algorithm.model_validate_json(
        json.dumps(
            {
                "schema_version": 1,
                "id": "regle",
                "origin": "submitted",
                "maintainers": [{"name": "M", "orcid": MAKER}, {"name": "N"}],
            }
        )
    ),
    [],
    [Maintainer(name="K", orcid=KEEPER, until="2026-06-30")],
)


def observation(*states: tuple[str, str | None, str]) -> Observation:
    """The example with other states: what is said, by whom, on which day."""
    value: Any = read_yaml(load_example("observation", "en")).value
    said = [
        {"state": state, "by": {"name": "N", **({"orcid": orcid} if orcid else {})}, "date": day}
        for state, orcid, day in states
    ]
    kept = {name: one for name, one in value.items() if name != "states"}
    return Observation.model_validate_json(json.dumps(kept | ({"states": said} if said else {})))


@pytest.mark.parametrize(
    ("state", "orcid", "day", "expected"),
    [
        ("confirmed", MAKER, "2026-05-05", "holds"),
        ("withdrawn", MAKER, "2026-05-05", "stranger"),
        ("confirmed", KEEPER, "2026-06-30", "holds"),
        ("confirmed", KEEPER, "2026-07-01", "stranger"),
        ("withdrawn", KEEPER, "2026-05-05", "holds"),
        ("withdrawn", OBSERVER, "2026-05-05", "holds"),
        ("open", OBSERVER, "2026-05-05", "holds"),
        ("confirmed", OBSERVER, "2026-05-05", "self"),
        ("fixed", "0000-0002-9079-593X", "2026-05-05", "stranger"),
        ("fixed", None, "2026-05-05", "stranger"),
    ],
)
def test_producers_and_maintainers_answer_and_observers_take_back(
    state: str, orcid: str | None, day: str, expected: str
) -> None:
    assert [standing for _, standing in assess_states(observation((state, orcid, day)), THOSE)] == [expected]


def test_the_last_state_that_counts_is_what_became_of_it() -> None:
    said = observation(("confirmed", MAKER, "2026-05-05"), ("fixed", None, "2026-05-06"))
    last = find_last_state(said, THOSE)

    assert last is not None
    assert last.state == "confirmed"
    assert find_last_state(observation(), THOSE) is None
