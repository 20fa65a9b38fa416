"""What somebody meant who mistyped: words a letter or two away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.index._near_words import NearWords, compute_distance

WORDS = st.text("abcde", max_size=7)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("", "", 0), ("avc", "avc", 0), ("avc", "acv", 1), ("diabete", "diabette", 1), ("abc", "", 3), ("ca", "abc", 3)],
)
def test_the_distance_counts_letters_added_dropped_changed_and_swapped(one: str, other: str, distance: int) -> None:
    assert compute_distance(one, other, 9) == distance


@given(WORDS, WORDS, st.integers(0, 3))
def test_the_distance_is_the_same_both_ways_and_bounded(one: str, other: str, most: int) -> None:
    assert compute_distance(one, other, most) == compute_distance(other, one, most) <= most + 1
    assert (compute_distance(one, other, most) == 0) == (one == other)


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=9), unique=True), st.text("abcdefgh", min_size=4, max_size=9))
def test_near_words_are_all_those_within_the_distance(words: list[str], word: str) -> None:
    most = 1 if len(word) < 8 else 2
    near = sorted((compute_distance(word, one, most), one) for one in words)

    assert NearWords(sorted(words)).find(word) == tuple(one for distance, one in near if distance <= most)[:5]
