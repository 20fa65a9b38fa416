"""Names that may be one person's: what is the same, what is alike, what two ORCID iDs tell apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.documents.people import Person
from boas.standing.namesakes import is_same, may_be

CAMILLE, ANOTHER = "0000-0002-1825-0097", "0000-0001-5109-3700"

PAIRS = (
    pytest.param("Zoé Durand", "DURAND, Zoe", "same", id="otherwise written"),
    pytest.param("Zoé Durand", "Z\u043e\u00e9 Dur\u0430nd", "same", id="Cyrillic letters"),
    pytest.param("Zoé Durand", "Z\u03bf\u00e9 Dur\u03b1nd", "same", id="Greek letters"),
    pytest.param("Zoé Durand", "Z. Durand", "alike", id="an initial"),
    pytest.param("Anne Claire Durand", "A. C. Durand", "alike", id="two initials"),
    pytest.param("Zoé Durand-Martin", "Zoé Durand", "alike", id="half of a double name"),
    pytest.param("Zoé Durand", "Léa Durand", "apart", id="two first names"),
    pytest.param("Zoé Durand", "L. Durand", "apart", id="another initial"),
    pytest.param("Zoé Durand", "Durand", "apart", id="a family name alone"),
    pytest.param("Z. D.", "Zoé Durand", "apart", id="initials alone"),
    pytest.param("Zoé Anne Durand", "Zoé Martin", "apart", id="one name in common"),
)


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_names_are_the_same_alike_or_apart(one: str, other: str, expected: str) -> None:
    people = Person(name=one), Person(name=other)

    for first, second in (people, people[::-1]):
        assert (is_same(first, second), may_be(first, second)) == (expected == "same", expected != "apart")


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_two_orcid_ids_decide_whatever_the_names(one: str, other: str, expected: str) -> None:
    del expected
    person = Person(name=one, orcid=CAMILLE)

    assert may_be(person, Person(name=other, orcid=CAMILLE))
    assert not may_be(person, Person(name=other, orcid=ANOTHER))


NAMES = st.text(min_size=1, max_size=30).filter(lambda text: bool(text.strip()) and "\n" not in text.strip())


@given(NAMES, NAMES)
def test_likeness_goes_both_ways_and_holds_for_oneself(one: str, other: str) -> None:
    first, second = (Person.model_construct(name=name, orcid=None) for name in (one, other))

    assert may_be(first, first)
    assert may_be(first, second) == may_be(second, first)
    assert is_same(first, second) <= may_be(first, second)
