from ._breakdown import find_sources, sort_strata
from ._disparities import compute_disparities, select_worst
from ._intervals import (
    Array,
    IntervalBounds,
    compute_agresti_coull,
    compute_clopper_pearson,
    compute_jeffreys,
    compute_logit_wald,
    compute_mid_p,
    compute_wald,
    compute_wald_corrected,
    compute_wilson,
    compute_wilson_corrected,
    may_have_mid_p,
)
from ._metrics import KNOWN, METRICS, Confusion, compute_metric
from ._pooling import pool_sites
from ._recomputation import recompute, recompute_many

__all__ = [
    "KNOWN",
    "METRICS",
    "Array",
    "Confusion",
    "IntervalBounds",
    "compute_agresti_coull",
    "compute_clopper_pearson",
    "compute_disparities",
    "compute_jeffreys",
    "compute_logit_wald",
    "compute_metric",
    "compute_mid_p",
    "compute_wald",
    "compute_wald_corrected",
    "compute_wilson",
    "compute_wilson_corrected",
    "find_sources",
    "may_have_mid_p",
    "pool_sites",
    "recompute",
    "recompute_many",
    "select_worst",
    "sort_strata",
]
