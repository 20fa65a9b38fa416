"""Audits and reviews between organisations, as the answer about each of them gives them."""

import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from boas.index import open_index
from tests.index.conftest import fill_from
from tests.registry.proving import INSIDE, OUTSIDE, Proving

SCORE = "model_cards/algorithms/exemple-score"
COLLEAGUE = {"name": "Sacha Collègue", "organisation": INSIDE}


@pytest.fixture
def proving(tmp_path: Path) -> Proving:
    return Proving(tmp_path / "registry")


def asked(proving: Proving, *names: str) -> list[Any]:
    """The answers about organisations once everything is committed."""
    proving.settle()
    file = proving.path.parent / "index.sqlite"
    fill_from(proving, file)
    with closing(open_index(file)) as index:
        return [json.loads(index.read_body(f"organisations/{name}") or b"null") for name in names]


def judge_back(proving: Proving) -> None:
    """Somebody from the authors' organisation audits an algorithm of the other one."""
    proving.audit("retour", auditor=COLLEAGUE, date="2025-07-01", subject=subject("exemple-score"))
    (proving.path / SCORE / "audits").mkdir(exist_ok=True)
    shutil.move(
        proving.path / "model_cards/algorithms/exemple-regle/audits/retour.yaml", proving.path / SCORE / "audits"
    )


def subject(name: str, version: str = "1.0.0") -> dict[str, str]:
    return {"id": name, "version": version, "digest": "0" * 64}


def test_an_audit_is_given_by_one_organisation_and_received_by_the_other(proving: Proving) -> None:
    proving.audit("externe")

    inside, outside = asked(proving, INSIDE, OUTSIDE)

    (received,) = inside["audits_received"]
    assert outside["audits_given"] == [received]
    assert (inside["audits_given"], outside["audits_received"]) == ([], [])
    assert received["algorithm"]["id"] == "exemple-regle"
    assert (received["kind"], received["version"], received["date"]) == ("bias", "1.0.0", "2025-06-02")
    assert (received["auditor"], received["standing"]) == ("Claude Ailleurs", "independent")
    assert received["organisation"]["id"] == OUTSIDE
    assert [one["id"] for one in received["producers"]] == [INSIDE]
    assert inside["reciprocal"] == outside["reciprocal"] == []


def test_a_colleagues_audit_stands_on_both_sides_and_makes_no_pair(proving: Proving) -> None:
    proving.audit("interne", auditor=COLLEAGUE, kind="review")

    (inside,) = asked(proving, INSIDE)

    assert inside["audits_given"] == inside["audits_received"]
    assert [one["standing"] for one in inside["audits_given"]] == ["same-organisation"]
    assert inside["reciprocal"] == []


def test_an_organisation_has_the_audits_of_every_file_about_it(proving: Proving) -> None:
    proving.write(
        "model_cards/organisations/exemple-seconde.yaml",
        'schema_version: 1\nid: exemple-seconde\nname:\n  fr: Maison inventée\nsiren: "732829320"\n',
    )
    proving.audit("interne", auditor={"name": "Claude Ailleurs", "organisation": "exemple-seconde"})

    inside, second = asked(proving, INSIDE, "exemple-seconde")

    assert [one["standing"] for one in inside["audits_given"]] == ["same-organisation"]
    assert second["audits_given"] == second["audits_received"] == inside["audits_received"]
    assert inside["reciprocal"] == second["reciprocal"] == []


def test_two_organisations_that_judge_each_other_are_said_to(proving: Proving) -> None:
    proving.audit("externe")
    judge_back(proving)

    inside, outside = asked(proving, INSIDE, OUTSIDE)

    assert [one["id"] for one in inside["reciprocal"]] == [OUTSIDE]
    assert [one["id"] for one in outside["reciprocal"]] == [INSIDE]


def test_audits_stand_newest_first(proving: Proving) -> None:
    for day in ("2025-01-02", "2025-03-04", "2025-02-03"):
        proving.audit(f"du-{day}", date=day)

    (outside,) = asked(proving, OUTSIDE)

    assert [one["date"] for one in outside["audits_given"]] == ["2025-03-04", "2025-02-03", "2025-01-02"]


def test_an_audit_without_organisation_is_received_and_given_by_nobody(proving: Proving) -> None:
    proving.audit("seul", auditor={"name": "Claude Ailleurs"})

    inside, outside = asked(proving, INSIDE, OUTSIDE)

    assert [(one["organisation"], one["standing"]) for one in inside["audits_received"]] == [(None, "unknown")]
    assert outside["audits_given"] == []


def test_an_audit_of_a_version_that_is_not_there_is_left_out(proving: Proving) -> None:
    proving.audit("ancien", subject=subject("exemple-regle", "9.9.9"))

    inside, outside = asked(proving, INSIDE, OUTSIDE)

    assert inside["audits_received"] == outside["audits_given"] == []


@pytest.mark.parametrize(
    ("maker", "n"), [pytest.param(INSIDE, 0, id="in a real one"), pytest.param(OUTSIDE, 1, id="in an invented one")]
)
def test_audits_of_worked_examples_stand_only_in_invented_organisations(proving: Proving, maker: str, n: int) -> None:
    proving.audit("externe")
    proving.edit("model_cards/algorithms/exemple-regle/algorithm.yaml", "origin: submitted", "origin: example")
    proving.edit(f"{SCORE}/versions/1.0.0/card.yaml", f"- {OUTSIDE}\n", f"- {maker}\n")

    (inside,) = asked(proving, INSIDE)

    assert len(inside["audits_received"]) == n
