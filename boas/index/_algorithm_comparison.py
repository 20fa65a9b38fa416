"""Several algorithms side by side, out of what is answered about each: for the API, for pages of pairs, for a form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from boas.documents import list_card_fields, load_vocabulary
from boas.index._algorithm_comparison_answers import (
    AlgorithmComparison,
    ComparedCodes,
    ComparedField,
    ComparedGroup,
    ComparedGroups,
)
from boas.index._answers import AlgorithmAnswer
from boas.index._code_comparison import CodeSide, compare_code_sides
from boas.index._code_comparison_answers import CodeComparison
from boas.index._compared_figures import iter_whole_figures, select_holding
from boas.index._evidence_answers import EvaluationAnswer, EvidenceAnswer
from boas.index._export_view import list_answered_codelists
from boas.index._figure_matching import match_figures
from boas.index._version_answers import VersionAnswer

_Kind = TypeVar("_Kind")
_NOT_COMPARED = frozenset({"schema_version", "id", "version", "name", "changes", "waivers"})
"""Fields of a card that two algorithms never share, or that tell of the version alone."""
_GROUP_METRICS = ("sensitivity", "specificity", "ppv", "npv")
_MOST_CODES = 400
"""Codes of all systems told in a comparison of algorithms; that of codes has all."""


class ReadAnswer(Protocol):
    """Gives a stored answer by its path, decoded as one kind."""

    def __call__(self, path: str, kind: type[_Kind], /) -> _Kind:
        """The answer at a path."""


def compare_algorithms(read: ReadAnswer, ids: Sequence[str]) -> AlgorithmComparison:
    """Two to four algorithms side by side, in this order, out of what is stored about each."""
    answers = [read(f"algorithms/{name}", AlgorithmAnswer) for name in ids]
    told = [read(f"algorithms/{name}/evidence", EvidenceAnswer) for name in ids]
    held = [one for evidence in told for one in select_holding(evidence.evaluations)]
    figures = [found for one in held for found in iter_whole_figures(one)]
    versions = [answer.latest for answer in answers]
    return AlgorithmComparison(
        algorithms=tuple(answer.row for answer in answers),
        digests=tuple(version.digest for version in versions),
        fields=tuple(_iter_fields(versions)),
        metrics=match_figures(ids, figures, {version.id: _read_conditions(version.card) for version in versions}),
        groups=tuple(_iter_groups(ids, held)),
        codes=_compare_codes(answers),
    )


def drop_same_fields(answer: AlgorithmComparison) -> AlgorithmComparison:
    """The comparison without the fields that all fill in the same way."""
    return replace(answer, fields=tuple(one for one in answer.fields if one.differs))


def _read_conditions(card: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    """Codes of the diseases that a card is about."""
    written = card.get("conditions")
    return frozenset((one["system"], one["code"]) for one in written) if isinstance(written, list) else frozenset()


def _iter_fields(versions: Sequence[VersionAnswer]) -> Iterator[ComparedField]:
    """Fields of the card that any version fills."""
    for field in list_card_fields():
        if field.path not in _NOT_COMPARED:
            values = tuple(_read_path(version.card, field.path) for version in versions)
            if any(value is not None for value in values):
                yield ComparedField(field.path, values, any(value != values[0] for value in values))


def _read_path(document: dict[str, object], path: str) -> object:
    """What stands at a dotted path of a document; nothing when it does not."""
    value: object = document
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _iter_groups(ids: Sequence[str], evaluations: Sequence[EvaluationAnswer]) -> Iterator[ComparedGroups]:
    """Each metric by each dimension that any of them was measured by."""
    for dimension in load_vocabulary("subgroup_dimensions").terms:
        for metric in _GROUP_METRICS:
            found = [one for evaluation in evaluations for one in _iter_group_values(evaluation, dimension, metric)]
            if any(one.estimate.value is not None for one in found):
                groups = list(dict.fromkeys(one.group for one in found))
                found.sort(key=lambda one: (groups.index(one.group), ids.index(one.algorithm)))
                measured = {one.algorithm for one in found}
                yield ComparedGroups(dimension, metric, tuple(found), tuple(one for one in ids if one not in measured))


def _iter_group_values(evaluation: EvaluationAnswer, dimension: str, metric: str) -> Iterator[ComparedGroup]:
    """One metric of every group of one dimension, over all sites."""
    for row in evaluation.recomputed:
        groups, estimate = row.stratum.groups, row.estimates.get(metric)
        if estimate and not row.stratum.site and groups.keys() == {dimension}:
            yield ComparedGroup(evaluation.algorithm, evaluation.id, row.stratum.variant, groups[dimension], estimate)


def _compare_codes(answers: Sequence[AlgorithmAnswer]) -> ComparedCodes | None:
    """The lists of those that have any, as sets."""
    coded = [one for one in answers if one.latest.codelists]
    if len(coded) < 2:  # noqa: PLR2004 -- nothing to compare with
        return None
    whole = compare_code_sides([_build_side(one) for one in coded])
    cut = _cut_codes(whole)
    n_left = sum(len(one.codes) for one in whole.systems) - sum(len(one.codes) for one in cut.systems)
    address = "/api/v1/code_comparison?" + "&".join(f"of={one.id}@{one.latest.version}" for one in coded)
    return ComparedCodes(cut, n_left, address, tuple(one.id for one in answers if one not in coded))


def _build_side(answer: AlgorithmAnswer) -> CodeSide:
    """The latest version with its lists."""
    return CodeSide(answer.id, answer.row.name, answer.latest.version, list_answered_codelists(answer.latest))


def _cut_codes(comparison: CodeComparison) -> CodeComparison:
    """A comparison of lists with the first codes only; counts are those of all."""
    left, systems = _MOST_CODES, []
    for one in comparison.systems:
        systems.append(replace(one, codes=one.codes[:left]))
        left -= len(systems[-1].codes)
    return replace(comparison, systems=tuple(systems))
