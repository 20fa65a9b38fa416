"""A small count is found out wherever it is given away: printed, left over by a subtraction, implied by a rate."""

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.documents import Evaluation
from boas.evidence import Cell, CountsRow, CountsTable, DisclosedCell, ScoresRow, ScoresTable, Stratum, Suppression
from boas.evidence.disclosure import find_disclosures

SMALL, COMPLEMENT = Suppression.SMALL, Suppression.COMPLEMENT
WHOLE = Stratum()
MEN, WOMEN, UNKNOWN = (Stratum(groups=(("sex", group),)) for group in ("M", "F", "unknown"))
BREST, LILLE = Stratum(site="Brest"), Stratum(site="Lille")


def table(*rows: tuple[Stratum, Cell] | tuple[Stratum, Cell, Cell, Cell, Cell], threshold: int = 11) -> CountsTable:
    """A table; rows that give one count only have it as true positives, and nothing else was measured."""
    listed = []
    for line, (stratum, *cells) in enumerate(rows, start=2):
        tp, fp, fn, tn = (*cells, None, None, None)[:4]
        listed.append(CountsRow(stratum, tp, fp, fn, tn, line))
    return CountsTable(("sex",), tuple(listed), threshold)


def evaluation(*reported: dict[str, Any], sampling: str | None = None, **fields: object) -> Evaluation:
    """An evaluation with these figures; `n` and `events` are about its population."""
    people = {name: fields.pop(name) for name in ("n", "events") if name in fields}
    reference = {"text": {"fr": "Dossier"}, "sampling": sampling} if sampling else None
    return Evaluation.model_validate(
        {
            "schema_version": 1,
            "id": "an-evaluation",
            "subject": {"id": "an-algorithm", "version": "1.0.0"},
            "population": {"description": {"fr": "Des personnes"}, **people},
            "reported": reported or None,
            "reference_standard": reference,
            **fields,
        }
    )


def told(found: tuple[DisclosedCell, ...]) -> list[tuple[str, Stratum, str, int | None]]:
    return [(one.kind, one.stratum, one.cell, one.value) for one in found]


def test_a_printed_small_count_is_told_with_its_line() -> None:
    (found,) = find_disclosures(table((WHOLE, 40, 10, 11, 0)))

    assert told((found,)) == [("printed", WHOLE, "fp", 10)]
    assert found.line == 2
    assert found.sentence.in_("en") == "False positives (everybody): a count below 11 is published."
    assert found.sentence.in_("fr") == "Faux positifs (toute la population) : un effectif inférieur à 11 est publié."


def test_nobody_is_no_small_count() -> None:
    assert find_disclosures(table((WHOLE, 0, 0, 0, 0))) == ()


def test_less_than_two_is_one() -> None:
    assert told(find_disclosures(table((WHOLE, SMALL), threshold=2))) == [("printed", WHOLE, "tp", 1)]


SUBTRACTIONS = {
    "one group withheld": ([(WHOLE, 40), (MEN, 33), (WOMEN, SMALL)], [(WOMEN, 7)]),
    "one group left empty": ([(WHOLE, 40), (MEN, 33), (WOMEN, None)], [(WOMEN, 7)]),
    "one group withheld as complement": ([(WHOLE, 40), (MEN, 33), (WOMEN, COMPLEMENT)], [(WOMEN, 7)]),
    "one group left out": ([(WHOLE, 40), (MEN, 33)], [(WHOLE, 7)]),
    "one site withheld": ([(WHOLE, 40), (BREST, 31), (LILLE, SMALL)], [(LILLE, 9)]),
    "the whole follows from its sites": (
        [(BREST, 20), (LILLE, 20), (MEN, 33), (WOMEN, SMALL)],
        [(WOMEN, 7)],
    ),
    "two small ones that can only be one each": (
        [(WHOLE, 35), (MEN, 33), (WOMEN, SMALL), (UNKNOWN, SMALL)],
        [(WOMEN, 1), (UNKNOWN, 1)],
    ),
    "the complement is given by the sites": (
        [
            (WHOLE, 40),
            (MEN, COMPLEMENT),
            (WOMEN, SMALL),
            (Stratum("", "Brest", MEN.groups), 20),
            (Stratum("", "Lille", MEN.groups), 13),
        ],
        [(WOMEN, 7)],
    ),
    "two small ones": ([(WHOLE, 40), (MEN, 33), (WOMEN, SMALL), (UNKNOWN, SMALL)], []),
    "a complement": ([(WHOLE, 40), (MEN, COMPLEMENT), (WOMEN, SMALL)], []),
    "a large count is no exposure": ([(WHOLE, 400), (MEN, 333), (WOMEN, COMPLEMENT)], []),
    "groups that overlap": ([(WHOLE, 40), (MEN, 33), (WOMEN, 20)], []),
    "groups that leave many out": ([(WHOLE, 400), (MEN, 33), (WOMEN, SMALL)], []),
    "variants are not added up": ([(Stratum("A"), 40), (Stratum("B", "", MEN.groups), 33)], []),
    "no whole": ([(MEN, 33), (WOMEN, SMALL)], []),
    "nothing": ([], []),
}


@pytest.mark.parametrize(("rows", "found"), SUBTRACTIONS.values(), ids=list(SUBTRACTIONS))
def test_a_count_is_worked_out_from_others(rows: list[tuple[Stratum, Cell]], found: list[tuple[Stratum, int]]) -> None:
    assert told(find_disclosures(table(*rows))) == [("subtraction", stratum, "tp", value) for stratum, value in found]


def test_a_mistake_in_one_sum_does_not_hide_what_another_one_gives_away() -> None:
    crossed = Stratum("", "Brest", WOMEN.groups), Stratum("", "Lille", WOMEN.groups)
    rows = table((WHOLE, 40), (MEN, 33), (WOMEN, COMPLEMENT), (crossed[0], 20), (crossed[1], COMPLEMENT))

    assert told(find_disclosures(rows)) == [("subtraction", WOMEN, "tp", 7)]


def test_a_breakdown_at_one_site_only_says_nothing_about_the_other() -> None:
    at_brest = (Stratum("", "Brest", groups) for groups in (MEN.groups, WOMEN.groups))
    rows = ((WHOLE, 100), (BREST, 60), (LILLE, 40), (MEN, 70), (WOMEN, 30))

    assert find_disclosures(table(*rows, *((one, COMPLEMENT) for one in at_brest))) == ()


def test_sums_that_cannot_be_leave_the_others_standing() -> None:
    old, young = (Stratum(groups=(("age_band", group),)) for group in ("old", "young"))
    rows = table((WHOLE, 40), (MEN, 33), (WOMEN, SMALL), (old, SMALL), (young, SMALL), (UNKNOWN, 0))

    assert told(find_disclosures(rows)) == [("subtraction", WOMEN, "tp", 7)]


POPULATIONS = {
    "n": ((40, 100, 120, SMALL), {"n": 265}, [("tn", 5)]),
    "events": ((SMALL, 100, 120, 300), {"events": 126}, [("tp", 6)]),
    "flagged only": ((SMALL, 90, None, None), {"n": 95, "sampling": "flagged-only"}, [("tp", 5)]),
    "not everybody was measured": ((40, 100, 120, SMALL), {"n": 1000}, []),
    "fewer than were counted": ((40, 100, 120, SMALL), {"n": 200}, []),
}


@pytest.mark.parametrize(("cells", "population", "found"), POPULATIONS.values(), ids=list(POPULATIONS))
def test_the_number_of_people_gives_a_count_away(
    cells: tuple[Cell, Cell, Cell, Cell], population: dict[str, Any], found: list[tuple[str, int]]
) -> None:
    rows = table((WHOLE, *cells))

    assert told(find_disclosures(rows, evaluation(**population))) == [("subtraction", WHOLE, *one) for one in found]


BY_CI = {"level": 0.95, "lower": 0.665, "upper": 0.938}
IMPLIED = {
    "rate and n": ({"metric": "sensitivity", "value": 0.846, "n": 26}, [("fn", 4)]),
    "rate and interval": ({"metric": "sensitivity", "value": 0.846, "ci": BY_CI}, [("fn", 4)]),
    "specificity": ({"metric": "specificity", "value": 0.965, "n": 200}, [("fp", 7)]),
    "ppv": ({"metric": "ppv", "value": 0.94, "n": 90}, [("fp", 5)]),
    "npv": ({"metric": "npv", "value": 0.97, "n": 100}, [("fn", 3)]),
    "prevalence": ({"metric": "prevalence", "value": 0.05, "n": 100}, [("positives", 5)]),
    "flag rate": ({"metric": "flag-rate", "value": 0.07, "n": 100}, [("flagged", 7)]),
    "accuracy": ({"metric": "accuracy", "value": 0.98, "n": 100}, [("wrong", 2)]),
    "several counts fit": ({"metric": "sensitivity", "value": 0.8, "n": 26}, []),
    "large counts": ({"metric": "sensitivity", "value": 0.65, "n": 736}, []),
    "no number of people": ({"metric": "sensitivity", "value": 0.846}, []),
    "nobody missed": ({"metric": "sensitivity", "value": 1.0, "n": 12}, []),
    "impossible": ({"metric": "sensitivity", "value": 1.7, "n": 26}, []),
    "an interval of no method": (
        {"metric": "sensitivity", "value": 0.846, "ci": {"level": 0.95, "lower": 0.1, "upper": 0.9}},
        [],
    ),
    "a level that is none": ({"metric": "sensitivity", "value": 0.846, "ci": BY_CI | {"level": 95}}, []),
    "words": ({"metric": "sensitivity", "as_printed": "environ 0.75", "n": 40}, []),
    "an average": (
        {"metric": "ppv", "value": 0.94, "n": 90, "variant": {"fr": "moyenne des trois services"}},
        [],
    ),
    "another metric": ({"metric": "auc", "value": 0.846, "n": 26}, []),
}


@pytest.mark.parametrize(("figure", "found"), IMPLIED.values(), ids=list(IMPLIED))
def test_a_rate_implies_a_count(figure: dict[str, Any], found: list[tuple[str, int]]) -> None:
    assert told(find_disclosures(None, evaluation(figure))) == [("implied", WHOLE, *one) for one in found]


def test_a_figure_that_implies_a_count_is_named_by_its_place() -> None:
    figures = {"metric": "auc", "value": 0.8}, {"metric": "ppv", "value": 0.94, "n": 90}

    assert [one.position for one in find_disclosures(None, evaluation(*figures))] == [1]


def test_figures_are_put_together() -> None:
    figures = (
        {"metric": "sensitivity", "value": 0.9, "n": 100},
        {"metric": "ppv", "value": 0.9677, "ci": None},
        {"metric": "flagged", "value": 93},
    )

    assert ("implied", WHOLE, "fp", 3) in told(find_disclosures(None, evaluation(*figures)))


def test_figures_that_contradict_one_another_are_heard_one_by_one() -> None:
    figures = {"metric": "ppv", "value": 0.94, "n": 90}, {"metric": "flagged", "value": 500}

    assert told(find_disclosures(None, evaluation(*figures))) == [("implied", WHOLE, "fp", 5)]


def test_a_figure_lifts_the_veil_over_a_withheld_count() -> None:
    rows = table((WHOLE, 60, 40, 50, 90), (WOMEN, COMPLEMENT, 20, SMALL, 30), (MEN, COMPLEMENT, 20, COMPLEMENT, 60))
    figure = {"metric": "sensitivity", "value": 0.75, "n": 28, "subgroup": {"sex": "F"}}

    (found,) = find_disclosures(rows, evaluation(figure))

    assert told((found,)) == [("implied", WOMEN, "fn", 7)]
    assert (found.line, found.position) == (3, 0)


def test_the_number_of_everybody_beside_two_rates_is_the_denominator_of_neither() -> None:
    figures = ({"metric": metric, "value": 0.95, "n": 100} for metric in ("sensitivity", "specificity"))

    assert find_disclosures(None, evaluation(*figures, n=100)) == ()


def test_figures_about_another_outcome_say_nothing_about_the_table() -> None:
    rows = table((WHOLE, 60, 40, SMALL, 90))
    about = {"metric": "sensitivity", "value": 0.9231, "n": 65}

    assert told(find_disclosures(rows, evaluation(about))) == [("implied", WHOLE, "fn", 5)]
    assert [one.line for one in find_disclosures(rows, evaluation(about))] == [2]
    assert [one.line for one in find_disclosures(rows, evaluation(about | {"outcome": {"fr": "Décès"}}))] == [0]


def test_a_variant_is_known_by_either_name() -> None:
    rows = table((Stratum("strict"), 60, 40, SMALL, 90), (Stratum("large"), 60, 40, 70, 90))
    figure = {"metric": "sensitivity", "value": 0.9231, "n": 65, "variant": {"fr": "stricte", "en": "strict"}}

    assert told(find_disclosures(rows, evaluation(figure))) == [("implied", Stratum("strict"), "fn", 5)]


DOI = "10.1000/xyz"
PRINTED = {
    "n beside a figure": (evaluation({"metric": "auc", "value": 0.8, "n": 7}), [("n", 7, 0)]),
    "a figure that is a count": (
        evaluation({"metric": "auc", "value": 0.8}, {"metric": "flagged", "value": 4}),
        [("flagged", 4, 1)],
    ),
    "the population": (evaluation(n=9, events=3), [("n", 9, None), ("positives", 3, None)]),
    "figures read in a publication": (
        evaluation({"metric": "ppv", "value": 0.94, "n": 9, "already_public": DOI}, n=9),
        [],
    ),
    "counts read in a publication": (evaluation(n=9, counts_already_public=DOI), []),
}


@pytest.mark.parametrize(("document", "found"), PRINTED.values(), ids=list(PRINTED))
def test_a_small_number_of_people_is_told(document: Evaluation, found: list[tuple[str, int, int | None]]) -> None:
    printed = [(one.cell, one.value, one.position) for one in find_disclosures(None, document) if one.kind == "printed"]

    assert printed == found


def test_what_is_public_already_is_no_exposure() -> None:
    rows = table((WHOLE, 40, 5, 6, 7), (MEN, 33), (WOMEN, SMALL))

    assert find_disclosures(rows, evaluation(counts_already_public=DOI, n=58)) == ()
    assert find_disclosures(None, evaluation({"metric": "ppv", "value": 0.94, "n": 90, "already_public": DOI})) == ()


def scores(*rows: tuple[Stratum, float, float, Cell, Cell]) -> ScoresTable:
    """A table of scores."""
    listed = (ScoresRow(*row[:3], *row[3:], line) for line, row in enumerate(rows, start=2))
    return ScoresTable(("sex",), tuple(listed))


def test_a_printed_small_count_of_scores_is_told() -> None:
    (found,) = find_disclosures(None, scores=scores((WHOLE, 0, 0.1, 3, 100), (WHOLE, 0.1, 0.1, 0, 200)))

    assert told((found,)) == [("printed", WHOLE, "positives", 3)]
    assert (found.table, found.line) == ("scores", 2)
    assert found.sentence.in_("fr").startswith("Positifs selon la référence (toute la population, score de 0 à 0,1) :")


SCORES = {
    "a withheld range": (
        [(WHOLE, 0, 0.5, 40, 100), (MEN, 0, 0.5, 33, 50), (WOMEN, 0, 0.5, SMALL, 50)],
        [("positives", WOMEN, 7, 4)],
    ),
    "wider ranges of one group": (
        [
            (WHOLE, 0, 0.1, 20, 50),
            (WHOLE, 0.1, 1, 60, 50),
            (MEN, 0, 0.1, 15, 20),
            (MEN, 0.1, 1, 20, 20),
            (WOMEN, 0, 1, 45, 60),
        ],
        [("positives", WOMEN, 5, 0)],
    ),
    "the same ranges everywhere": (
        [
            (WHOLE, 0, 0.1, 40, 50),
            (WHOLE, 0.1, 1, 60, 50),
            (MEN, 0, 1, 55, 40),
            (WOMEN, 0, 1, 45, 60),
        ],
        [],
    ),
    "a single score inside a range": (
        [(WHOLE, 3, 3, 40, 40), (WHOLE, 0, 3, 60, 60), (MEN, 0, 3, 40, 40), (MEN, 3, 3, 36, 20)],
        [("positives", WOMEN, 4, 0)],
    ),
}


@pytest.mark.parametrize(("rows", "found"), SCORES.values(), ids=list(SCORES))
def test_counts_of_scores_are_worked_out_from_others(
    rows: list[tuple[Stratum, float, float, Cell, Cell]], found: list[tuple[str, Stratum, int, int]]
) -> None:
    listed = (*rows, (WOMEN, 5.0, 5.0, 0, 0))

    exposed = find_disclosures(None, scores=scores(*listed))

    assert [(one.cell, one.stratum, one.value, one.line) for one in exposed] == found
    assert {one.kind for one in exposed} <= {"subtraction"}


def test_scores_in_all_give_a_count_away() -> None:
    rows = scores((WHOLE, 0, 0.5, 20, 400), (WHOLE, 0.5, 1, 34, 130))

    assert told(find_disclosures(table((WHOLE, 50, 30, SMALL, 500)), scores=rows)) == [("subtraction", WHOLE, "fn", 4)]
    assert find_disclosures(table((WHOLE, COMPLEMENT, 30, SMALL, 500)), scores=rows) == ()


def test_too_many_ranges_to_look_at_are_said() -> None:
    rows = (
        (Stratum(site=f"S{site}"), site * 200.0 + one, site * 200.0 + one + 1, 20, 20)
        for site in range(20)
        for one in range(100)
    )

    assert [one.kind for one in find_disclosures(None, scores=scores(*rows))] == ["unchecked"]


def test_a_search_that_is_stopped_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("boas.evidence.disclosure._inference._MOST_EFFORT", 0)
    rows = table((WHOLE, 40), (MEN, 33), (WOMEN, SMALL), (UNKNOWN, SMALL))

    (found,) = find_disclosures(rows)

    assert (found.kind, found.value) == ("unchecked", None)


def test_a_table_broken_down_in_more_ways_than_anybody_does_is_not_searched() -> None:
    rows = [(Stratum(groups=((f"d{number}", "x"),)), 40 + number) for number in range(40)]

    assert [one.kind for one in find_disclosures(table((WHOLE, 7), *rows))] == ["printed", "unchecked"]


def test_no_sentence_repeats_the_count_that_must_stay_unknown() -> None:
    found = find_disclosures(
        table((WHOLE, 40, 9, 30, 30), (MEN, 33, None, None, None), (WOMEN, SMALL, None, None, None))
    )

    assert {one.value for one in found} == {7, 9}
    assert not any(str(one.value) in text for one in found for text in (one.sentence.in_("fr"), one.sentence.in_("en")))


SITES, GROUPS, MOST = ("A", "B"), ("F", "M"), 3
CROSSED = tuple(itertools.product(SITES, GROUPS))
EVERY = np.array(list(itertools.product(range(MOST * 4 + 2), repeat=4)))
"""All crossed tables that could be behind a published one."""
PARTS = {
    WHOLE: [0, 1, 2, 3],
    **{Stratum(site=site): [CROSSED.index((site, group)) for group in GROUPS] for site in SITES},
    **{Stratum(groups=(("sex", group),)): [CROSSED.index((site, group)) for site in SITES] for group in GROUPS},
    **{Stratum("", site, (("sex", group),)): [place] for place, (site, group) in enumerate(CROSSED)},
}


@given(
    st.lists(st.integers(0, MOST), min_size=4, max_size=4),
    st.lists(st.booleans(), min_size=9, max_size=9),
    st.lists(st.booleans(), min_size=9, max_size=9),
)
def test_what_is_worked_out_is_what_every_possible_table_has(
    truth: list[int], hidden: list[bool], listed: list[bool]
) -> None:
    threshold = 3
    rows, could_be = [], np.ones(len(EVERY), dtype=bool)
    for (stratum, places), is_hidden, is_listed in zip(PARTS.items(), hidden, listed, strict=True):
        value, sums = sum(truth[place] for place in places), EVERY[:, places].sum(axis=1)
        small = 0 < value < threshold
        cell: Cell = SMALL if small else COMPLEMENT if is_hidden else value
        if is_listed or len(places) == 1:
            rows.append((stratum, cell))
            could_be &= ((sums > 0) & (sums < threshold)) if small else is_hidden | (sums == value)
    possible = EVERY[could_be]
    expected = {
        (stratum, int(possible[0, places].sum()))
        for stratum, places in PARTS.items()
        if len(set(possible[:, places].sum(axis=1))) == 1 and 0 < possible[0, places].sum() < threshold
    }

    found = {(one.stratum, one.value) for one in find_disclosures(table(*rows, threshold=threshold))}

    assert found <= expected
    assert {one for one in expected if one[0] in dict(rows)} <= found
