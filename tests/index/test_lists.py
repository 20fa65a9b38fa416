"""Lists come from memory, byte for byte as SQL and its full text index would give them."""

import json
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boas.index import FACET_LABELS, AlgorithmQuery, QueryError, open_index
from boas.index._byte_cache import ByteCache
from boas.index._query import encode_cursor
from boas.index._word_index import WordIndex
from tests.index.conftest import fill_changed
from tests.index.sql_referee import SqlReferee
from tests.shipped import shipped_copy

WORDS = [
    "avc",
    "diabète",
    "insuffisance",
    "de",
    "la",
    "car",
    "pmsi",
    "I50",
    "score",
    "algorithme",
    "xyzzy",
    "A",
    "stroke",
    "accident vasculaire cérébral",
    "exemple",
    "diabette",
    "insufisance",
    "pmssi",
]


WHOLE = 1_000
"""A page that holds the whole list."""


@pytest.fixture(scope="module")
def referee(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlReferee]:
    """SQL over the index of the shipped registry with two algorithms withdrawn, so that lists have an end apart."""
    folder = tmp_path_factory.mktemp("referee")
    registry = shipped_copy(folder / "registry")
    for name in ("zimm", "avc-ait-pmsi"):
        registry.write(
            f"model_cards/algorithms/{name}/notices/retrait.yaml",
            "schema_version: 1\nid: retrait\nkind: withdrawn\nversions: '>=0.0.1'\nreason: safety\ndate: 2026-01-05\n"
            "text: {fr: Se trompait.}\ndecided_by: {name: Camille Exemple, organisation: exemple-chu}\n",
        )
    registry.commit("Withdraw two")
    fill_changed(registry, folder / "index.sqlite")
    with closing(open_index(folder / "index.sqlite")) as index:
        yield SqlReferee(folder / "index.sqlite", index)


def values_of(referee: SqlReferee) -> dict[str, list[str]]:
    facets = json.loads(referee.index.list_algorithms(AlgorithmQuery()))["facets"]
    return {facet["name"]: [value["value"] for value in facet["values"]] or ["no"] for facet in facets}


def ask_to_the_end(referee: SqlReferee, query: AlgorithmQuery) -> int:
    """Every page of a query from both, which must be the same; how many there are."""
    after, n_pages = None, 0
    while after or not n_pages:
        page = AlgorithmQuery(query.q, query.filters, query.sort, query.limit, after)
        given_ = referee.index.list_algorithms(page)
        assert given_ == referee.answer(page), page
        after, n_pages = json.loads(given_)["next"], n_pages + 1
    return n_pages


@pytest.mark.parametrize("words", ["", "avc", "snds", "***"])
@pytest.mark.parametrize("sort", ["name", "-name", "level", "-level", "changed", "-changed", "-evaluated", "relevance"])
def test_every_page_in_every_order_is_that_of_sql(referee: SqlReferee, sort: str, words: str) -> None:
    assert ask_to_the_end(referee, AlgorithmQuery(q=words, sort=sort, limit=13)) >= 1


def test_what_was_withdrawn_stands_last_on_any_page(referee: SqlReferee) -> None:
    answer = json.loads(referee.index.list_algorithms(AlgorithmQuery(limit=WHOLE)))

    assert answer["n_withdrawn"] == 2
    assert {row["id"] for row in answer["algorithms"][-2:]} == {"zimm", "avc-ait-pmsi"}


@settings(max_examples=300)
@given(data=st.data())
def test_any_filters_and_words_give_the_bytes_of_sql(referee: SqlReferee, data: st.DataObject) -> None:
    known = values_of(referee)
    facets = data.draw(st.lists(st.sampled_from(list(FACET_LABELS)), max_size=3, unique=True))
    filters = {
        name: tuple(data.draw(st.lists(st.sampled_from(known[name]), min_size=1, max_size=3))) for name in facets
    }
    words = data.draw(st.lists(st.sampled_from(WORDS) | st.text("aeéicdmnrst0 ", max_size=6), max_size=3))
    sort = data.draw(st.sampled_from(["", "-name", "level", "-changed", "-evaluated", "relevance"]))
    query = AlgorithmQuery(" ".join(words), filters, sort, data.draw(st.integers(1, 100)))

    assert referee.index.list_algorithms(query) == referee.answer(query)


def test_words_that_hold_no_letter_list_everything_to_the_last_page(referee: SqlReferee) -> None:
    first = json.loads(referee.index.list_algorithms(AlgorithmQuery.parse([("q", "*")])))
    second = AlgorithmQuery.parse([("q", "*"), ("after", first["next"])])

    assert len(json.loads(referee.index.list_algorithms(second))["algorithms"]) == 20


def test_a_cursor_from_nowhere_starts_where_it_would_stand(referee: SqlReferee) -> None:
    rows = json.loads(referee.index.list_algorithms(AlgorithmQuery(limit=WHOLE)))["algorithms"]
    with pytest.raises(QueryError):
        referee.index.list_algorithms(AlgorithmQuery(after="x"))
    end = AlgorithmQuery(after="WyJuYW1lIiwgIjE6XHVkYmZmXHVkZmZmIl0")  # ["name", "1:\U0010ffff"]
    listed = json.loads(referee.index.list_algorithms(end))["algorithms"]

    assert [row["id"] for row in listed] == [row["id"] for row in rows[-2:]]


def test_more_matches_than_are_ranked_stand_in_order_of_quality_behind_the_ranked_ones() -> None:
    index = WordIndex([("", "mot " * (1 + row % 7)) for row in range(600)])
    words = index.find_words("mot")

    assert index.match(words).bit_count() == 600
    assert index.compute_score(6, words) < index.compute_score(0, words) < 0


def test_a_short_word_is_found_whole_and_a_longer_one_as_a_start() -> None:
    index = WordIndex([("ab", "abc"), ("", "abcd"), ("x", "b"), ("", "")])

    assert [index.match(index.find_words(words)) for words in ("ab", "abc", "xyzzy", "b abc", "")] == [1, 3, 0, 0, -1]


def test_nothing_is_found_where_there_is_nothing() -> None:
    index = WordIndex([])

    assert index.match(index.find_words("avc")) == 0


def test_what_is_kept_is_bounded_by_its_bytes_and_the_oldest_goes_first() -> None:
    cache: ByteCache[str, str] = ByteCache(100)
    for name in "abcd":
        cache.keep(name, name, 25)
    cache.get("a")
    cache.keep("e", "e", 25)
    cache.keep("too large", "", 26)
    cache.keep("e", "again", 20)

    assert [cache.get(name) for name in ("a", "b", "c", "d", "e", "too large")] == ["a", None, "c", "d", "again", None]


def test_a_page_by_relevance_is_of_the_commit_that_its_cursor_names(referee: SqlReferee) -> None:
    first = json.loads(referee.index.list_algorithms(AlgorithmQuery(q="snds", limit=3)))
    cursor = encode_cursor("relevance", 3, referee.index.filled_from)
    other = AlgorithmQuery.parse([("q", "snds"), ("after", encode_cursor("relevance", 3, "0" * 40))])

    assert first["next"] == cursor
    with pytest.raises(QueryError, match="another state") as refused:
        referee.index.list_algorithms(other)
    assert refused.value.parameter == "after"


def test_a_page_in_a_stated_order_goes_on_behind_its_key_at_any_commit(referee: SqlReferee) -> None:
    first = json.loads(referee.index.list_algorithms(AlgorithmQuery(limit=3)))
    key = AlgorithmQuery(limit=3, after=encode_cursor("name", f"1:{first['algorithms'][2]['id']}"))

    assert first["next"] == encode_cursor("name", f"1:{name_key(referee, first['algorithms'][2]['id'])}")
    assert json.loads(referee.index.list_algorithms(key))["total"] == first["total"]


def name_key(referee: SqlReferee, name: str) -> str:
    found = referee.database.execute("SELECT name_order FROM algorithmsummary WHERE id = ?", [name]).fetchone()
    return str(found[0])
