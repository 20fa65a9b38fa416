"""Metrics of scores against scikit-learn and statsmodels on people one by one, and what cannot be computed."""

from collections.abc import Sequence

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.special import expit, logit
from sklearn.metrics import brier_score_loss, roc_auc_score
from statsmodels.stats.weightstats import DescrStatsW

from boas.evidence import Cell, Estimate, ScoresRow, Stratum, Suppression
from boas.evidence.statistics import Array, compute_wilson
from boas.evidence.statistics._scores import SCORE_METRICS, compute_reliability, compute_score_metrics

EVERYBODY = Stratum()
Range = tuple[float, float, Cell, Cell]


def rows(*ranges: Range) -> tuple[ScoresRow, ...]:
    return tuple(ScoresRow(EVERYBODY, *one) for one in ranges)


def deciles(positives: Sequence[int], negatives: Sequence[int]) -> tuple[ScoresRow, ...]:
    edges = np.linspace(0, 1, len(positives) + 1).round(6).tolist()
    return rows(*zip(edges[:-1], edges[1:], positives, negatives, strict=True))


def random_files(size: int = 40) -> list[tuple[ScoresRow, ...]]:
    """Scores that mean something: the higher, the more have the condition."""
    chance = np.random.default_rng(20260703)
    found = []
    for _ in range(size):
        n_ranges = int(chance.integers(3, 12))
        sizes = chance.integers(1, 200, n_ranges)
        positives = chance.binomial(sizes, np.clip(np.linspace(0.1, 0.9, n_ranges) ** chance.uniform(0.5, 2), 0, 1))
        found.append(deciles(positives.tolist(), (sizes - positives).tolist()))
    return found


FILES = random_files()


def people(ranges: Sequence[ScoresRow]) -> tuple[NDArray[np.int64], Array]:
    """Outcome and middle of the range of each person."""
    truths, middles = [], []
    for row in ranges:
        for truth, cell in ((1, row.positives), (0, row.negatives)):
            assert isinstance(cell, int)
            truths += [truth] * cell
            middles += [(row.low + row.high) / 2] * cell
    return np.array(truths), np.array(middles)


@pytest.mark.parametrize("ranges", FILES)
def test_discrimination_is_that_of_scikit_learn(ranges: tuple[ScoresRow, ...]) -> None:
    assert compute_score_metrics(ranges)["auc"].value == pytest.approx(roc_auc_score(*people(ranges)), abs=1e-12)


@pytest.mark.parametrize("ranges", FILES)
def test_the_brier_score_is_that_of_scikit_learn_and_its_interval_that_of_a_mean(ranges: tuple[ScoresRow, ...]) -> None:
    found = compute_score_metrics(ranges)["brier"]
    truth, middle = people(ranges)

    assert found.value == pytest.approx(brier_score_loss(truth, middle), abs=1e-12)
    assert (found.lower, found.upper) == pytest.approx(DescrStatsW((truth - middle) ** 2).zconfint_mean(), abs=1e-9)


@pytest.mark.parametrize("ranges", FILES)
def test_calibration_is_that_of_a_logistic_regression_of_statsmodels(ranges: tuple[ScoresRow, ...]) -> None:
    found = compute_score_metrics(ranges)
    truth, middle = people(ranges)
    binomial = sm.families.Binomial()
    slope = sm.GLM(truth, sm.add_constant(logit(middle)), family=binomial).fit()
    intercept = sm.GLM(truth, np.ones((len(truth), 1)), family=binomial, offset=logit(middle)).fit()

    assert_fits(found["calibration-slope"], slope.params[1], slope.conf_int()[1])
    assert_fits(found["calibration-intercept"], intercept.params[0], intercept.conf_int()[0])


def assert_fits(found: Estimate, value: float, bounds: Array) -> None:
    assert found.value == pytest.approx(value, abs=1e-6)
    assert (found.lower, found.upper) == pytest.approx(tuple(bounds), abs=1e-5)


def test_the_published_example_of_hanley_and_mcneil_comes_out() -> None:
    """Hanley and McNeil (1982), Radiology 143:29, tables I and II: ratings of 109 images, area 0.893, error 0.032."""
    ratings = [(1, 3, 33), (2, 2, 6), (3, 2, 6), (4, 11, 11), (5, 33, 2)]
    found = compute_score_metrics(
        rows(*((float(at), float(at), positives, negatives) for at, positives, negatives in ratings))
    )

    auc = found["auc"]
    assert auc.value is not None
    assert auc.upper is not None
    assert auc.value == pytest.approx(0.893, abs=5e-4)
    error = (logit(auc.upper) - logit(auc.value)) / 1.96 * auc.value * (1 - auc.value)
    assert error == pytest.approx(0.032, abs=1e-3)
    assert found["brier"].missing == "not-defined"


COUNTS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=2, max_size=8)


@given(counts=COUNTS)
def test_every_metric_has_its_value_inside_its_interval_or_a_reason(counts: list[tuple[int, int]]) -> None:
    found = compute_score_metrics(deciles(*zip(*counts, strict=True)))

    assert tuple(found) == SCORE_METRICS
    for metric, one in found.items():
        assert (one.value is None) == bool(one.missing)
        if one.value is not None and one.lower is not None and one.upper is not None:
            assert one.lower - 1e-9 <= one.value <= one.upper + 1e-9
            if metric in {"auc", "brier"}:
                assert 0 <= one.lower <= one.upper <= 1


@pytest.mark.parametrize("ranges", FILES)
def test_ten_times_more_people_narrow_every_interval(ranges: tuple[ScoresRow, ...]) -> None:
    few = compute_score_metrics(ranges)
    many = compute_score_metrics(
        rows(*((row.low, row.high, times_10(row.positives), times_10(row.negatives)) for row in ranges))
    )

    for metric in SCORE_METRICS:
        assert width(many[metric]) < width(few[metric])


def times_10(cell: Cell) -> Cell:
    return 10 * cell if isinstance(cell, int) else cell


def width(one: Estimate) -> float:
    assert one.lower is not None
    assert one.upper is not None
    return one.upper - one.lower


@pytest.mark.parametrize(
    ("positives", "negatives", "value"), [((0, 12), (9, 0), 1.0), ((12, 0), (0, 9), 0.0)], ids=["above", "below"]
)
def test_perfect_discrimination_of_few_people_is_not_sure(
    positives: tuple[int, int], negatives: tuple[int, int], value: float
) -> None:
    found = compute_score_metrics(deciles(positives, negatives))

    assert found["auc"].value == value
    assert 0 < width(found["auc"]) < 1
    assert found["calibration-slope"].missing == "not-defined"
    assert found["calibration-intercept"].missing == ""


def test_the_same_range_given_by_two_sites_is_one_range() -> None:
    twice = rows((0.0, 0.5, 4, 20), (0.5, 1.0, 25, 5), (0.0, 0.5, 6, 30), (0.5, 1.0, 15, 5))

    assert compute_score_metrics(twice) == compute_score_metrics(rows((0.0, 0.5, 10, 50), (0.5, 1.0, 40, 10)))
    assert [one.observed.n for one in compute_reliability(twice)] == [60, 50]


def test_the_order_of_ranges_changes_nothing() -> None:
    assert compute_score_metrics(FILES[0]) == compute_score_metrics(FILES[0][::-1])


MISSING: list[tuple[str, tuple[ScoresRow, ...], dict[str, str]]] = [
    ("no rows", (), dict.fromkeys(SCORE_METRICS, "not-measured")),
    ("nobody", rows((0.0, 1.0, 0, 0)), dict.fromkeys(SCORE_METRICS, "no-denominator")),
    ("not measured", rows((0.0, 0.5, 1, None), (0.5, 1.0, 2, 3)), dict.fromkeys(SCORE_METRICS, "not-measured")),
    ("withheld", rows((0.0, 0.5, 9, Suppression.SMALL), (0.5, 1.0, 2, 3)), dict.fromkeys(SCORE_METRICS, "withheld")),
    (
        "no positives",
        rows((0.0, 0.5, 0, 8), (0.5, 1.0, 0, 3)),
        {"auc": "no-denominator", "calibration-intercept": "not-defined", "calibration-slope": "not-defined"},
    ),
    ("overlapping ranges", rows((0.0, 0.6, 5, 8), (0.5, 1.0, 9, 3)), {"auc": "not-defined"}),
    (
        "points, not chances",
        rows((1.0, 1.0, 5, 8), (2.0, 2.0, 9, 3)),
        dict.fromkeys(("brier", "calibration-intercept", "calibration-slope"), "not-defined"),
    ),
    (
        "certain scores",
        rows((0.0, 0.0, 1, 8), (0.5, 0.5, 9, 3)),
        {"calibration-intercept": "not-defined", "calibration-slope": "not-defined"},
    ),
    ("one range", rows((0.2, 0.4, 6, 8)), {"calibration-slope": "not-defined"}),
    (
        "scores too close to tell apart",
        rows((0.3, 0.3, 5, 5), (0.30000000000000004, 0.30000000000000004, 5, 4)),
        {"calibration-slope": "not-defined"},
    ),
    (
        "scores too far from what was seen",
        rows((1e-300, 1e-300, 5, 5), (1e-290, 1e-290, 5, 4)),
        {"calibration-intercept": "not-defined"},
    ),
    (
        "one of two rows of a range not measured",
        rows((0.0, 1.0, 5, None), (0.0, 1.0, Suppression.SMALL, 4)),
        dict.fromkeys(SCORE_METRICS, "not-measured"),
    ),
]


@pytest.mark.parametrize(("ranges", "missing"), [one[1:] for one in MISSING], ids=[one[0] for one in MISSING])
def test_what_cannot_be_computed_has_its_reason(ranges: tuple[ScoresRow, ...], missing: dict[str, str]) -> None:
    found = compute_score_metrics(ranges)

    assert {metric: one.missing for metric, one in found.items() if one.missing} == missing
    assert all((one.value, one.lower, one.upper) == (None, None, None) for one in found.values() if one.missing)


def test_one_person_has_a_brier_score_without_interval() -> None:
    found = compute_score_metrics(rows((0.0, 0.4, 1, 0)))["brier"]

    assert found.value == pytest.approx(0.64)
    assert (found.lower, found.upper, found.missing) == (None, None, "")


def test_a_fit_from_far_away_settles() -> None:
    """A full Newton step would overshoot here: nearly all have what the scores call all but impossible."""
    found = compute_score_metrics(rows((1e-9, 1e-9, 500, 1), (1e-7, 1e-7, 900, 1)))

    shift = found["calibration-intercept"].value
    assert shift is not None
    expected = np.array([501, 901]) @ expit(logit([1e-9, 1e-7]) + shift)
    assert expected == pytest.approx(1400)
    assert found["calibration-slope"].missing == ""


def test_each_range_shows_what_was_seen_beside_what_was_predicted() -> None:
    low, hidden, empty = compute_reliability(
        rows((0.0, 0.2, 4, 36), (0.2, 0.4, Suppression.SMALL, 30), (0.4, 1.0, 0, 0))
    )

    assert (low.low, low.high, low.predicted) == (0.0, 0.2, 0.1)
    assert (low.observed.metric, low.observed.value) == ("prevalence", 0.1)
    assert (low.observed.numerator, low.observed.n) == (4, 40)
    assert (low.observed.lower, low.observed.upper) == tuple(map(float, compute_wilson(4, 40)))
    assert (hidden.observed.value, hidden.observed.missing) == (None, "withheld")
    assert (empty.observed.value, empty.observed.n, empty.observed.missing) == (None, 0, "no-denominator")
