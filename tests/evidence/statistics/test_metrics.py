"""Metrics of confusion tables against scikit-learn and statsmodels, against published tables, and by their laws."""

import math
from collections.abc import Callable, Mapping

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import (
    accuracy_score,
    balanced_accuracy_score,
    class_likelihood_ratios,
    cohen_kappa_score,
    f1_score,
    matthews_corrcoef,
    precision_score,
    recall_score,
)
from statsmodels.stats.inter_rater import cohens_kappa

from boas.documents import load_vocabulary
from boas.evidence.statistics import METRICS, compute_metric, compute_wilson
from boas.evidence.statistics._metrics import MISSING, PROPORTIONS, Estimates, compute_correlation
from boas.evidence.statistics._scores import METHODS, SCORE_METRICS
from tests.evidence.tables import CONFUSIONS, Cells, confusion, people, random_confusions

TABLES = random_confusions()

REFEREES: Mapping[str, Callable[..., float]] = {
    "sensitivity": recall_score,
    "specificity": lambda truth, flag: recall_score(truth, flag, pos_label=0),
    "ppv": precision_score,
    "npv": lambda truth, flag: precision_score(truth, flag, pos_label=0),
    "accuracy": accuracy_score,
    "f1": f1_score,
    "mcc": matthews_corrcoef,
    "balanced-accuracy": balanced_accuracy_score,
    "kappa": cohen_kappa_score,
    "prevalence": lambda truth, _: truth.mean(),
    "flag-rate": lambda _, flag: flag.mean(),
    "positive-likelihood-ratio": lambda truth, flag: class_likelihood_ratios(truth, flag)[0],
    "negative-likelihood-ratio": lambda truth, flag: class_likelihood_ratios(truth, flag)[1],
}
RANGES = {"mcc": (-1.0, 1.0), "kappa": (-1.0, 1.0)} | dict.fromkeys(
    ("positive-likelihood-ratio", "negative-likelihood-ratio"), (0.0, math.inf)
)


def test_every_metric_has_a_referee() -> None:
    assert list(METRICS) == list(REFEREES)


def test_every_word_of_an_estimate_is_in_a_vocabulary() -> None:
    methods = {method for metric in METRICS.values() for method in metric.methods} | set(METHODS.values())

    assert {*METRICS, *SCORE_METRICS} <= load_vocabulary("metrics").terms.keys()
    assert methods <= load_vocabulary("interval_methods").terms.keys()
    assert set(MISSING) == {"", *load_vocabulary("missing_estimates").terms}


@pytest.mark.parametrize("metric", METRICS)
def test_values_are_those_of_scikit_learn(metric: str) -> None:
    expected = [REFEREES[metric](*people(cells)) for cells in TABLES]

    np.testing.assert_allclose(compute_metric(metric, confusion(*TABLES)).value, expected, atol=1e-12)


@pytest.mark.parametrize("metric", PROPORTIONS)
def test_a_proportion_has_its_numerator_its_denominator_and_wilsons_interval(metric: str) -> None:
    found = compute_metric(metric, confusion(*TABLES), 0.9)

    np.testing.assert_allclose(found.numerator / found.n, found.value)
    np.testing.assert_array_equal((found.lower, found.upper), compute_wilson(found.numerator, found.n, 0.9))
    assert found.methods == ("wilson",)
    assert found.level == 0.9


def test_the_interval_of_kappa_is_that_of_statsmodels() -> None:
    found = compute_metric("kappa", confusion(*TABLES))
    expected = [cohens_kappa(np.array(cells).reshape(2, 2)) for cells in TABLES]

    np.testing.assert_allclose(found.lower, [max(-1.0, one.kappa_low) for one in expected], atol=1e-9)
    np.testing.assert_allclose(found.upper, [min(1.0, one.kappa_upp) for one in expected], atol=1e-9)


@pytest.mark.parametrize("cells", random_confusions(20, smallest=5))
def test_the_variance_of_mcc_is_that_of_the_slopes_of_its_formula(cells: Cells) -> None:
    _, variance = compute_correlation(confusion(cells))

    assert float(variance[0]) == pytest.approx(numerical_variance(cells), rel=1e-5)


def numerical_variance(cells: Cells) -> float:
    """Delta method for a multinomial, with slopes taken by moving each share a little."""
    n, shares = sum(cells), np.array(cells) / sum(cells)
    step = 1e-6
    moves = step * np.eye(4)
    slopes = np.array([(phi(shares + move) - phi(shares - move)) / (2 * step) for move in moves])
    return float((shares @ slopes**2 - (shares @ slopes) ** 2) / n)


def phi(shares: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float:
    """Matthews correlation of four shares that need not add up to 1."""
    a, b, c, d = shares
    return float((a * d - b * c) / math.sqrt((a + b) * (a + c) * (b + d) * (c + d)))


PUBLISHED = [
    ("feinstein-cicchetti-1990-high-kappa", (40, 9, 6, 45), {"accuracy": 0.85, "kappa": 0.70}),
    ("feinstein-cicchetti-1990-low-kappa", (80, 10, 5, 5), {"accuracy": 0.85, "kappa": 0.32}),
    ("chicco-jurman-2020", (90, 4, 5, 1), {"accuracy": 0.91, "f1": 0.9524, "mcc": 0.135}),
]
"""Feinstein and Cicchetti (1990), J Clin Epidemiol 43:543; Chicco and Jurman (2020), BMC Genomics 21:6."""


@pytest.mark.parametrize(("cells", "expected"), [one[1:] for one in PUBLISHED], ids=[one[0] for one in PUBLISHED])
def test_published_examples_come_out(cells: Cells, expected: Mapping[str, float]) -> None:
    for metric, value in expected.items():
        decimals = len(str(value).partition(".")[2])
        assert one(metric, cells).value[0] == pytest.approx(value, abs=0.6 * 10**-decimals)


@pytest.mark.parametrize("metric", METRICS)
@given(cells=CONFUSIONS)
def test_a_value_is_inside_its_interval_and_the_interval_inside_what_the_metric_can_be(
    metric: str, cells: Cells
) -> None:
    found = one(metric, cells)
    least, most = RANGES.get(metric, (0.0, 1.0))

    if found.missing[0]:
        assert np.isnan([found.value[0], found.lower[0], found.upper[0]]).all()
    else:
        rounding = 1e-9 * max(1.0, abs(found.value[0]))
        assert least <= found.lower[0] <= found.value[0] + rounding
        assert found.value[0] - rounding <= found.upper[0] <= most


@pytest.mark.parametrize("metric", METRICS)
@given(cells=st.tuples(*[st.integers(1, 300)] * 4))
def test_ten_times_more_people_narrow_every_interval(metric: str, cells: Cells) -> None:
    few, many = one(metric, cells), one(metric, tuple(10 * cell for cell in cells))
    on_scale = np.log if "ratio" in metric else np.asarray

    assert np.ptp(on_scale([many.lower[0], many.upper[0]])) < np.ptp(on_scale([few.lower[0], few.upper[0]]))


@pytest.mark.parametrize("metric", METRICS)
@given(cells=CONFUSIONS)
def test_no_interval_is_a_point(metric: str, cells: Cells) -> None:
    found = one(metric, cells)
    assume(not found.missing[0])

    assert found.lower[0] < found.upper[0]


NOBODY = [(metric, (0, 0, 0, 0), "no-denominator") for metric in METRICS]
UNDEFINED = [
    ("sensitivity", (0, 3, 0, 4), "no-denominator"),
    ("specificity", (2, 0, 5, 0), "no-denominator"),
    ("ppv", (0, 0, 5, 7), "no-denominator"),
    ("npv", (2, 4, 0, 0), "no-denominator"),
    ("f1", (0, 0, 0, 7), "no-denominator"),
    ("balanced-accuracy", (0, 3, 0, 4), "no-denominator"),
    ("positive-likelihood-ratio", (3, 0, 2, 0), "no-denominator"),
    ("positive-likelihood-ratio", (3, 0, 2, 9), "not-defined"),
    ("negative-likelihood-ratio", (3, 2, 2, 0), "not-defined"),
    ("mcc", (95, 5, 0, 0), "not-defined"),
    ("kappa", (9, 0, 0, 0), "not-defined"),
]


@pytest.mark.parametrize(("metric", "cells", "reason"), NOBODY + UNDEFINED)
def test_what_is_divided_by_nobody_has_a_reason_and_no_value(metric: str, cells: Cells, reason: str) -> None:
    found = one(metric, cells)

    assert MISSING[found.missing[0]] == reason
    assert np.isnan([found.value[0], found.lower[0], found.upper[0]]).all()


def test_a_group_without_positives_keeps_its_denominator_of_0() -> None:
    found = one("sensitivity", (0, 3, 0, 4))

    assert (found.numerator[0], found.n[0]) == (0, 0)


def test_flagged_people_alone_give_a_predictive_value_and_nothing_else() -> None:
    known = [metric for metric in METRICS if not compute_metric(metric, confusion((31, 4, None, None))).missing[0]]

    assert known == ["ppv"]
    assert MISSING[compute_metric("sensitivity", confusion((31, 4, None, None))).missing[0]] == "not-measured"


def test_a_metric_without_the_unknown_count_is_computed() -> None:
    found = {metric: compute_metric(metric, confusion((31, 4, 6, None))) for metric in METRICS}

    assert [metric for metric, of in found.items() if not of.missing[0]] == ["sensitivity", "ppv", "f1"]


def test_perfect_agreement_of_few_people_is_less_sure_than_of_many() -> None:
    few, many = one("kappa", (6, 0, 0, 6)), one("kappa", (60, 0, 0, 60))

    assert few.value[0] == many.value[0] == few.upper[0] == 1
    assert few.lower[0] < many.lower[0] < 1


def test_likelihood_ratios_say_by_which_method_they_were_made() -> None:
    found = compute_metric("positive-likelihood-ratio", confusion((8, 3, 2, 9), (8, 3, 0, 9), (None, 3, 0, 9)))

    assert [found.methods[code] for code in found.method] == ["log-adjusted", "newcombe", "log-adjusted"]


def test_an_unknown_metric_is_refused() -> None:
    with pytest.raises(KeyError):
        compute_metric("fairness", confusion((1, 2, 3, 4)))


def one(metric: str, cells: tuple[int, ...]) -> Estimates:
    """A metric of one table."""
    return compute_metric(metric, confusion(cells))
