"""Every way of choosing people, and every metric: what can be estimated, against samples drawn from known people."""

from collections.abc import Mapping

import numpy as np
import pytest

from boas.documents import load_vocabulary
from boas.evidence._sampling import ESTIMABLE, is_estimable
from boas.evidence.statistics import recompute
from tests.evidence.tables import row, table

PEOPLE = {"tp": 300_000, "fp": 500_000, "fn": 100_000, "tn": 9_100_000}
"""Everybody, flagged and not, with the condition and without."""

TAKEN: Mapping[str, Mapping[str, float]] = {
    "all": dict.fromkeys(PEOPLE, 1.0),
    "random": dict.fromkeys(PEOPLE, 0.1),
    "stratified": {"tp": 0.5, "fn": 0.5, "fp": 0.02, "tn": 0.02},
    "stratified-by-flag": {"tp": 0.5, "fp": 0.5, "fn": 0.02, "tn": 0.02},
}
"""Share of each cell that gets the reference."""


def test_each_term_decides_each_metric() -> None:
    assert set(ESTIMABLE) == set(load_vocabulary("samplings").terms)
    assert all(metrics <= set(load_vocabulary("metrics").terms) for metrics in ESTIMABLE.values())


@pytest.mark.parametrize("sampling", TAKEN)
def test_what_is_called_estimable_comes_out_of_the_sample_as_it_is_among_everybody(sampling: str) -> None:
    counts = {cell: round(n * TAKEN[sampling][cell]) for cell, n in PEOPLE.items()}
    (truth,) = recompute(table(row(*PEOPLE.values())), None)
    (naive,) = recompute(table(row(*counts.values())), None)
    (told,) = recompute(table(row(*counts.values())), None, sampling)

    for metric, true in truth.estimates.items():
        found, shown = naive.estimates[metric].value, told.estimates[metric]
        assert true.value is not None
        assert found is not None
        if is_estimable(metric, sampling):
            assert found == pytest.approx(true.value, rel=1e-3)
            assert shown == naive.estimates[metric]
        else:
            assert abs(found / true.value - 1) > 0.05, metric
            assert (shown.value, shown.missing) == (None, "not-estimable")


def test_an_area_under_the_curve_survives_choice_by_the_reference_and_not_by_the_flag() -> None:
    chance = np.random.default_rng(20261128)
    cases, controls = chance.normal(1, 1, 20_000), chance.normal(0, 1, 20_000)

    def area(first: np.ndarray, second: np.ndarray) -> float:
        return float((np.searchsorted(np.sort(second), first) / len(second)).mean())

    def by_flag(scores: np.ndarray) -> np.ndarray:
        return np.concatenate([scores[scores > 1], scores[scores <= 1][::20]])

    assert area(cases[::10], controls) == pytest.approx(area(cases, controls), abs=0.02)
    assert abs(area(by_flag(cases), by_flag(controls)) - area(cases, controls)) > 0.02
    assert is_estimable("auc", "stratified")
    assert not is_estimable("auc", "stratified-by-flag")


def test_weights_help_where_every_stratum_was_looked_at() -> None:
    for sampling in ("stratified", "stratified-by-flag"):
        assert all(is_estimable(metric, sampling, weighted=True) for metric in load_vocabulary("metrics").terms)
    assert not is_estimable("sensitivity", "flagged-only", weighted=True)
    assert is_estimable("ppv", "flagged-only")
    assert all(is_estimable(metric, None) for metric in load_vocabulary("metrics").terms)
