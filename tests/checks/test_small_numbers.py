"""Small numbers of people are found in words, and other numbers are left alone."""

import pytest

from boas.checks._small_numbers import implies_small_count

FEW = (
    *("9 sur 12", "9/12", "9 of 12", "9 out of 12", "about 9 in 12", "9 parmi les 12", "neuf sur douze", "nine of 20"),
    *("190 sur 200", "195/200 (97,5 %)", "1 195 sur 1 200", "n = 9", "N=9", "n : 9", "9 patients", "neuf personnes"),
    *("180 patients sur 185", "180 des 185 patients", "185 patients dont 180 femmes", "185, including 180 women"),
    *("200 people of whom 195", "180 reviewed records out of 185"),
    *("9 hospitalised patients", "9 vrais positifs", "9 (75 %)", "75 % (9)", "two deaths"),
)
MANY = (
    *("> 0.99", "0.71 à 0.99", "environ 0.75", "entre 0,88 et 0,92", "85 %", "196 sur 1 669", "1 200 patients"),
    *("160 patients sur 200", "200 patients dont 120 femmes", "65 % des 85 ans", "200 of whom 120"),
    *("120 of 1,000", "0,5/0,9", "n = 900", "0 patients", "160 (75 %)", "0/40", "0,88 (0,81 à 0,92)"),
)


@pytest.mark.parametrize("text", FEW)
def test_words_that_give_a_small_number_are_found(text: str) -> None:
    assert implies_small_count(text, 11)


@pytest.mark.parametrize("text", MANY)
def test_words_that_give_none_are_left_alone(text: str) -> None:
    assert not implies_small_count(text, 11)


def test_where_a_number_of_people_is_asked_for_any_small_one_is_found() -> None:
    assert implies_small_count("environ 9", 11, is_count=True)
    assert not implies_small_count("environ 9", 11)
    assert not implies_small_count("environ 900", 11, is_count=True)
