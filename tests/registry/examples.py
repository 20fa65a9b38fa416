"""The shipped worked examples as their tests ask for them: documents, and what their counts give."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from boas.documents import Evaluation
from boas.evidence import CountsTable, Disparity, ScoresTable, Stratum, StratumEstimates, read_counts, read_scores
from boas.evidence.statistics import compute_disparities, recompute
from boas.parsing import Document
from boas.registry import AlgorithmEntry, Registry, read_registry
from boas.repository import open_repository
from tests.shipped import shipped_copy

RADIO, RULE, FEDERATED = "example-radio-thorax", "example-regle-relue", "example-federe-hopitaux"
EXAMPLES = (FEDERATED, RADIO, RULE)
EXTERNAL, INTERNAL = (RADIO, "externe-quatre-hopitaux"), (RADIO, "interne-2022")
REVIEW, FEDERATION = (RULE, "relecture-2024"), (FEDERATED, "federee-2024")
EVALUATIONS = (EXTERNAL, INTERNAL, REVIEW, FEDERATION)
CELLS = ("tp", "fp", "fn", "tn")
"""The four counts of a row."""


@contextmanager
def picture(folder: Path) -> Iterator[Registry]:
    repository = shipped_copy(folder)
    with open_repository(repository.path) as history:
        commit = history.read_head()
        yield read_registry(history.read_tree_of(commit), history.read_history_of(commit))


def entry(registry: Registry, example: str) -> AlgorithmEntry:
    return registry.algorithms[example]


def evaluation(registry: Registry, place: tuple[str, str]) -> Evaluation:
    documents = entry(registry, place[0]).evaluations
    found = next(one for one in documents if one.location.name("evaluation") == place[1])
    assert isinstance(found.content, Evaluation)
    return found.content


def counts(registry: Registry, place: tuple[str, str]) -> CountsTable:
    return read_counts(table(entry(registry, place[0]).counts[place[1]]))


def scores(registry: Registry, place: tuple[str, str]) -> ScoresTable | None:
    found = entry(registry, place[0]).scores.get(place[1])
    return read_scores(table(found)) if found else None


def table(document: Document) -> Any:  # noqa: ANN401 -- as documents hold it
    return document.content


def computed(registry: Registry, place: tuple[str, str]) -> dict[Stratum, StratumEstimates]:
    """What the counts and scores of one evaluation give, by stratum."""
    reference = evaluation(registry, place).reference_standard
    assert reference is not None
    found = recompute(counts(registry, place), scores(registry, place), reference.sampling)
    return {one.stratum: one for one in found}


def gaps(registry: Registry, place: tuple[str, str]) -> tuple[Disparity, ...]:
    told = evaluation(registry, place)
    return compute_disparities(computed(registry, place).values(), told.reference_groups, told.margin)


def states(registry: Registry, place: tuple[str, str], metric: str) -> dict[tuple[str, str], str]:
    """What the data say of each group, for one metric."""
    return {(one.dimension, one.group): one.state for one in gaps(registry, place) if one.metric == metric}


def value(one: StratumEstimates, metric: str) -> float:
    found = one.estimates[metric].value
    assert found is not None
    return found
