"""Filling costs what a registry holds: twice as many algorithms run no function four times as long."""

from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from boas.index import Listing, fill_index, open_index
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


def test_all_pages_of_a_list_cost_what_the_list_holds(
    composers: tuple[Composer, Composer, Composer], tmp_path: Path
) -> None:
    def count_lines(composer: Composer, path: Path) -> Counter[str]:
        fill_index(composer.registry, path, [])
        with closing(open_index(path)) as index:
            listing = Listing(index.list_algorithms, 2)
            listing.cut()
            return lines_of(lambda: read_all_pages(listing), ROOMS)

    _, smaller, larger = composers
    before, after = count_lines(smaller, tmp_path / "smaller"), count_lines(larger, tmp_path / "larger")

    assert sum(before.values()) > 1_000
    assert {name: (before[name], n) for name, n in after.items() if n > 2.5 * before[name] + FEW} == {}


def read_all_pages(listing: Listing) -> None:
    """What a build asks of the list of all algorithms."""
    found = listing.cut()
    for page in range(1, found.count_pages() + 1):
        found.compute_digest(page)
        found.read_body(page)
