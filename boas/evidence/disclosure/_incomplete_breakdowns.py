"""Few people whom an evaluation counts and none of its groups does: they make a group that nobody printed."""

from collections.abc import Iterator
from typing import NamedTuple

from boas.evidence._counts import Stratum
from boas.evidence.disclosure._interpretations import interpret_figures
from boas.evidence.disclosure._margins import find_margins
from boas.evidence.disclosure._publications import PublishedEvaluation, list_rows

_SIZES = {"n": ("tp", "fp", "fn", "tn"), "positives": ("tp", "fn"), "negatives": ("fp", "tn")}
"""Numbers of people, and the counts they are made of."""
_FIGURE_SIZES = {"sensitivity": "positives", "specificity": "negatives"}
"""Whom the n of a figure counts, where it is not everybody."""


class _IncompleteBreakdown(NamedTuple):
    """A breakdown that leaves few people out."""

    of: str
    """`n`, or `positives` for those who have the condition."""
    by: tuple[str, ...]
    """Dimensions it breaks down by."""


def find_incomplete_breakdowns(own: PublishedEvaluation) -> Iterator[_IncompleteBreakdown]:
    """Breakdowns whose groups are fewer than the people of the evaluation by 1 to threshold - 1.

    A table with a row for everybody is held to its own sums elsewhere.
    """
    rows = {row.stratum: row for row in list_rows(own)}
    if Stratum() in rows or own.evaluation.counts_already_public:
        return
    people = own.evaluation.population
    for name, whole in (("n", people.n), ("positives", people.events)):
        sizes = dict(_iter_group_sizes(own, name))
        for margin in find_margins((Stratum(), *sizes)) if whole is not None else ():
            known = [sizes[part] for part in margin.parts if part in sizes]
            is_whole = margin.whole == Stratum() and len(known) == len(margin.parts) > 1
            if is_whole and whole is not None and 0 < whole - sum(known) < own.threshold:
                yield _IncompleteBreakdown(name, margin.by)


def _iter_group_sizes(own: PublishedEvaluation, name: str) -> Iterator[tuple[Stratum, int]]:
    """How many people each group has, by the figures about it or by its row of counts; of one variant."""
    variants = [row.stratum.variant for row in list_rows(own)]
    for reading in interpret_figures(own):
        claim = reading.claim
        n = claim.total if name == "n" else claim.n if _FIGURE_SIZES.get(claim.metric) == name else None
        if n is not None and claim.reported.n is not None and not reading.group and not reading.stratum.variant:
            yield reading.stratum, n
    for row in list_rows(own):
        cells = [getattr(row, cell) for cell in _SIZES[name]]
        numbers = [cell for cell in cells if isinstance(cell, int)]
        if len(numbers) == len(cells) and row.stratum.variant == variants[0]:
            yield Stratum("", row.stratum.site, row.stratum.groups), sum(numbers)
