"""Rows that count the same people are found, whichever way people are broken down."""

from boas.evidence.counts import Stratum
from boas.evidence.margins import MOST_SHAPES, Margin, margins

WHOLE = Stratum()
BREST, LILLE = Stratum(site="Brest"), Stratum(site="Lille")
WOMEN, MEN = (Stratum(groups=(("sex", group),)) for group in "FM")


def at(site: Stratum, group: Stratum) -> Stratum:
    return Stratum("", site.site, group.groups)


def test_a_whole_is_made_up_of_its_sites_and_of_its_groups() -> None:
    found = margins([WHOLE, BREST, LILLE, WOMEN, MEN])

    assert set(found) == {Margin(WHOLE, (BREST, LILLE), ("site",)), Margin(WHOLE, (WOMEN, MEN), ("sex",))}


def test_a_group_is_made_up_of_its_sites_and_the_whole_only_through_it() -> None:
    crossed = [at(site, group) for group in (WOMEN, MEN) for site in (BREST, LILLE)]

    found = margins([WHOLE, WOMEN, MEN, *crossed])

    assert set(found) == {
        Margin(WHOLE, (WOMEN, MEN), ("sex",)),
        Margin(WOMEN, tuple(crossed[:2]), ("site",)),
        Margin(MEN, tuple(crossed[2:]), ("site",)),
    }


def test_a_whole_that_is_not_listed_holds_two_breakdowns_to_the_same_sum() -> None:
    found = margins([BREST, LILLE, WOMEN, MEN])

    assert set(found) == {Margin(WHOLE, (BREST, LILLE), ("site",)), Margin(WHOLE, (WOMEN, MEN), ("sex",))}


def test_a_site_that_only_crossed_rows_name_is_a_part_all_the_same() -> None:
    found = margins([WHOLE, BREST, at(LILLE, WOMEN), at(LILLE, MEN)])

    assert Margin(WHOLE, (BREST, LILLE), ("site",)) in found
    assert Margin(LILLE, (at(LILLE, WOMEN), at(LILLE, MEN)), ("sex",)) in found


def test_parts_that_are_not_listed_can_be_filled_in() -> None:
    rows = [BREST, LILLE, at(BREST, WOMEN), at(BREST, MEN)]

    assert Margin(LILLE, (at(LILLE, WOMEN), at(LILLE, MEN)), ("sex",)) in margins(rows, filled=True)
    assert all(margin.whole != LILLE for margin in margins(rows))


def test_variants_have_nothing_to_do_with_one_another() -> None:
    assert margins([Stratum("A"), Stratum("B", "Brest")]) == ()


def test_more_breakdowns_than_anybody_needs_are_held_together_one_by_one() -> None:
    dimensions = [f"d{number}" for number in range(MOST_SHAPES + 8)]
    rows = [Stratum(groups=((one, "x"),)) for one in dimensions]

    found = margins([WHOLE, *rows])

    assert len(found) == len(rows)
