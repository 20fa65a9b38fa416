"""A printed number is declared, consistent, recomputed or contradicted, and a reader is told why."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.documents import load_vocabulary
from boas.evidence import ScoresRow, ScoresTable, Stratum
from boas.evidence.statistics import recompute
from boas.evidence.verification import verify_claims
from tests.evidence.evaluations import claim, evaluation, judged, judged_one, rules, said

Claim = Mapping[str, Any]


@pytest.mark.parametrize(
    ("one", "state", "words"),
    [
        (claim("ppv", 0.605, n=200), "consistent", "121/200 = 0.605"),
        (claim("ppv", 0.94, n=90), "consistent", "85/90 ≈ 0.944"),
        (claim("ppv", 0.73, n=45739), "declared", "possible for every n from 100 on"),
        (claim("ppv", 0.86, n=100), "declared", "next to nothing"),
        (claim("ppv", 0.86, n=99), "consistent", "85/99"),
        (claim("accuracy", 1, n=12), "declared", "every n from 1 on"),
        (claim("specificity", "> 0.99", n=45739), "declared", "gives words (“> 0.99”)"),
        (claim("auc", "environ 0.75"), "declared", "gives words"),
        (claim("c-index", 0.71, n=200), "declared", "does not recompute"),
        (claim("kappa", 0.71, n=200), "declared", "counts.csv"),
        (claim("auc", 0.71, n=200), "declared", "scores.csv"),
        (claim("flagged", 637), "declared", "No other figure"),
    ],
    ids=str,
)
def test_what_can_be_checked_decides_the_state(one: Claim, state: str, words: str) -> None:
    found = judged_one(one)

    assert found.state == state
    assert words in said(found)
    assert not found.problems


@pytest.mark.parametrize(
    ("one", "expected", "words"),
    [
        (claim("ppv", 0.879, n=205), ("impossible-value", "value"), "180/205 ≈ 0.8780; 181/205 ≈ 0.8829"),
        (claim("ppv", 0.85, n=7), ("impossible-value", "value"), "6/7 ≈ 0.857 gives 0.85 only by cutting off"),
        (claim("ppv", 85, n=200), ("out-of-range", "value"), "85 is not between 0 and 1"),
        (claim("ppv", -0.1, n=200), ("out-of-range", "value"), "not between"),
        (claim("kappa", -1.2, n=200), ("out-of-range", "value"), "between -1 and 1"),
        (claim("positive-likelihood-ratio", -2, n=200), ("out-of-range", "value"), "is negative"),
        (claim("flagged", 12.5), ("out-of-range", "value"), "not a number of people"),
        (claim("flagged", 637, n=600), ("impossible-value", "value"), "637 of 600 is more than all"),
        (claim("ppv", 0.5, n=0), ("out-of-range", "n"), "at least one"),
        (claim("ppv", 0.5, n=-3), ("out-of-range", "n"), "n = -3"),
        (claim("ppv", 0.9, 0.8, 1.02, n=200), ("out-of-range", "ci"), "The bound 1.02"),
        (claim("ppv", 0.65, 0.7, 0.6, n=200), ("impossible-value", "ci"), "runs backwards"),
        (claim("ppv", 0.605, 0.612, 0.67, n=200), ("impossible-value", "ci"), "outside its own interval"),
        (claim("auc", 0.9, 0.7, 0.8, n=200), ("impossible-value", "ci"), "outside its own interval"),
        (claim("ppv", 0.5, 0.4, 0.6, n=200, level=95), ("out-of-range", "ci"), "level 95"),
    ],
    ids=str,
)
def test_what_cannot_be_is_contradicted(one: Claim, expected: tuple[str, str], words: str) -> None:
    found = judged_one(one)

    assert found.state == "contradicted"
    assert rules(found) == [expected]
    assert words in said(found)


def test_french_readers_are_told_in_french() -> None:
    (reason,) = judged_one(claim("ppv", 0.879, n=205)).reasons

    assert reason.in_("fr") == "0,879 n’est pas une proportion de n = 205 : 180/205 ≈ 0,8780 ; 181/205 ≈ 0,8829."


@pytest.mark.parametrize(
    ("one", "methods", "state", "words"),
    [
        (claim("ppv", 0.605, 0.537, 0.673, n=200), ("wald",), "consistent", "from 121/200 = 0.605 (method: Wald)"),
        (claim("ppv", 0.846, 0.665, 0.938, n=26), ("wilson",), "consistent", "22/26"),
        (claim("ppv", 0.71, 0.65, 0.78, n=197), (), "contradicted", "Wilson 0.644 to 0.769; Wald 0.647 to 0.774"),
        (claim("ppv", 0.88, 0.6, 0.99, n=200), (), "contradicted", "No usual method"),
        (claim("ppv", 0.88, 0.6, 0.99, n=200, method="bootstrap"), (), "contradicted", "cannot give the printed"),
        (claim("ppv", 0.88, 0.879, 0.881, n=200, method="BCa bootstrap"), (), "contradicted", "cannot give"),
        (claim("ppv", 0.88, 0.835, 0.92, n=200, method="percentile bootstrap"), (), "consistent", "“percentile boot"),
        (claim("ppv", 0.88, 0.8, 0.95, n=200, method="bootstrap par grappes"), (), "consistent", "resampling"),
        (claim("ppv", 0.88, 0.6, 0.99, n=200, method="méthode maison"), (), "declared", "“méthode maison”"),
        (claim("ppv", 0.9, 0.848, 0.936, n=200), ("wilson-corrected",), "consistent", "180/200"),
        (claim("ppv", 0.9, 0.850, 0.935, n=200), ("agresti-coull", "logit-wald"), "consistent", "Agresti–Coull"),
        (claim("ppv", 0.9, 0.8525, 0.9355, n=200), ("jeffreys",), "consistent", "Jeffreys"),
        (claim("ppv", 0.9, 0.8525, 0.9355, n=200, method="A posteriori de Jeffreys"), ("jeffreys",), "consistent", ""),
        (claim("ppv", 0.9, 0.8512, 0.9355, n=200), (), "contradicted", "No usual method"),
        (claim("ppv", 0.9, 0.848, 0.936, n=200, method="wilson"), ("wilson-corrected",), "contradicted", "names the"),
        (claim("ppv", 0.9, 0.851, 0.934, n=200, method="Score de Wilson"), ("wilson",), "consistent", "180/200"),
        (claim("ppv", 0.88, 0.6, 0.99, n=200, method="Wilson score"), (), "contradicted", "No usual method"),
        (claim("ppv", 0.605, 0.537, 0.673, n=200, method="Wilson"), ("wald",), "contradicted", "names the method"),
        (claim("ppv", 0.605, 0.537, 0.673, n=200, method="Wald"), ("wald",), "consistent", "121/200"),
    ],
    ids=str,
)
def test_an_interval_is_that_of_a_method_or_of_none(
    one: Claim, methods: tuple[str, ...], state: str, words: str
) -> None:
    found = judged_one(one)

    assert found.interval_methods == methods
    assert found.state == state
    assert words in said(found)
    assert all(rule == ("interval-mismatch", "ci") for rule in rules(found))


def test_a_value_cut_off_explains_an_interval_and_does_not_excuse_it() -> None:
    found = judged_one(claim("ppv", 0.71, 0.65, 0.78, n=197))

    assert "141/197 ≈ 0.716 gives it" in said(found)
    assert "cutting off" in said(found)
    assert rules(found) == [("interval-mismatch", "ci")]


def test_a_few_counts_are_narrowed_down_by_the_interval() -> None:
    assert judged_one(claim("ppv", 0.88, n=40)).numerator == 35
    assert judged_one(claim("ppv", 0.88, n=400)).numerator is None
    assert judged_one(claim("ppv", 0.88, 0.842, 0.906, n=400)).numerator == 351


@pytest.mark.parametrize(
    ("ends", "state", "words"),
    [
        ((0.537, 0.673), "consistent", "n from 196 to 201 (Wald)"),
        ((0.595, 0.608), "declared", "goes 0.010 below the value and 0.003 above"),
    ],
    ids=str,
)
def test_an_interval_without_n_gives_its_size_or_is_told_to_be_unusual(
    ends: tuple[float, float], state: str, words: str
) -> None:
    found = judged_one(claim("ppv", 0.605, *ends))

    assert found.state == state
    assert words in said(found)
    assert rules(found) == [("missing-denominator", "n")]


def test_trailing_zeros_count_when_the_text_is_known() -> None:
    claimed = claim("ppv", 0.9, n=43)

    assert judged_one(claimed).state == "declared"
    assert judged_one(claimed, texts={(0, "value"): "0.90"}).state == "contradicted"
    assert judged_one({**claimed, "value": 0.86}, counts="tp,fp,fn,tn\n86,14,,\n").state == "contradicted"


def test_an_average_has_no_n_and_is_not_held_against_one() -> None:
    variant = "macro average of the 18 conditions"
    sound = judged_one(claim("sensitivity", 0.96, 0.94, 0.967, variant=variant))
    lopsided = judged_one(claim("f1", 0.957, 0.945, 0.963, variant=variant))
    impossible = judged_one(claim("sensitivity", 0.96, 0.97, 0.98, variant=variant))
    micro = judged_one(claim("ppv", 0.85, n=7, variant="micro average, mean of nothing"))

    assert [one.state for one in (sound, lopsided, impossible, micro)] == [
        *["declared"] * 2,
        *["contradicted"] * 2,
    ]
    assert "average" in said(sound)
    assert "0.012 below the value and 0.006 above" in said(lopsided)
    assert not sound.problems


@pytest.mark.parametrize(
    "metric", ["sensitivity", "specificity", "npv", "accuracy", "f1", "kappa", "prevalence", "auc"]
)
def test_flagged_cases_alone_do_not_give_what_needs_others(metric: str) -> None:
    reference = {"sampling": "flagged-only"}
    found = judged_one(claim(metric, 0.5, n=200), reference=reference)
    apart = judged_one(claim(metric, 0.5, n=200, population="another sample"), reference=reference)

    assert found.state == "contradicted"
    assert rules(found) == [("not-estimable", "")]
    assert "not-estimable" not in dict(rules(apart))
    assert judged_one(claim("ppv", 0.605, n=200), reference=reference).state == "consistent"


@pytest.mark.parametrize(
    ("sampling", "metric"), [("stratified", "ppv"), ("stratified", "f1"), ("stratified-by-flag", "sensitivity")]
)
def test_strata_do_not_give_what_depends_on_their_shares_without_weights(sampling: str, metric: str) -> None:
    found = judged_one(claim(metric, 0.5, n=200), reference={"sampling": sampling})
    counted = judged_one(claim(metric, 0.5, n=200), "tp,fp,fn,tn\n100,100,100,100\n", reference={"sampling": sampling})
    weighted = judged_one(claim(metric, 0.503, n=7, weighted=True), reference={"sampling": sampling})

    assert rules(found) == rules(counted) == [("not-estimable", "")]
    assert found.problems[0].since
    assert "weighted: true" in found.problems[0].mend.in_("en")
    assert weighted.state == "declared"
    assert not weighted.problems


def test_no_weights_help_where_nobody_looked() -> None:
    found = judged_one(claim("sensitivity", 0.5, n=200, weighted=True), reference={"sampling": "flagged-only"})

    assert rules(found) == [("not-estimable", "")]


def test_a_weighted_figure_is_no_share_of_whole_people() -> None:
    counts = "tp,fp,fn,tn\n160,25,25,100\n"
    plain, weighted = (claim("ppv", 0.879, n=205, **fields) for fields in ({}, {"weighted": True}))

    assert judged_one(plain).state == "contradicted"
    for found in (judged_one(weighted), judged_one(weighted, counts)):
        assert found.state == "declared"
        assert "weighted" in said(found)


@pytest.mark.parametrize(
    ("one", "population", "expected"),
    [
        (claim("auc", 0.8, n=1200), {"n": 1000}, [("impossible-value", "n")]),
        (claim("ppv", 0.8, n=1200, site="Brest"), {"n": 1000, "unit": "stays"}, [("impossible-value", "n")]),
        (claim("ppv", 0.8, n=1200, unit="stays"), {"n": 1000, "unit": "stays"}, [("impossible-value", "n")]),
        (claim("flagged", 1200), {"n": 1000}, [("impossible-value", "value")]),
        (claim("auc", 0.8, n=1200, unit="images"), {"n": 1000, "unit": "persons"}, []),
        (claim("auc", 0.8, n=1200, unit="images"), {"n": 1000}, []),
        (claim("auc", 0.8, n=1200, population="another sample"), {"n": 1000}, []),
        (claim("auc", 0.8, n=1000), {"n": 1000}, []),
        (claim("auc", 0.8, n=1200), {}, []),
    ],
    ids=str,
)
def test_no_figure_is_about_more_than_the_population_in_the_same_unit(
    one: Claim, population: Claim, expected: list[tuple[str, str]]
) -> None:
    assert rules(judged_one(one, population=population)) == expected


def test_a_figure_in_another_unit_takes_no_n_from_the_population() -> None:
    assert judged_one(claim("accuracy", 0.97, unit="images"), population={"n": 951, "unit": "persons"}).n is None


@pytest.mark.parametrize("metric", ["auc", "mcc", "balanced-accuracy", "sensitivity", "positive-likelihood-ratio"])
@pytest.mark.parametrize("cells", ["0,20,0,80", "20,0,80,0"])
def test_a_figure_that_compares_two_sorts_of_people_needs_both(metric: str, cells: str) -> None:
    found = judged_one(claim(metric, 0.5), f"tp,fp,fn,tn\n{cells}\n")
    holds = metric == "sensitivity" and cells.startswith("20")

    assert ("impossible-value", "value") not in rules(found) if holds else ("impossible-value", "value") in rules(found)


def test_one_sort_of_people_is_also_told_by_other_numbers() -> None:
    auc = claim("auc", 0.8, n=100)
    by_events = judged_one(auc, population={"n": 100, "events": 100})
    by_figure = judged(auc, claim("reference-positives", 0, n=100)).judgements[0]

    assert rules(by_events) == rules(by_figure) == [("impossible-value", "value")]


def test_an_interval_that_no_method_gives_is_held_against_numbers_one_can_tell_apart() -> None:
    found = said(judged_one(claim("ppv", 0, 0, 0.9, n=100_000)))

    assert "0.0 to 0.0" not in found
    assert "Wilson 0.00000 to 0.00004" in found


@pytest.mark.parametrize(
    ("one", "population", "n"),
    [
        (claim("sensitivity", 0.925, n=320), {"n": 1114, "events": 320}, 320),
        (claim("sensitivity", 0.73, n=45739), {"n": 45739}, None),
        (claim("sensitivity", 0.73, n=1114), {"n": 1114, "events": 320}, None),
        (claim("sensitivity", 0.73, n=320), {"n": 320, "events": 320}, 320),
        (claim("specificity", 0.864, n=794), {"n": 1114, "events": 320}, 794),
        (claim("ppv", 0.94, n=90), {"n": 90}, 90),
        (claim("accuracy", 0.97, n=951), {"n": 951}, 951),
        (claim("sensitivity", 0.73, n=45739, population="others"), {"n": 45739}, 45739),
        (claim("sensitivity", 0.925), {"n": 1114, "events": 320}, 320),
        (claim("specificity", 0.864), {"n": 1114, "events": 320}, 794),
        (claim("specificity", 0.864), {"n": 1114}, None),
        (claim("accuracy", 0.97), {"n": 951}, 951),
        (claim("ppv", 0.94), {"n": 90, "events": 3}, None),
        (claim("accuracy", 0.97, site="Brest"), {"n": 951}, None),
        (claim("accuracy", 0.97), {"n": -951}, None),
    ],
    ids=str,
)
def test_n_is_that_of_the_denominator_or_of_everybody(one: Claim, population: Claim, n: int | None) -> None:
    found = judged_one(one, population=population)

    assert found.n == n
    assert bool(found.problems) == (n is None)
    assert all(rule == ("missing-denominator", "n") for rule in rules(found))


@pytest.mark.parametrize(
    ("metrics", "n", "is_everybody"),
    [
        (("sensitivity", "specificity"), 200, False),
        (("sensitivity", "specificity"), 951, True),
        (("ppv", "npv"), 200, False),
        (("sensitivity", "ppv"), 200, True),
        (("sensitivity", "specificity", "ppv", "npv"), 200, True),
    ],
    ids=str,
)
def test_metrics_of_different_people_with_one_n_have_that_of_everybody(
    metrics: tuple[str, ...], n: int, *, is_everybody: bool
) -> None:
    found = judged(*[claim(metric, 0.805, n=n) for metric in metrics], population={"n": 951})

    assert {one.n for one in found.judgements} == {None if is_everybody else n}


COUNTS = "variant,site,sex,tp,fp,fn,tn\nrule,,,121,79,29,771\nrule,Brest,,50,20,,\nrule,,F,60,<11,[c],400\n"


@pytest.mark.parametrize(
    ("one", "state", "words"),
    [
        (claim("ppv", 0.605, n=200), "recomputed", "121/200 = 0.605"),
        (claim("ppv", 0.605, 0.537, 0.673, n=200), "recomputed", "method: Wald"),
        (claim("ppv", 0.605), "recomputed", "121/200"),
        (claim("ppv", 0.61), "recomputed", "121/200 = 0.605"),
        (claim("sensitivity", 0.807, n=1000, variant="rule"), "recomputed", "121/150"),
        (claim("ppv", 0.71, n=70, site="Brest"), "recomputed", "50/70"),
        (claim("ppv", 0.71, n=70, subgroup={"site": "Brest"}), "recomputed", "50/70"),
        (claim("f1", 0.691), "recomputed", "0.691"),
        (claim("reference-positives", 150, n=1000), "recomputed", "150"),
        (claim("flagged", 200), "recomputed", "200"),
        (claim("ppv", 0.71, n=99, site="Paris"), "consistent", "70/99"),
        (claim("ppv", 0.71, n=99, variant="other rule"), "consistent", "70/99"),
        (claim("ppv", 0.71, n=99, population="other people"), "consistent", "70/99"),
        (claim("ppv", 0.605, n=200, population="all of them", variant="rule"), "recomputed", "121/200"),
        (claim("ppv", 0.91, subgroup={"sex": "F"}), "declared", "count withheld"),
        (claim("npv", 0.91, site="Brest"), "declared", "count not measured"),
        (claim("reference-negatives", 60, site="Brest"), "declared", "No other figure"),
        (claim("c-index", 0.7), "declared", "does not recompute"),
        (claim("ppv", 0.605, variant="macro average, rule"), "declared", "average"),
    ],
    ids=str,
)
def test_a_claim_is_held_against_the_counts_of_its_own_stratum(one: Claim, state: str, words: str) -> None:
    found = judged_one(one, counts=COUNTS)

    assert found.state == state
    assert words in said(found)


@pytest.mark.parametrize(
    ("one", "expected", "words"),
    [
        (claim("ppv", 0.606), ("metric-mismatch", "value"), "0.606 is printed; the counts give 121/200 = 0.6050"),
        (claim("sensitivity", 0.806), ("metric-mismatch", "value"), "121/150 ≈ 0.8067 gives 0.806 only by cutting off"),
        (claim("ppv", 0.605, n=199), ("metric-mismatch", "n"), "n = 199 is printed; the counts come to 200"),
        (claim("ppv", 0.605, 0.55, 0.66), ("interval-mismatch", "ci"), "Wilson 0.536 to 0.670"),
        (claim("f1", 0.71), ("metric-mismatch", "value"), "the counts give 0.6914"),
        (claim("kappa", 0.63, n=999), ("metric-mismatch", "n"), "come to 1,000"),
        (claim("kappa", 0.627), ("metric-mismatch", "value"), "cutting off"),
        (claim("reference-positives", 151), ("metric-mismatch", "value"), "the counts give 150"),
    ],
    ids=str,
)
def test_what_counts_do_not_give_is_contradicted(one: Claim, expected: tuple[str, str], words: str) -> None:
    found = judged_one(one, counts=COUNTS)

    assert found.state == "contradicted"
    assert rules(found)[0] == expected
    assert words in said(found)


def test_an_interval_of_another_metric_is_told_beside_the_registrys_own() -> None:
    same = judged_one(claim("f1", 0.691, 0.634, 0.744), counts=COUNTS)
    other = judged_one(claim("f1", 0.691, 0.64, 0.74), counts=COUNTS)
    other_level = judged_one(claim("f1", 0.691, 0.64, 0.74, level=0.9), counts=COUNTS)

    assert {one.state for one in (same, other, other_level)} == {"recomputed"}
    assert "0.6337 to 0.7437" in said(same)
    assert "0.634 to 0.744 (method: Wilson on the Jaccard index" in said(other)
    assert len(other_level.reasons) == 1


def test_counts_without_variant_are_those_of_the_only_variant_claimed() -> None:
    counts = "tp,fp,fn,tn\n121,79,29,771\n"
    one, two = claim("ppv", 0.605, variant="A"), claim("ppv", 0.71, n=99, variant="B")

    assert judged_one(one, counts=counts).state == "recomputed"
    assert {found.state for found in judged({**one, "n": 200}, two, counts=counts).judgements} == {"consistent"}


def test_flagged_cases_alone_still_give_what_rests_on_them() -> None:
    reference = {"sampling": "flagged-only"}
    ppv, sensitivity = judged(
        claim("ppv", 0.605), claim("sensitivity", 0.807), counts=COUNTS, reference=reference
    ).judgements

    assert (ppv.state, sensitivity.state) == ("recomputed", "contradicted")
    assert rules(sensitivity) == [("not-estimable", "")]


@pytest.mark.parametrize(
    ("value", "state"),
    [(0.845, "recomputed"), (0.86, "declared"), (0.99, "contradicted")],
    ids=str,
)
def test_scores_in_ranges_give_a_metric_only_nearly(value: float, state: str) -> None:
    ranges = [(0.0, 0.2, 12, 300), (0.2, 0.5, 30, 150), (0.5, 1.0, 90, 50)]
    rows = tuple(ScoresRow(Stratum(), low, high, yes, no) for low, high, yes, no in ranges)
    recomputed = recompute(None, ScoresTable((), rows))

    (found,) = verify_claims(evaluation(claim("auc", value)), recomputed).judgements

    assert found.computed is not None
    assert found.computed.value == pytest.approx(55_800 / 66_000)
    assert found.state == state


def test_an_evaluation_without_claims_has_no_judgement() -> None:
    assert verify_claims(evaluation()) == judged()
    assert verify_claims(evaluation()).judgements == ()


NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False), st.decimals(0, 1, places=3).map(float), st.integers(-5, 10**12)
)
SIZES = st.none() | st.integers(-3, 400) | st.integers(-(10**18), 10**18)
TEXTS = st.sampled_from([None, {"fr": "A"}, {"en": "macro average"}])
CLAIMS = st.fixed_dictionaries(
    {"metric": st.sampled_from(sorted(load_vocabulary("metrics").terms)), "value": NUMBERS},
    optional={
        "n": SIZES.filter(lambda n: n is not None),
        "ci": st.fixed_dictionaries(
            {"level": st.sampled_from([0.95, 0.9, 0, 1, 2, -1, 1e-300]), "lower": NUMBERS, "upper": NUMBERS},
            optional={"method": st.sampled_from(["Wilson", "exact", "bootstrap"])},
        ),
        "variant": TEXTS.filter(lambda text: text is not None),
        "threshold": NUMBERS,
    },
)


@given(st.lists(CLAIMS, min_size=1, max_size=6), SIZES, SIZES)
def test_any_claims_come_to_a_state_with_a_reason(claims: list[Claim], n: int | None, events: int | None) -> None:
    people = {name: size for name, size in (("n", n), ("events", events)) if size is not None}

    found = judged(*claims, population=people, counts=COUNTS)

    assert [one.position for one in found.judgements] == list(range(len(claims)))
    for one in found.judgements:
        assert one.state in load_vocabulary("claim_states").terms
        assert one.reasons
        assert all(words.in_("fr").endswith((".", ". ")) and words.in_("en").endswith(".") for words in one.reasons)
        assert not any("{" in words.in_("fr") for words in one.reasons)
        assert all(problem.mend.in_("fr") and problem.mend.in_("en") for problem in one.problems)
        assert one.state != "contradicted" or one.problems or found.implied
