"""A part of the matrix: algorithms of which checks say what is asked, with totals of their own."""

import pytest

from boas.index import QueryError, parse_matrix_filters, select_matrix_rows
from tests.site.small_evidence import matrix
from tests.site.small_facts import SPARSE
from tests.site.small_registry import row_of

ANSWER = matrix(
    [row_of(SPARSE | {"id": f"a{n}"}, origin="example" if n == 4 else "compiled") for n in range(9)],
)


@pytest.mark.parametrize("check", ANSWER.checks)
@pytest.mark.parametrize("said", ["yes", "partly", "no", "not-applicable"])
def test_the_algorithms_of_all_answers_of_a_check_are_all_algorithms(check: str, said: str) -> None:
    part = select_matrix_rows(ANSWER, {check: (said,)})

    assert [one.id for one in part.rows] == [one.id for one in ANSWER.rows if one.cells[check].answer == said]
    assert part.totals[check][said] == ANSWER.totals[check][said]
    assert sum(part.totals[check].values()) == ANSWER.totals[check][said]


def test_several_answers_of_a_check_widen_and_several_checks_narrow() -> None:
    wide = select_matrix_rows(ANSWER, {"bias-audit": ("no", "partly")})
    narrow = select_matrix_rows(ANSWER, {"bias-audit": ("no", "partly"), "documented": ("yes",)})

    assert len(wide.rows) == sum(one.cells["bias-audit"].answer in {"no", "partly"} for one in ANSWER.rows)
    assert {one.id for one in narrow.rows} < {one.id for one in wide.rows}
    assert select_matrix_rows(ANSWER, {}) == ANSWER


def test_a_question_names_checks_and_answers_and_an_empty_one_asks_for_nothing() -> None:
    pairs = [("bias-audit", "no"), ("bias-audit", "partly"), ("documented", "")]

    assert parse_matrix_filters(pairs) == {"bias-audit": ("no", "partly")}


@pytest.mark.parametrize(
    ("pair", "near"),
    [
        pytest.param(("bias-audits", "no"), "bias-audit", id="a check that there is not"),
        pytest.param(("bias-audit", "part"), "partly", id="an answer that there is not"),
    ],
)
def test_what_there_is_not_is_refused_with_what_comes_close(pair: tuple[str, str], near: str) -> None:
    with pytest.raises(QueryError) as refused:
        parse_matrix_filters([pair])

    assert near in refused.value.near
    assert refused.value.parameter == pair[0]
