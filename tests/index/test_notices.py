"""Notices as answers: their order, what they reach, the lists of codes they concern, and asking for some of them."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from boas.index import (
    AlgorithmAnswer,
    AlgorithmQuery,
    Index,
    NoticeList,
    NoticeQuery,
    QueryError,
    VersionAnswer,
    decode_answer,
    open_index,
)
from tests.index.conftest import fill_from
from tests.registry.proving import Proving
from tests.site.noticed_registry import noticed
from tests.site.versioned_registry import index_of

ALERT = """schema_version: 1
id: alerte
kind: safety
versions: "<9.0.0"
reason: safety
text:
  fr: Un code manquait.
date: 2026-02-01
decided_by:
  name: Camille Exemple
  organisation: exemple-chu
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("noticed")
    with index_of(noticed(folder / "registry"), folder / "index.sqlite") as opened:
        yield opened


@pytest.fixture(scope="module")
def notices(index: Index) -> NoticeList:
    return decode_answer(index.read_body("notices") or b"", NoticeList)


def name_all(answer: NoticeList) -> list[str]:
    return [f"{one.algorithm.id}/{one.id}" for one in answer.notices]


def test_the_gravest_notices_come_first_then_the_newest_and_retracted_ones_last(notices: NoticeList) -> None:
    assert name_all(notices) == [
        "exemple-ancien/fin",
        "exemple-score/retrait",
        "exemple-regle/alerte",
        "exemple-regle/vieux",
        "exemple-regle/annulation",
        "exemple-score/codes",
        "exemple-regle/exemple-erratum",
        "exemple-regle/fausse-alerte",
    ]
    assert [one.retracted_by for one in notices.notices] == [None] * 7 + ["annulation"]


def test_a_notice_names_the_versions_in_its_range_pre_releases_too(notices: NoticeList) -> None:
    touched = {one.id: one.touched for one in notices.notices}

    assert touched["alerte"] == ("2.1.0-rc.1", "2.0.0")
    assert touched["vieux"] == ("1.0.0",)


def test_what_stands_about_one_algorithm_can_be_asked_for(notices: NoticeList) -> None:
    assert [one.id for one in notices.list_effective("exemple-regle")] == [
        "alerte",
        "vieux",
        "annulation",
        "exemple-erratum",
    ]


def test_a_code_that_changed_concerns_lists_of_other_algorithms(index: Index, notices: NoticeList) -> None:
    (told,) = (one for one in notices.notices if one.id == "codes")
    found = {(one.algorithm.id, one.path, one.code.code, one.standing): one.versions for one in told.codelists}

    assert found == {
        ("exemple-regle", "codelists/inclusion.csv", "I61", "affected"): ("2.1.0-rc.1", "2.0.0", "1.1.0", "1.0.0")
    }
    version = decode_answer(index.read_body("algorithms/exemple-regle/versions/1.0.0") or b"", VersionAnswer)
    assert [(one.algorithm.id, one.notice, one.code.code) for one in version.code_warnings] == [
        ("exemple-score", "codes", "I61")
    ]
    score = decode_answer(index.read_body("algorithms/exemple-score") or b"", AlgorithmAnswer)
    assert score.affected_codelists == {"codes": told.codelists}


def test_a_withdrawn_algorithm_is_found_after_all_others_whatever_the_order(index: Index) -> None:
    for sort in ("name", "-name", "level", "-level", "changed", "-changed"):
        listed = json.loads(index.list_algorithms(AlgorithmQuery(sort=sort)))
        assert (listed["total"], listed["n_withdrawn"], listed["algorithms"][0]["id"]) == (3, 2, "exemple-regle")
    found = json.loads(index.list_algorithms(AlgorithmQuery(q="exemple")))
    assert (found["algorithms"][0]["id"], found["n_withdrawn"]) == ("exemple-regle", 2)
    assert [mark["kind"] for mark in found["algorithms"][0]["notices"]] == ["safety", "erratum"]


@pytest.mark.parametrize("sort", ["name", "-name", "-level", "-changed"])
def test_pages_of_a_list_go_on_from_the_usable_ones_to_the_withdrawn(index: Index, sort: str) -> None:
    whole = json.loads(index.list_algorithms(AlgorithmQuery(sort=sort)))["algorithms"]
    after, found = None, []
    for _ in whole:
        page = json.loads(index.list_algorithms(AlgorithmQuery(sort=sort, limit=1, after=after)))
        found += page["algorithms"]
        after = page["next"]

    assert found == whole
    assert after is None


def test_algorithms_can_be_asked_for_by_the_notices_that_stand_about_them(index: Index) -> None:
    def find(kind: str) -> list[str]:
        listed = json.loads(index.list_algorithms(AlgorithmQuery(filters={"notice": (kind,)})))
        return [row["id"] for row in listed["algorithms"]]

    assert (find("safety"), find("withdrawn"), find("deprecated")) == (["exemple-regle"], ["exemple-score"], [])


def test_notices_can_be_asked_for_by_kind_and_algorithm_and_page_by_page(notices: NoticeList) -> None:
    def ask(*pairs: tuple[str, str]) -> NoticeList:
        return NoticeQuery.parse(pairs).select(notices)

    assert name_all(ask(("kind", "safety"))) == ["exemple-regle/alerte", "exemple-regle/fausse-alerte"]
    assert name_all(ask(("kind", "safety"), ("kind", "removed"), ("algorithm", "exemple-ancien"))) == [
        "exemple-ancien/fin"
    ]
    found, after = [], ""
    while True:
        page = ask(("limit", "3"), *([("after", after)] if after else []))
        assert page.total == 8
        found += name_all(page)
        after = page.next or ""
        if not after:
            break
    assert found == name_all(notices)


@pytest.mark.parametrize(
    ("pairs", "parameter"),
    [
        ([("status", "x")], "status"),
        ([("limit", "0")], "limit"),
        ([("limit", "5"), ("limit", "6")], "limit"),
        ([("after", "WyJuYW1lIiwgIjE6YSJd")], "after"),
        ([("after", "x")], "after"),
        ([("kind", "a\n")], "kind"),
        ([("kind", str(number)) for number in range(21)], "kind"),
    ],
)
def test_what_cannot_be_understood_is_refused_by_its_name(pairs: list[tuple[str, str]], parameter: str) -> None:
    with pytest.raises(QueryError) as refused:
        NoticeQuery.parse(pairs)
    assert refused.value.parameter == parameter


def test_a_cursor_of_a_notice_that_is_not_in_the_list_is_refused(notices: NoticeList) -> None:
    first = NoticeQuery.parse([("limit", "1"), ("kind", "safety")]).select(notices)

    with pytest.raises(QueryError):
        NoticeQuery.parse([("after", first.next or ""), ("kind", "removed")]).select(notices)


def test_a_registry_without_notices_says_so(shipped_index: Index) -> None:
    empty = {"total": 0, "notices": [], "next": None, "previous": None}
    assert json.loads(shipped_index.read_body("notices") or b"") == empty


def test_two_fillings_give_the_same_notices(tmp_path: Path, index: Index) -> None:
    with index_of(noticed(tmp_path / "registry"), tmp_path / "index.sqlite") as other:
        assert other.read_body("notices") == index.read_body("notices")


def test_a_notice_names_the_algorithms_that_rest_on_it_with_the_way_it_comes(tmp_path: Path) -> None:
    proving = Proving(tmp_path / "registry")
    score = "model_cards/algorithms/exemple-score/versions/1.0.0/card.yaml"
    written = (proving.path / score).read_text()
    proving.write("model_cards/algorithms/exemple-regle/notices/alerte.yaml", ALERT)
    proving.write(score, f"{written}lineage:\n  - id: exemple-regle\n    relation: depends-on\n")
    proving.settle()

    fill_from(proving, tmp_path / "index.sqlite")
    with closing(open_index(tmp_path / "index.sqlite")) as index:
        row = next(
            one for one in decode_answer(index.read_body("notices") or b"", NoticeList).notices if one.id == "alerte"
        )

    assert [(one.algorithm.id, [step.id for step in one.path], one.is_certain) for one in row.reaches] == [
        ("exemple-score", ["exemple-regle"], False)
    ]
