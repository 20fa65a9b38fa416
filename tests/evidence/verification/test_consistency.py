"""Printed numbers about the same people come from one table, or cannot be true together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.evidence.verification import FORMS
from boas.evidence.verification._consistency import MOST_SOLVES, MOST_TOGETHER
from tests.evidence.evaluations import claim, judged, rules, said

FOUR = {"sensitivity": 0.74, "specificity": 0.852, "ppv": 0.653, "npv": 0.898}


def four(n: int | None = 1640, **changed: float) -> list[dict[str, object]]:
    size = {} if n is None else {"n": n}
    return [claim(metric, value, **size) for metric, value in (FOUR | changed).items()]


def test_two_rates_and_a_third_imply_the_fourth() -> None:
    found = judged(*four())

    assert {one.state for one in found.judgements} == {"consistent"}
    assert "By the other figures: 0.8940 to 0.8999" in said(found.judgements[3])
    (implied,) = found.implied
    assert (implied.positions, implied.n, implied.is_possible) == ((0, 1, 2, 3), 1640, True)
    assert implied.ranges == {"tp": (331, 333), "fp": (176, 177), "fn": (115, 116), "tn": (1015, 1017)}
    assert "true positives 331 to 333" in implied.sentence.in_("en")


@pytest.mark.parametrize("n", [1640, 10**12, None], ids=str)
def test_a_fourth_rate_that_three_others_exclude_is_contradicted(n: int | None) -> None:
    found = judged(*[{**one, "subgroup": {"sex": "F"}} for one in four(n, npv=0.91)])

    assert {one.state for one in found.judgements} == {"contradicted"}
    assert [rules(one)[-1:] == [("impossible-value", "")] for one in found.judgements] == [True, False, False, False]
    assert "By the other figures: 0.894 to 0.900" in said(found.judgements[3])
    (implied,) = found.implied
    assert not implied.is_possible
    assert implied.ranges == {}
    assert "sensitivity 0.74; specificity 0.852" in implied.sentence.in_("en")


def test_rates_that_fractions_allow_may_still_be_no_whole_numbers() -> None:
    # 0.74 of positives and 0.653 of flagged people: too few of 100 fit all four.
    assert judged(*four(100)).judgements[0].state == "contradicted"
    assert judged(*four(None)).judgements[0].state == "consistent"


def test_f1_follows_from_sensitivity_and_ppv() -> None:
    sound = judged(claim("sensitivity", 0.9694), claim("ppv", 0.9817), claim("f1", 0.9755))
    wrong = judged(claim("sensitivity", 0.9694), claim("ppv", 0.9817), claim("f1", 0.9765))

    assert {one.state for one in sound.judgements} == {"consistent"}
    assert {one.state for one in wrong.judgements} == {"contradicted"}
    assert "0.97546 to 0.97556" in said(wrong.judgements[2])
    assert sound.implied[0].ranges == {}


def test_counts_leave_a_table_open_and_check_what_they_determine() -> None:
    found = judged(
        claim("sensitivity", 0.65, 0.62, 0.69, n=736),
        claim("specificity", 0.99, n=15276),
        claim("reference-positives", 736, n=16012),
        claim("reference-negatives", 15276, n=16012),
        claim("flagged", 637, n=16012),
    )

    assert [one.state for one in found.judgements] == [*["consistent"] * 4, "declared"]
    assert found.implied[0].ranges == {"tp": (479, 482), "fp": (155, 158), "fn": (254, 257), "tn": (15118, 15121)}
    # What the others leave open of 637 is too wide to say anything.
    assert "556 to 711" in said(found.judgements[4])


def test_counts_that_do_not_add_up_are_contradicted() -> None:
    found = judged(
        claim("sensitivity", 0.65, n=736),
        claim("reference-positives", 735, n=16012),
        claim("reference-negatives", 15277, n=16012),
    )

    assert [one.state for one in found.judgements] == ["contradicted", "declared", "declared"]
    assert all("No confusion table" in said(one) for one in found.judgements)
    assert rules(found.judgements[0]) == [("impossible-value", "")]


def test_when_no_single_claim_is_to_blame_all_are_contradicted() -> None:
    rates = [claim("reference-positives", positives, n=n) for positives, n in ((5, 10), (6, 11), (7, 12))]

    found = judged(*rates)

    assert [one.state for one in found.judgements] == ["contradicted"] * 3
    assert [len(one.problems) for one in found.judgements] == [1, 0, 0]


@pytest.mark.parametrize("apart", ["variant", "outcome", "population", "site", "reference_standard"])
def test_claims_about_others_are_not_put_together(apart: str) -> None:
    one, *rest = four(npv=0.91)
    told = "Brest" if apart == "site" else {"en": "another"}

    found = judged({**one, apart: told}, *rest)

    assert "contradicted" not in {judgement.state for judgement in found.judgements}
    assert all(0 not in implied.positions for implied in found.implied)


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ({"sampling": "stratified"}, ("sample is stratified",) * 2 + ("cannot be estimated",) * 2),
        ({"sampling": "stratified-by-flag"}, ("cannot be estimated",) * 2 + ("sample is stratified",) * 2),
        ({"sampling": "all"}, ("No confusion table",) * 4),
    ],
    ids=["stratified", "stratified-by-flag", "all"],
)
def test_strata_weighed_differently_are_no_table(reference: dict[str, str], words: tuple[str, ...]) -> None:
    found = judged(*four(npv=0.91), reference=reference)

    assert all(one in said(other) for one, other in zip(words, found.judgements, strict=True))


def test_what_counts_or_a_range_decide_is_not_put_together() -> None:
    counts = "tp,fp,fn,tn\n332,176,116,1016\n"
    decided = judged(*four(npv=0.91), counts=counts)
    out_of_range = judged(*four(npv=1.91))
    average = judged(*[{**one, "variant": {"en": "macro average"}} for one in four(npv=0.91)])

    assert decided.implied == average.implied == ()
    assert [one.state for one in decided.judgements][3] == "contradicted"
    assert out_of_range.implied[0].positions == (0, 1, 2)


def parts(*, whole: int, rate: float = 0.75) -> list[dict[str, object]]:
    sizes = {"brain": (200, 0.95), "gut": (100, 0.8), "elsewhere": (100, 0.4)}
    of_parts = [
        one
        for name, (n, ppv) in sizes.items()
        for one in (claim("ppv", ppv, n=n, variant=name), claim("flagged", n, variant=name))
    ]
    return [claim("ppv", rate, n=whole, variant="any"), claim("flagged", whole, variant="any"), *of_parts]


def test_variants_that_look_like_parts_are_added_up_without_contradicting_anything() -> None:
    sound, wrong, other = (judged(*parts(whole=400, rate=rate)) for rate in (0.77, 0.60, 0.77))

    assert sound.implied[-1].is_possible
    assert "which agrees" in sound.implied[-1].sentence.in_("en")
    assert not wrong.implied[-1].is_possible
    assert wrong.implied[-1].positions == tuple(range(8))
    assert "“brain, gut, elsewhere” together flag 400" in wrong.implied[-1].sentence.in_("en")
    assert "contradicted" not in {one.state for one in wrong.judgements}
    assert other == sound


def test_variants_that_do_not_make_up_another_are_left_alone() -> None:
    assert len(judged(*parts(whole=401)).implied) == 4
    assert len(judged(*parts(whole=400)[:4]).implied) == 2


def test_too_many_figures_are_told_to_be_unlooked_at() -> None:
    sets = [{**one, "variant": {"en": f"variant {number}"}} for number in range(125) for one in four()]
    crowd = [claim("ppv", 0.653, n=1640)] * (MOST_TOGETHER + 1)

    found = judged(*sets)

    assert 0 < len(found.implied) <= MOST_SOLVES // 4
    unlooked = [one for one in found.judgements if "too many figures" in said(one)]
    assert len(unlooked) == 500 - 4 * len(found.implied)
    assert all("too many figures" in said(one) for one in judged(*crowd).judgements)


TABLES = st.tuples(*[st.integers(0, 60)] * 4).filter(lambda cells: sum(cells) > 0)


@pytest.mark.no_cover  # the same lines very often, traced by other tests
@given(TABLES, st.sets(st.sampled_from(sorted(FORMS)), min_size=1), st.integers(1, 4), st.booleans())
def test_what_one_table_gives_is_never_contradicted(
    cells: tuple[int, ...],
    metrics: set[str],
    decimals: int,
    has_sizes: bool,  # noqa: FBT001 -- drawn
) -> None:
    claims: list[dict[str, object]] = []
    texts: dict[tuple[object, ...], str] = {}
    for metric in sorted(metrics):
        form = FORMS[metric]
        top = sum(weight * cell for weight, cell in zip(form.top, cells, strict=True))
        bottom = sum(weight * cell for weight, cell in zip(form.bottom or (), cells, strict=False))
        if form.bottom is None:
            claims.append(claim(metric, top))
        elif bottom:
            texts[(len(claims), "value")] = f"{top / bottom:.{decimals}f}"
            size = {"n": bottom} if has_sizes and metric != "f1" else {}
            claims.append(claim(metric, float(texts[len(claims), "value"]), **size))
    if not claims:
        return

    found = judged(*claims, texts=texts)

    # Sizes of different people that happen to be equal are read as those of everybody, and may then be too few.
    sizes = [one["n"] for one in claims if "n" in one]
    if len(set(sizes)) == len(sizes):
        assert "contradicted" not in {one.state for one in found.judgements}
        for implied in found.implied:
            assert implied.is_possible
            for cell, count in zip(("tp", "fp", "fn", "tn"), cells, strict=True):
                low, high = implied.ranges.get(cell, (count, count))
                assert low <= count <= high
