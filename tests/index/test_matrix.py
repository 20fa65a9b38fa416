"""The audit matrix: every check follows from facts, examples are shown but never counted."""

import csv
import json
from collections.abc import Callable
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from boas.documents import load_vocabulary
from boas.index import Index, format_matrix_csv, open_index
from boas.index._composer import Composer
from boas.index._matrix import CHECKS, MatrixSubject, check_recency
from tests.git_registry import GitRegistry
from tests.index.conftest import fill_from, picture
from tests.registry.proving import BY_SEX, INSIDE, RULE, Proving, rule_of

COUNTS = {"counts.csv": BY_SEX}
RIGHT = {"metric": "sensitivity", "value": 0.8}
WRONG = {"metric": "sensitivity", "value": 0.95}
UNVERIFIED = {"metric": "c-index", "value": 0.7}
FROM_INSIDE = {"name": "Camille Martin", "organisation": INSIDE}


@pytest.fixture
def proving(tmp_path: Path) -> Proving:
    return Proving(tmp_path / "registry")


def matrix_of(repository: GitRegistry) -> dict[str, Any]:
    """The matrix of what is committed."""
    file = repository.path.parent / "matrix.sqlite"
    fill_from(repository, file)
    with closing(open_index(file)) as index:
        answer: dict[str, Any] = json.loads(index.read_body("audit_matrix") or b"")
        return answer


def cells_of(proving: Proving) -> dict[str, tuple[str, str]]:
    """Answer and English detail of each check of the rule."""
    proving.settle()
    (row,) = (row for row in matrix_of(proving)["rows"] if row["id"] == "exemple-regle")
    return {check: (cell["answer"], cell["detail"]["en"]) for check, cell in row["cells"].items()}


def nothing(_: Proving) -> None:
    """Only the card."""


def claims(*reported: dict[str, Any], **fields: Any) -> Callable[[Proving], None]:  # noqa: ANN401
    """An evaluation with counts and claims."""
    return lambda proving: proving.evaluate("externe", COUNTS, reported=list(reported), **fields)


def without_counts(**fields: Any) -> Callable[[Proving], None]:  # noqa: ANN401
    """An evaluation with claims alone."""
    return lambda proving: proving.evaluate("externe", reported=[RIGHT], **fields)


def audited(**fields: Any) -> Callable[[Proving], None]:  # noqa: ANN401
    """An audit."""
    return lambda proving: proving.audit("audit-biais", **fields)


@pytest.mark.parametrize(
    ("check", "told", "expected"),
    [
        pytest.param("evidence-recomputed", nothing, ("no", "no evaluation"), id="nothing recomputed"),
        pytest.param("evidence-recomputed", without_counts(), ("no", "0 of 1 evaluation"), id="declared"),
        pytest.param("evidence-recomputed", claims(RIGHT), ("yes", "1 of 1 evaluation"), id="recomputed"),
        pytest.param("claims-consistent", nothing, ("not-applicable", "no published figure"), id="no claim"),
        pytest.param("claims-consistent", claims(RIGHT), ("yes", "verified: 1 of 1"), id="all verified"),
        pytest.param("claims-consistent", claims(RIGHT, UNVERIFIED), ("partly", "verified: 1 of 2"), id="some"),
        pytest.param("claims-consistent", claims(RIGHT, WRONG), ("no", "not adding up: 1 of 2"), id="contradicted"),
        pytest.param("measured-by-group", nothing, ("no", "no group"), id="no group"),
        pytest.param("measured-by-group", claims(), ("yes", "sex"), id="counted by sex"),
        pytest.param(
            "measured-by-group",
            lambda proving: proving.evaluate("externe", reported=[RIGHT | {"subgroup": {"sex": "female"}}]),
            ("partly", "declared: sex"),
            id="claimed by sex",
        ),
        pytest.param("dimensions-covered", nothing, ("no", "0 of 4 dimensions"), id="no dimension"),
        pytest.param("dimensions-covered", claims(), ("partly", "1 of 4 dimensions"), id="one dimension"),
        pytest.param("independent-evaluation", nothing, ("no", "no evaluation"), id="nobody"),
        pytest.param("independent-evaluation", claims(), ("yes", "recomputed"), id="from outside"),
        pytest.param("independent-evaluation", without_counts(), ("partly", "declared figures only"), id="declared"),
        pytest.param(
            "independent-evaluation",
            claims(evaluator=FROM_INSIDE),
            ("no", "by the authors or their organisation"),
            id="from inside",
        ),
        pytest.param(
            "independent-evaluation", claims(evaluator=None), ("no", "evaluator not known"), id="evaluator unknown"
        ),
        pytest.param("recent-evaluation", nothing, ("no", "no evaluation"), id="never"),
        pytest.param("recent-evaluation", claims(date="2024-01-06"), ("yes", "2024-01-06"), id="within two years"),
        pytest.param("recent-evaluation", claims(date="2024-01-05"), ("no", "2024-01-05"), id="two years ago"),
        pytest.param("recent-evaluation", claims(date="2024"), ("yes", "2024"), id="a year, at its latest"),
        pytest.param("recent-evaluation", claims(date="2010/2023"), ("no", "2010/2023"), id="a period"),
        pytest.param("recent-evaluation", claims(date=None), ("no", "date not given"), id="no date"),
        pytest.param("bias-audit", nothing, ("no", "no audit"), id="no audit"),
        pytest.param("bias-audit", audited(), ("yes", "2025-06-02"), id="audited"),
        pytest.param("bias-audit", audited(kind="clinical"), ("no", "no audit"), id="another audit"),
        pytest.param(
            "bias-audit", audited(auditor=FROM_INSIDE), ("partly", "auditor not independent"), id="audited inside"
        ),
        pytest.param("bias-audit", audited(review_due="2025-12-31"), ("partly", "review overdue"), id="overdue"),
        pytest.param(
            "bias-audit",
            audited(subject={"id": "exemple-regle", "version": "1.0.0", "digest": "0" * 64}),
            ("partly", "other content"),
            id="other bytes",
        ),
        pytest.param("data-source-known", nothing, ("yes", "1 of 1 source"), id="source known"),
    ],
)
def test_each_check_follows_from_what_was_said(
    proving: Proving, check: str, told: Callable[[Proving], None], expected: tuple[str, str]
) -> None:
    told(proving)
    assert cells_of(proving)[check] == expected


def test_a_licence_for_a_piece_that_does_not_exist_is_not_asked_for(proving: Proving) -> None:
    card = proving.card()
    card["licence"] = {
        "code": "EUPL-1.2",
        "card": {"absent": {"reason": "not-stated"}},
        "codelists": {"absent": {"reason": "not-applicable"}},
    }
    proving.write_card(card)
    cells = cells_of(proving)
    assert cells["licence-given"] == ("partly", "1 of 2 licences")
    assert cells["documented"][0] == "partly"


def test_a_card_that_fills_everything_is_documented(proving: Proving) -> None:
    answer, detail = cells_of(proving)["documented"]
    filled, _, expected, _ = detail.split()
    assert (answer, filled) == ("yes", expected)


def test_worked_examples_have_rows_and_no_part_in_totals(proving: Proving) -> None:
    proving.commit("Begin")
    before = matrix_of(proving)
    proving.edit(f"{RULE}/algorithm.yaml", "origin: submitted", "origin: example")
    proving.commit("Call it an example")
    after = matrix_of(proving)
    assert [row["id"] for row in after["rows"]] == [row["id"] for row in before["rows"]]
    assert {row["id"]: row["is_example"] for row in after["rows"]}["exemple-regle"]
    for check, total in after["totals"].items():
        assert sum(total.values()) == sum(before["totals"][check].values()) - 1


def test_what_was_withdrawn_stands_last_with_its_reason_and_in_no_total(proving: Proving) -> None:
    proving.settle()
    before = matrix_of(proving)
    notice = (proving.path / f"{RULE}/notices/exemple-erratum.yaml").read_text()
    withdrawal = notice.replace("kind: erratum", "kind: withdrawn").replace("exemple-erratum", "retrait")
    proving.write(f"{RULE}/notices/retrait.yaml", withdrawal)
    proving.commit("Withdraw")
    after = matrix_of(proving)
    last = after["rows"][-1]
    assert (last["id"], last["status"]) == ("exemple-regle", "withdrawn")
    assert next((mark["kind"], mark["reason"]) for mark in last["notices"]) == ("withdrawn", "error-in-evidence")
    for check, total in after["totals"].items():
        assert sum(total.values()) == sum(before["totals"][check].values()) - 1


def test_totals_count_every_row_once_for_each_check(shipped_index: Index) -> None:
    answer = json.loads(shipped_index.read_body("audit_matrix") or b"")
    real = [row for row in answer["rows"] if not row["is_example"]]
    assert len(real) == json.loads(shipped_index.read_body("status") or b"")["n_algorithms"] > 0
    for check in answer["checks"]:
        assert sum(answer["totals"][check].values()) == len(real)
        assert {row["cells"][check]["answer"] for row in answer["rows"]} <= answer["totals"][check].keys()


def test_without_a_known_day_no_evaluation_is_called_recent(proving: Proving) -> None:
    proving.evaluate("externe", COUNTS)
    proving.settle()
    with picture(proving) as registry:
        composer = Composer(registry)
        checked = MatrixSubject(
            rule_of(registry), composer.get_assessment(rule_of(registry)).evaluations, (), (), (), frozenset(), ""
        )
        assert check_recency(checked).answer == "not-applicable"


def test_columns_are_the_vocabulary_and_each_has_its_check() -> None:
    assert list(CHECKS) == list(load_vocabulary("audit_checks").terms)


def test_the_csv_says_the_same_as_the_matrix(shipped_index: Index) -> None:
    body = shipped_index.read_body("audit_matrix") or b""
    answer = json.loads(body)
    lines = list(csv.DictReader(StringIO(format_matrix_csv(body, ("fr", "en")).decode(), newline="")))
    assert [line["id"] for line in lines] == [row["id"] for row in answer["rows"]]
    for line, row in zip(lines, answer["rows"], strict=True):
        assert {check: line[check] for check in answer["checks"]} == {
            check: cell["answer"] for check, cell in row["cells"].items()
        }
        assert line["organisations"].split() == [one["id"] for one in row["organisations"]]


def test_no_name_can_act_as_a_formula_in_a_spreadsheet() -> None:
    row = {"id": "x", "version": "1.0.0", "level": 0, "organisations": [], "is_example": False, "cells": {}}
    row |= {"measured_versions": [], "status": "active", "notices": []}
    body = json.dumps({"checks": [], "totals": {}, "rows": [row | {"name": {"fr": "=1+1"}}]}).encode()
    assert format_matrix_csv(body, ("fr", "en")).decode().splitlines()[1] == "x,'=1+1,,1.0.0,0,,no,,active,"
