"""Names that sources give to interval methods, in French or English, and what a resampled interval may be.

A name is read without accents, capitals, dashes or order of words; one that no line here knows is another method.
"""

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
from scipy.special import bdtrik, betaincinv, betaln, xlog1py, xlogy

from boas.evidence._digits import PrintedNumber
from boas.evidence.statistics import Array

RESAMPLED = "resampled"
"""Stands for any bootstrap: its bounds depend on chance, so they are held to limits and not recomputed."""

_UNCORRECTED = re.compile(
    r"\b(?:uncorrected|(?:without|no|sans|non)(?: \w+){0,2} (?:correction|corrected|corrigee?))\b"
)
_CORRECTED = re.compile(r"\b(?:correct|corrig|continui|yates|cc\b)")

_NAMES = (
    (r"boot|percentile|bca\b|resampl|re ?echantillon|jackknife", RESAMPLED, RESAMPLED),
    (r"agresti|coull|adjusted wald|wald ajuste", "agresti-coull", "agresti-coull"),
    (r"jeffrey|\bbayes", "jeffreys", "jeffreys"),
    (r"\bmid ?p\b|\bmi p\b", "mid-p", "mid-p"),
    (r"\blogit|logistic|logistique", "logit-wald", "logit-wald"),
    (r"\bwilson|\bscore\b", "wilson", "wilson-corrected"),
    (r"clopper|pearson|\bexacte?s?\b", "clopper-pearson", "clopper-pearson"),
    (r"\bwald|\bnormale?\b|asymptot|gauss|simple approx", "wald", "wald-corrected"),
)
"""What is looked for, the first that is found; the method it names, and the one with a continuity correction."""

_OTHERS = re.compile(
    r"delong|hanley|newcombe|mover|fieller|delta|blaker|sterne|likelihood|vraisemblance|poisson|cluster|robust"
)
"""Methods that the registry does not recompute for a proportion, whatever else their name holds."""

_FEWEST_RESAMPLES = 100
"""No source reports a bootstrap of fewer."""
_SURE = 0.001
"""Chance at which a bound from so few resamples lies beyond its limits."""
_WIDENED = 2.0
"""Most that clusters (several results of one person) widen an interval: a design effect of 4."""

_DRAWS = 10_000
"""Draws from a posterior distribution that Bayesian software makes by default, or more."""


def _normalise_name(name: str) -> str:
    """A name without accents, capitals and signs."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return " ".join(re.split(r"[\W_]+", plain.casefold())).strip()


def match_method(name: str) -> str | None:
    """Find the method of confidence intervals that a source names.

    Args:
        name: The name as a publication writes it, in French or English.

    Returns:
        A term of the vocabulary `interval_methods`, or `RESAMPLED`; None for any other method.
    """
    words = _normalise_name(name)
    if _OTHERS.search(words):
        return None
    is_corrected = _CORRECTED.search(words) is not None and _UNCORRECTED.search(words) is None
    found = next((pair for pattern, *pair in _NAMES if re.search(pattern, words)), None)
    return found[is_corrected] if found else None


def is_plausible(counts: Sequence[int], n: int, bounds: tuple[PrintedNumber, PrintedNumber], level: float) -> bool:
    """Whether an interval can be a bootstrap's of some of these counts of n.

    Resampling a proportion draws from a binomial distribution. The share below a bound that was estimated from
    `FEWEST_RESAMPLES` follows a Beta distribution (David and Nagaraja, Order Statistics, 2003, §2.3), which limits
    the bound on both sides; away from the value, `WIDENED` times as far is let through, for clusters.
    """
    fewest, most = _compute_tail_shares((1 - level) / 2)
    value = np.unique(np.linspace(counts[0], counts[-1], 9).round()) / n
    (low, past_low), (past_high, high) = (bound.ends for bound in bounds)
    far_low, near_low, near_high, far_high = (
        _compute_binomial_quantile(share, n, value) for share in (fewest, most, 1 - most, 1 - fewest)
    )
    is_near_enough = (past_low >= value - _WIDENED * (value - far_low)) & (
        past_high <= value + _WIDENED * (far_high - value)
    )
    is_far_enough = (low <= near_low) & (high >= near_high)
    return bool((is_near_enough & is_far_enough).any())


def _compute_tail_shares(tail: float) -> tuple[float, float]:
    """The smallest and the largest share that a bound can leave out which was meant to leave out `tail`."""
    place = max(tail * (_FEWEST_RESAMPLES + 1), 1.0)
    least, most = betaincinv(place, _FEWEST_RESAMPLES + 1 - place, [_SURE / 2, 1 - _SURE / 2])
    return float(least), float(most)


def _compute_binomial_quantile(share: float, n: int, value: Array) -> Array:
    """Quantile of the proportion that n drawn people give, between two counts where it is between them."""
    inside = np.clip(value, 0.5 / n, 1 - 0.5 / n)
    return np.where((value > 0) & (value < 1), np.clip(bdtrik(share, n, inside), 0, n) / n, value)


def find_simulated_count(
    counts: Sequence[int], n: int, bounds: tuple[PrintedNumber, PrintedNumber], level: float
) -> int | None:
    """The count whose Jeffreys interval gives these bounds to within the error of `DRAWS` draws; None without one.

    The error of a quantile is the root of p(1-p)/draws over the density there (Serfling, 1980, §2.3); one such error
    is let through.
    """
    k = np.asarray(counts, dtype=np.float64)
    first, second = k + 0.5, n - k + 0.5
    fits = np.ones(k.shape, dtype=bool)
    for share, bound in zip(((1 - level) / 2, (1 + level) / 2), bounds, strict=True):
        at = betaincinv(first, second, share)
        density = np.exp(xlogy(first - 1, at) + xlog1py(second - 1, -at) - betaln(first, second))
        error = np.sqrt(share * (1 - share) / _DRAWS) / density
        fits &= (at + error >= bound.ends[0]) & (at - error <= bound.ends[1])
    return counts[int(np.flatnonzero(fits)[0])] if fits.any() else None
