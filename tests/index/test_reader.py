"""Asking the index of the shipped registry: search, filters, counts, pages, single answers."""

import json
from contextlib import nullcontext
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.index import AlgorithmQuery, Index, QueryError


def ask(index: Index, *pairs: tuple[str, str]) -> dict[str, Any]:
    """The list that answers query parameters."""
    answer: dict[str, Any] = json.loads(index.list_algorithms(AlgorithmQuery.parse(pairs)))
    return answer


def ids(answer: dict[str, Any]) -> list[str]:
    """Ids of a list, in its order."""
    return [row["id"] for row in answer["algorithms"]]


def test_no_question_gives_every_real_algorithm(shipped_index: Index) -> None:
    paths = (path.split("/") for path in dict(shipped_index.list_keys()))
    names = {path[1] for path in paths if path[0] == "algorithms" and len(path) == 2}
    assert ask(shipped_index)["total"] == len({name for name in names if not name.startswith("example-")}) > 0


@pytest.mark.parametrize("words", ["diabète", "DIABETE", "diabete", "Diabète ", "diabètes"])
def test_accents_capitals_and_spaces_do_not_matter(shipped_index: Index, words: str) -> None:
    assert "top-diabete-cartographie-g8" in ids(ask(shipped_index, ("q", words)))


def test_english_words_find_the_same_algorithm(shipped_index: Index) -> None:
    assert "avc-ait-pmsi" in ids(ask(shipped_index, ("q", "stroke")))


def test_a_code_is_found_in_codelists_and_examples(shipped_index: Index) -> None:
    assert "insuffisance-cardiaque-i50" in ids(ask(shipped_index, ("q", "I50")))


def test_a_match_in_the_name_comes_before_one_in_the_text(shipped_index: Index) -> None:
    answer = ask(shipped_index, ("q", "charlson"))
    is_named = ["charlson" in row["name"]["fr"].casefold() for row in answer["algorithms"]]
    assert {"charlson-sniiram", "edsnlp-comorbidites-charlson"} <= set(ids(answer)[: sum(is_named)])
    assert is_named == sorted(is_named, reverse=True)


@pytest.mark.parametrize(
    "words",
    [
        "CIM-10",
        "J44.1",
        '"',
        "NEAR(",
        "a AND",
        "OR",
        "NOT",
        "(" * 150,
        "name:x",
        "*",
        "^",
        "-",
        "{a b}",
        "'; DROP TABLE stored; --",
        "%",
        "_",
    ],
)
def test_user_words_never_break_the_search(shipped_index: Index, words: str) -> None:
    assert ask(shipped_index, ("q", words))["total"] >= 0


@given(words=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_any_printable_words_are_answered(shipped_index: Index, words: str) -> None:
    answer = ask(shipped_index, ("q", words))
    assert len(answer["algorithms"]) == min(answer["total"], 20)


def test_values_of_one_facet_add_up_and_facets_narrow(shipped_index: Index) -> None:
    scores = ask(shipped_index, ("kind", "score"))["total"]
    trained = ask(shipped_index, ("kind", "ml"))["total"]
    both = ask(shipped_index, ("kind", "score"), ("kind", "ml"))["total"]
    narrowed = ask(shipped_index, ("kind", "score"), ("kind", "ml"), ("figures", "yes"))["total"]
    assert both == scores + trained
    assert 0 < narrowed < both


def test_each_count_is_what_choosing_the_value_gives(shipped_index: Index) -> None:
    asked = [("kind", "ml"), ("q", "modèle")]
    for facet in ask(shipped_index, *asked)["facets"]:
        others = [pair for pair in asked if pair[0] != facet["name"]]
        for value in facet["values"]:
            assert ask(shipped_index, *others, (facet["name"], value["value"]))["total"] == value["count"]


def test_algorithms_with_published_figures_are_those_with_an_evaluation(shipped_index: Index) -> None:
    with_figures, others = (ask(shipped_index, ("figures", value), ("limit", "1")) for value in ("yes", "no"))
    assert with_figures["total"] >= len({"avc-ait-pmsi", "hemorragie-majeure", "parkinson-delivrances"})
    assert with_figures["total"] + others["total"] == ask(shipped_index)["total"]


def test_a_filter_that_gives_nothing_is_still_shown_as_chosen(shipped_index: Index) -> None:
    answer = ask(shipped_index, ("licence", "CC0-1.0"))
    values = next(facet for facet in answer["facets"] if facet["name"] == "licence")["values"]
    assert answer["total"] == 0
    assert next(value for value in values if value["selected"]) | {"label": {}} == {
        "value": "CC0-1.0",
        "label": {},
        "count": 0,
        "selected": True,
    }


@pytest.mark.parametrize("sort", ["name", "-name", "level", "-level", "changed", "-changed", "relevance"])
def test_pages_put_together_are_the_whole_list_once(shipped_index: Index, sort: str) -> None:
    wanted = [("q", "snds"), ("sort", sort), ("limit", "7")]
    page = ask(shipped_index, *wanted)
    found = ids(page)
    while page["next"]:
        page = ask(shipped_index, *wanted, ("after", page["next"]))
        found += ids(page)
    whole = ids(ask(shipped_index, ("q", "snds"), ("sort", sort), ("limit", "100")))
    assert found == whole
    assert len(set(found)) == page["total"]


def test_names_are_sorted_without_regard_to_accents(shipped_index: Index) -> None:
    page = ask(shipped_index, ("limit", "100"))
    found = ids(page)
    while page["next"]:
        page = ask(shipped_index, ("limit", "100"), ("after", page["next"]))
        found += ids(page)
    assert found.index("grossesses-episodes") < found.index("hemorragie-majeure") < found.index("zimm")


def test_the_headline_of_stroke_is_its_ppv_with_its_denominator(shipped_index: Index) -> None:
    row = json.loads(shipped_index.read_body("algorithms/avc-ait-pmsi") or b"")["row"]
    assert (row["headline"]["metric"], row["headline"]["value"], row["headline"]["n"]) == ("ppv", 0.8826, 1669)


def test_printed_words_stay_words(shipped_index: Index) -> None:
    row = json.loads(shipped_index.read_body("algorithms/mortalite-sca-motifs-sequentiels") or b"")["row"]
    assert (row["headline"]["value"], row["headline"]["as_printed"]) == (None, "0.71 à 0.99")


def test_an_unknown_answer_is_nothing_and_near_ids_are_named(shipped_index: Index) -> None:
    assert shipped_index.read_body("algorithms/avc-ait") is None
    assert "avc-ait-pmsi" in shipped_index.suggest_ids("algorithms", "avc-ait")


def test_every_stored_answer_is_json_and_is_named_by_its_digest(shipped_index: Index) -> None:
    for path, key in tuple(shipped_index.list_keys()):
        body = shipped_index.read_body(path)
        assert body is not None
        assert sha256(body).hexdigest() == key
        json.loads(body)


def test_a_data_source_knows_its_parts_and_who_uses_it(shipped_index: Index) -> None:
    answer = json.loads(shipped_index.read_body("data_sources/snds") or b"")
    assert "snds-pmsi-mco" in [part["id"] for part in answer["components"]]
    users = {row["algorithm"]["id"] for row in answer["used_by"]}
    assert {"acr-accidents-route", "spf-typage-diabete-ml"} <= users
    assert "edsnlp" not in users


@pytest.mark.parametrize(
    ("pairs", "parameter"),
    [
        ([("utm_source", "x")], "utm_source"),
        ([("q", "a"), ("q", "b")], "q"),
        ([("limit", "0")], "limit"),
        ([("limit", "101")], "limit"),
        ([("limit", "-1")], "limit"),
        ([("limit", "1e1")], "limit"),
        ([("limit", "٣")], "limit"),
        ([("sort", "title;drop")], "sort"),
        ([("after", "x")], "after"),
        ([("after", "bnVsbA")], "after"),
        ([("q", "a\0b")], "q"),
        ([("q", "\ud800")], "q"),
        ([("q", "x" * 201)], "q"),
        ([("kind", f"v{n}") for n in range(21)], "kind"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_parameter_that_cannot_be_understood_is_named(pairs: list[tuple[str, str]], parameter: str) -> None:
    with pytest.raises(QueryError) as refused:
        AlgorithmQuery.parse(pairs)
    assert refused.value.parameter == parameter


def test_a_cursor_of_another_order_is_refused(shipped_index: Index) -> None:
    cursor = ask(shipped_index, ("limit", "5"))["next"]
    with pytest.raises(QueryError):
        AlgorithmQuery.parse([("sort", "-changed"), ("after", cursor)])


@given(st.text(max_size=80))
def test_no_cursor_breaks_the_list(text: str) -> None:
    with pytest.raises(QueryError) if text else nullcontext():
        AlgorithmQuery.parse([("after", text)])


def test_equal_questions_are_equal_whatever_their_order() -> None:
    one = AlgorithmQuery.parse([("kind", "ml"), ("kind", "score"), ("level", "0"), ("q", " a  b ")])
    two = AlgorithmQuery.parse([("q", "a b"), ("level", "0"), ("kind", "score"), ("kind", "ml"), ("kind", "ml")])
    assert one == two
    assert hash(one) == hash(two)
