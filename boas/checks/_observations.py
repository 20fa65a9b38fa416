"""Rules about observations: others can see what was found, and its states are by those who may answer.

Whether a text judges people instead of the algorithm no rule can tell: whoever reviews reads it.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from boas.checks._related_documents import iter_siblings, load_algorithm, load_content
from boas.checks._rule import document_rule, report_at_field
from boas.documents import (
    SETTINGS,
    Card,
    Observation,
    RegistrySettings,
    build_version_path,
    is_version,
    load_vocabulary,
)
from boas.finding import Finding
from boas.independence import assess_states, list_respondents
from boas.parsing import Collection, Document, FieldPath
from boas.translation import Message

_SINCE = "2026-11-29"


@document_rule("observations", since=_SINCE)
def unfounded_observation(document: Document, collection: Collection) -> Iterator[Finding]:
    """An observation says who made it, and where others can see it.

    Why: it stands beside somebody's work for good; whoever doubts it, the authors first, must be able to look.

    Help: write `observed_by` or `organisation`, and under `evidence` a source with its commit or the day it was read,
    a codelist or a test vector of the versions it is about.
    """
    observation = document.content
    if isinstance(observation, Observation):
        for loc, message, help_message in (*_iter_gaps(observation), *_iter_missing_files(document, collection)):
            yield report_at_field("unfounded-observation", document, loc, message, help_message)


def _iter_gaps(observation: Observation) -> Iterator[tuple[FieldPath, Message, Message]]:
    """What an observation does not say, each with its place and what to do."""
    evidence = observation.evidence
    if observation.observed_by is None and observation.organisation is None:
        yield ("id",), Message("Nobody is named who made this observation."), _NAME_SOMEBODY
    if not (evidence.sources or evidence.codelist or evidence.vector):
        yield ("evidence",), Message("Nothing shows what was observed."), _SHOW_IT
    for position, source in enumerate(evidence.sources or ()):
        if not source.is_findable():
            at: FieldPath = ("evidence", "sources", position)
            yield at, Message("Nobody can find this source as it was read."), _PIN_SOURCE
    found, examined = evidence.n_found, evidence.n_examined
    if found is not None and examined is not None and found > examined:
        message = Message("{found} were found among {examined}.", found=found, examined=examined)
        yield ("evidence", "n_found"), message, Message("Correct `n_found` or `n_examined`.")


_NAME_SOMEBODY = Message("Add `observed_by` or `organisation`.")
_SHOW_IT = Message("Add `sources`, `codelist` or `vector`.")
_PIN_SOURCE = Message("Give `repository` and `commit`, or `url` and the day it was read (`seen`).")


def _iter_missing_files(document: Document, collection: Collection) -> Iterator[tuple[FieldPath, Message, Message]]:
    """Files that an observation names and that no version in its range has."""
    observation: Observation = document.content
    algorithm = document.location.algorithm
    held = [name for name in collection.versions.get(algorithm, ()) if is_version(name) and observation.holds(name)]
    evidence, files = observation.evidence, collection.tree.files
    for field, name in (("codelist", evidence.codelist), ("vector", evidence.vector)):
        places = tuple(build_version_path(algorithm, version, name) for version in held if name)
        if places and not any(map(files.__contains__, places)) and not _has_folder(files, places):
            message = Message("No version in `{versions}` has `{name}`.", versions=observation.versions, name=name)
            yield ("evidence", field), message, _NAME_FILE


def _has_folder(files: Iterable[str], places: tuple[str, ...]) -> bool:
    """Whether one of some places is a folder that holds a file."""
    starts = tuple(f"{place}/" for place in places)
    return any(path.startswith(starts) for path in files)


_NAME_FILE = Message("Write its path inside the version's folder, for instance `codelists/avc.csv`.")


@document_rule("observations", since=_SINCE)
def incomplete_state(document: Document, collection: Collection) -> Iterator[Finding]:  # noqa: ARG001 -- as all rules
    """The states of an observation follow each other in time, and each says what it must.

    Why: whoever reads that the authors contest it must read why, and whoever reads that it is fixed must know where.

    Help: write states oldest first; with `contested` the `answer` of the authors, with `fixed` the version in which it
    is so no more (`fixed_in`, or `upstream` where this registry does not hold that version).
    """
    observation = document.content
    if isinstance(observation, Observation):
        for position, field, message, help_message in _iter_state_gaps(observation):
            at: FieldPath = ("states", position, *((field,) if field else ()))
            yield report_at_field("incomplete-state", document, at, message, help_message)


def _iter_state_gaps(observation: Observation) -> Iterator[tuple[int, str, Message, Message]]:
    """What is wrong with states, each with its position and the field it concerns."""
    states = observation.states or ()
    days = (observation.date, *(state.date for state in states))
    for position, (before, day) in enumerate(pairwise(days)):
        if day < before:
            message = Message("This state is of {day}, before what it follows ({before}).", day=day, before=before)
            yield position, "date", message, Message("Write states oldest first, after the observation.")
    for position, state in enumerate(states):
        if state.state == "contested" and state.answer is None:
            yield position, "", Message("It is contested, and nothing says why."), Message("Add `answer`.")
        if state.state == "fixed" and state.fixed_in is None and state.upstream is None:
            yield position, "", Message("It is fixed, and nothing says where."), _SAY_WHERE
        if state.state != "fixed" and (state.fixed_in or state.upstream):
            named = "fixed_in" if state.fixed_in else "upstream"
            message = Message("A version goes with `state: fixed` only.")
            yield position, named, message, Message("Write `state: fixed`, or leave the version out.")


_SAY_WHERE = Message("Add `fixed_in`, or `upstream` with the version as its producers name it.")


@document_rule("observations", severity="warning", since=_SINCE)
def state_by_stranger(document: Document, collection: Collection) -> Iterator[Finding]:
    """An observation is answered by its producers, or by a maintainer of the registry.

    Why: otherwise anybody could declare it fixed, or speak for the authors. The state is shown and changes nothing.

    Help: have it signed by an author or by somebody who answers for the entry, with the ORCID iD that the card or
    `algorithm.yaml` gives, or by a maintainer of the registry. Whoever observed may open it again (`open`) or take it
    back (`withdrawn`), and never confirm it alone.
    """
    observation = document.content
    if not isinstance(observation, Observation) or not observation.states:
        return
    cards = [one.content for one in iter_siblings(document, collection, Card)]
    settings = load_content(collection, SETTINGS, RegistrySettings)
    those = list_respondents(load_algorithm(document, collection), cards, settings.maintainers if settings else None)
    terms = load_vocabulary("observation_states").terms
    for position, (state, standing) in enumerate(assess_states(observation, those)):
        if standing != "holds":
            parameters = {"name": state.by.name, "state": terms[state.state]}
            message = _STRANGER.fill(**parameters) if standing == "stranger" else _SELF.fill(**parameters)
            yield report_at_field("state-by-stranger", document, ("states", position, "by"), message, _SIGN_IT)


_STRANGER = Message("Nothing shows that {name} may say “{state}”: the observation stays as it was.")
_SELF = Message("{name} made this observation and cannot answer it with “{state}”: it stays as it was.")
_SIGN_IT = Message(
    "Write the ORCID iD that the card or `algorithm.yaml` gives, or have a maintainer of the registry sign."
)
