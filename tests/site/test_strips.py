"""Strips of values: under each axis stand words in the unit of the values above it."""

from pathlib import Path

from boas.site._strips import Strip, group_by_unit, name_ticks
from tests.site.reading import page, words


def strip(value: str) -> Strip:
    return Strip("", "", value, 0, None, None)


def test_an_axis_has_the_unit_of_its_values() -> None:
    percent = ("0\u00a0%", "25\u00a0%", "50\u00a0%", "75\u00a0%", "100\u00a0%")

    assert tuple(tick.replace("\u202f", "\u00a0") for tick in name_ticks("ppv", "fr")) == percent
    assert name_ticks("auc", "fr") == ("0", "0,25", "0,5", "0,75", "1")
    assert name_ticks("auc", "en") == ("0", "0.25", "0.5", "0.75", "1")


def test_values_in_two_units_stand_on_two_axes() -> None:
    one, two, three = strip("85 %"), strip("0,9"), strip("71 %")

    found = group_by_unit([("ppv", one), ("auc", two), ("sensitivity", three)], "fr")

    assert [axis.strips for axis in found] == [(one, three), (two,)]
    assert found[0].ticks != found[1].ticks


def test_a_card_shows_percentages_over_an_axis_in_percent(shipped_site: Path) -> None:
    card = page(shipped_site, "fr/algorithms/avc-ait-pmsi.html")
    figure = words(card.partition('<figure class="strips">')[2].partition("<figcaption>")[0])
    mini = words(card.partition('<div class="mini-strip">')[2].partition("</div>")[0])

    assert figure.endswith("0 % 25 % 50 % 75 % 100 %")
    assert mini == "0 % 50 % 100 %"
