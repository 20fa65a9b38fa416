"""The audit says of a withheld count what trying every value says."""

import itertools
import json
import random
from typing import Any

import pytest

from boas.documents import Evaluation
from boas.evidence import read_counts
from boas.evidence.disclosure import PublishedEvaluation, audit_disclosure, may_be_same_people
from boas.evidence.disclosure._metric_constraints import FORMULAS
from boas.evidence.disclosure._publications import parse_period
from boas.parsing import read_table

HEADER = "variant,sex,tp,fp,fn,tn\n"
TABLE = f"{HEADER},,100,50,50,900\n,female,44,20,<11,500\n,male,[c],30,[c],400\n"
WOMEN = {"subgroup": {"sex": "female"}}
BELOW = 11


def published(
    table: str, *reported: dict[str, Any], name: str = "own", algorithm: str = "one", **population: object
) -> PublishedEvaluation:
    """An evaluation; a figure's value is written as it is printed."""
    texts = [one.get("value", "") for one in reported]
    listed = [one | ({"value": float(one["value"])} if "value" in one else {}) for one in reported]
    document = {
        "schema_version": 1,
        "id": "evaluation",
        "subject": {"id": f"algorithm-{algorithm}", "version": "1.0.0"},
        "source": "source",
        "population": {"description": {"en": "Invented"}, "period": "2022/2024"} | population,
    } | ({"reported": listed} if listed else {})
    return PublishedEvaluation(
        name,
        algorithm,
        Evaluation.model_validate_json(json.dumps(document)),
        read_counts(read_table(table.encode())) if table else None,
        written=lambda position, path: texts[position] if path == ("value",) else "",
    )


def back(own: PublishedEvaluation, *others: PublishedEvaluation) -> set[tuple[str, str, int]]:
    """Small counts that come back: group, count and value."""
    found = audit_disclosure(own, others, BELOW)
    assert found.is_exhaustive
    small = (one for one in found.disclosed if one.value < BELOW and one.cell in {"tp", "fp", "fn", "tn"})
    return {(dict(one.stratum.groups).get("sex", ""), one.cell, one.value) for one in small}


@pytest.mark.parametrize(("metric", "value"), [
    ("positive-likelihood-ratio", "22.88"), ("balanced-accuracy", "0.9208"), ("mcc", "0.7540"), ("kappa", "0.7470"),
    ("f1", "0.772"), ("npv", "0.9881"), ("accuracy", "0.9544"), ("sensitivity", "0.880"), ("prevalence", "0.0877"),
    ("negative-likelihood-ratio", "0.1248"), ("flag-rate", "0.1123"),
])  # fmt: skip
def test_every_metric_of_a_group_gives_its_count_back(metric: str, value: str) -> None:
    assert back(published(TABLE, {"metric": metric, "value": value} | WOMEN)) == {("female", "fn", 6)}


@pytest.mark.parametrize("metric", ["auc", "c-index", "brier", "calibration-slope"])
@pytest.mark.parametrize("told", [{"value": "0.91"}, {"as_printed": "entre 0,90 et 0,92"}])
def test_the_n_beside_any_metric_of_a_group_gives_its_count_back(metric: str, told: dict[str, str]) -> None:
    assert back(published(TABLE, {"metric": metric, "n": 570} | told | WOMEN)) == {("female", "fn", 6)}
    assert back(published(TABLE, {"metric": metric} | told | WOMEN)) == set()


def test_a_coarse_figure_gives_nothing_back() -> None:
    assert back(published(TABLE, {"metric": "accuracy", "value": "0.95"} | WOMEN)) == set()


@pytest.mark.parametrize("what", ["threshold", "outcome", "population", "reference_standard"])
@pytest.mark.parametrize("is_own", [True, False])
def test_what_sets_a_figure_apart_is_no_cover(what: str, is_own: bool) -> None:  # noqa: FBT001 -- a case
    said = {what: 0.4 if what == "threshold" else {"en": "another"}}
    sensitivity = {"metric": "sensitivity", "value": "0.880"} | WOMEN
    figures = (sensitivity | said,) if is_own else (sensitivity, {"metric": "auc", "value": "0.91"} | said)

    assert back(published(TABLE, *figures)) == {("female", "fn", 6)}


def test_words_and_public_figures_count_too() -> None:
    assert back(published(TABLE, {"metric": "sensitivity", "as_printed": "environ 88,0 %"} | WOMEN))
    public = {"metric": "sensitivity", "value": "0.880", "already_public": "10.1000/xyz"}
    assert back(published(TABLE, public | WOMEN))


OTHER = f"{HEADER},,110,70,40,880\n,female,38,40,12,480\n,male,72,30,28,400\n"


def test_another_evaluation_gives_a_count_back_and_is_named() -> None:
    own = published(TABLE, n=1100)
    for algorithm, period in itertools.product(("one", "two"), ("2022/2024", "2022-01/2024-12")):
        other = published(OTHER, name="other", algorithm=algorithm, n=1100, period=period)
        assert may_be_same_people(own, other)
        assert back(own, other) == {("female", "fn", 6)}
        assert {one.others for one in audit_disclosure(own, (other,), BELOW).disclosed} == {("other",)}


def test_other_people_give_nothing_back() -> None:
    own = published(TABLE, n=1100)
    strangers = (
        published(OTHER, algorithm="two", n=1100, period="2019/2021"),
        published(OTHER, algorithm="two", n=1101),
    )

    assert not any(may_be_same_people(own, one) for one in strangers)
    assert not may_be_same_people(published("", age_min=18), published("", age_min=65))
    assert back(own, published(OTHER.replace(",,110,70,40,880", ",,111,70,41,878"))) == set()


def test_one_period_may_be_written_in_several_ways() -> None:
    assert parse_period("2022/2024") == parse_period("2022-01/2024-12") == parse_period("2022-01-01/2024-12-31")
    assert parse_period("2024-02/2024-02") == parse_period("2024-02-01/2024-02-29")


def test_effort_that_runs_out_is_told() -> None:
    figures: list[dict[str, Any]] = [{"metric": "accuracy", "value": "0.95"} | WOMEN, {"metric": "mcc", "value": "0.7"}]

    assert not audit_disclosure(published(TABLE, *figures), (), BELOW, effort=0).is_exhaustive
    crowd = [published(OTHER.replace("38", str(30 + n)), name=str(n)) for n in range(20)]
    assert not audit_disclosure(published(TABLE), crowd, BELOW).is_exhaustive


@pytest.mark.parametrize("seed", range(40))
def test_a_count_comes_back_exactly_when_all_values_tried_leave_one_or_two_neighbours(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- the same on every run
    women, men = ([chance.randint(*ends) for ends in ((20, 60), (3, 30), (1, 10), (60, 200))] for _ in range(2))
    total = [one + other for one, other in zip(women, men, strict=True)]
    hidden = [(0, 2), (1, 2)] + ([(0, 1), (1, 1)] if chance.random() < 0.5 else [])
    shown = [[str(cell) for cell in row] for row in (women, men)]
    for row, column in hidden:
        shown[row][column] = "<11" if (women, men)[row][column] < BELOW else "[c]"
    rows = f",,{','.join(map(str, total))}\n,female,{','.join(shown[0])}\n,male,{','.join(shown[1])}\n"
    metrics = [(chance.choice(list(FORMULAS)[:13]), chance.choice((1, 2, 2, 3))) for _ in range(2)]
    told = [(name, f"{FORMULAS[name][0](*women):.{decimals}f}") for name, decimals in metrics]
    # What lies on the very edge between two printed numbers may have been rounded either way.
    told = [(name, text) for name, text in told if gives(name, women, text)]

    found = back(published(HEADER + rows, *({"metric": name, "value": text} | WOMEN for name, text in told)))

    assert found == tried(women, men, hidden, told)


def tried(
    women: list[int], men: list[int], hidden: list[tuple[int, int]], told: list[tuple[str, str]]
) -> set[tuple[str, str, int]]:
    """What trying all values of the hidden counts leaves."""
    columns = sorted({column for _, column in hidden})
    total = {column: women[column] + men[column] for column in columns}
    kept: list[dict[tuple[int, int], int]] = []
    for values in itertools.product(*(range(total[column] + 1) for column in columns)):
        mine = dict(zip(columns, values, strict=True))
        cells = {(0, column): mine[column] for column in columns}
        cells |= {(1, column): total[column] - mine[column] for column in columns}
        is_small = all(1 <= cells[at] < BELOW for at in hidden if (women, men)[at[0]][at[1]] < BELOW)
        table = [mine.get(column, women[column]) for column in range(4)]
        if is_small and all(gives(name, table, text) for name, text in told):
            kept.append(cells)
    found = set()
    for row, column in hidden:
        left = sorted({cells[row, column] for cells in kept})
        was_small = (women, men)[row][column] < BELOW
        if left[-1] - left[0] < (2 if was_small else 1) and 0 < left[0] < BELOW:
            found.add((("female", "male")[row], ("tp", "fp", "fn", "tn")[column], left[0]))
    return found


def gives(metric: str, table: list[int], text: str) -> bool:
    """Whether a table gives a printed figure, ends of its range left out."""
    decimals = len(text.partition(".")[2])
    try:
        return bool(abs(FORMULAS[metric][0](*table) - float(text)) * 10**decimals < 0.5 - 1e-9)
    except ZeroDivisionError:
        return False
