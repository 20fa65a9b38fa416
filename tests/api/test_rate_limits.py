"""Rates are bounded for each who asks, and so is what is remembered of them all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.api._rate_limits import RateLimit, RateLimiter, name_network


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        """Begin at nought."""
        self.now = 0.0

    def __call__(self) -> float:
        """What it shows."""
        return self.now


@given(st.lists(st.floats(0, 30), max_size=80), st.integers(1, 5), st.sampled_from([0.1, 1.0, 3.0]))
def test_nobody_gets_more_than_the_limit_whatever_the_pauses(pauses: list[float], at_once: int, rate: float) -> None:
    clock = Clock()
    limiter = RateLimiter(RateLimit(at_once, rate), clock)
    granted = 0
    for pause in pauses:
        clock.now += pause
        granted += limiter.take("somebody") == 0

    assert granted <= at_once + clock.now * rate + 1e-6


@given(st.integers(1, 5), st.sampled_from([0.1, 1.0, 3.0]))
def test_who_waits_as_told_is_served(at_once: int, rate: float) -> None:
    clock = Clock()
    limiter = RateLimiter(RateLimit(at_once, rate), clock)
    assert [limiter.take("a") for _ in range(at_once)] == [0] * at_once

    wait = limiter.take("a")
    clock.now += wait

    assert wait > 0
    assert limiter.take("a") == 0


def test_one_who_asks_too_often_keeps_nobody_else_away() -> None:
    limiter = RateLimiter(RateLimit(1, 0.01), Clock())
    limiter.take("a")

    assert limiter.take("a") > 0
    assert limiter.take("b") == 0


def test_memory_is_bounded_and_who_asks_on_is_not_forgotten() -> None:
    limiter = RateLimiter(RateLimit(1, 0.001), Clock(), most_kept=10)
    limiter.take("busy")
    for n in range(1_000):
        limiter.take(f"other {n}")
        assert limiter.take("busy") > 0

    assert len(limiter) == 10


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("", "", True),
        ("a socket", "another", False),
    ],
)
def test_an_ipv6_subscriber_is_one_whatever_the_address(one: str, other: str, *, same: bool) -> None:
    assert (name_network(one) == name_network(other)) is same
