"""What a registry in memory says of all its algorithms at once: pairs of them, and what charts are drawn from."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from types import SimpleNamespace
from typing import Any

from boas.index import AlgorithmAnswer, Named, ProposedPair, ProposedPairs, name_pair
from boas.index._charts import ChartFacts, build_chart_answers


def propose_pairs(algorithms: Sequence[AlgorithmAnswer]) -> ProposedPairs:
    """All of them, by id, as if they were about the same."""
    rows = sorted((one.row for one in algorithms), key=lambda row: row.id)
    pairs = tuple(
        ProposedPair(
            name_pair(one.id, other.id), (Named(one.id, one.name), Named(other.id, other.name)), one.medical_domains[:1]
        )
        for one, other in combinations(rows, 2)
    )
    return ProposedPairs(len(pairs), pairs)


def build_charts(algorithms: Sequence[AlgorithmAnswer], stored: Mapping[str, Any]) -> dict[str, object]:
    """Answers that charts are drawn from, out of those about each algorithm."""
    facts = ChartFacts()
    for one in algorithms:
        for kind in ("evidence", "bias"):
            facts.take(one.row, stored[f"algorithms/{one.id}/{kind}"])
    composer: Any = SimpleNamespace(rows={one.id: one.row for one in algorithms})
    return dict(build_chart_answers(composer, facts))
