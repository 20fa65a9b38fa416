"""What became of each observation about an algorithm, and in which versions what was observed is still so."""

from collections.abc import Iterator
from dataclasses import dataclass

from boas.documents import Observation, ObservationState, is_fixed_by
from boas.independence import Respondents, StateStanding, assess_states, find_last_state, list_respondents
from boas.parsing import Document
from boas.registry._snapshot import AlgorithmEntry, Registry, as_model

_COUNTED = frozenset({"open", "confirmed", "fixed"})
"""States in which an observation counts for a version in which it is still so."""


@dataclass(frozen=True, slots=True)
class AssessedObservation:
    """One observation with what the registry computes about it."""

    document: Document
    observation: Observation
    states: tuple[tuple[ObservationState, StateStanding], ...]
    """What was said since, oldest first, with whether it counts."""
    state: str
    """What became of it, a term of the vocabulary `observation_states`: the last state that counts, or `open`."""
    touched: tuple[str, ...]
    """Versions in which it is so, newest first: those in its range that it is not fixed in."""
    replaced_by: str
    """Id of the observation that corrects it; empty of one that stands."""

    def counts_for(self, version: str) -> bool:
        """Whether it stands about a version and nobody contests it or took it back."""
        return not self.replaced_by and self.state in _COUNTED and version in self.touched


def assess_observations(registry: Registry, entry: AlgorithmEntry) -> tuple[AssessedObservation, ...]:
    """The observations about one algorithm: the newest first, then by path."""
    cards = [version.card for version in entry.versions]
    those = list_respondents(entry.algorithm, cards, registry.settings.maintainers)
    found = [_assess_observation(entry, document, those) for document in entry.observations]
    return tuple(sorted(found, key=lambda one: one.observation.date, reverse=True))


def _assess_observation(entry: AlgorithmEntry, document: Document, those: Respondents) -> AssessedObservation:
    """One observation held against those who may answer it, and against the versions that are there."""
    observation = as_model(document, Observation)
    last = find_last_state(observation, those)
    return AssessedObservation(
        document,
        observation,
        assess_states(observation, those),
        last.state if last else "open",
        tuple(_iter_touched(entry, observation, last)),
        entry.corrected.get(("observation", document.location.id), ""),
    )


def _iter_touched(entry: AlgorithmEntry, observation: Observation, last: ObservationState | None) -> Iterator[str]:
    """Versions in which something is as it was observed, newest first."""
    held = (one.version for one in entry.versions if observation.holds(one.version))
    return (version for version in held if last is None or not is_fixed_by(version, last))
