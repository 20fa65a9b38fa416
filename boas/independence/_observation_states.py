"""What became of an observation: which of its states are by somebody who may say so.

The producers answer (authors of any version, and who answers for the entry), or a maintainer of the registry for them;
whoever observed may open it again or take it back. As with corrections an ORCID iD tells who somebody is, and a name
alone proves nothing. What a stranger writes is shown and changes nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from boas.documents import Algorithm, Card, Maintainer, Observation, ObservationState
from boas.independence._assessment import iter_authors
from boas.independence._corrections import SignedDocument, is_maintainer

StateStanding = Literal["holds", "stranger", "self"]
"""Whether a state counts: nothing shows that its signer may say so, or observers confirm themselves."""

_OBSERVERS_WORDS = frozenset({"open", "withdrawn"})
"""What whoever observed may say of it afterwards."""


@dataclass(frozen=True, slots=True)
class Respondents:
    """Who may answer an observation, by ORCID iD."""

    producers: frozenset[str]
    maintainers: tuple[Maintainer, ...] = ()


def list_respondents(
    algorithm: Algorithm | None, cards: Iterable[Card], maintainers: Sequence[Maintainer] | None
) -> Respondents:
    """Who may answer observations about an algorithm.

    Args:
        algorithm: its own document, which names who answers for the entry.
        cards: every version.
        maintainers: those of the registry.
    """
    keepers = (algorithm.maintainers if algorithm else None) or ()
    signers = {person.orcid for person in (*(author for card in cards for author in iter_authors(card)), *keepers)}
    return Respondents(frozenset(orcid for orcid in signers if orcid), tuple(maintainers or ()))


def assess_states(observation: Observation, those: Respondents) -> tuple[tuple[ObservationState, StateStanding], ...]:
    """Every state of an observation, oldest first, with whether it counts."""
    return tuple((state, _assess_state(observation, state, those)) for state in observation.states or ())


def _assess_state(observation: Observation, state: ObservationState, those: Respondents) -> StateStanding:
    """Whether one state counts."""
    signer = state.by.orcid
    is_own = bool(signer and observation.observed_by and observation.observed_by.orcid == signer)
    if is_own and state.state in _OBSERVERS_WORDS:
        return "holds"
    if signer in those.producers and state.state != "withdrawn":
        return "holds"
    if any(is_maintainer(SignedDocument("", state.by, "", state.date), keeper) for keeper in those.maintainers):
        return "self" if is_own and state.state == "confirmed" else "holds"
    return "self" if is_own else "stranger"


def find_last_state(observation: Observation, those: Respondents) -> ObservationState | None:
    """The last state that counts; None of an observation that is as open as on its first day."""
    holding = [state for state, standing in assess_states(observation, those) if standing == "holds"]
    return holding[-1] if holding else None
