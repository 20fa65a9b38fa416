"""What is taken over of an earlier check is what a check of everything says, whatever was edited in between."""

import json
import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boas.checks import CachedCheck, PartEntry, check, check_with_cache, check_with_entries, list_whole_parts
from boas.checks._files import find_missing_settings
from boas.checks._late_collection import open_collection
from boas.checks._plain_findings import decode_finding, encode_finding
from boas.checks._recorded_collection import RecordedCollection
from boas.documents import SETTINGS
from boas.finding import Finding, Location, Replacement
from boas.nomenclatures import NomenclatureFolder
from boas.parsing import EMPTY_CACHE, Cache, Collection, read_collection, read_folder
from boas.translation import LocalisedDigits, LocalisedTexts, Message, change_case, make_plural
from boas.tree import REGULAR_MODES, File, Tree
from tests.checks.copied_registry import write_copies
from tests.checks.test_cases import CASES, HERE, RELEASES, lay_over, line_of
from tests.checks.test_cases import DAY as CASES_DAY

DAY = "2026-11-29"
ALGORITHMS = "model_cards/algorithms/"


def hold(contents: Mapping[str, bytes]) -> Tree:
    """Files in memory."""
    files = {path: File(path, "", "file", len(data)) for path, data in sorted(contents.items())}
    return Tree(files, lambda file: contents[file.path])


def take_over(contents: Mapping[str, bytes], entries: Mapping[str, PartEntry], day: str = DAY) -> CachedCheck:
    """A check that may take over what entries of an earlier one hold, these as a file gives them back."""
    digests = {path: sha256(data).hexdigest() for path, data in contents.items()}
    return check_with_cache(hold(contents), digests, entries, as_of=day)


def check_anew(contents: Mapping[str, bytes], day: str = DAY) -> tuple[Finding, ...]:
    """A check of everything."""
    collection = read_collection(hold(contents), as_of=day)
    return check(collection, collection.tree.files.values())


def copies(root: Path, n: int = 2) -> dict[str, bytes]:
    """Copies of the worked examples, by path."""
    write_copies(root, n)
    tree = read_folder(root)
    return {path: tree.read(file) for path, file in tree.files.items()}


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return copies(tmp_path_factory.mktemp("two"))


WORDS = (
    ("exemple-modele", "exemple-modele-bada"),
    ("exemple-chu", "exemple-universite"),
    ("1.0.0", "1.1.0"),
    ("2025", "2026"),
    ("2026", "2027"),
    ("fr:", "en:"),
    ("id:", "ID:"),
    ("threshold: 11", "threshold: 5"),
    ("languages: [fr, en]", "languages: [en, fr]"),
    ("independence:", "independance:"),
    ("Martin", "Durand"),
    ("1", "<11"),
    ("7", "8"),
    ("\n", "\n# exemple\n"),
    (": ", ":  "),
)
NAMES = (("exemple-chu", "exemple-chuu"), ("codelists/", "code/"), ("1.0.0", "2.0.0"), ("exemple-", "autre-"))
EDIT = st.one_of(
    st.tuples(st.just("say"), st.integers(0, 999), st.sampled_from(WORDS)),
    st.tuples(st.just("delete"), st.integers(0, 999), st.just(("", ""))),
    st.tuples(st.just("rename"), st.integers(0, 999), st.sampled_from(NAMES)),
    st.tuples(st.just("copy"), st.integers(0, 999), st.sampled_from(NAMES)),
    st.tuples(st.just("revert"), st.integers(0, 999), st.just(("", ""))),
    st.tuples(st.just("wait"), st.integers(1, 400), st.just(("", ""))),
)


def edit(contents: dict[str, bytes], before: Mapping[str, bytes], what: str, which: int, how: tuple[str, str]) -> None:
    """Change one file."""
    paths = sorted(before.keys() | contents.keys())
    path, (old, new) = paths[which % len(paths)], how
    data = contents.get(path, before.get(path, b""))
    if what == "say":
        contents[path] = data.replace(old.encode(), new.encode(), 1)
    if what in {"delete", "rename"}:
        contents.pop(path, None)
    if what in {"rename", "copy"}:
        contents[path.replace(old, new, 1)] = data
    if what == "revert" and path in before:
        contents[path] = before[path]


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(EDIT, min_size=1, max_size=3), min_size=1, max_size=5))
def test_any_edits_and_days_give_the_findings_of_a_check_anew(
    two: dict[str, bytes], rounds: list[list[tuple[str, int, tuple[str, str]]]]
) -> None:
    contents, day = dict(two), DAY
    entries = take_over(contents, {}).entries
    for edits in rounds:
        for what, which, how in edits:
            edit(contents, two, what, which, how)
            day = f"20{26 + which // 300}-{1 + which % 12:02d}-{1 + which % 28:02d}" if what == "wait" else day
        found = take_over(contents, {part: through_json(entry) for part, entry in entries.items()}, day)
        assert found.findings == check_anew(contents, day)
        entries = found.entries


def read_whole(contents: Mapping[str, bytes], results: Mapping[str, bytes], day: str) -> Collection:
    """Files read whole, each known by its content as those of a commit are."""
    files = {path: File(path, sha256(data).hexdigest(), "file", len(data)) for path, data in sorted(contents.items())}
    tree = Tree(files, lambda file: contents[file.path])
    return read_collection(tree, cache=Cache({}, {}, results), as_of=day)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(EDIT, min_size=1, max_size=3), min_size=1, max_size=4))
def test_any_edits_and_days_give_the_findings_and_results_of_a_check_of_all_that_is_read(
    two: dict[str, bytes], rounds: list[list[tuple[str, int, tuple[str, str]]]]
) -> None:
    contents, day = dict(two), DAY
    entries: Mapping[str, PartEntry] = {}
    results: dict[str, bytes] = {}
    for edits in ([], *rounds):
        for what, which, how in edits:
            edit(contents, two, what, which, how)
            day = f"20{26 + which // 300}-{1 + which % 12:02d}-{1 + which % 28:02d}" if what == "wait" else day
        known, plain = read_whole(contents, results, day), read_whole(contents, {}, day)
        found = check_with_entries(known, {part: PartEntry.read(entry.write()) for part, entry in entries.items()})
        assert found.findings == check(plain)
        assert {one.key for one in known.results.values()} == {one.key for one in plain.results.values()}
        entries, results = found.entries, {one.key: one.write() for one in known.results.values()}


def test_of_all_that_is_read_one_changed_card_has_its_own_algorithm_checked_alone(two: dict[str, bytes]) -> None:
    first, changed = read_whole(two, {}, DAY), dict(two)
    entries = check_with_entries(first, {}).entries
    results = {one.key: one.write() for one in first.results.values()}
    changed[f"{ALGORITHMS}exemple-score/versions/1.0.0/card.yaml"] += b"# seen\n"

    assert check_with_entries(read_whole(two, results, DAY), entries).redone == ()
    assert check_with_entries(read_whole(changed, results, DAY), entries).redone == (f"{ALGORITHMS}exemple-score/",)
    # What was computed for it and is not known any more is computed again.
    lost = check_with_entries(read_whole(two, {}, DAY), entries).redone
    assert set(lost) == {part for part, entry in entries.items() if entry.results} != set()


def test_other_settings_have_everything_checked_again(two: dict[str, bytes]) -> None:
    entries = check_with_entries(read_whole(two, {}, DAY), {}).entries
    changed = {**two, SETTINGS: two[SETTINGS] + b"# seen\n"}

    assert set(check_with_entries(read_whole(changed, {}, DAY), entries).redone) == entries.keys()


def through_json(entry: PartEntry) -> PartEntry:
    """The entry as JSON gives it back."""
    return PartEntry(*json.loads(json.dumps([entry.made_of, entry.reads, entry.people, entry.results, entry.findings])))


def test_of_unchanged_files_nothing_is_checked_and_nothing_is_read(two: dict[str, bytes]) -> None:
    entries = take_over(two, {}).entries
    unread = {path: b"" if path.startswith(ALGORITHMS) else data for path, data in two.items()}
    digests = {path: sha256(data).hexdigest() for path, data in two.items()}

    found = check_with_cache(hold(unread), digests, entries, as_of=DAY)

    assert found.redone == ()
    assert found.findings == check_anew(two)


def test_one_changed_card_has_its_own_algorithm_checked_alone(two: dict[str, bytes]) -> None:
    entries, changed = take_over(two, {}).entries, dict(two)
    changed[f"{ALGORITHMS}exemple-score/versions/1.0.0/card.yaml"] += b"# seen\n"

    assert take_over(changed, entries).redone == (f"{ALGORITHMS}exemple-score/",)


def test_another_day_has_nothing_checked_again_unless_a_date_has_passed(two: dict[str, bytes]) -> None:
    entries = take_over(two, {}).entries

    assert take_over(two, entries, "2026-11-30").redone == ()
    later = take_over(two, entries, "2090-01-01")
    assert later.redone
    assert later.findings == check_anew(two, "2090-01-01")


def test_an_algorithm_that_comes_or_goes_has_only_those_checked_that_it_is_taken_for(two: dict[str, bytes]) -> None:
    entries, changed = take_over(two, {}).entries, dict(two)
    for path in [path for path in two if path.startswith(f"{ALGORITHMS}exemple-score/")]:
        changed[path.replace("exemple-score", "exempl-escore")] = two[path].replace(b"exemple-score", b"exempl-escore")

    found = take_over(changed, entries)

    # Of two ids that are taken for one another, the later one is told of.
    assert f"{ALGORITHMS}exempl-escore/" in found.redone
    assert f"{ALGORITHMS}exemple-score/" in found.redone
    assert not [part for part in found.redone if "score" not in part]
    assert [one.rule for one in found.findings if one.rule == "similar-id"] == ["similar-id"]
    assert found.findings == check_anew(changed)


def test_an_organisation_that_changes_has_those_checked_that_read_it(two: dict[str, bytes]) -> None:
    entries, changed = take_over(two, {}).entries, dict(two)
    path = "model_cards/organisations/exemple-chu.yaml"
    changed[path] = two[path].replace(b"id: exemple-chu", b"id: exemple-chu\npart_of: exemple-universite")

    found = take_over(changed, entries)

    assert path in found.redone
    assert found.findings == check_anew(changed) != check_anew(two)


def test_only_whole_parts_can_be_asked_for(two: dict[str, bytes]) -> None:
    tree, part = hold(two), f"{ALGORITHMS}exemple-score/"
    inside = [path for path in two if path.startswith(part)]

    assert list_whole_parts(inside, tree) == (part,)
    assert list_whole_parts(inside[:1], tree) is None
    assert check_with_cache(
        tree, {path: sha256(data).hexdigest() for path, data in two.items()}, {}, as_of=DAY, chosen=[part]
    ).findings == check(read_collection(tree, as_of=DAY), [tree.files[path] for path in inside])


def record_all(contents: Mapping[str, bytes]) -> tuple[Collection, RecordedCollection]:
    """A collection, and one that entries what is read of it."""
    return read_collection(hold(contents), as_of=DAY), RecordedCollection(
        open_collection(hold(contents), EMPTY_CACHE, DAY, {}, None)[0]
    )


def test_a_recorded_collection_gives_all_that_a_collection_gives(two: dict[str, bytes]) -> None:
    plain, recorded = record_all(two)

    assert list(recorded.documents) == list(plain.documents)
    assert dict(recorded.versions) == dict(plain.versions)
    assert dict(recorded.places) == dict(plain.places)
    assert dict(recorded.contents) == dict(plain.contents)
    for name in ("algorithms", "folders"):
        own, theirs = getattr(recorded, name), getattr(plain, name)
        assert {key: [one.path for one in found] for key, found in own.items()} == {
            key: [one.path for one in found] for key, found in theirs.items()
        }
    assert dict(recorded.organisations) == dict(plain.organisations)
    assert recorded.list_paths(ALGORITHMS) == plain.list_paths(ALGORITHMS)
    assert [one.path for one in recorded.select_kind("card")] == [one.path for one in plain.select_kind("card")]
    assert (recorded.as_of, recorded.languages) == (plain.as_of, plain.languages)
    assert {path for path in two if path in recorded.tree.files} == set(two)


def test_every_way_to_read_something_is_recorded(two: dict[str, bytes]) -> None:
    _, recorded = record_all(two)
    path, folder = f"{ALGORITHMS}exemple-score/algorithm.yaml", f"{ALGORITHMS}exemple-score/versions/1.0.0/"
    ways: dict[tuple[str, ...], Any] = {
        ("file", path): lambda: recorded.documents.get(path),
        ("file", "model_cards/none.yaml"): lambda: recorded.load("model_cards/none.yaml"),
        ("has_file", path): lambda: path in recorded.tree.files,
        ("below", f"{ALGORITHMS}exemple-score/"): lambda: recorded.algorithms.get("exemple-score"),
        ("below", folder): lambda: (recorded.folders.get(folder), recorded.contents.get(folder)),
        ("below", "model_cards/organisations/"): lambda: recorded.organisations,
        ("list_versions", "exemple-score"): lambda: recorded.versions.get("exemple-score"),
        ("list_places", "card"): lambda: recorded.places.get("card"),
        ("list_paths", "model"): lambda: recorded.list_paths("model"),
        ("get_day",): lambda: recorded.as_of,
        ("below", ""): lambda: (list(recorded.documents), len(recorded.tree.files), recorded.memo, recorded.versions),
    }
    for read, way in ways.items():
        recorded.start()
        way()
        assert read in recorded.reads, read
    recorded.start()
    file = recorded.tree.files[path]
    recorded.start()
    recorded.tree.read(file)
    assert ("file", path) in recorded.reads


def test_what_was_worked_out_once_is_read_by_all_who_get_it(two: dict[str, bytes]) -> None:
    _, recorded = record_all(two)
    path = f"{ALGORITHMS}exemple-score/algorithm.yaml"

    for _ in range(2):
        recorded.start()
        recorded.compute_once(("outer",), lambda: recorded.compute_once(("inner",), lambda: recorded.load(path)))
        assert ("file", path) in recorded.reads


def test_a_function_that_nobody_can_ask_again_is_no_question(two: dict[str, bytes]) -> None:
    _, recorded = record_all(two)

    with pytest.raises(KeyError):
        recorded.ask(lambda collection: len(collection.tree.files))


def test_a_finding_comes_back_as_it_was() -> None:
    inside = Message("{a} and {b}", a=1, b=2.5).use_catalogue("rules", "context")
    message = Message(
        "{whole} {part} {none} {digits} {texts} {cased} {surrogate}",
        whole=inside,
        part=make_plural("{n} thing", "{n} things", 3),
        none=None,
        digits=LocalisedDigits("1,234.5"),
        texts=LocalisedTexts((("fr", "oui"), ("en", "yes"))),
        cased=change_case(inside, "capital"),
        surrogate="\udc80\u2028é",
    )
    finding = Finding(
        "a-rule", "warning", Location("path", 3, 4), message, inside, "a.b", "line", 2, ("x",), "x", DAY,
        Replacement("y", is_safe=True),
    )  # fmt: skip
    bare = Finding("a-rule", "error", Location("path"), Message("a"), Message("b"))

    for one in (finding, bare):
        again = decode_finding(json.loads(json.dumps(encode_finding(one))))
        assert again == one
        assert again.message.to_texts() == one.message.to_texts()


@pytest.mark.parametrize("shard", range(8))
def test_each_case_has_its_findings_also_when_most_are_taken_over_from_another(shard: int, tmp_path: Path) -> None:
    entries: Mapping[str, PartEntry] = {}
    for number, case in enumerate(CASES[shard::8]):
        root = tmp_path / str(number)
        lay_over(case, root)
        tree = read_folder(root)
        digests = {
            path: f"{file.mode} {sha256(tree.read(file) if file.mode in REGULAR_MODES else b'').hexdigest()}"
            for path, file in tree.files.items()
        }
        found = check_with_cache(tree, digests, entries, as_of=CASES_DAY, releases=NomenclatureFolder(RELEASES))
        expected = HERE / "cases" / case / "expected.txt"
        told = expected.read_text("utf-8") if "/fail-" in case else ""
        missing = find_missing_settings(read_collection(tree, []))  # of a whole registry, and of no file
        findings = sorted((*found.findings, *missing), key=Finding.make_sort_key)
        assert "".join(map(line_of, findings)) == told, case
        assert not entries or len(found.redone) < len(tree.files)
        entries = found.entries
        shutil.rmtree(root)
