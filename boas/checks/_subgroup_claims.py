"""Printed numbers by group held against the printed number of everybody they are groups of."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from boas.documents import Reported
from boas.evidence import name_dimensions, to_printed
from boas.translation import Message

_COUNTS = frozenset({"reference-positives", "reference-negatives", "flagged"})
"""Metrics whose value is a number of people."""
_PROPORTIONS = frozenset({"sensitivity", "specificity", "ppv", "npv", "accuracy", "prevalence", "flag-rate"})
"""Proportions: that of everybody lies between those of the groups."""

_IndexedClaim = tuple[int, Reported]
"""A claim and its place in `reported`, from 0."""


def find_claim_conflicts(reported: Sequence[Reported]) -> Iterator[tuple[int, str, Message]]:
    """Claims about everybody that claims by group do not add up to: place, field and what is wrong."""
    alike: dict[Hashable, dict[str, list[_IndexedClaim]]] = defaultdict(lambda: defaultdict(list))
    for placed in enumerate(reported):
        alike[_make_comparison_key(placed[1])]["/".join(_list_dimensions(placed[1]))].append(placed)
    for by_dimension in alike.values():
        for position, whole in by_dimension.pop("", [])[:1]:
            for dimension, groups in by_dimension.items():
                if "/" not in dimension and len(groups) > 1:
                    yield from _compare_with_groups(position, whole, dimension, [figure for _, figure in groups])


def _make_comparison_key(figure: Reported) -> Hashable:
    """What claims must share to be about the same people, apart from how these are grouped."""
    return (
        figure.metric,
        figure.variant,
        figure.outcome,
        figure.population,
        figure.reference_standard,
        figure.threshold,
    )


def _list_dimensions(figure: Reported) -> tuple[str, ...]:
    """What a claim is broken down by."""
    return (*sorted(figure.subgroup or ()), *(["site"] if figure.site else []))


def _compare_with_groups(
    position: int, whole: Reported, dimension: str, groups: Sequence[Reported]
) -> Iterator[tuple[int, str, Message]]:
    """What does not fit between the claim about everybody and those about groups."""
    by, field = name_dimensions((dimension,)), "value" if whole.metric in _COUNTS else "n"
    people, parts = getattr(whole, field), [getattr(figure, field) for figure in groups]
    if people is None or None in parts:
        return
    if sum(parts) > people:
        yield (
            position,
            field,
            Message("The declared groups ({by}) together count more people than the whole.", by=by),
        )
    elif (
        sum(parts) == people
        and whole.metric in _PROPORTIONS
        and _is_outside(whole.value, [figure.value for figure in groups])
    ):
        yield (
            position,
            "value",
            Message("This value is not between the smallest and the largest of the groups ({by}).", by=by),
        )


def _is_outside(value: float | None, groups: Sequence[float | None]) -> bool:
    """Whether a rounded proportion is beyond those of all groups that make it up."""
    known = [group for group in groups if group is not None]
    if value is None or len(known) < len(groups):
        return False
    low, high = to_printed(value).ends
    ends = [to_printed(value).ends for value in known]
    return high < min(least for least, _ in ends) or low > max(most for _, most in ends)
