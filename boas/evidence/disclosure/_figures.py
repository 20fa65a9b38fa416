"""Printed rates as linear conditions on the four counts behind them.

A rate is known to half a unit of its last digit. Its interval, when Wilson, Wald or Clopper-Pearson give it, reveals
its denominator, even where that is not printed.
"""

import math
from collections.abc import Collection, Hashable, Iterator
from dataclasses import dataclass

import numpy as np

from boas.documents import Evaluation, LocalText, Reported
from boas.evidence._counts import CELLS, Stratum
from boas.evidence._digits import PrintedNumber
from boas.evidence.disclosure._unknowns import SUMS, TABLE_SHEET
from boas.evidence.statistics import Array
from boas.evidence.verification import (
    EVERYBODY,
    FORMS,
    METHODS,
    NOISE,
    PROPORTIONS,
    USUAL,
    Claim,
    NumberText,
    Truths,
    Weights,
    build_claims,
    give_no_text,
)

_MOST_PEOPLE = 20_000
"""Largest denominator that is searched for behind an interval."""
_SUM_NAMES: dict[tuple[int, ...], str] = {
    tuple(int(cell in cells) for cell in CELLS): name
    for name, cells in (*((cell, (cell,)) for cell in CELLS), *SUMS.items())
}
"""Names of counts and of their sums, by their weights on tp, fp, fn and tn."""

_Sum = tuple[tuple[tuple[str, float], ...], float, float]
"""Counts with their factors, and the limits of their sum."""


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """One printed figure and the people it is about."""

    claim: Claim
    sheet: Hashable
    """Equal for figures about the same outcome, reference and people; `TABLE_SHEET` for the table's own."""
    stratum: Stratum

    @property
    def position(self) -> int:
        """Its index in `reported`, from 0."""
        return self.claim.position

    @property
    def counted(self) -> str:
        """The name of the count that the figure is; empty for a rate."""
        form = FORMS.get(self.claim.metric)
        return _SUM_NAMES[form.top] if form is not None and form.bottom is None else ""


def read_figures(
    evaluation: Evaluation, variants: Collection[str], written: NumberText = give_no_text
) -> tuple[PrintedFigure, ...]:
    """The printed figures that were not read in a publication; `variants` are those of the table."""
    thresholds = {figure.threshold for figure in evaluation.reported or ()}
    return tuple(
        PrintedFigure(claim, _build_sheet_key(claim.reported, len(thresholds)), build_stratum(claim.reported, variants))
        for claim in build_claims(evaluation, written)
        if claim.reported.already_public is None
    )


def _build_sheet_key(figure: Reported, n_thresholds: int) -> Hashable:
    """The sheet of a figure: another outcome, population or reference sets it apart from the table."""
    differences = (figure.outcome, figure.population, figure.reference_standard)
    texts = tuple(text for text in differences if text is not None)
    return (*texts, figure.threshold) if n_thresholds > 1 else texts or TABLE_SHEET


def build_stratum(figure: Reported, variants: Collection[str]) -> Stratum:
    """The stratum of a figure; its variant is that of the table when either text names it, or when there is but one."""
    groups = tuple(sorted((figure.subgroup or {}).items()))
    return Stratum(_resolve_variant(figure.variant, variants), figure.site or "", groups)


def _resolve_variant(text: LocalText | None, variants: Collection[str]) -> str:
    """The name of a figure's variant."""
    if text is None:
        return next(iter(variants)) if len(variants) == 1 else ""
    return next((name for name in text.texts.values() if name in variants), text.first)


def iter_figure_sums(claim: Claim, below: int) -> Iterator[_Sum]:
    """The linear conditions that one figure puts on the counts of its people."""
    form = FORMS.get(claim.metric)
    if form is None or claim.is_average:
        return
    if claim.total is not None:
        yield _build_terms(EVERYBODY), claim.total, claim.total
    if form.bottom is None:
        if claim.value is not None:
            yield _build_terms(form.top), claim.value.value, claim.value.value
        return
    if claim.n is not None:
        yield _build_terms(form.bottom), claim.n, claim.n
    if claim.value is not None:
        yield from _iter_rate_sums(claim, form.top, form.bottom, claim.value, below)


def _iter_rate_sums(claim: Claim, top: Weights, bottom: Weights, value: PrintedNumber, below: int) -> Iterator[_Sum]:
    """The linear conditions of a rate and of its interval."""
    others = tuple(whole - part for whole, part in zip(bottom, top, strict=True))
    least, most = value.ends
    for end, lower, upper in ((least, 0, math.inf), (most, -math.inf, 0)):
        yield (*_build_terms(top, 1 - end), *_build_terms(others, -end)), lower, upper
    if claim.bounds is not None and claim.reported.ci is not None and claim.metric in PROPORTIONS:
        n = None if claim.is_inferred else claim.n
        found = _fit_count_ranges(value, claim.bounds, claim.reported.ci.level, n, below)
        for weights, ends in zip((top, others), found or (), strict=False):
            yield _build_terms(weights), *ends


def _build_terms(weights: tuple[int, ...], factor: float = 1) -> tuple[tuple[str, float], ...]:
    """The weighted counts, or the name of their sum, with their factors."""
    if weights in _SUM_NAMES:
        return ((_SUM_NAMES[weights], factor),)
    return tuple((cell, weight * factor) for cell, weight in zip(CELLS, weights, strict=True) if weight)


def _fit_count_ranges(
    value: PrintedNumber, bounds: tuple[PrintedNumber, PrintedNumber], level: float, n: int | None, below: int
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Range of the numerator and of the rest, over all that give a rate and an interval as printed.

    None when no method gives them, when the denominator may be very large, or when the level is not between 0 and 1.
    """
    if not (0 <= value.value <= 1 and 0 < level < 1) or (n is not None and not 0 < n <= _MOST_PEOPLE):
        return None
    low, high = value.ends
    most = min(_MOST_PEOPLE, math.ceil(4 * below / max(min(high, 1 - low), high - low)))
    k, people = _list_candidates(low, high, np.arange(1, most + 1.0) if n is None else np.array([float(n)]))
    kept = np.zeros(k.shape, dtype=bool)
    # The most usual methods come first: one that is hardly used must not widen the range.
    for names in (USUAL, METHODS):
        for name in () if kept.any() else names:
            kept |= _match_bounds(METHODS[name](k, people, level), bounds)
    k, rest = k[kept], (people - k)[kept]
    if not k.size or (n is None and (k + rest).max() > most / 2):
        return None
    return (int(k.min()), int(k.max())), (int(rest.min()), int(rest.max()))


def _match_bounds(computed: tuple[Array, Array], bounds: tuple[PrintedNumber, PrintedNumber]) -> Truths:
    """Where computed bounds round to the printed ones."""
    fits = np.ones(computed[0].shape, dtype=bool)
    for got, printed in zip(computed, bounds, strict=True):
        low, high = printed.ends
        fits &= (got >= low - NOISE) & (got <= high + NOISE)
    return fits


def _list_candidates(low: float, high: float, people: Array) -> tuple[Array, Array]:
    """Every numerator that gives a rate between two ends, with its denominator."""
    first = np.maximum(np.ceil(low * people - NOISE), 0)
    last = np.minimum(np.floor(high * people + NOISE), people)
    times = np.maximum(last - first + 1, 0).astype(int)
    step = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    return np.repeat(first, times) + step, np.repeat(people, times)
