"""Computed numbers: rounded to what one can read, never to a certainty that is not there."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.site import _numbers as numbers
from boas.site._gaps import format_margin, format_points_with_unit
from boas.translation import Language


@pytest.mark.parametrize(
    ("metric", "value", "french", "english"),
    [
        ("sensitivity", 0.8826, "88,3\xa0%", "88.3%"),
        ("specificity", 0.9997, "99,970\xa0%", "99.970%"),
        ("prevalence", 0.00004, "0,0040\xa0%", "0.0040%"),
        ("ppv", 1.0, "100,0\xa0%", "100.0%"),
        ("f1", 0.8123, "0,812", "0.812"),
        ("positive-likelihood-ratio", 9.01777, "9,018", "9.018"),
        ("mcc", -0.0001, "0,000", "0.000"),
    ],
)
def test_a_computed_value_keeps_what_one_can_read(metric: str, value: float, french: str, english: str) -> None:
    assert numbers.format_computed(metric, value, "fr") == french
    assert numbers.format_computed(metric, value, "en") == english


@given(st.floats(1e-9, 1 - 1e-9, exclude_min=True, exclude_max=True))
def test_a_proportion_that_is_neither_none_nor_all_is_not_shown_as_such(value: float) -> None:
    shown = Decimal(numbers.format_computed("ppv", value, "en").rstrip("%"))

    assert 0 < shown < 100


@pytest.mark.parametrize(
    ("bounds", "shown"),
    [
        ((0.8, 0.9), "[80,0\xa0%\xa0; 90,0\xa0%]"),
        ((None, 0.9), "[−∞\xa0; 90,0\xa0%]"),
        ((0.8, None), "[80,0\xa0%\xa0; ∞]"),
        ((None, None), ""),
    ],
)
def test_an_interval_says_which_side_has_no_end(bounds: tuple[float | None, float | None], shown: str) -> None:
    assert numbers.format_computed_interval("ppv", bounds, 0.85, "fr") == shown


@pytest.mark.parametrize(
    ("difference", "french", "english"),
    [
        (-0.1, "−10,0\xa0points", "−10.0\xa0points"),
        (0.015, "+1,5\xa0point", "+1.5\xa0points"),
        (-0.0004, "0,0\xa0point", "0.0\xa0points"),
        (0.01, "+1,0\xa0point", "+1.0\xa0point"),
    ],
)
def test_a_gap_is_told_in_points_with_its_sign(difference: float, french: str, english: str) -> None:
    assert format_points_with_unit(difference, "fr") == french
    assert format_points_with_unit(difference, "en") == english


@pytest.mark.parametrize(("margin", "shown"), [(None, ""), (0.05, "5\xa0points"), (0.025, "2,5\xa0points")])
def test_a_margin_keeps_the_digits_it_was_given(margin: float | None, shown: str) -> None:
    assert format_margin(margin, "fr") == shown


@pytest.mark.parametrize(("p", "shown"), [(0.0004, "<\xa00,001"), (0.0124, "0,012"), (1.0, "1,000")])
def test_a_very_small_p_is_only_said_to_be_small(p: float, shown: str) -> None:
    assert numbers.format_p_value(p, "fr") == shown


@pytest.mark.parametrize(
    ("metric", "value", "decimals"), [("ppv", 0.605, 1), ("ppv", 0.6, 0), ("auc", 0.81, 2), ("flagged", 452.0, 0)]
)
def test_printed_decimals_are_counted_in_the_unit_one_reads(metric: str, value: float, decimals: int) -> None:
    assert numbers.count_decimals(metric, value) == decimals


@pytest.mark.parametrize("written", ["2025-02-30", "2025-13", "0000-00-00", "2015-13/2019", "2019-02-30/2015"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_date_that_does_not_exist_is_shown_as_written(written: str, language: Language) -> None:
    assert numbers.format_period(written, language).split(" – ") == written.split("/")


@pytest.mark.parametrize(
    ("words", "french"),
    [
        ("environ 0.75", "environ 0,75"),
        ("0.909 à 1.000", "0,909 à 1,000"),
        ("> 0.9 (AUC)", "> 0,9 (AUC)"),
        ("84.2 %", "84,2 %"),
        ("0,75", "0,75"),
        ("version 1.2.3", "version 1.2.3"),
        ("12.05.2020", "12.05.2020"),
        ("1,234.5", "1,234.5"),
        ("", ""),
    ],
)
def test_decimals_in_a_sources_own_words_are_written_as_the_reader_writes_them(words: str, french: str) -> None:
    assert numbers.format_printed(words, "fr") == french
    assert numbers.format_printed(words, "en") == words


@pytest.mark.parametrize(
    ("written", "french", "english"),
    [
        ("P10Y", "10\xa0ans", "10\xa0years"),
        ("P1M", "1\xa0mois", "1\xa0month"),
        ("PT48H", "48\xa0heures", "48\xa0hours"),
        ("P30D", "30\xa0jours", "30\xa0days"),
        ("P1Y6M", "P1Y6M", "P1Y6M"),
    ],
)
def test_a_length_of_time_is_told_in_words(written: str, french: str, english: str) -> None:
    assert numbers.format_duration(written, "fr") == french
    assert numbers.format_duration(written, "en") == english


def test_a_country_is_told_by_its_name_and_an_unknown_one_by_its_code() -> None:
    assert [numbers.name_country(code, "fr") for code in ("DE", "ZZQ")] == ["Allemagne", "ZZQ"]
    assert numbers.name_country("DE", "en") == "Germany"
