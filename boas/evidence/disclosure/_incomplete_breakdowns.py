"""Breakdowns whose groups leave out a few people of the evaluation: the remainder is a small unpublished group."""

from collections.abc import Iterator
from typing import NamedTuple

from boas.evidence._counts import Stratum
from boas.evidence.disclosure._interpretations import interpret_figures
from boas.evidence.disclosure._margins import find_margins
from boas.evidence.disclosure._publications import PublishedEvaluation, list_rows

_SIZES = {"n": ("tp", "fp", "fn", "tn"), "positives": ("tp", "fn"), "negatives": ("fp", "tn")}
"""Numbers of people, and the counts they are made of."""
_FIGURE_SIZES = {"sensitivity": "positives", "specificity": "negatives"}
"""What the n of a figure counts, where it is not everybody."""


class _IncompleteBreakdown(NamedTuple):
    """A breakdown that leaves few people out."""

    of: str
    """`n`, or `positives` for those who have the condition."""
    by: tuple[str, ...]
    """Dimensions it breaks down by."""


def find_incomplete_breakdowns(published: PublishedEvaluation) -> Iterator[_IncompleteBreakdown]:
    """Find breakdowns whose groups have 1 to threshold - 1 people fewer than the evaluation.

    An evaluation with a row for everybody gives none: `find_disclosures` checks such a table by its own sums.
    """
    rows = {row.stratum: row for row in list_rows(published)}
    if Stratum() in rows or published.evaluation.counts_already_public:
        return
    people = published.evaluation.population
    for name, whole in (("n", people.n), ("positives", people.events)):
        sizes = dict(_iter_group_sizes(published, name))
        for margin in find_margins((Stratum(), *sizes)) if whole is not None else ():
            known = [sizes[part] for part in margin.parts if part in sizes]
            is_whole = margin.whole == Stratum() and len(known) == len(margin.parts) > 1
            if is_whole and whole is not None and 0 < whole - sum(known) < published.threshold:
                yield _IncompleteBreakdown(name, margin.by)


def _iter_group_sizes(published: PublishedEvaluation, name: str) -> Iterator[tuple[Stratum, int]]:
    """The size of each group, from the figures about it or from its row of counts; of one variant."""
    variants = [row.stratum.variant for row in list_rows(published)]
    for interpretation in interpret_figures(published):
        claim = interpretation.claim
        n = claim.total if name == "n" else claim.n if _FIGURE_SIZES.get(claim.metric) == name else None
        if (
            n is not None
            and claim.reported.n is not None
            and not interpretation.group
            and not interpretation.stratum.variant
        ):
            yield interpretation.stratum, n
    for row in list_rows(published):
        cells = [getattr(row, cell) for cell in _SIZES[name]]
        numbers = [cell for cell in cells if isinstance(cell, int)]
        if len(numbers) == len(cells) and row.stratum.variant == variants[0]:
            yield Stratum("", row.stratum.site, row.stratum.groups), sum(numbers)
