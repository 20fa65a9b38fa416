"""A built release: the same bytes for the same list, found by binary search, with what is near and what lies above."""

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.errors import UsageError
from boas.nomenclatures import (
    CodeEntry,
    CodeRelease,
    NomenclatureFolder,
    get_default_folder,
    make_release_name,
    open_release,
    render_release,
)

CODES = ("A00", "A000", "A001", "A009", "F03", "F03+0", "F03+00", "I21", "I2100", "I214", "Z99")


def make_release(*codes: str, system: str = "CIM-10") -> CodeRelease:
    return open_release(render_release(system, "CIM-10 FR 2025", [CodeEntry(code, f"Mot {code}") for code in codes]))


@given(st.sets(st.from_regex(r"\A[A-Z][0-9]{2}[0-9+]{0,3}\Z"), min_size=1, max_size=60), st.data())
def test_every_code_of_a_release_is_found_and_no_other(codes: set[str], data: st.DataObject) -> None:
    release = make_release(*codes)
    other = data.draw(st.from_regex(r"\A[A-Z][0-9]{2}[0-9+]{0,3}\Z"))

    assert [code for code in codes if (entry := release.find(code)) is None or entry.code != code] == []
    assert (release.find(other) is not None) == (other in codes)
    assert set(release.find_states([*codes, other])) == codes | ({other} & codes)


@given(st.sets(st.from_regex(r"\A[A-C][0-2]{2}[0-2]{0,2}\Z"), min_size=1, max_size=60), st.sampled_from("ABC"))
def test_the_codes_below_a_start_are_those_that_begin_with_it(codes: set[str], letter: str) -> None:
    release = make_release(*codes)
    below = sorted(code for code in codes if code.startswith(letter))

    assert [entry.code for entry in release.iter_starting(letter)] == below
    assert list(release.list_codable(letter)) == below


@given(st.permutations(CODES))
def test_the_same_list_gives_the_same_bytes_in_any_order(codes: list[str]) -> None:
    assert make_release(*codes).data == make_release(*CODES).data


def test_many_lookups_say_what_single_ones_say() -> None:
    codes = [f"A{number:05}" for number in range(0, 2000, 2)]
    release = make_release(*codes)
    asked = [f"A{number:05}" for number in range(1000)]

    assert release.find_states(asked) == {code: "usable" for code in asked if release.find(code)}


def test_a_code_is_found_in_either_spelling() -> None:
    entry = make_release(*CODES).find("a00.1")

    assert entry
    assert entry.code == "A001"


def test_an_unknown_code_has_near_ones_of_its_own_chapter_and_a_parent() -> None:
    release = make_release("I99", "M9999", "I959", "I21", "I2100", "I214")
    parent = release.find_parent("I9999")

    assert parent
    assert parent.code == "I99"
    assert release.suggest_codes("I9999") == ()
    assert release.suggest_codes("I241") == ("I214", "I21")
    assert release.find_parent("Q00") is None


def test_codes_that_data_hold_are_suggested_first() -> None:
    entries = [CodeEntry("I2100", "Mot", state="heading"), CodeEntry("I2108", "Mot")]
    release = open_release(render_release("CIM-10", "2025", entries))

    assert release.suggest_codes("I2109") == ("I2108", "I2100")


def test_a_heading_and_a_deleted_code_are_none_that_data_hold() -> None:
    states = {"I21": "heading", "I210": "deleted", "I214": "usable", "I219": "associated"}
    entries = [CodeEntry(code, "Mot", state=state) for code, state in states.items()]  # type: ignore[arg-type]

    assert open_release(render_release("CIM-10", "2025", entries)).list_codable("I21") == ("I214", "I219")


def test_a_label_of_several_lines_stays_on_one() -> None:
    entry = open_release(render_release("CIM-10", "2025", [CodeEntry("A00", "Un\tdeux\ntrois")])).find("A00")

    assert entry
    assert entry.label == "Un deux trois"


@pytest.mark.parametrize("data", [b"", b"code,label\nA00,x\n", b"#boas-nomenclature 2\n#system CIM-10\n#release x\n"])
def test_other_bytes_are_no_release(data: bytes) -> None:
    with pytest.raises(UsageError):
        open_release(data)


def test_a_folder_gives_a_release_by_its_digest_and_remembers_what_it_lacks(tmp_path: Path) -> None:
    release = make_release(*CODES)
    (tmp_path / make_release_name("CIM-10", "CIM-10 FR 2025")).write_bytes(release.data)
    folder = NomenclatureFolder(tmp_path)
    digest = sha256(release.data).hexdigest()

    assert folder.open("CIM-10", "CIM-10 FR 2025", digest) == release
    assert folder.missing == {}
    assert folder.open("CIM-10", "CIM-10 FR 2025", "0" * 64) is None
    assert folder.open("CCAM", "V63", digest) is None
    assert folder.missing == {("CIM-10", "CIM-10 FR 2025"): "other-digest", ("CCAM", "V63"): "absent"}
    assert folder.list_missing([("CIM-10", "CIM-10 FR 2025"), ("GHM", "v2025")]) == ("CIM-10 FR 2025", "v2025")


def test_the_stamp_of_releases_changes_when_one_comes_or_changes(tmp_path: Path) -> None:
    folder, asked = NomenclatureFolder(tmp_path), [("CIM-10", "CIM-10 FR 2025"), ("CCAM", "V63")]
    path = tmp_path / make_release_name("CIM-10", "CIM-10 FR 2025")
    absent = folder.make_stamp(asked)
    path.write_bytes(make_release("A00").data)
    present = folder.make_stamp(asked)
    path.write_bytes(make_release("A00", "A01").data)

    assert len({absent, present, folder.make_stamp(asked)}) == 3
    assert folder.make_stamp(asked) == folder.make_stamp(asked)


def test_the_name_of_a_file_has_nothing_that_a_disk_refuses() -> None:
    assert make_release_name("CIM-10", "CIM-10 FR 2025 / été") == "CIM-10_CIM-10-FR-2025-t.tsv"


def test_the_folder_is_that_of_the_environment_or_the_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("BOAS_NOMENCLATURES", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert get_default_folder() == tmp_path / "boas" / "nomenclatures"

    monkeypatch.setenv("BOAS_NOMENCLATURES", str(tmp_path / "mine"))
    assert get_default_folder() == tmp_path / "mine"
