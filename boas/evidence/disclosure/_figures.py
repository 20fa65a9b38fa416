"""Printed rates as conditions on the four counts behind them.

A rate is known to half a unit of its last digit. Its interval, when it is one that Wilson, Wald or
Clopper-Pearson give, says how many people it rests on, even where their number is not printed.
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
"""Number of people up to which it is searched how many an interval rests on."""
_SUM_NAMES: dict[tuple[int, ...], str] = {
    tuple(int(cell in cells) for cell in CELLS): name
    for name, cells in (*((cell, (cell,)) for cell in CELLS), *SUMS.items())
}
"""Names of counts and of their sums, by what they are made of."""

_Sum = tuple[tuple[tuple[str, float], ...], float, float]
"""Counts with their factors, and the limits that their sum lies between."""


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """One printed figure and the people it is about."""

    claim: Claim
    sheet: Hashable
    """Says which figures are about the same outcome, reference and people; `THE_SAME` for the table's own."""
    stratum: Stratum

    @property
    def position(self) -> int:
        """Its place in `reported`, from 0."""
        return self.claim.position

    @property
    def counted(self) -> str:
        """The count that the figure is, when it is no rate."""
        form = FORMS.get(self.claim.metric)
        return _SUM_NAMES[form.top] if form is not None and form.bottom is None else ""


def read_figures(
    evaluation: Evaluation, variants: Collection[str], written: NumberText = give_no_text
) -> tuple[PrintedFigure, ...]:
    """Printed figures that were not read in a publication; `variants` are those of the table."""
    thresholds = {one.threshold for one in evaluation.reported or ()}
    return tuple(
        PrintedFigure(claim, _build_sheet_key(claim.reported, len(thresholds)), build_stratum(claim.reported, variants))
        for claim in build_claims(evaluation, written)
        if claim.reported.already_public is None
    )


def _build_sheet_key(one: Reported, n_thresholds: int) -> Hashable:
    """What sets a figure apart from those of the table: another outcome, other people, another reference."""
    told = (one.outcome, one.population, one.reference_standard)
    texts = tuple((text.fr, text.en) for text in told if text is not None)
    return (*texts, one.threshold) if n_thresholds > 1 else texts or TABLE_SHEET


def build_stratum(one: Reported, variants: Collection[str]) -> Stratum:
    """For whom and where; a variant is that of the table when either text is its name, or when it has but one."""
    groups = tuple(sorted((one.subgroup or {}).items()))
    return Stratum(_resolve_variant(one.variant, variants), one.site or "", groups)


def _resolve_variant(text: LocalText | None, variants: Collection[str]) -> str:
    """The name of a figure's variant."""
    if text is None:
        return next(iter(variants)) if len(variants) == 1 else ""
    names = [name for name in (text.fr, text.en) if name]
    return next((name for name in names if name in variants), names[0])


def iter_figure_sums(claim: Claim, below: int) -> Iterator[_Sum]:
    """What one figure says about the counts of its people."""
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
    """What a rate and its interval say."""
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
    """The counts that are weighted, or the name of their sum, with their factors."""
    if weights in _SUM_NAMES:
        return ((_SUM_NAMES[weights], factor),)
    return tuple((cell, weight * factor) for cell, weight in zip(CELLS, weights, strict=True) if weight)


def _fit_count_ranges(
    value: PrintedNumber, bounds: tuple[PrintedNumber, PrintedNumber], level: float, n: int | None, below: int
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Range of the numerator and of the rest, over all that give a rate and an interval as printed.

    Nothing when no method gives them, when they may rest on very many people, or when a level makes no sense.
    """
    if not (0 <= value.value <= 1 and 0 < level < 1) or (n is not None and not 0 < n <= _MOST_PEOPLE):
        return None
    low, high = value.ends
    most = min(_MOST_PEOPLE, math.ceil(4 * below / max(min(high, 1 - low), high - low)))
    k, people = _list_candidates(low, high, np.arange(1, most + 1.0) if n is None else np.array([float(n)]))
    kept = np.zeros(k.shape, dtype=bool)
    # A reader takes the most usual method first: one that is hardly used must not make an interval look vaguer.
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
    for got, told in zip(computed, bounds, strict=True):
        low, high = told.ends
        fits &= (got >= low - NOISE) & (got <= high + NOISE)
    return fits


def _list_candidates(low: float, high: float, people: Array) -> tuple[Array, Array]:
    """Every numerator that gives a rate between two ends, with its number of people."""
    first = np.maximum(np.ceil(low * people - NOISE), 0)
    last = np.minimum(np.floor(high * people + NOISE), people)
    times = np.maximum(last - first + 1, 0).astype(int)
    step = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    return np.repeat(first, times) + step, np.repeat(people, times)
