"""The finder tells of each algorithm which wishes it fits, the best fitting first."""

import json
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boas.index import AlgorithmQuery, Index, QueryError, open_index
from tests.shipped import make_shipped_index

WISHES = {
    "only_on": ["snds", "snds-pmsi-mco", "eds-aphp"],
    "population": ["adults", "female", "not-given"],
    "figures": ["yes"],
    "independent": ["yes"],
    "bias_audit": ["yes"],
    "reusable": ["yes"],
    "has_code": ["yes"],
}


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    """The shipped registry."""
    with closing(open_index(make_shipped_index())) as opened:
        yield opened


def ids(index: Index, **filters: tuple[str, ...]) -> list[str]:
    listed = index.list_memory.answer(AlgorithmQuery(filters=filters, limit=1_000)).body
    return [row["id"] for row in json.loads(listed)["algorithms"]]


@pytest.mark.no_cover
@settings(max_examples=40, deadline=None)
@given(
    wishes=st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in WISHES.items()}),
    domain=st.sampled_from(["", "cardiovascular", "cancer"]),
)
def test_who_fits_most_wishes_stands_first_and_each_says_which(
    index: Index, wishes: dict[str, str], domain: str
) -> None:
    subject = {"medical_domain": (domain,)} if domain else {}
    found = index.list_memory.find_fitting(
        AlgorithmQuery(filters=subject), {name: (value,) for name, value in wishes.items()}, 1_000
    )

    fitting = {name: set(ids(index, **{name: (value,)})) for name, value in wishes.items()}
    expected = {one: [name for name in wishes if one in fitting[name]] for one in ids(index, **subject)}
    assert [(one.row.id, list(one.met)) for one in found.rows] == sorted(
        expected.items(), key=lambda pair: -len(pair[1])
    )
    assert all(set(one.met) | set(one.missing) == wishes.keys() for one in found.rows)
    assert found.total == len(expected)


def test_a_wish_that_no_facet_knows_is_refused(index: Index) -> None:
    with pytest.raises(QueryError):
        index.list_memory.find_fitting(AlgorithmQuery(), {"only_on": ("sndss",)}, 10)
