"""Abbreviations that people search by each say what they stand for, in French, and where that was read."""

from collections import Counter

from boas.documents import load_abbreviations


def test_every_abbreviation_has_its_words_and_its_source() -> None:
    for one in load_abbreviations():
        assert one.short
        assert "fr" in one.long
        assert one.source.startswith("http")


def test_no_abbreviation_stands_for_two_things() -> None:
    counted = Counter(short for one in load_abbreviations() for short in one.short)

    assert {short for short, n in counted.items() if n > 1} == set()
    assert {"AVC", "IDM", "HTA"} <= counted.keys()
