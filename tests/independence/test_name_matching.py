"""Names that may be one person's: what is the same, what is alike, what two ORCID iDs tell apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.documents import Person
from boas.independence import is_one_of, is_same, may_be_same
from boas.independence._name_matching import IdentifiedPerson, with_known_orcids

CAMILLE, ANOTHER = "0000-0002-1825-0097", "0000-0001-5109-3700"

SAME = (
    ("Zoé Durand", "DURAND, Zoe"),
    ("Zoé Durand", "Z\u043e\u00e9 Dur\u0430nd"),
    ("Zoé Durand", "Z\u03bf\u00e9 Dur\u03b1nd"),
    ("Camille Exemple", "\u0421amille Exemple"),
    ("Camille Exemple", "\u0441amille \u0435xemple"),
    ("Camille Exemple", "\u13dfamille Exemple"),
    ("Camille Exemple", "C\u0251mille Exemple"),
    ("Camille Exemple", "Cam\u0131lle Exemple"),
    ("Camille Exemple", "Camille Exemp\u0142e"),
    ("Søren Ærø", "Soren Aero"),
    ("Đorđe Œuvray", "Dorde Oeuvray"),
    ("Anna Straße", "STRASSE Anna"),
    ("Camille Exemple", "\uff23\uff41\uff4d\uff49\uff4c\uff4c\uff45 Exemple"),
    ("Camille Exemple", "\U0001d402\U0001d41a\U0001d426\U0001d422\U0001d425\U0001d425\U0001d41e Exemple"),
    ("Camille Exemple", "Cami\u200blle\u2060 Ex\u034femple"),
    ("Camille Exemple", "Camille\u3164 Exemple\u202e"),
    ("Camille Exemple", "Camille E\u0308xemple"),
    ("Camille Exemple", "Dre Camille Exemple"),
    ("Camille Exemple", "Mme le Professeur Camille Exemple"[:4] + "Prof. Camille Exemple"),
    ("Camille Exemple", "Camille Exemple, MD, PhD, MPH"),
    ("Camille Exemple", "Camille Exemple, M.D., Ph.D., M.Sc."),
    ("Camille Exemple", "Camille Exemple PharmD"),
    ("Camille Exemple", "Herr Doktor Camille Exemple"),
    ("Camille Exemple", "camille.exemple"),
    ("Anne-Marie Le Goff", "LE GOFF Anne Marie"),
    ("Νίκος Παππάς", "ΠΑΠΠΑΣ Νίκος"),
    ("王伟", "王伟"),
)
ALIKE = (
    ("Zoé Durand", "Z. Durand"),
    ("Anne Claire Durand", "A. C. Durand"),
    ("Anne Claire Durand", "Durand AC"),
    ("Zoé Durand-Martin", "Zoé Durand"),
    ("Zoé Durand", "Durand"),
    ("Zoé Durand", "Dr Durand"),
    ("Zoé Durand", "M. Durand"),
    ("Z. D.", "Zoé Durand"),
    ("Camille Exemple", "CamilleExemple"),
    ("Camille Exemple", "ExempleCamille"),
    ("Camille Exemple", "C.Exemple"),
    ("Camille Exemple", "CExemple"),
    ("Camille Exemple", "cexemple"),
    ("Camille Exemple", "C a m i l l e E x e m p l e"),
    ("Camille Exemple", "Cam. Exemple"),
    ("Camille Exemple", "Camille E."),
    ("Camille Exemple", "Camille Anne Exemple"),
    ("Camille Exemple", "Camille Exemple-Martin"),
    ("Camille Exemple", "Camille Exemple (Inserm)"),
    ("Camille Exemple", "Claude Petit et Camille Exemple"),
    ("Camille Exemple", "Camile Exemple"),
    ("Camille Exemple", "Camlile Exemple"),
    ("Camille Exemple", "Carnille Exemple"),
    ("Camille Exemple", "CamiIle Exemple"),
    ("Camille Exemple", "Cami11e Exemp1e"),
    ("Camille Exemple", "d’Exemple, Camille"),
    ("Hans Müller", "Hans Mueller"),
    ("Ivan Le Goff", "Ivan Legoff"),
    ("Jean de La Tour", "Jean du Tour"),
)
APART = (
    ("Jean Martin", "Sophie Martin"),
    ("Zoé Durand", "Léa Durand"),
    ("Zoé Durand", "L. Durand"),
    ("Zoé Durand", "Z. Martin"),
    ("Zoé Durand", "Z."),
    ("Zoé Anne Durand", "Zoé Martin"),
    ("Camille Exemple", "Claude Exemple"),
    ("Camille Exemple", "Dominique Exemple"),
    ("Jean-Pierre Martin", "Jean-Pierre Dupont"),
    ("Jean Martin", "Martine Jean"),
    ("Marie Martin", "Maria Martin"),
    ("Louis Petit", "Louise Petit"),
    ("Julie Petit", "Julien Petit"),
    ("Jean Dupont", "Jean Dupond"),
    ("A. Martin", "B. Martin"),
    ("Ana Silva", "Ana Souza"),
    ("Li Wei", "Li Na"),
    ("Nguyễn Văn An", "Nguyễn Văn Bình"),
    ("Mohamed Ben Ali", "Mohamed Ben Salah"),
    ("Anne de Vries", "Jan de Vries"),
    ("Dr Jean Martin", "Dr Paul Durand"),
    ("Jean Martin PhD", "Paul Durand PhD"),
    ("王伟", "李伟"),
)
PAIRS = [
    *((*pair, "same") for pair in SAME),
    *((*pair, "alike") for pair in ALIKE),
    *((*pair, "apart") for pair in APART),
]


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_names_are_the_same_alike_or_apart(one: str, other: str, expected: str) -> None:
    people = Person(name=one), Person(name=other)

    for first, second in (people, people[::-1]):
        assert (is_same(first, second), may_be_same(first, second)) == (expected == "same", expected != "apart")


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_two_orcid_ids_decide_whatever_the_names(one: str, other: str, expected: str) -> None:
    del expected
    person = Person(name=one, orcid=CAMILLE)

    assert may_be_same(person, Person(name=other, orcid=CAMILLE))
    assert not may_be_same(person, Person(name=other, orcid=ANOTHER))


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_one_orcid_id_alone_decides_nothing(one: str, other: str, expected: str) -> None:
    assert may_be_same(Person(name=one, orcid=CAMILLE), Person(name=other)) == (expected != "apart")


NAMES = st.text(min_size=1, max_size=30).filter(lambda text: bool(text.strip()) and "\n" not in text.strip())


@given(NAMES, NAMES)
def test_likeness_goes_both_ways_and_holds_for_oneself(one: str, other: str) -> None:
    first, second = IdentifiedPerson(one, None), IdentifiedPerson(other, None)

    assert may_be_same(first, first)
    assert may_be_same(first, second) == may_be_same(second, first)
    assert is_same(first, second) == is_same(second, first)
    assert is_same(first, second) <= may_be_same(first, second)


FIRST = st.sampled_from(["Camille", "Zoé", "Jean-Pierre", "Anne Claire", "Søren", "Łucja", "Ευγενία", "Андрей"])
FAMILY = st.sampled_from(["Exemple", "Durand", "Le Goff", "O’Neil", "Straße", "Παππάς", "Иванов", "Müller"])
BEFORE = st.sampled_from(["", "Dr ", "Dre ", "Pr. ", "Prof. Dr. ", "Mme ", "Professeure "])
AFTER = st.sampled_from(["", ", MD", " PhD", ", Ph.D.", ", M.D., M.P.H.", " PharmD"])
ORDERS = st.sampled_from(["{first} {family}", "{family} {first}", "{family}, {first}"])
CASES = st.sampled_from([str, str.upper, str.lower])


@given(FIRST, FAMILY, BEFORE, AFTER, ORDERS, CASES)
def test_titles_degrees_order_and_case_never_make_another_person(  # noqa: PLR0913, PLR0917 -- one for each way to vary
    first: str, family: str, before: str, after: str, order: str, case: type[str]
) -> None:
    plain = f"{first} {family}"
    varied = before + case(order.format(first=first, family=family)) + after

    assert is_same(IdentifiedPerson(plain, None), IdentifiedPerson(varied, None))


@given(FIRST, FIRST, FAMILY, FAMILY, BEFORE, AFTER)
def test_titles_and_degrees_never_make_one_person_of_two(  # noqa: PLR0913, PLR0917 -- two names and what stands around
    one: str, other: str, family: str, another: str, before: str, after: str
) -> None:
    first, second = IdentifiedPerson(f"{one} {family}", None), IdentifiedPerson(f"{other} {another}", None)
    titled = IdentifiedPerson(before + first.name + after, None)

    assert may_be_same(first, second) == ((one, family) == (other, another))
    assert may_be_same(titled, second) == may_be_same(first, second)


def test_an_orcid_id_is_known_from_another_place_where_the_same_name_stands() -> None:
    people = (
        IdentifiedPerson("Zoé Durand", None),
        IdentifiedPerson("DURAND Zoe", CAMILLE),
        IdentifiedPerson("Z. Durand", None),
    )

    assert [one.orcid for one in with_known_orcids(people)] == [CAMILLE, CAMILLE, None]


def test_two_orcid_ids_beside_one_name_tell_nothing_of_a_third_place() -> None:
    people = (
        IdentifiedPerson("Zoé Durand", CAMILLE),
        IdentifiedPerson("Zoé Durand", ANOTHER),
        IdentifiedPerson("Zoé Durand", None),
    )

    assert with_known_orcids(people)[2].orcid is None


def test_an_entry_of_a_list_is_found_by_the_name_as_written_only() -> None:
    listed = (IdentifiedPerson("Zoé Durand", None),)

    assert is_one_of(IdentifiedPerson("durand, zoe", None), listed)
    assert not is_one_of(IdentifiedPerson("Z. Durand", None), listed)


def test_a_name_of_any_length_is_read_in_no_time() -> None:
    long = IdentifiedPerson("a b " * 5_000, None)

    assert may_be_same(long, IdentifiedPerson("b a " * 5_000, None)) == may_be_same(
        IdentifiedPerson("b a " * 5_000, None), long
    )
