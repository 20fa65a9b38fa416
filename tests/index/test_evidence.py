"""Answers about evidence carry what was computed beside what was written, and nothing that JSON cannot say."""

import json
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from boas.evidence import Stratum, Suppression
from boas.index import AlgorithmQuery, open_index
from boas.index._json_values import to_json_value
from tests.index.conftest import fill_from
from tests.registry.proving import BY_SEX, INSIDE, RULE, Proving

WITHHELD = """variant,site,sex,tp,fp,fn,tn
,,,320,80,80,1520
,,female,180,40,<11,760
,,male,140,40,[c],760
"""
CLAIMS = [
    {"metric": "sensitivity", "value": 0.8, "n": 400},
    {"metric": "ppv", "value": 0.99},
    {"metric": "brier", "value": 0.2},
]
REFERENCES = {"sex": "female"}


@pytest.fixture
def proving(tmp_path: Path) -> Proving:
    return Proving(tmp_path / "registry")


def asked(proving: Proving, path: str) -> Any:  # noqa: ANN401 -- any answer
    """One answer once everything is committed."""
    proving.settle()
    file = proving.path.parent / "index.sqlite"
    fill_from(proving, file)
    with closing(open_index(file)) as index:
        return json.loads(index.read_body(path) or b"null")


def listed(proving: Proving, **filters: tuple[str, ...]) -> list[str]:
    """Ids of the algorithms that filters choose, in the index filled last."""
    with closing(open_index(proving.path.parent / "index.sqlite")) as index:
        answer = json.loads(index.list_algorithms(AlgorithmQuery(filters=filters)))
    return [row["id"] for row in answer["algorithms"]]


def test_an_evaluation_carries_its_claims_its_files_and_who_speaks(proving: Proving) -> None:
    proving.evaluate("externe", {"counts.csv": BY_SEX}, reported=CLAIMS)
    answer = asked(proving, "algorithms/exemple-regle/evaluations/externe")
    folder = f"{RULE}/evaluations/externe"
    assert [judgement["state"] for judgement in answer["judgements"]] == ["recomputed", "contradicted", "declared"]
    assert [file["path"] for file in answer["files"]] == [f"{folder}/evaluation.yaml", f"{folder}/counts.csv"]
    assert answer["files"][1]["sha256"] == sha256(BY_SEX.encode()).hexdigest()
    assert answer["files"][0]["published"]["commit"] == proving.git("rev-parse", "HEAD")
    assert answer["independence"]["term"] == "independent"
    assert answer["dimensions"] == ["sex"]
    assert answer["counts"]["header"] == ["variant", "site", "sex", "tp", "fp", "fn", "tn"]


def test_what_was_recomputed_says_for_whom_and_with_which_interval(proving: Proving) -> None:
    proving.evaluate("externe", {"counts.csv": BY_SEX})
    answer = asked(proving, "algorithms/exemple-regle/evaluations/externe")
    whole, female, male = answer["recomputed"]
    assert (whole["stratum"], whole["is_derived"]) == ({"variant": "", "site": "", "groups": {}}, True)
    assert (female["stratum"]["groups"], male["stratum"]["groups"]) == ({"sex": "female"}, {"sex": "male"})
    assert [one["estimates"]["sensitivity"]["value"] for one in (whole, female, male)] == [0.8, 0.9, 0.7]
    assert whole["estimates"]["sensitivity"]["method"] == "wilson"
    assert 0 < whole["estimates"]["sensitivity"]["lower"] < 0.8 < whole["estimates"]["sensitivity"]["upper"]


def test_withheld_counts_stay_withheld_in_answers(proving: Proving) -> None:
    proving.evaluate("externe", {"counts.csv": WITHHELD})
    answer = asked(proving, "algorithms/exemple-regle/evaluations/externe")
    found = {tuple(one["stratum"]["groups"].values()): one for one in answer["recomputed"]}
    assert [found[group]["fn"] for group in [(), ("female",), ("male",)]] == [80, "<11", "[c]"]
    assert found["female",]["estimates"]["sensitivity"]["value"] is None
    assert found["female",]["estimates"]["sensitivity"]["missing"] == "withheld"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (float("nan"), None),
        (float("inf"), None),
        (-0.1, -0.1),
        (1 / 3, 0.333333333333),
        (Suppression.SMALL, "<7"),
        (Suppression.COMPLEMENT, "[c]"),
        (None, None),
        (True, True),
        (Stratum("v", "s", (("sex", "f"),)), {"variant": "v", "site": "s", "groups": {"sex": "f"}}),
        (((1, float("-inf")), {"a": (2.0,)}), [[1, None], {"a": [2.0]}]),
    ],
)
def test_computed_values_become_what_json_can_say(value: object, said: object) -> None:
    assert to_json_value(value, 7) == said


def test_the_card_gets_states_and_the_worst_group_but_not_every_number(proving: Proving) -> None:
    proving.evaluate("externe", {"counts.csv": BY_SEX}, reported=CLAIMS, reference_groups=REFERENCES)
    answer = asked(proving, "algorithms/exemple-regle")
    (summary,) = answer["evaluations"]
    assert [judgement["state"] for judgement in summary["judgements"]] == ["recomputed", "contradicted", "declared"]
    assert {"recomputed", "disparities", "pooled"}.isdisjoint(summary)
    (worst,) = (gap for gap in summary["worst"] if gap["metric"] == "sensitivity")
    assert (worst["group"], worst["reference"], worst["state"]) == ("male", "female", "gap-shown")


def test_a_row_tells_the_state_of_its_number_and_for_whom_it_works_least_well(proving: Proving) -> None:
    proving.evaluate("externe", {"counts.csv": BY_SEX}, reported=CLAIMS, reference_groups=REFERENCES)
    row = asked(proving, "algorithms/exemple-regle")["row"]
    assert (row["headline"]["metric"], row["headline"]["state"]) == ("sensitivity", "recomputed")
    assert row["worst"] | {"difference": 0, "lower": 0, "upper": 0} == {
        "metric": "sensitivity",
        "dimension": "sex",
        "group": "male",
        "reference": "female",
        "difference": 0,
        "lower": 0,
        "upper": 0,
        "state": "gap-shown",
        "evaluation": "externe",
        "version": "1.0.0",
    }
    assert row["worst"]["difference"] == pytest.approx(-0.2)
    assert row["worst"]["lower"] < -0.2 < row["worst"]["upper"] < 0
    assert row["evidence"] == ["declared", "recomputed", "contradicted"]


def test_counts_give_the_first_number_where_nobody_published_one(proving: Proving) -> None:
    proving.evaluate("externe", {"counts.csv": BY_SEX})
    headline = asked(proving, "algorithms/exemple-regle")["row"]["headline"]
    assert (headline["metric"], headline["value"], headline["n"]) == ("sensitivity", 0.8, 400)
    assert (headline["state"], headline["variant"], headline["ci"]["level"]) == ("recomputed", None, 0.95)
    assert (headline["denominator"], headline["is_computed"]) == (400, True)


@pytest.mark.parametrize(
    ("claim", "denominator", "has_interval"),
    [
        pytest.param({"metric": "sensitivity", "value": 0.8}, 400, True, id="the counts give it"),
        pytest.param({"metric": "sensitivity", "value": 0.8, "n": 400}, 400, True, id="and n agrees"),
        pytest.param({"metric": "sensitivity", "value": 0.5}, None, False, id="the counts contradict it"),
        pytest.param(
            {"metric": "ppv", "value": 0.7, "site": "Lyon", "n": 999}, None, False, id="n may count everybody"
        ),
        pytest.param({"metric": "auc", "value": 0.8, "n": 999}, None, False, id="a metric that is no proportion"),
    ],
)
def test_the_first_number_has_a_denominator_only_where_one_is_known(
    proving: Proving, claim: dict[str, object], denominator: int | None, *, has_interval: bool
) -> None:
    proving.evaluate("externe", {"counts.csv": BY_SEX}, reported=[claim], date="2019")

    headline = asked(proving, "algorithms/exemple-regle")["row"]["headline"]

    assert (headline["metric"], headline["denominator"]) == (claim["metric"], denominator)
    assert (headline["ci"], bool(headline["computed_ci"])) == (None, has_interval)
    assert (headline["date"], headline["is_computed"]) == ("2019", False)


def test_a_printed_interval_that_fits_tells_the_denominator_without_counts(proving: Proving) -> None:
    printed = {"level": 0.95, "lower": 0.7580, "upper": 0.8363}
    proving.evaluate("externe", reported=[{"metric": "sensitivity", "value": 0.8, "n": 400, "ci": printed}])

    headline = asked(proving, "algorithms/exemple-regle")["row"]["headline"]

    assert (headline["denominator"], headline["computed_ci"]) == (400, None)


def test_algorithms_are_found_by_the_state_of_their_figures(proving: Proving) -> None:
    proving.evaluate("externe", {"counts.csv": BY_SEX}, reported=CLAIMS)
    asked(proving, "status")
    for state in ("recomputed", "contradicted", "declared"):
        assert listed(proving, evidence=(state,)) == ["exemple-regle"]
    assert listed(proving, evidence=("consistent",)) == []
    assert "exemple-score" in listed(proving, evidence=("none",))


def test_claims_are_counted_by_state_over_all_evaluations(proving: Proving) -> None:
    proving.evaluate("externe", {"counts.csv": BY_SEX}, reported=CLAIMS)
    proving.evaluate("plus-ancienne", reported=[{"metric": "brier", "value": 0.2}], date="2019")
    answer = asked(proving, "algorithms/exemple-regle/evidence")
    assert answer["n_by_state"] == {"declared": 2, "consistent": 0, "recomputed": 1, "contradicted": 1}
    assert [one["id"] for one in answer["evaluations"]] == ["externe", "plus-ancienne"]
    assert (answer["version"], len(answer["digest"])) == ("1.0.0", 64)
    assert answer["step"]["level"] == 1
    assert answer["step"]["missing"][0]["en"] == "Fix the figure of evaluation “externe” that does not add up."


def test_versions_carry_their_own_level(proving: Proving) -> None:
    proving.evaluate("externe", {"counts.csv": BY_SEX})
    version = asked(proving, "algorithms/exemple-regle/versions/1.0.0")
    assert (version["level"], version["step"]["level"]) == (3, 3)
    assert "bias audit" in version["step"]["missing"][0]["en"]


def test_dimensions_are_measured_excused_or_passed_over_in_silence(proving: Proving) -> None:
    card = proving.card()
    card["bias"]["not_assessed"] = [{"dimension": "skin_tone", "reason": {"fr": "Non recueilli."}}]
    proving.write_card(card)
    proving.evaluate("externe", {"counts.csv": BY_SEX})
    answer = asked(proving, "algorithms/exemple-regle/bias")
    states = {row["dimension"]: (row["state"], row["is_expected"]) for row in answer["dimensions"]}
    assert states["sex"] == ("measured", True)
    assert states["age_band"] == ("silent", True)
    assert states["skin_tone"] == ("excused", False)
    assert [row["excuse"] for row in answer["dimensions"] if row["excuse"]] == card["bias"]["not_assessed"]
    assert answer["bias"]["not_assessed"] == card["bias"]["not_assessed"]


def test_a_column_that_nobody_filled_measures_nothing(proving: Proving) -> None:
    proving.evaluate("externe", {"counts.csv": "variant,site,sex,tp,fp,fn,tn\n,,,320,80,80,1520\n"})
    answer = asked(proving, "algorithms/exemple-regle/bias")
    assert answer["dimensions"][0] == {"dimension": "sex", "state": "silent", "excuse": None, "is_expected": True}
    assert answer["evaluations"] == []


def test_bias_is_told_for_the_latest_version_alone(proving: Proving) -> None:
    proving.evaluate("externe", {"counts.csv": BY_SEX})
    proving.audit("audit-biais")
    proving.copy_version(f"{RULE}/versions", "1.0.0", "1.0.1")
    proving.write(f"{RULE}/versions/1.0.1/code/exemple.sql", "SELECT 2\n")
    before = asked(proving, "algorithms/exemple-regle/bias")
    assert (before["version"], before["evaluations"], before["audits"]) == ("1.0.1", [], [])
    everything = asked(proving, "algorithms/exemple-regle")
    assert [audit["id"] for audit in everything["audits"]] == ["audit-biais"]


def test_the_strictest_margin_of_independent_audits_goes_before_the_evaluations_own(proving: Proving) -> None:
    proving.evaluate("externe", {"counts.csv": BY_SEX}, margin=0.3)
    path = "algorithms/exemple-regle/evaluations/externe"
    assert asked(proving, path)["margin"] == 0.3
    proving.audit("interne", margin=0.01, auditor={"name": "Camille Martin", "organisation": INSIDE})
    proving.audit("securite", margin=0.01, kind="security")
    proving.audit("autre", margin=0.01, evaluations=["une-autre"])
    assert asked(proving, path)["margin"] == 0.3
    proving.audit("large", margin=0.2)
    proving.audit("strict", margin=0.05, evaluations=["externe"])
    answer = asked(proving, path)
    assert answer["margin"] == 0.05
    assert {gap["margin"] for gap in answer["disparities"]} == {0.05}


def test_an_audit_says_whether_it_holds(proving: Proving) -> None:
    proving.audit("audit-biais", review_due="2026-01-05")
    (audit,) = asked(proving, "algorithms/exemple-regle/bias")["audits"]
    assert (audit["is_of_this_digest"], audit["is_in_date"], audit["counts_for_level"]) == (True, False, False)
    assert (audit["independence"]["term"], audit["audit"]["review_due"]) == ("independent", "2026-01-05")
    assert audit["path"] == f"{RULE}/audits/audit-biais.yaml"


def test_sites_are_pooled(proving: Proving) -> None:
    rows = "variant,site,tp,fp,fn,tn\n,Nord,180,40,20,760\n,Sud,140,40,60,760\n,Ouest,160,30,40,770\n"
    proving.evaluate("externe", {"counts.csv": rows})
    answer = asked(proving, "algorithms/exemple-regle/evaluations/externe")
    (pooled,) = (one for one in answer["pooled"] if one["metric"] == "sensitivity")
    assert [name for name, _ in pooled["sites"]] == ["Nord", "Sud", "Ouest"]
    assert pooled["together"]["value"] == 0.8
    assert answer["dimensions"] == ["site"]


def test_the_same_commit_gives_the_same_answers(proving: Proving, tmp_path: Path) -> None:
    proving.evaluate("externe", {"counts.csv": WITHHELD}, reported=CLAIMS)
    first = asked(proving, "algorithms/exemple-regle/evidence")
    fill_from(proving, tmp_path / "other.sqlite")
    with closing(open_index(tmp_path / "other.sqlite")) as index:
        assert json.loads(index.read_body("algorithms/exemple-regle/evidence") or b"") == first
