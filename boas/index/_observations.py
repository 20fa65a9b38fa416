"""From observations to answers."""

from boas.documents import Observation, ObservationState
from boas.index._composer import Composer
from boas.index._observation_answers import ObservationList, ObservationRow, ObservationStateRow
from boas.index._records import to_text
from boas.index._written import Written
from boas.registry import AlgorithmEntry, AssessedObservation


def build_observation_list(composer: Composer, entry: AlgorithmEntry) -> ObservationList:
    """What was observed about one algorithm."""
    rows = build_observation_rows(composer, entry)
    return ObservationList(entry.id, len(rows), composer.rows[entry.id].n_observations, rows)


def build_observation_rows(composer: Composer, entry: AlgorithmEntry) -> tuple[ObservationRow, ...]:
    """The observations about one algorithm, the newest first."""
    return tuple(_build_observation_row(composer, entry, one) for one in composer.get_observations(entry))


def _build_observation_row(composer: Composer, entry: AlgorithmEntry, one: AssessedObservation) -> ObservationRow:
    """One observation with what became of it."""
    person = one.observation.observed_by
    names = (one.observation.organisation, person.organisation if person else None)
    return ObservationRow(
        algorithm=composer.build_algorithm(entry.id),
        observation=Written(one.document.value, Observation),
        state=one.state,
        touched=one.touched,
        counted=tuple(version for version in one.touched if one.counts_for(version)),
        states=tuple(_build_state_row(composer, state, standing) for state, standing in one.states),
        observers=tuple(composer.build_organisation(name) for name in dict.fromkeys(names) if name),
        replaced_by=one.replaced_by or None,
        published=composer.find_commit(one.document),
        path=one.document.path,
    )


def _build_state_row(composer: Composer, state: ObservationState, standing: str) -> ObservationStateRow:
    """What somebody said of it one day."""
    upstream = state.upstream
    return ObservationStateRow(
        state=state.state,
        by=state.by.name,
        organisation=composer.build_organisation(state.by.organisation) if state.by.organisation else None,
        date=state.date,
        answer=to_text(state.answer) if state.answer else None,
        fixed_in=state.fixed_in,
        upstream=(upstream.version or upstream.range or upstream.commit) if upstream else None,
        standing=standing,
    )
