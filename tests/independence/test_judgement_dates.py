"""The days on which a judgement can have been made: not ahead of time, nor before what it judges."""

import pytest

from boas.documents import Audit, Evaluation
from boas.independence import is_ahead, list_later_evaluations
from boas.independence._judgement_dates import is_before


def evaluation(date: str | None, version: str = "1.0.0") -> Evaluation:
    return Evaluation.model_validate(
        {
            "schema_version": 1,
            "id": "exemple",
            "subject": {"id": "exemple", "version": version},
            "date": date,
            "population": {"description": {"fr": "Personne."}},
        }
    )


def audit(date: str = "2025-06-02", kind: str = "bias", named: tuple[str, ...] | None = None) -> Audit:
    return Audit.model_validate(
        {
            "schema_version": 1,
            "id": "exemple",
            "auditor": {"name": "Claude Exemple"},
            "date": date,
            "kind": kind,
            "subject": {"id": "exemple", "version": "1.0.0", "digest": "0" * 64},
            "conclusion": {"fr": "Rien."},
            "evaluations": named,
        }
    )


@pytest.mark.parametrize(
    ("day", "as_of", "ahead"),
    [
        ("2098-01-01", "2026-11-28", True),
        ("9999-12-31", "2026-11-28", True),
        ("2026-11-30", "2026-11-28", True),
        ("2026-11-29", "2026-11-28", False),
        ("2026-11-28", "2026-11-28", False),
        ("2027-01-01", "2026-12-31", False),
        ("2098-01-01", "", False),
    ],
)
def test_a_day_is_ahead_beyond_what_time_zones_explain(day: str, as_of: str, *, ahead: bool) -> None:
    assert is_ahead(day, as_of) == ahead


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ("2025-06-03", True),
        ("2025-06-02", False),
        ("2025-07", True),
        ("2025-06", False),
        ("2025", False),
        ("2026", True),
        ("2019/2025", False),
        ("2019-01/2025-07", True),
        ("2025-13", False),
        (None, False),
    ],
)
def test_an_audit_is_before_a_period_when_no_day_it_may_end_on_fits(period: str | None, *, before: bool) -> None:
    assert is_before("2025-06-02", period) == before


def test_the_evaluations_it_names_are_those_it_judges() -> None:
    known = {"early": evaluation("2025-01-01"), "late": evaluation("2025-07-01")}

    assert list_later_evaluations(audit(named=("early",)), known) == ()
    assert list_later_evaluations(audit(named=("late",)), known) == ("late",)
    assert list_later_evaluations(audit(named=("early", "late", "gone"), kind="methodology"), known) == ("late",)


def test_without_a_name_one_evaluation_of_its_version_is_enough() -> None:
    late = {"late": evaluation("2025-07-01"), "other": evaluation("2025-01-01", "2.0.0")}

    assert list_later_evaluations(audit(), late) == ("late",)
    assert list_later_evaluations(audit(), late | {"early": evaluation("2025-01-01")}) == ()
    assert list_later_evaluations(audit(), late | {"undated": evaluation(None)}) == ()
    assert list_later_evaluations(audit(), {}) == ()
    assert list_later_evaluations(audit(kind="methodology"), late) == ()
