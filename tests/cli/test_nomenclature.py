"""`boas nomenclature`: a release is built outside the repository, pinned, and lists are then held against it."""

import shutil
from pathlib import Path

import pytest

from tests.cli.running import BASE, boas

LIST = """\
I60|3|NNNN|3|A|Un
I601|0|NOOO|0|B|Deux
I61|3|NNNN|3|C|Trois
I610|0|NOOO|0|D|Quatre
I62|3|NNNN|3|E|Cinq
I620|0|NOOO|0|F|Six
I63|3|NNNN|3|G|Sept
I639|0|NOOO|0|H|Huit
"""
EXCLUSION = "model_cards/algorithms/exemple-regle/versions/1.0.0/codelists/exclusion.csv"


def run(*arguments: str, at: Path, folder: Path) -> tuple[int, str, str]:
    done = boas(*arguments, at=at, environment={"BOAS_LANG": "en", "BOAS_NOMENCLATURES": str(folder)})
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """A registry that pins a release, with that release built in `built/` beside it."""
    root, source = tmp_path / "registry", tmp_path / "LIBCIM10MULTI.TXT"
    shutil.copytree(BASE, root)
    source.write_text(LIST)
    arguments = ("build", "CIM-10", "--release", "CIM-10 FR 2019", "--from", str(source))
    status, pin, said = run("nomenclature", *arguments, at=tmp_path, folder=tmp_path / "built")
    assert status == 0
    assert "8 codes, of which 4 headings and 0 deleted" in said
    with (root / "model_cards/registry.yaml").open("a") as settings:
        settings.write(pin)
    return root


def test_a_list_is_held_against_the_release_that_the_registry_pins(registry: Path) -> None:
    assert run("check", at=registry, folder=registry.parent / "built")[0] == 0

    (registry / EXCLUSION).write_text("code,label\nI629,Rien\n")
    status, told, said = run("check", "--lang", "en", at=registry, folder=registry.parent / "built")

    assert status == 1
    assert "`I629` is no code of CIM-10 FR 2019." in told
    assert "not checked" not in told + said


def test_without_the_built_file_it_is_said_once_that_codes_are_not_checked(registry: Path) -> None:
    (registry / EXCLUSION).write_text("code,label\nI629,Rien\n")
    status, told, _ = run("check", "--lang", "en", at=registry, folder=registry.parent / "nowhere")

    assert status == 0
    assert "I629" not in told
    assert told.count("not checked against a release") == 1


def test_a_file_that_is_not_the_pinned_one_is_not_used(registry: Path) -> None:
    (built,) = (registry.parent / "built").iterdir()
    built.write_bytes(built.read_bytes().replace(b"I620", b"I629"))

    assert "not checked against a release" in run("check", at=registry, folder=registry.parent / "built")[1]


def test_a_registry_that_pins_nothing_says_nothing(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)

    assert "not checked" not in run("check", at=tmp_path, folder=tmp_path)[1]


def test_an_algorithm_is_expanded_to_its_codes_with_the_line_that_brings_each_in(registry: Path) -> None:
    (registry / EXCLUSION).write_text("code,label\nI610,Quatre\n")
    status, rows, said = run("nomenclature", "expand", "exemple-regle", at=registry, folder=registry.parent / "built")

    assert status == 0
    assert rows.splitlines() == [
        "system,field,code,selected,included_by,excluded_by,label",
        "CIM-10,DGN_PAL,I601,yes,I60,,Deux",
        "CIM-10,DGN_PAL,I639,yes,I63,,Huit",
        "CIM-10,DGN_PAL,I610,no,I61,I610,Quatre",
    ]
    assert "CIM-10 FR 2019, DGN_PAL: 2 codes in, 1 out." in said


def test_a_code_is_shown_with_those_below_it(registry: Path) -> None:
    show = ("nomenclature", "show", "CIM-10", "I60", "--release", "CIM-10 FR 2019")

    assert run(*show, at=registry, folder=registry.parent / "built")[1] == "I60\theading\tUn\nI601\tusable\tDeux\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "CIM-10", "I69", "--release", "CIM-10 FR 2019"), "Near to it: I639, I60, I61."),
        (("show", "CIM-10", "I60", "--release", "CIM-10 FR 1999"), "CIM-10 FR 1999 of CIM-10 is not built here"),
        (("show", "CIM-1", "I60", "--release", "CIM-10 FR 2019"), "There is no code system `CIM-1`"),
        (("expand", "exemple-score"), "No pinned release of a code system is at hand"),
        (("expand", "exemple-regle", "--version", "9.9.9"), "There is no version `9.9.9`"),
        (("build", "CIM-10", "--release", "x", "--from", "README.md", "--column", "what"), "`what` names no column"),
    ],
    ids=["no such code", "not built", "no such system", "no list", "no such version", "no such column"],
)
def test_what_cannot_be_done_is_said_in_one_line(registry: Path, arguments: tuple[str, ...], said: str) -> None:
    (registry / "README.md").write_text("x")
    status, _, told = run("nomenclature", *arguments, at=registry, folder=registry.parent / "built")

    assert status == 2
    assert said in told
