"""Single codes: whose lists hold them, in which role, by which rule, in which versions."""

from collections.abc import Iterator

import pytest

from boas.index import (
    CodeOverview,
    CodeSearch,
    CodeShard,
    Index,
    decode_answer,
    find_codes,
    search_registry,
    split_codes,
)
from boas.index._code_search_answers import CodedSystem, ListedIn, ShardCode
from boas.index._code_shards import MOST_PLACES
from boas.nomenclatures import FORMS
from boas.registry import read_registry
from boas.repository import open_repository
from tests.git_registry import GitRegistry
from tests.index.coded_registry import registry_with_many
from tests.site.versioned_registry import index_of


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> GitRegistry:
    """That registry."""
    return registry_with_many(tmp_path_factory.mktemp("codes") / "registry")


@pytest.fixture(scope="module")
def index(registry: GitRegistry, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Its index."""
    with index_of(registry, tmp_path_factory.mktemp("index") / "index.sqlite") as filled:
        yield filled


def read(index: Index, path: str) -> CodeShard:
    return decode_answer(index.read_body(path) or b"", CodeShard)


def search(index: Index, *codes: str, systems: tuple[str, ...] = ()) -> CodeSearch:
    overview = decode_answer(index.read_body("codes") or b"", CodeOverview)
    return find_codes(overview, lambda path: read(index, path), codes, systems)


def test_a_code_is_found_by_itself_and_by_what_it_begins_with(index: Index) -> None:
    (found,) = search(index, "I63.9").found
    told = [(one.rule, one.list.path, one.list.role, one.list.match, one.list.versions) for one in found.lists]

    assert (found.asked, found.code, found.system) == ("I63.9", "I639", "CIM-10")
    assert told == [
        ("I6", "codelists/beaucoup.csv", "include", "prefix", ("3.0.0",)),
        ("I63", "codelists/inclusion.csv", "include", "prefix", ("1.1.0", "1.0.0")),
    ]


def test_an_exact_code_is_found_in_its_role_and_not_by_a_longer_one(index: Index) -> None:
    exact = [
        (one.rule, one.list.role, one.list.field)
        for one in search(index, "I63").found[0].lists
        if one.list.match == "exact"
    ]

    assert exact == [("I63", "exclude", "DGN_PAL")]
    assert not [one for one in search(index, "I639").found[0].lists if one.list.match == "exact"]


def test_lists_of_latest_versions_stand_first_and_say_so(index: Index) -> None:
    (found,) = search(index, "I61").found

    assert [one.list.current for one in found.lists] == [True, True]
    assert [one.list.current for one in search(index, "I639").found[0].lists] == [True, False]
    assert {one.list.algorithm for one in found.lists} == {"exemple-regle"}


def test_what_no_list_holds_and_another_system_are_told_apart(index: Index) -> None:
    answer = search(index, "Z999", "I61", "I61")

    assert answer.not_found == ("Z999",)
    assert [one.asked for one in answer.found] == ["I61"]
    assert search(index, "I61", systems=("ATC",)).not_found == ("I61",)


def test_parts_are_small_and_hold_every_code_once(index: Index) -> None:
    (system,) = decode_answer(index.read_body("codes") or b"", CodeOverview).systems
    shards = [read(index, f"codes/{system.system}/{name}") for name in system.shards.values()]
    codes = [one.code for shard in shards for one in shard.codes]

    assert system.n_codes == len(codes) == len(set(codes)) == 2006
    assert all(sum(len(one.lists) for one in shard.codes) <= MOST_PLACES for shard in shards)
    assert all(one.code.startswith(shard.start) for shard in shards for one in shard.codes)
    assert len(shards) > 10


def test_a_registry_without_an_index_gives_the_same_answer(registry: GitRegistry, index: Index) -> None:
    with open_repository(registry.path) as history:
        commit = history.read_head()
        snapshot = read_registry(history.read_tree_of(commit), history.read_history_of(commit))

    for codes in (("I639", "J001", "zz"), ("K99",)):
        assert search_registry(snapshot, codes) == search(index, *codes)


def test_codes_are_read_from_any_pasted_text() -> None:
    assert split_codes("I63.9, 'E11';\n\"Z515\"\t(I10) E11*|J45") == ("I63.9", "E11", "Z515", "I10", "J45")


@pytest.mark.parametrize(
    ("system", "held", "asked"),
    [
        ("CIM-10", "I639", "i63.9"),
        ("OPCS-4", "H011", "h01.1"),
        ("ORPHA", "558", "ORPHA:558"),
        ("Read-v2", "G30..", "G30.."),
    ],
)
def test_a_code_is_asked_in_any_spelling_that_its_system_has(system: str, held: str, asked: str) -> None:
    listed = ListedIn("a", {"en": "A"}, "codelists/a.csv", "include", "exact", None, ("1.0.0",), True, "active")  # noqa: FBT003
    part = CodeShard(system, "", (listed,), (ShardCode(held, (0,)),))
    form = FORMS[system]
    one = CodedSystem(system, {"en": system}, 1, 1, {"": "_"}, form.dot, form.has_case, form.prefix)

    found = find_codes(CodeOverview((one,)), {f"codes/{system}/_": part}.__getitem__, [asked])

    assert [(code.asked, code.code) for code in found.found] == [(asked, held)]
