"""A correction of spelling changes letters of words, and never what could decide who is meant."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from boas.changes import compute_required_bump, find_changes, with_claim
from boas.changes._spelling import is_spelling, mark_letters
from tests.changes.versions_of_a_rule import BASE, with_changes


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("Compter les séjour.", "Compter les séjours.", "séjour{+s+}."),
        ("Compter les sejours", "Compter les séjours", "s[-e-]{+é+}jours"),
        ("Compter les patinets adultes", "Compter les patients adultes", "pati[-n-]e{+n+}ts"),
        ("un suivi post opératoire", "un suivi post-opératoire", "post[- -]{+-+}opératoire"),
        ("Le coeur, puis", "Le cœur puis", "c[-oe-]{+œ+}ur[-,-]"),
        ("hospitalisation pour avc aigü", "hospitalisation pour avc aigu", "aig[-ü-]{+u+}"),
        ("Counts stays of adulst.", "Counts stays of adults.", "adul[-s-]t{+s+}."),
        ("stroke  in adults", "Stroke in adults", "[-s-]{+S+}troke[- -]"),
    ],
)
def test_letters_of_the_same_words_are_spelling_and_each_is_marked(before: str, after: str, marked: str) -> None:
    assert is_spelling({"fr": before}, {"fr": after})
    assert mark_letters({"fr": before}, {"fr": after}).startswith(marked[:4])
    assert set("[{") & set(mark_letters({"fr": before}, {"fr": after}))


MEANING = [
    ("Âge de 18 ans", "Âge de 81 ans"),
    ("seuil de 0,5", "seuil de 0,05"),
    ("seuil de 0,5", "seuil de 0.5"),
    ("seuil de 1.5", "seuil de 15"),
    ("1 000 patients", "1 0000 patients"),
    ("code I63", "code I64"),
    ("code I63", "code l63"),
    ("type II", "type III"),
    ("score CHADS", "score CHADSS"),
    ("patients atteints", "patients non atteints"),
    ("n’est pas retenu", "est retenu"),
    ("avec ou sans fièvre", "avec ou fièvre"),
    ("aucun antécédent", "un antécédent"),
    ("sauf les décès", "tous les décès"),
    ("is included", "is not included"),
    ("isn't included", "is included"),
    ("cannot move", "can move"),
    ("without fever", "with fever"),
    ("5 mg par jour", "5 g par jour"),
    ("5 mg", "5 Mg"),
    ("5 mg", "5 µg"),
    ("en ml", "en mL"),
    ("trois jours", "trois mois"),
    ("deux séjours", "dix séjours"),
    ("at least two", "at most two"),
    ("avant l’entrée", "après l’entrée"),
    ("> 5", "≥ 5"),
    ("10 %", "10 ‰"),
    ("fièvre et toux", "fièvre ou toux"),
    ("fièvre ou toux", "fièvre où toux"),
    ("hypotension", "hypertension"),
    ("normal", "anormal"),
    ("typical", "atypical"),
    ("intramural", "intermural"),
    ("symptomatique", "asymptomatique"),
    ("inclus", "exclus"),
    ("hommes", "femmes"),
    ("morbidité", "mortalité"),
    ("séjours", "séjours longs"),
    ("séjours longs", "séjours"),
    ("Compter", ""),
    ("vitamine A", "vitamine B"),
]


@pytest.mark.parametrize(("before", "after"), MEANING)
def test_what_can_decide_is_never_spelling(before: str, after: str) -> None:
    assert not is_spelling({"fr": before}, {"fr": after})
    assert not is_spelling({"fr": after}, {"fr": before})


@pytest.mark.parametrize(
    ("before", "after"),
    [(1, 2), ("texte", "textes"), ({"fr": "Un"}, {"en": "Un"}), ([{"fr": "Séjour"}], []), (None, {"fr": "Un"}), (1, 1)],
)
def test_only_texts_are_spelt(before: object, after: object) -> None:
    assert not is_spelling(before, after)


WORDS = st.lists(st.sampled_from(["séjours", "adultes", "hospitaliers", "retenus", "codes"]), min_size=1, max_size=5)
DECIDING = st.sampled_from(
    [
        "12",
        "0,5",
        "1.5",
        "I63",
        "IV",
        "non",
        "pas",
        "sans",
        "not",
        "without",
        "mg",
        "mL",
        "mois",
        "%",
        "≥",
        "deux",
        "avant",
    ]
)


@pytest.mark.no_cover
@given(WORDS, DECIDING, DECIDING, st.data())
def test_no_word_that_decides_ever_comes_goes_or_changes(
    words: list[str], one: str, other: str, data: st.DataObject
) -> None:
    assume(one != other)
    place = data.draw(st.integers(0, len(words)))
    with_one, with_other = ({"fr": " ".join((*words[:place], word, *words[place:]))} for word in (one, other))

    assert not is_spelling(with_one, with_other)
    assert not is_spelling({"fr": " ".join(words)}, with_one)
    assert not is_spelling(with_one, {"fr": " ".join(words)})


@pytest.mark.parametrize(
    ("path", "value", "asked"),
    [
        ("intended_use.purpose", {"fr": "Compter des sejours."}, "patch"),
        ("intended_use.purpose", {"fr": "Compter des cas."}, "major"),
        ("logic.steps", [{"fr": "Prendre les séjours."}, {"fr": "Garder ceux d’un codes."}], "patch"),
        ("intended_use.population", BASE.card["intended_use"]["population"] | {"age_min": 17}, "major"),
    ],
)
def test_a_claimed_correction_asks_for_a_patch_and_an_unclaimed_one_for_what_its_field_says(
    path: str, value: object, asked: str
) -> None:
    edited = with_changes({path: value})

    assert compute_required_bump(find_changes(BASE, with_claim(edited))) == asked
    assert compute_required_bump(find_changes(BASE, edited)) == "major"
