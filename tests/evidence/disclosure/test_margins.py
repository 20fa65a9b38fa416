"""Rows that count the same people are found, whichever way people are broken down."""

from boas.evidence import Stratum
from boas.evidence.disclosure import Margin, find_margins
from boas.evidence.disclosure._margins import MOST_SHAPES, has_too_many_margins

WHOLE = Stratum()
BREST, LILLE = Stratum(site="Brest"), Stratum(site="Lille")
WOMEN, MEN = (Stratum(groups=(("sex", group),)) for group in "FM")


def at(site: Stratum, group: Stratum) -> Stratum:
    return Stratum("", site.site, group.groups)


def test_a_whole_is_made_up_of_its_sites_and_of_its_groups() -> None:
    found = find_margins([WHOLE, BREST, LILLE, WOMEN, MEN])

    assert set(found) == {Margin(WHOLE, (BREST, LILLE), ("site",)), Margin(WHOLE, (WOMEN, MEN), ("sex",))}


def test_a_group_is_made_up_of_its_sites_and_the_whole_only_through_it() -> None:
    crossed = [at(site, group) for group in (WOMEN, MEN) for site in (BREST, LILLE)]

    found = find_margins([WHOLE, WOMEN, MEN, *crossed])

    assert set(found) == {
        Margin(WHOLE, (WOMEN, MEN), ("sex",)),
        Margin(WOMEN, tuple(crossed[:2]), ("site",)),
        Margin(MEN, tuple(crossed[2:]), ("site",)),
    }


def test_a_whole_that_is_not_listed_holds_two_breakdowns_to_the_same_sum() -> None:
    found = find_margins([BREST, LILLE, WOMEN, MEN])

    assert set(found) == {Margin(WHOLE, (BREST, LILLE), ("site",)), Margin(WHOLE, (WOMEN, MEN), ("sex",))}


def test_a_site_that_only_crossed_rows_name_is_a_part_all_the_same() -> None:
    found = find_margins([WHOLE, BREST, at(LILLE, WOMEN), at(LILLE, MEN)])

    assert Margin(WHOLE, (BREST, LILLE), ("site",)) in found
    assert Margin(LILLE, (at(LILLE, WOMEN), at(LILLE, MEN)), ("sex",)) in found


def test_parts_that_are_not_listed_can_be_filled_in() -> None:
    rows = [BREST, LILLE, at(BREST, WOMEN), at(BREST, MEN)]

    assert Margin(LILLE, (at(LILLE, WOMEN), at(LILLE, MEN)), ("sex",)) in find_margins(rows, filled=True)
    assert all(margin.whole != LILLE for margin in find_margins(rows))


def test_variants_have_nothing_to_do_with_one_another() -> None:
    assert find_margins([Stratum("A"), Stratum("B", "Brest")]) == ()


def test_more_breakdowns_than_anybody_needs_are_not_looked_at() -> None:
    rows = [Stratum(groups=((f"d{number}", "x"),)) for number in range(MOST_SHAPES)]

    assert len(find_margins([WHOLE, *rows[1:]])) == len(rows) - 1
    assert has_too_many_margins([WHOLE, *rows])
    assert find_margins([WHOLE, *rows]) == ()


def test_meetings_of_many_breakdowns_are_not_looked_for() -> None:
    pairs = [Stratum(groups=((f"d{one}", "x"), (f"d{other}", "x"))) for one in range(7) for other in range(one + 1, 7)]

    assert find_margins([WHOLE, *pairs])
