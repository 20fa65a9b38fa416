"""What the registry says of every figure published about a real algorithm: one line each, with the reason.

A figure that does not add up is a result, not a slip of this test: facts stay as their source prints them.
"""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from boas.documents import Evaluation
from boas.evidence import ClaimVerdict, Evidence, build_request, evaluate
from boas.parsing import Document, read_collection, read_folder

ROOT = Path(__file__).parents[2]

NO_N = "n is not given"
IN_WORDS = "gives words"
EVERYBODY = "counts everybody"
BY_OTHERS = "By the other figures"
LITTLE = "says next to nothing"
AVERAGE = "average of several results"

Lines = tuple[str, ...]

EXPECTED: dict[str, Lines] = {
    "avc-ait-pmsi": (
        "ppv 0.8826 recomputed: The counts give 1,473/1,669 ≈ 0.8826.",
        f"ppv 0.8996 declared: {NO_N}",
        f"ppv 0.9274 declared: {NO_N}",
    ),
    "cancer-colorectal-pmsi": (
        f"sensitivity environ 0.75 declared: {IN_WORDS}",
        f"ppv environ 0.75 declared: {IN_WORDS}",
        f"ppv environ 0.60 declared: {IN_WORDS}",
    ),
    "cancers-incidents-espri": (
        f"sensitivity 0.909 à 1.000 declared: {IN_WORDS}",
        f"ppv 0.581 à 0.952 declared: {IN_WORDS}",
    ),
    "charlson-sniiram": ("discrimination 0.91 declared: The registry does not recompute this metric.",),
    "diabete-trois-algorithmes": (
        f"sensitivity 0.73 declared: {EVERYBODY}",
        f"sensitivity 0.77 declared: {EVERYBODY}",
        f"specificity > 0.99 declared: {IN_WORDS}",
        f"npv > 0.99 declared: {IN_WORDS}",
        f"sensitivity 0.86 declared: {EVERYBODY}",
        f"sensitivity 0.97 declared: {EVERYBODY}",
        f"specificity > 0.99 declared: {IN_WORDS}",
        f"npv > 0.99 declared: {IN_WORDS}",
        "kappa 0.98 declared: recomputed from counts.csv, which is not given",
        f"sensitivity 0.93 declared: {EVERYBODY}",
        f"sensitivity 0.99 declared: {EVERYBODY}",
        f"specificity > 0.99 declared: {IN_WORDS}",
        f"npv > 0.99 declared: {IN_WORDS}",
        "kappa 0.95 declared: recomputed from counts.csv, which is not given",
    ),
    "dionisos-poussees-sep": (
        f"sensitivity 0.74 consistent: {BY_OTHERS}: 0.740 to 0.744.",
        f"specificity 0.852 consistent: {BY_OTHERS}: 0.8491 to 0.8575.",
        f"ppv 0.653 consistent: {BY_OTHERS}: 0.6424 to 0.6585.",
        f"npv 0.898 consistent: {BY_OTHERS}: 0.8940 to 0.8999.",
        f"sensitivity 0.754 consistent: {BY_OTHERS}: 0.7445 to 0.7620.",
        f"specificity 0.85 consistent: {BY_OTHERS}: 0.848 to 0.851.",
        f"ppv 0.653 consistent: {BY_OTHERS}: 0.6429 to 0.6644.",
        f"npv 0.902 consistent: {BY_OTHERS}: 0.8983 to 0.9061.",
        f"sensitivity 0.751 consistent: {BY_OTHERS}: 0.7486 to 0.7531.",
        f"specificity 0.818 consistent: {BY_OTHERS}: 0.8162 to 0.8196.",
        f"ppv 0.554 consistent: {BY_OTHERS}: 0.5511 to 0.5573.",
        f"npv 0.916 consistent: {BY_OTHERS}: 0.9154 to 0.9167.",
    ),
    "eds-pseudo": (f"f1 0.99 declared: {NO_N}",),
    "eds-pseudo-public": (
        f"sensitivity 0.9694 consistent: {BY_OTHERS}: 0.96923 to 0.96953.",
        f"ppv 0.9817 consistent: {BY_OTHERS}: 0.98152 to 0.98183.",
        f"f1 0.9755 consistent: {BY_OTHERS}: 0.97546 to 0.97556.",
        f"sensitivity 0.9843 consistent: {BY_OTHERS}: 0.98417 to 0.98446.",
        f"ppv 0.9899 consistent: {BY_OTHERS}: 0.98976 to 0.99007.",
        f"f1 0.9871 consistent: {BY_OTHERS}: 0.98704 to 0.98714.",
        f"sensitivity 0.9689 consistent: {BY_OTHERS}: 0.96867 to 0.96897.",
        f"ppv 0.9754 consistent: {BY_OTHERS}: 0.97517 to 0.97547.",
        f"f1 0.9721 consistent: {BY_OTHERS}: 0.97209 to 0.97219.",
        f"sensitivity 0.9075 consistent: {BY_OTHERS}: 0.90689 to 0.90806.",
        f"ppv 0.919 consistent: {BY_OTHERS}: 0.9188 to 0.9191.",
        f"f1 0.9132 consistent: {BY_OTHERS}: 0.91294 to 0.91349.",
    ),
    "edsnlp-comorbidites-charlson": (
        f"sensitivity 0.96 declared: {AVERAGE}",
        f"specificity 0.992 declared: {AVERAGE}",
        f"ppv 0.954 declared: {AVERAGE}",
        "f1 0.957 declared: goes 0.012 below the value and 0.006 above it",
    ),
    "edsnlp-hypothese": (f"f1 0.49 declared: {NO_N}", f"f1 0.52 declared: {NO_N}"),
    "edsnlp-negation": (f"f1 0.71 declared: {NO_N}", f"f1 0.88 declared: {NO_N}"),
    "hemorragie-majeure": (
        "sensitivity 0.65 consistent: 0.62 to 0.69, follows from n = 736 (methods: Wilson, Wald, Exact",
        f"specificity 0.99 consistent: {BY_OTHERS}: 0.990.",
        f"reference-positives 736 consistent: {BY_OTHERS}: 736.",
        f"reference-negatives 15276 consistent: {BY_OTHERS}: 15,276.",
        f"flagged 637 declared: {BY_OTHERS}: 556 to 711.",
        f"ppv 0.96 declared: {LITTLE}",
        f"flagged 293 consistent: {BY_OTHERS}: 293.",
        "ppv 0.71 contradicted: 141/197 ≈ 0.716 gives it (methods: Wald, Exact (Clopper–Pearson), Wilson with",
        f"flagged 197 consistent: {BY_OTHERS}: 197.",
        f"ppv 0.59 declared: {LITTLE}",
        f"flagged 147 consistent: {BY_OTHERS}: 147.",
    ),
    "insuffisance-cardiaque-i50": (
        "ppv 0.605 consistent: 0.537 to 0.673, follows from 121/200 = 0.605 (method: Wald).",
        "ppv 0.88 consistent: 0.835 to 0.925, follows from 176/200 = 0.880 (method: Wald).",
        "sensitivity 0.642 consistent: 0.58 to 0.704, follows from 147/229 ≈ 0.642 (methods: Wald, Exact",
    ),
    "mortalite-sca-motifs-sequentiels": (f"auc 0.71 à 0.99 declared: {IN_WORDS}",),
    "parkinson-delivrances": (
        "sensitivity 0.925 consistent: 296/320 = 0.925.",
        "specificity 0.864 consistent: 686/794 ≈ 0.864.",
    ),
    "spf-typage-diabete-ml": (f"accuracy 0.97 declared: {LITTLE}",),
    "spondylodiscite-pmsi": ("ppv 0.94 consistent: 85/90 ≈ 0.944.",),
}


EXPECTED_LATER: dict[str, dict[str, int]] = {
    "base-grossesses-snds/effectifs-2013-2024": {"declared": 1},
    "grossesses-episodes/effectifs-2018": {"declared": 1},
    "partages-cu2-codage-cim10/parhaf-288": {"declared": 12},
    "partages-cu2-qualifieur-preuves/real-dev400": {"declared": 1},
    "partages-cu2-qualifieur-preuves/syn-cal300": {"declared": 1},
    "partages-cu2-qualifieur-preuves/syn-clin500": {"declared": 1},
    "spf-diabete-meconnu-ml/resume-indicateurs": {"declared": 2},
    "spf-typage-diabete-ml/resume-indicateurs": {"declared": 2},
    "thrombopenie-immunologique/effectifs-2014": {"declared": 1},
}
"""Of the evaluations entered later, how many of their figures are in which state."""


@cache
def real_evaluations() -> dict[str, tuple[Document, Evidence]]:
    """Evaluations of real algorithms with what they come to, by algorithm, those after its first by `algorithm/id`.

    Invented examples are not among them. The first one is the one read with the card, before all that came later.
    """
    collection = read_collection(read_folder(ROOT))
    found = {}
    for document in collection.select_kind("evaluation"):
        algorithm = document.location.name("algorithm")
        name = f"{algorithm}/{document.location.id}"
        if not algorithm.startswith("example-"):
            counts = collection.documents.get(document.path.replace("evaluation.yaml", "counts.csv"))
            evidence = evaluate(build_request(document, counts))
            found[name if name in EXPECTED_LATER else algorithm] = (document, evidence)
    return found


def evidence_of(algorithm: str) -> Evidence:
    return real_evaluations()[algorithm][1]


def told(evaluation: Evaluation, one: ClaimVerdict, expected: str) -> str:
    """The line of one figure, with the expected reason if it is among its reasons, or else all of them."""
    claim = (evaluation.reported or ())[one.position]
    number = claim.as_printed if claim.value is None else f"{claim.value:g}"
    reasons = " ".join(reason.in_("en") for reason in one.reasons)
    reason = expected.partition(": ")[2]
    return f"{claim.metric} {number} {one.state}: {reason if reason in reasons else reasons}"


def test_every_real_evaluation_is_looked_at() -> None:
    assert EXPECTED.keys() <= real_evaluations().keys() <= EXPECTED.keys() | EXPECTED_LATER.keys()


@pytest.mark.parametrize("name", EXPECTED_LATER)
def test_every_later_evaluation_comes_to_what_is_expected(name: str) -> None:
    if name not in real_evaluations():
        pytest.skip("not entered yet")
    states = Counter(one.state for one in evidence_of(name).verification.judgements)

    assert dict(states) == EXPECTED_LATER[name]


@pytest.mark.parametrize("algorithm", EXPECTED)
def test_each_figure_is_in_the_expected_state_for_the_expected_reason(algorithm: str) -> None:
    document, evidence = real_evaluations()[algorithm]

    lines = zip(evidence.verification.judgements, EXPECTED[algorithm], strict=True)

    assert tuple(told(document.content, one, line) for one, line in lines) == EXPECTED[algorithm]


@pytest.mark.parametrize("algorithm", EXPECTED)
def test_every_reason_is_a_sentence_in_both_languages(algorithm: str) -> None:
    for one in evidence_of(algorithm).verification.judgements:
        for words in (*one.reasons, *(problem.mend for problem in one.problems)):
            for text in (words.in_("fr"), words.in_("en")):
                assert text.endswith(".")
                assert text[0].isupper() or text[0].isdigit() or text.startswith("n ")


def test_only_one_published_figure_does_not_add_up() -> None:
    contradicted = [
        (algorithm, one.position, [problem.rule for problem in one.problems])
        for algorithm in real_evaluations()
        for one in evidence_of(algorithm).verification.judgements
        if one.state == "contradicted"
    ]

    assert contradicted == [("hemorragie-majeure", 7, ["interval-mismatch"])]


def test_major_bleeding_leaves_few_tables_and_its_three_kinds_do_not_make_up_the_whole() -> None:
    whole, *kinds, parts = evidence_of("hemorragie-majeure").verification.implied

    assert whole.ranges == {"tp": (479, 482), "fp": (155, 158), "fn": (254, 257), "tn": (15118, 15121)}
    assert [kind.ranges["tp"] for kind in kinds] == [(280, 282), (139, 140), (86, 87)]
    assert not parts.is_possible
    assert "they give 505 to 509 true positives and it gives 479 to 482" in parts.sentence.in_("en")


def test_relapses_fit_a_table_of_as_many_patients_as_printed() -> None:
    first, second, third = evidence_of("dionisos-poussees-sep").verification.implied

    assert (first.n, second.n, third.n) == (1640, 1640, 9966)
    assert first.ranges == {"tp": (331, 333), "fp": (176, 177), "fn": (115, 116), "tn": (1015, 1017)}
    assert second.ranges == {"tp": (337, 338), "fp": (179, 180), "fn": (110, 110), "tn": (1012, 1014)}
    # Both variants were measured on the same patients, and leave room for the same number of them with a relapse.
    positives = [
        range(one.ranges["tp"][0] + one.ranges["fn"][0], sum(one.ranges[c][1] for c in ("tp", "fn")) + 1)
        for one in (first, second)
    ]
    assert set(positives[0]) & set(positives[1]) == {447, 448}


def test_parkinson_fits_its_population() -> None:
    document, evidence = real_evaluations()["parkinson-delivrances"]
    (implied,) = evidence.verification.implied
    people = document.content.population

    cells = {cell: low for cell, (low, high) in implied.ranges.items() if low == high}

    assert cells == {"tp": 296, "fp": 108, "fn": 24, "tn": 686}
    assert sum(cells.values()) == people.n
    assert cells["tp"] + cells["fn"] == people.events
