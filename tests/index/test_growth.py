"""Filling costs what a registry holds: twice as many algorithms run no function four times as long."""

import pytest

from boas.index._answer_groups import iter_answer_groups
from boas.index._composer import Composer
from boas.index._encoding import encode_answer
from tests.copies import read_copies
from tests.work import lines_of

ROOMS = ("/boas/index/", "/boas/registry/")
"""Where answers are made; what is computed of evidence is kept by content, and not counted."""
FEW = 50
"""Lines that may come on top: what is looked up once, or goes round a short table."""


@pytest.fixture(scope="module")
def composers() -> tuple[Composer, Composer, Composer]:
    """Some, and twice as much; the first one only fills what the program keeps by content, for both alike."""
    warming, smaller, larger = (Composer(read_copies(n)) for n in (16, 8, 16))
    return warming, smaller, larger


def test_no_answer_costs_more_in_a_larger_registry(composers: tuple[Composer, Composer, Composer]) -> None:
    warming, smaller, larger = composers

    def compose(composer: Composer) -> None:
        for group in iter_answer_groups(composer, ()):
            for _, answer in group.make():
                encode_answer(answer)

    compose(warming)
    before = lines_of(lambda: compose(smaller), ROOMS)
    after = lines_of(lambda: compose(larger), ROOMS)

    assert sum(before.values()) > 10_000
    assert {name: (before[name], n) for name, n in after.items() if n > 2.5 * before[name] + FEW} == {}
