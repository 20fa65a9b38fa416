"""Facets count what the list gives, and what uses a part of a data source uses the source."""

import json
from collections.abc import Iterator
from contextlib import closing
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boas.index import (
    FACET_LABELS,
    AlgorithmQuery,
    DataSourceAnswer,
    DataSourceList,
    Index,
    Listing,
    QueryError,
    decode_answer,
    open_index,
)
from boas.index._facet_facts import determine_reusability
from boas.index._source_tree import list_covering_sources, widen_sources
from tests.shipped import make_shipped_index

if TYPE_CHECKING:
    from boas.documents import Card


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    """The shipped registry."""
    with closing(open_index(make_shipped_index())) as opened:
        yield opened


def ask(index: Index, q: Any = "", limit: Any = 1_000, **filters: Any) -> Any:  # noqa: ANN401 -- JSON
    return json.loads(index.list_algorithms(AlgorithmQuery(q=q, filters=filters, limit=limit)))


def ids(answer: Any) -> set[str]:  # noqa: ANN401 -- JSON
    return {row["id"] for row in answer["algorithms"]}


@pytest.mark.parametrize("words", ["", "avc", "exemple"])
@pytest.mark.parametrize("facet", FACET_LABELS)
def test_the_count_of_every_value_is_the_length_of_its_list(index: Index, facet: str, words: str) -> None:
    counted = next(one for one in ask(index, words)["facets"] if one["name"] == facet)["values"]

    assert [(one["value"], one["count"]) for one in counted] == [
        (one["value"], ask(index, words, 1, **{facet: (one["value"],)})["total"]) for one in counted
    ]


@pytest.mark.no_cover
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_counts_hold_under_any_other_filters(index: Index, data: st.DataObject) -> None:
    every = {one["name"]: [value["value"] for value in one["values"]] for one in ask(index)["facets"] if one["values"]}
    facets = data.draw(st.lists(st.sampled_from(sorted(every)), min_size=2, max_size=4, unique=True))
    asked, *others = facets
    filters = {name: (data.draw(st.sampled_from(every[name])),) for name in others}
    counted = next(one for one in ask(index, **filters)["facets"] if one["name"] == asked)["values"]

    for one in counted:
        assert one["count"] == ask(index, limit=1, **filters, **{asked: (one["value"],)})["total"], (filters, one)


def test_a_data_source_finds_what_uses_its_parts(index: Index) -> None:
    whole = ask(index, data_source=("snds",))
    for part in ("snds-dcir", "snds-pmsi-mco", "snds-ald", "snds-cartographie"):
        assert ids(ask(index, data_source=(part,))) <= ids(whole)
    sources = decode_answer(index.read_body("data_sources") or b"", DataSourceList).data_sources
    parts = {"snds"} | {one.id for one in sources if one.part_of == "snds"}
    rows = ask(index)["algorithms"]
    named = {row["id"] for row in rows if parts & {one["id"] for one in row["data_sources"]}}

    assert named <= ids(whole)
    assert whole["total"] > 50


def test_the_page_of_a_data_source_tells_as_many_algorithms_as_its_filter(index: Index) -> None:
    rows = decode_answer(index.read_body("data_sources") or b"", DataSourceList).data_sources
    for row in rows:
        answer = decode_answer(index.read_body(f"data_sources/{row.id}") or b"", DataSourceAnswer)
        real = [user for user in answer.used_by if user.algorithm.origin != "example"]
        total = ask(index, limit=1, data_source=(row.id,))["total"] if real else 0
        assert row.n_algorithms + row.n_withdrawn == len(real) == total, row.id
    snds = decode_answer(index.read_body("data_sources/snds") or b"", DataSourceAnswer)
    stroke = next(user for user in snds.used_by if user.algorithm.id == "avc-ait-pmsi")
    assert [one.id for one in stroke.through] == ["snds-pmsi-mco"]


def test_what_runs_on_some_sources_alone_names_no_other(index: Index) -> None:
    rows = {row["id"]: row["facets"] for row in ask(index)["algorithms"]}
    for sources in (("snds-pmsi-mco",), ("snds-pmsi-mco", "snds-dcir"), ("snds",), ("eds-aphp", "snds-ald")):
        expected = {
            name
            for name, facets in rows.items()
            if (lines := facets.get("runs_on_lines")) and all(set(sources) & set(one.split("/")) for one in lines)
        }
        assert ids(ask(index, only_on=sources)) == expected
        assert expected


LINES = {"mco": ("mco", "pmsi", "snds"), "had": ("had", "pmsi", "snds"), "dcir": ("dcir", "snds"), "eds": ("eds",)}


@pytest.mark.parametrize(
    ("named", "widened", "covering"),
    [
        ([], (), ()),
        (["mco"], ("mco", "pmsi", "snds"), ("mco", "pmsi", "snds")),
        (["mco", "had"], ("mco", "pmsi", "snds", "had"), ("pmsi", "snds")),
        (["mco", "eds"], ("mco", "pmsi", "snds", "eds"), ()),
        (["unknown"], ("unknown",), ("unknown",)),
    ],
)
def test_sources_are_widened_to_all_they_are_part_of(
    named: list[str], widened: tuple[str, ...], covering: tuple[str, ...]
) -> None:
    assert widen_sources(named, LINES) == widened
    assert list_covering_sources(named, LINES) == covering


@pytest.mark.parametrize(
    ("licences", "answer"),
    [
        ({}, "not-given"),
        ({"code": "MIT"}, "yes"),
        ({"code": "MIT OR CC-BY-NC-4.0"}, "yes"),
        ({"code": "GPL-2.0-only AND CC-BY-ND-4.0"}, "no"),
        ({"code": "CC-BY-NC-4.0 AND (MIT OR Apache-2.0)"}, "no"),
        ({"code": "(MIT OR CC-BY-NC-4.0) AND (Apache-2.0 OR CC-BY-ND-4.0)"}, "yes"),
        ({"code": "(MIT OR LicenseRef-a) AND LicenseRef-b"}, "not-given"),
        ({"code": "GPL-2.0-only WITH Classpath-exception-2.0"}, "yes"),
        ({"code": "LicenseRef-hospital"}, "not-given"),
        ({"code": "MIT", "weights": "CC-BY-NC-4.0"}, "no"),
        ({"code": "MIT", "codelists": "etalab-2.0"}, "yes"),
    ],
)
def test_a_licence_allows_reuse_or_not_or_does_not_say(licences: dict[str, str], answer: str) -> None:
    pieces = {name: licences.get(name) for name in ("code", "weights", "codelists")}
    card = cast("Card", SimpleNamespace(licence=SimpleNamespace(**pieces) if licences else None))

    assert determine_reusability(card) == answer


@pytest.mark.parametrize(
    ("facet", "value", "near"),
    [
        ("data_source", "sndss", "snds"),
        ("organisation", "cnamm", "cnam"),
        ("metric", "ppvv", "ppv"),
        ("metric", "valeur prédictive positive", "ppv"),
        ("origin", "exemple", "example"),
        ("bias_audit", "oui", "yes"),
    ],
)
def test_a_value_that_a_facet_does_not_have_is_refused_with_near_ones(
    index: Index, facet: str, value: str, near: str
) -> None:
    with pytest.raises(QueryError) as refused:
        ask(index, **{facet: (value,)})

    assert refused.value.parameter == facet
    assert near in refused.value.near


def test_a_year_without_evaluation_and_a_source_without_algorithm_are_no_mistakes(index: Index) -> None:
    assert ask(index, evaluated_in=("1999",))["relaxed"] == [
        {"parameter": "evaluated_in", "total": ask(index)["total"]}
    ]
    assert ask(index, kind=("generative",), metric=("ppv",))["relaxed"][0]["parameter"] == "kind"


def test_nothing_that_answers_says_which_word_or_filter_to_leave_out(index: Index) -> None:
    answer = ask(index, "xyzzy", kind=("ml",))

    assert answer["relaxed"] == [{"parameter": "q", "total": ask(index, kind=("ml",))["total"]}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AVC", "accident vasculaire cérébral"),
        ("avc", "stroke"),
        ("IDM", "infarctus du myocarde"),
        ("SEP", "sclérose en plaques"),
    ],
)
def test_an_abbreviation_finds_what_its_words_find_and_the_other_way_round(index: Index, one: str, other: str) -> None:
    assert ids(ask(index, one)) == ids(ask(index, other)) != set()


@pytest.mark.parametrize(
    ("typed", "meant"), [("diabette", "diabete"), ("insufisance", "insuffisance"), ("Épisodse", "episodes")]
)
def test_a_mistyped_word_is_searched_as_those_near_to_it(index: Index, typed: str, meant: str) -> None:
    answer = ask(index, typed)

    assert meant in next(iter(answer["near_words"].values()))
    assert ids(ask(index, meant)) <= ids(answer)


@pytest.mark.parametrize("typed", ["I6399", "xyz", "zz"])
def test_codes_and_short_words_are_never_taken_for_mistyped_ones(index: Index, typed: str) -> None:
    assert ask(index, typed)["near_words"] == {}


def test_worked_examples_are_found_by_words_and_by_their_origin_and_stand_last(index: Index) -> None:
    found, alone, plain = ask(index, "exemple"), ask(index, origin=("example",)), ask(index)
    examples = {row["id"] for row in found["algorithms"] if row["origin"] == "example"}

    assert found["n_examples"] == alone["total"] == alone["n_examples"] == len(examples) > 0
    assert [row["origin"] for row in found["algorithms"]][-len(examples) :] == ["example"] * len(examples)
    assert plain["n_examples"] == 0
    assert not examples & ids(plain)


def test_the_list_of_worked_examples_is_cut_in_memory_as_the_index_answers_it(index: Index) -> None:
    listing = Listing(index.list_algorithms, 100)
    cut = json.loads(listing.cut(("origin", "example")).read_body())
    asked = ask(index, limit=100, origin=("example",))

    assert {**cut, "facets": []} == {**asked, "facets": []}
    assert listing.cut().read_body() != listing.cut(("origin", "example")).read_body()
    assert next(one for one in json.loads(listing.cut().read_body())["facets"] if one["name"] == "origin") == next(
        one for one in ask(index)["facets"] if one["name"] == "origin"
    )


def test_the_last_evaluation_sorts_the_list(index: Index) -> None:
    newest = json.loads(index.list_algorithms(AlgorithmQuery(sort="-evaluated", limit=100)))["algorithms"]
    dates = [row["last_evaluated"] or "" for row in newest]

    assert dates == sorted(dates, reverse=True)
    assert dates[0]
