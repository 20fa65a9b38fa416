"""Algorithms side by side: what differs, which figures may be held against each other, and why others may not."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

import pytest

from boas.api import PREFIX, create_api_app
from boas.index import (
    AlgorithmComparison,
    AlgorithmComparisonQuery,
    ComparedFigure,
    Index,
    ProposedPairs,
    QueryError,
    compare_algorithms,
    decode_answer,
    drop_same_fields,
    encode_json,
    split_pair,
)
from boas.index._composer import Composer
from boas.index._facets import is_usable
from boas.index._figure_matching import list_mismatches, match_figures
from boas.index._proposed_pairs import build_proposed_pairs
from tests.api.asking import ask
from tests.copies import read_copies
from tests.site.compared_registry import compared
from tests.site.versioned_registry import index_of

Kind = TypeVar("Kind")

FIGURE = ComparedFigure(
    algorithm="un",
    evaluation="etude",
    version="1.0.0",
    value=0.9,
    as_printed=None,
    ci=None,
    is_ci_computed=False,
    n=100,
    unit="stays",
    state="declared",
    is_computed=False,
    date="2024",
    variant=None,
    threshold=None,
    outcome={"fr": "AVC ischémique", "en": "Ischaemic stroke"},
    reference_standard={"fr": "Dossier relu"},
    population={"fr": "Séjours de 2020"},
    source="snds",
    period="2020",
)
OTHER = replace(FIGURE, algorithm="deux", value=0.8)


def find_kinds(other: ComparedFigure, conditions: dict[str, frozenset[tuple[str, str]]] | None = None) -> list[str]:
    """What keeps a figure from being held against the first one."""
    return [f"{one.what} {one.kind}" for one in list_mismatches(FIGURE, other, conditions or {})]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({}, []),
        ({"outcome": {"fr": "  avc ISCHEMIQUE "}}, []),
        ({"outcome": {"en": "Ischaemic stroke", "fr": "AVC"}}, []),
        ({"outcome": {"fr": "AVC"}}, ["outcome differs"]),
        ({"outcome": None}, ["outcome not-stated"]),
        ({"reference_standard": {"fr": "Registre"}}, ["reference_standard differs"]),
        ({"reference_standard": None}, ["reference_standard not-stated"]),
        ({"population": {"fr": "Séjours de 2021"}}, ["population differs"]),
        ({"period": "2021"}, ["population differs"]),
        ({"source": "eds"}, ["population differs"]),
        ({"source": None, "period": None}, []),
        ({"outcome": None, "reference_standard": None, "period": "2019"}, [
            "outcome not-stated", "reference_standard not-stated", "population differs",
        ]),
    ],
)  # fmt: skip
def test_figures_are_comparable_only_when_outcome_reference_and_people_are_the_same(
    more: dict[str, object], why: list[str]
) -> None:
    assert find_kinds(replace(OTHER, **more)) == why  # type: ignore[arg-type]
    assert find_kinds(replace(FIGURE, **more, algorithm="deux")) == why  # type: ignore[arg-type]


def test_codes_of_the_card_say_what_is_predicted_where_figures_do_not() -> None:
    one, other = (replace(figure, outcome=None) for figure in (FIGURE, OTHER))
    same, else_ = frozenset({("CIM-10", "I63")}), frozenset({("CIM-10", "I61")})

    assert [found.what for found in list_mismatches(one, other, {})] == ["outcome"]
    assert list_mismatches(one, other, {"un": same, "deux": same}) == ()
    assert [found.kind for found in list_mismatches(one, other, {"un": same, "deux": else_})] == ["not-stated"]


def test_a_reason_names_both_and_quotes_what_they_say() -> None:
    (one,) = list_mismatches(FIGURE, replace(OTHER, population={"fr": "Enfants"}, source="eds"), {})

    assert one.algorithms == ("un", "deux")
    assert one.sentence["fr"].startswith("La population n’est pas la même")
    assert all(
        word in one.sentence["fr"] for word in ("Séjours de 2020, snds, 2020", "Enfants, eds, 2020", "un", "deux")
    )


def test_every_figure_and_every_two_algorithms_are_told_once() -> None:
    alone = replace(FIGURE, algorithm="trois", population={"fr": "Ailleurs"})
    variant = replace(FIGURE, value=0.7, variant={"fr": "large"})
    (ppv, auc) = match_figures(
        ("un", "deux", "trois", "quatre"),
        [("auc", alone), *(("ppv", one) for one in (FIGURE, variant, OTHER, alone))],
        {},
    )

    assert [one.metric for one in (ppv, auc)] == ["ppv", "auc"]
    assert [one.figures for one in ppv.sets] == [(FIGURE, variant, OTHER)]
    assert ppv.apart == (alone,)
    told = {one.algorithms: [(why.what, why.kind, why.algorithms) for why in one.reasons] for one in ppv.not_comparable}
    assert told == {
        ("un", "trois"): [("population", "differs", ("un", "trois"))],
        ("un", "quatre"): [("figure", "not-stated", ("quatre",))],
        ("deux", "trois"): [("population", "differs", ("deux", "trois"))],
        ("deux", "quatre"): [("figure", "not-stated", ("quatre",))],
        ("trois", "quatre"): [("figure", "not-stated", ("quatre",))],
    }
    assert auc.sets == ()
    assert len(auc.not_comparable) == 6


def test_variants_of_one_algorithm_alone_are_no_comparison() -> None:
    (ppv,) = match_figures(("un", "deux"), [("ppv", FIGURE), ("ppv", replace(FIGURE, value=0.7))], {})

    assert ppv.sets == ()
    assert len(ppv.apart) == 2


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The index of a registry whose rule has a copy."""
    folder = tmp_path_factory.mktemp("compared")
    with index_of(compared(folder / "registry"), folder / "index.sqlite") as opened:
        yield opened


def compare(index: Index, *ids: str) -> AlgorithmComparison:
    """The comparison of some algorithms."""

    def read(path: str, kind: type[Kind]) -> Kind:
        return decode_answer(index.read_body(path) or b"", kind)

    return compare_algorithms(read, ids)


def test_a_copy_differs_in_nothing_but_its_id_and_may_be_compared(index: Index) -> None:
    found = compare(index, "exemple-regle", "exemple-copie")

    assert [row.id for row in found.algorithms] == ["exemple-regle", "exemple-copie"]
    assert [one.path for one in found.fields if one.differs] == []
    assert drop_same_fields(found).fields == ()
    assert found.metrics
    assert all(one.not_comparable == () or one.sets == () for one in found.metrics)
    assert any(one.sets for one in found.metrics)
    assert found.codes
    assert all(one.total.only == (0, 0) for one in found.codes.comparison.systems)


def test_another_algorithm_differs_and_each_metric_says_why_it_may_not_be_compared(index: Index) -> None:
    found = compare(index, "exemple-regle", "exemple-score", "exemple-copie")

    differing = {one.path for one in found.fields if one.differs}
    assert {"intended_use.purpose", "kind"} & differing
    assert len(found.fields) > len(drop_same_fields(found).fields) or differing == {one.path for one in found.fields}
    for metric in found.metrics:
        told = {one.algorithms for one in metric.not_comparable}
        assert ("exemple-regle", "exemple-score") in told
        assert all(reason.sentence["en"] for one in metric.not_comparable for reason in one.reasons)
    assert found.codes
    assert found.codes.without == ("exemple-score",)
    assert [row.status for row in found.algorithms] == ["active", "withdrawn", "active"]


def test_the_api_gives_the_same_and_what_differs_alone_when_asked(index: Index) -> None:
    api = create_api_app(lambda: index)
    whole = ask(api, f"{PREFIX}/compare?ids=exemple-regle,exemple-score")
    cut = ask(api, f"{PREFIX}/compare?ids=exemple-regle,exemple-score&only=differences")

    assert whole.body == encode_json(compare(index, "exemple-regle", "exemple-score"))
    assert {one["differs"] for one in cut.json()["fields"]} == {True}
    assert len(cut.json()["fields"]) <= len(whole.json()["fields"])


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("", 400, "No algorithm is named."),
        ("ids=exemple-regle", 400, "pick another one beside `exemple-regle`"),
        ("ids=exemple-regle,exemple-regle", 400, "pick another one"),
        ("ids=a1,b1,c1,d1,e1", 400, "At most four algorithms stand side by side; 5 were given."),
        ("ids=exemple-regle,Ex/ample", 400, "`Ex/ample` is no id."),
        ("ids=exemple-regle,exemple-scor", 404, "Perhaps: exemple-score"),
        ("ids=exemple-regle,exemple-score&only=x", 400, "Known values: differences."),
        ("ids=exemple-regle,exemple-score&by=x", 400, "Known parameters: ids, only."),
        ("ids=exemple-regle&ids=exemple-score", 400, "`ids` is given twice."),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_to_ask(index: Index, query: str, status: int, said: str) -> None:
    answer = ask(create_api_app(lambda: index), f"{PREFIX}/compare?{query}", headers={"accept-language": "en"})

    assert answer.status == status
    assert said in answer.json()["detail"]
    assert bool(answer.json().get("near")) == (status == 404)


def test_spaces_between_ids_do_not_matter_and_four_may_stand_side_by_side() -> None:
    query = AlgorithmComparisonQuery.parse([("ids", " un1, deux,trois ,quatre,un1")])

    assert query.ids == ("un1", "deux", "trois", "quatre")
    with pytest.raises(QueryError):
        AlgorithmComparisonQuery.parse([("ids", "un1,deux,trois,quatre,cinq")])


def test_pairs_are_proposed_among_what_may_be_used_and_never_more_than_two_for_each(index: Index) -> None:
    pairs = decode_answer(index.read_body("proposed_pairs") or b"", ProposedPairs).pairs

    assert "exemple-copie...exemple-regle" in {one.id for one in pairs}
    assert not {"exemple-score", "exemple-ancien"} & {name for one in pairs for name in split_pair(one.id)}
    assert all(one.id == "...".join(sorted(side.id for side in one.algorithms)) for one in pairs)


def test_the_number_of_pairs_grows_with_the_registry_and_not_with_its_square() -> None:
    composer = Composer(read_copies(30))
    found = build_proposed_pairs(composer)
    usable = [row for row in composer.rows.values() if is_usable(row)]

    assert len(usable) > 50
    assert found.total == len({pair.id for pair in found.pairs}) <= 2 * len(usable)
