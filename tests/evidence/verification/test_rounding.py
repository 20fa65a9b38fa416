"""A printed number stands for what rounds to it, and for no more than that."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from boas.evidence import format_number, to_printed
from boas.evidence._digits import PrintedNumber
from boas.evidence.verification import METHODS
from boas.evidence.verification._rounding import (
    BY_HALVING,
    LARGEST_SIZE,
    MOST_TRIED,
    NOISE,
    compute_interval,
    cuts_to,
    find_methods,
    find_sizes,
    format_share,
    is_informative,
    list_cut_numerators,
    list_numerators,
    rounds_to,
)

PROPORTIONS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))

SIZED = sorted({*METHODS} - {BY_HALVING})


def rounded(value: float, decimals: int) -> PrintedNumber:
    text = f"{value:.{decimals}f}"
    return to_printed(float(text), text)


@pytest.mark.parametrize(
    ("value", "text", "expected"),
    [
        (0.605, "", PrintedNumber(605, 3)),
        (0.9, "", PrintedNumber(9, 1)),
        (0.9, "0.90", PrintedNumber(90, 2)),
        (0.9, "9e-1", PrintedNumber(9, 1)),
        (0.9, "0.91", PrintedNumber(9, 1)),
        (0.9, "about 0.90", PrintedNumber(9, 1)),
        (0.9, "Infinity", PrintedNumber(9, 1)),
        (736, "736", PrintedNumber(736, 0)),
        (1e17, "", PrintedNumber(10**17, 0)),
        (-0.25, "-0.250", PrintedNumber(-250, 3)),
        (5e-324, "", PrintedNumber(0, 15)),
    ],
    ids=str,
)
def test_digits_are_those_of_the_text_or_the_fewest(value: float, text: str, expected: PrintedNumber) -> None:
    assert to_printed(value, text) == expected


@given(PROPORTIONS, st.integers(0, 5))
def test_a_proportion_printed_either_way_is_found_again(proportion: tuple[int, int], decimals: int) -> None:
    k, n = proportion
    exact = Decimal(k) / Decimal(n)
    for way in (ROUND_HALF_UP, ROUND_HALF_EVEN):
        text = str(exact.quantize(Decimal(1).scaleb(-decimals), way))
        number = to_printed(float(text), text)

        assert k in list_numerators(number, n)
        assert rounds_to(k / n, number)
        assert number.ends[0] <= k / n <= number.ends[1]


@given(st.integers(0, 1000), st.integers(1, 300))
def test_the_counts_are_all_those_that_round_to_the_number(units: int, n: int) -> None:
    number = PrintedNumber(units, 3)
    half = Fraction(1, 2000)

    expected = [k for k in range(n + 1) if abs(Fraction(k, n) - Fraction(units, 1000)) <= half]

    assert list(list_numerators(number, n)) == expected


@given(st.integers(0, 100), st.integers(1, 300))
def test_counts_by_cutting_off_are_those_that_rounding_does_not_give(units: int, n: int) -> None:
    number = PrintedNumber(units, 2)

    expected = [k for k in range(n + 1) if k * 100 // n == units and k not in list_numerators(number, n)]

    assert list(list_cut_numerators(number, n)) == expected
    assert all(cuts_to(k / n + 1e-12, number) for k in expected)


@given(st.integers(1, 3), st.integers(1, 3000))
def test_from_ten_to_the_digits_on_every_number_is_possible(decimals: int, n: int) -> None:
    numbers = [PrintedNumber(units, decimals) for units in range(10**decimals + 1)]

    assert is_informative(numbers[0], n) == (n < 10**decimals)
    if not is_informative(numbers[0], n):
        assert all(list_numerators(number, n) for number in numbers)


@pytest.mark.parametrize(
    ("value", "n", "lower", "upper", "expected"),
    [
        (0.605, 200, 0.537, 0.673, {"wald": (121, 121)}),
        (0.88, 200, 0.835, 0.925, {"wald": (176, 176)}),
        (0.846, 26, 0.665, 0.938, {"wilson": (22, 22)}),
        (0.9, 200, 0.848, 0.936, {"wilson-corrected": (180, 180)}),
        (0.9, 200, 0.850, 0.935, {"agresti-coull": (180, 180), "logit-wald": (180, 180)}),
        (0.9, 200, 0.8525, 0.9355, {}),
        (0.9, 200, 0.8527, 0.9358, {"jeffreys": (180, 180)}),
        (0.9, 200, 0.856, 0.944, {"wald-corrected": (180, 180)}),
        (0.9, 200, 0.8524, 0.9361, {"mid-p": (180, 180)}),
        (0.71, 197, 0.65, 0.78, {}),
    ],
    ids=str,
)
def test_an_interval_names_its_method(
    value: float, n: int, lower: float, upper: float, expected: dict[str, tuple[int, int]]
) -> None:
    assert (
        find_methods(list_numerators(to_printed(value), n), n, to_printed(lower), to_printed(upper), 0.95) == expected
    )


@given(PROPORTIONS, st.sampled_from(sorted(METHODS)), st.integers(1, 4), st.sampled_from([0.9, 0.95, 0.99]))
def test_an_interval_made_by_a_method_is_known_as_its_own(
    proportion: tuple[int, int], method: str, decimals: int, level: float
) -> None:
    k, n = proportion
    assume(method != "logit-wald" or 0 < k < n)
    bounds = compute_interval(method, k, n, level)
    value, lower, upper = (rounded(one, decimals) for one in (k / n, *bounds))

    found = find_methods(list_numerators(value, n), n, lower, upper, level)

    assert found[method][0] <= k <= found[method][1]


@given(PROPORTIONS.filter(lambda one: 0 < one[0] < one[1]), st.sampled_from(SIZED), st.integers(2, 4))
def test_an_interval_gives_its_size_away(proportion: tuple[int, int], method: str, decimals: int) -> None:
    k, n = proportion
    value, lower, upper = (rounded(one, decimals) for one in (k / n, *compute_interval(method, k, n, 0.95)))

    smallest, largest = find_sizes(value, lower, upper, 0.95)[method]

    # Few proportions are tried between those that round to the value, so the ends are known to within a few.
    assert smallest * 0.9 - 1 <= n <= largest * 1.1 + 1


def test_the_exact_interval_of_very_few_gives_its_size_away() -> None:
    assert find_sizes(PrintedNumber(250, 3), PrintedNumber(6, 3), PrintedNumber(806, 3), 0.95) == {
        "clopper-pearson": (4, 4)
    }
    assert find_sizes(PrintedNumber(333, 3), PrintedNumber(8, 3), PrintedNumber(906, 3), 0.95) == {
        "clopper-pearson": (3, 3)
    }


def test_one_interval_may_give_one_size_only() -> None:
    assert find_sizes(to_printed(0.846), to_printed(0.665), to_printed(0.938), 0.95) == {"wilson": (26, 26)}


def test_an_interval_no_method_gives_has_no_size() -> None:
    assert find_sizes(to_printed(0.957), to_printed(0.945), to_printed(0.963), 0.95) == {}


def test_a_size_past_the_largest_is_that_or_more() -> None:
    assert find_sizes(to_printed(1.0), to_printed(0.9), to_printed(1.0), 0.95)["wilson"] == (22, LARGEST_SIZE)


@pytest.mark.no_cover  # the same lines very often, traced by other tests
@given(st.integers(MOST_TRIED * 3, 40_000), st.floats(0.05, 0.95), st.sampled_from(sorted(METHODS)), st.integers(2, 3))
def test_the_ends_of_many_counts_are_those_of_all_tried(n: int, rate: float, method: str, decimals: int) -> None:
    k = round(rate * n)
    lower, upper = (rounded(bound, decimals) for bound in compute_interval(method, k, n, 0.95))
    many, few = range(n + 1), range(max(0, k - 400), min(n, k + 400) + 1)
    near = find_methods(few, n, lower, upper, 0.95)

    found = find_methods(many, n, lower, upper, 0.95)

    assert found[method][0] <= k <= found[method][1]
    for name in METHODS:
        ends = near.get(name)
        is_inside = ends is not None and few[0] < ends[0] and ends[1] < few[-1]
        assert not is_inside or found[name] == ends


@pytest.mark.parametrize("n", [10**12, 10**18 - 1], ids=str)
def test_a_million_million_people_are_answered_too(n: int) -> None:
    counts = list_numerators(to_printed(0.5), n)

    assert len(counts) > 10**10
    assert set(find_methods(counts, n, to_printed(0.5), to_printed(0.5), 0.95)) == set(METHODS)
    assert find_methods(counts, n, to_printed(0.4999), to_printed(0.5001), 0.95) == {}


def test_numbers_are_written_as_each_language_does() -> None:
    assert format_number(15276.5, 1).to_texts() == {"fr": "15\u202f276,5", "en": "15,276.5"}
    assert format_share(121, 200, 3).to_texts() == {"fr": "121/200 = 0,605", "en": "121/200 = 0.605"}
    assert format_share(85, 90, 3).to_texts() == {"fr": "85/90 ≈ 0,944", "en": "85/90 ≈ 0.944"}


@given(n=st.integers(1, 3_000), k=st.integers(0, 3_000), decimals=st.integers(1, 5), off=st.sampled_from([-1, 0, 0, 1]))
def test_no_interval_is_overlooked_because_its_bounds_are_not_found_exactly(
    n: int, k: int, decimals: int, off: int
) -> None:
    k = min(k, n)
    lower, upper = compute_interval("mid-p", k, n, 0.95)
    low, high = (PrintedNumber(round(bound * 10**decimals) + off, decimals) for bound in (lower, upper))
    counts = range(max(0, k - 5), min(n, k + 5) + 1)

    bounds = {one: compute_interval("mid-p", one, n, 0.95) for one in counts}
    exact = [
        one
        for one, (first, last) in bounds.items()
        if low.ends[0] - NOISE <= first <= low.ends[1] + NOISE and high.ends[0] - NOISE <= last <= high.ends[1] + NOISE
    ]
    found = find_methods(counts, n, low, high, 0.95).get("mid-p")

    assert found == ((exact[0], exact[-1]) if exact else None)
    assert off or found is not None
