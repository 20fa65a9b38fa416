"""Which audits are reviews by the registry itself: signed on a day of the list, by somebody who may judge."""

from pathlib import Path
from typing import Any

import pytest

from tests.registry.proving import INSIDE, OUTSIDE, Proving

COLLEAGUE = {"name": "Andrea Exemple", "organisation": INSIDE}
"""On the list of the base registry until the end of 2025."""
WITH_A_TIE = {"name": "Noor Exemple", "orcid": "0000-0002-1694-233X", "organisation": OUTSIDE}
REVIEW: dict[str, Any] = {"kind": "review", "auditor": COLLEAGUE}


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        pytest.param({}, True, id="a colleague of the list"),
        pytest.param({"date": "2025-12-31"}, True, id="on the last day"),
        pytest.param({"date": "2026-01-01"}, False, id="the day after"),
        pytest.param({"kind": "methodology"}, False, id="an audit of another kind"),
        pytest.param({"auditor": WITH_A_TIE}, False, id="a declared tie"),
        pytest.param({"auditor": {"name": "Claude Ailleurs"}}, False, id="not on the list"),
        pytest.param(
            {"subject": {"id": "exemple-regle", "version": "1.0.0", "digest": "0" * 64}}, False, id="other bytes"
        ),
        pytest.param(
            {"subject": {"id": "exemple-regle", "version": "9.0.0", "digest": "0" * 64}}, False, id="no such version"
        ),
    ],
)
def test_a_review_counts_when_the_list_allows_it(fields: dict[str, Any], tmp_path: Path, *, counts: bool) -> None:
    proving = Proving(tmp_path / "proving")
    proving.audit("relecture", **(REVIEW | fields))

    (audit,) = proving.assessed().audits

    assert audit.counts_as_review is counts
    assert not audit.counts_for_level


def test_an_author_who_is_on_the_list_does_not_review_the_own_work(tmp_path: Path) -> None:
    proving = Proving(tmp_path / "proving")
    card = proving.card()
    card["ownership"]["authors"] = [{"name": "A. Exemple"}]
    proving.write_card(card)
    proving.audit("relecture", **REVIEW)

    (audit,) = proving.assessed().audits

    assert not audit.counts_as_review


def test_without_a_list_nothing_is_reviewed(tmp_path: Path) -> None:
    proving = Proving(tmp_path / "proving")
    (proving.path / "model_cards/reviewers.yaml").unlink()
    proving.audit("relecture", **REVIEW)

    (audit,) = proving.assessed().audits

    assert not audit.counts_as_review
