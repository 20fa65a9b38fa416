"""Lists of several algorithms as sets: held by all, by some, by one, by a shorter start, and by chapter."""

from pathlib import Path

import pytest

from boas.api import PREFIX, create_api_app
from boas.formats import ListedCodes
from boas.index import CodeComparison, CodeSide, compare_code_sides, decode_answer
from boas.index._code_comparison import find_chapter
from tests.api.asking import ask
from tests.cli.running import boas
from tests.site.versioned_registry import grown, index_of


def side(name: str, *lists: tuple[str, str, str, str]) -> CodeSide:
    """An algorithm with lists, each given as system, role, match and codes."""
    made = (
        ListedCodes(
            f"codelists/l{at}.csv", system, role, match, "", "", ("code",), tuple((one,) for one in codes.split())
        )
        for at, (system, role, match, codes) in enumerate(lists)
    )
    return CodeSide(name, {"fr": name}, "1.0.0", tuple(made))


DIABETES = (
    side("un", ("CIM-10", "include", "prefix", "E10 E11 E14"), ("ATC", "include", "exact", "A10BA02")),
    side("deux", ("CIM-10", "include", "exact", "E10 E119 E149 G590"), ("CIM-10", "exclude", "exact", "E149")),
    side("trois", ("CIM-10", "include", "prefix", "E1"), ("ATC", "include", "prefix", "A10")),
)


def test_each_code_is_told_by_what_each_side_makes_of_it() -> None:
    atc, icd = compare_code_sides(DIABETES).systems

    assert {(one.code, one.match): one.sides for one in icd.codes} == {
        ("E1", "prefix"): ("", "", "include"),
        ("E10", "exact"): ("covered", "include", "covered"),
        ("E10", "prefix"): ("include", "", "covered"),
        ("E11", "prefix"): ("include", "", "covered"),
        ("E119", "exact"): ("covered", "include", "covered"),
        ("E14", "prefix"): ("include", "", "covered"),
        ("E149", "exact"): ("covered", "include", "covered"),
        ("G590", "exact"): ("", "include", ""),
    }
    assert [(one.code, one.sides) for one in atc.codes] == [
        ("A10", ("", "", "include")),
        ("A10BA02", ("include", "", "covered")),
    ]


def test_counts_of_chapters_add_up_to_those_of_the_system() -> None:
    icd = compare_code_sides(DIABETES).systems[1]

    assert [(one.chapter, one.common, one.some, one.only) for one in icd.chapters] == [
        ("E00-E90", 3, 3, (0, 0, 1)),
        ("G00-G99", 0, 0, (0, 1, 0)),
    ]
    assert icd.total.common == sum(one.common for one in icd.chapters)
    assert sum((icd.total.common, icd.total.some, icd.total.none, *icd.total.only)) == len(icd.codes)


@pytest.mark.parametrize(
    ("system", "code", "chapter"),
    [("CIM-10", "D48", "C00-D48"), ("CIM-10", "D500", "D50-D89"), ("CIM-10", "E1", "E00-E90"), ("ATC", "A10", "A")],
)
def test_a_code_stands_in_its_chapter(system: str, code: str, chapter: str) -> None:
    assert find_chapter(system, code) == chapter


def test_command_and_api_hold_the_same_versions_against_one_another(tmp_path: Path) -> None:
    registry = grown(tmp_path / "registry")
    done = boas("codes", "--compare", "exemple-regle@1.0.0", "exemple-regle@2.0.0", "--lang", "en", at=registry.path)
    form = ("--format", "json")
    told = boas("codes", "--compare", "exemple-regle@1.0.0", "exemple-regle@2.0.0", *form, at=registry.path)
    wrong = boas("codes", "--compare", "exemple-regle", "exemple-score", "--lang", "en", at=registry.path)
    with index_of(registry, tmp_path / "index.sqlite") as index:
        api = create_api_app(lambda: index)
        answer = ask(api, f"{PREFIX}/code_comparison?of=exemple-regle@1.0.0&of=exemple-regle@2.0.0")
        bad = [
            ask(api, f"{PREFIX}/code_comparison?{one}").status for one in ("of=exemple-regle", "of=a/b&of=c", "by=x")
        ]
        gone = ask(api, f"{PREFIX}/code_comparison?of=exemple-regle@9.0.0&of=exemple-regle")

    assert done.stdout.decode() == (
        "CIM-10\n"
        "  held by all (2) I60* I61*\n"
        "  held by some (0)\n"
        "  only in exemple-regle 1.0.0 (2) I63 I63*\n"  # the newer version excludes I63 itself
        "  only in exemple-regle 2.0.0 (3) I620 I620* I64*\n"
    )
    assert decode_answer(answer.body, CodeComparison) == decode_answer(told.stdout, CodeComparison)
    assert (wrong.returncode, bad, gone.status) == (2, [400, 400, 400], 404)
    assert b"`exemple-score` is no version with a codelist in this registry." in wrong.stderr
