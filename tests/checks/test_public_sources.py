"""One publication is one name, however its DOI or its address is written."""

import pytest

from boas.checks._public_sources import normalise_source

SAME = (
    ("10.1159/000438859", "https://doi.org/10.1159/000438859"),
    ("10.1159/ABC", "https://dx.doi.org/10.1159/abc"),
    ("https://a.example.org/article", "http://A.example.org/article/"),
    ("https://a.example.org/article", "https://a.example.org/article#results"),
)
OTHERS = (
    ("10.1159/000438859", "10.1159/000438858"),
    ("https://a.example.org/article", "https://a.example.org/"),
    ("https://a.example.org/?id=1", "https://a.example.org/?id=2"),
    ("https://a.example.org/x", "https://b.example.org/x"),
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_ways_of_writing_one_publication_are_one_name(one: str, other: str) -> None:
    assert normalise_source(one) == normalise_source(other)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_two_publications_have_two_names(one: str, other: str) -> None:
    assert normalise_source(one) != normalise_source(other)


def test_an_address_that_is_none_is_its_own_name() -> None:
    assert normalise_source("https://[a") == "https://[a"
