"""Which metrics each sampling for the reference standard lets one estimate without weights.

Choosing by the algorithm's output biases what is given the reference, sensitivity and specificity (Begg and Greenes,
Biometrics 1983;39:207); choosing by the reference, as in a case-control study, biases what is given the output, and
all that depends on how common the condition is (Pepe, The statistical evaluation of medical tests, 2003, §2 and §8).
Slopes survive both choices, intercepts only the first (Prentice and Pyke, Biometrika 1979;66:403).
"""

from collections.abc import Mapping
from types import MappingProxyType

from boas.documents import load_vocabulary

_GIVEN_REFERENCE = frozenset(
    {
        "sensitivity",
        "specificity",
        "balanced-accuracy",
        "positive-likelihood-ratio",
        "negative-likelihood-ratio",
        "auc",
        "c-index",
        "discrimination",
    }
)
"""Metrics that compare outputs among those with the condition and those without it."""
_GIVEN_OUTPUT = frozenset({"ppv", "npv", "calibration-slope", "calibration-intercept"})
"""Metrics of the condition among those with one output or score."""
_NUMBERS = frozenset({"reference-positives", "reference-negatives", "flagged"})
"""Numbers of people in the sample: counted, not estimated."""

_ALL_METRICS = frozenset(load_vocabulary("metrics").terms)

ESTIMABLE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "all": _ALL_METRICS,
        "random": _ALL_METRICS,
        "flagged-only": frozenset({"ppv", "calibration-slope", "calibration-intercept", "flagged"}),
        "stratified": _GIVEN_REFERENCE | {"calibration-slope"} | _NUMBERS,
        "stratified-by-flag": _GIVEN_OUTPUT | _NUMBERS,
    }
)
"""By term of the vocabulary `samplings`, the metrics it leaves intact.

`stratified` alone is by the reference, as many ill as well; with `flagged-only` the unflagged were never sampled, so
that no weights help.
"""

WEIGHTS_HELP = frozenset({"stratified", "stratified-by-flag"})
"""Samplings of which weighted figures estimate everything: each stratum was sampled (Horvitz and Thompson, 1952)."""


def is_estimable(metric: str, sampling: str | None, *, weighted: bool = False) -> bool:
    """Whether a metric can be estimated under a sampling; every metric can when the sampling is not declared."""
    if sampling is None or (weighted and sampling in WEIGHTS_HELP):
        return True
    return metric in ESTIMABLE[sampling]
