"""Mending on a small registry: what is mended, what is left, and that no other line is ever touched."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boas.autofix import FixResult, fix_files, list_touched_lines
from boas.checks import check
from boas.parsing import read_collection, read_folder

BASE = Path(__file__).parents[1] / "checks" / "base" / "model_cards"
RULE = "algorithms/exemple-regle"
CARD = f"{RULE}/versions/1.0.0/card.yaml"
CODES = f"{RULE}/versions/1.0.0/codelists/inclusion.csv"
COUNTS = f"{RULE}/evaluations/exemple-relecture/counts.csv"
EVALUATION = f"{RULE}/evaluations/exemple-relecture/evaluation.yaml"
ORGANISATION = "organisations/exemple-chu.yaml"
DAY = "2026-06-01"

Write = Callable[[str, str, str], None]
Case = tuple[str, str, str, str]
"""A file, what it says, what somebody wrote instead, and what that becomes."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A registry without fault."""
    shutil.copytree(BASE, tmp_path / "model_cards")
    return tmp_path


@pytest.fixture
def write(root: Path) -> Write:
    """Writes something else in one place of a file."""

    def change(path: str, old: str, new: str) -> None:
        file = root / "model_cards" / path
        text = file.read_bytes().decode()
        assert text.count(old) == 1
        file.write_bytes(text.replace(old, new).encode())

    return change


def mended(root: Path, *, with_unsafe: bool = False) -> FixResult:
    """Everything mended."""
    tree = read_folder(root)
    findings = check(read_collection(tree, as_of=DAY))
    return fix_files(tree, tree.files, findings, DAY, with_unsafe=with_unsafe)


def saved(root: Path, result: FixResult) -> None:
    for file in result.files:
        (root / file.path).write_bytes(file.after)


def rules_left(root: Path) -> list[str]:
    return [one.rule for one in check(read_collection(read_folder(root), as_of=DAY)) if one.severity == "error"]


SAFE = {
    "French decimal": (EVALUATION, "value: 0.9\n", "value: 0,9\n", "value: 0.9\n"),
    "number in quotation marks": (EVALUATION, "  n: 1000\n", '  n: "1000"  # dossiers\n', "  n: 1000  # dossiers\n"),
    "spaces between thousands": (EVALUATION, "  n: 1000\n", "  n: 1 000\n", "  n: 1000\n"),
    "a year that is a text": (CARD, "period: 2015/2019", "period: 2015", 'period: "2015"'),
    "years with a hyphen": (CARD, "period: 2015/2019", "period: '2015-2019'", "period: '2015/2019'"),
    "DOI as an address": (CARD, "doi: 10.", "doi: https://doi.org/10.", "doi: 10."),
    "licence with a space": (CARD, "code: EUPL-1.2", 'code: "eupl-1.2"', 'code: "EUPL-1.2"'),
    "dotted code": (CODES, "I63,", "I63.9,", "I639,"),
    "code in small letters": (CODES, "I63,", "i63,", "I63,"),
    "comma at the end": (CODES, "Infarctus cérébral", "Infarctus cérébral, ,", "Infarctus cérébral"),
    "empty line": (CODES, "I63,", "\n\nI63,", "I63,"),
    "count with a space": (COUNTS, ",400\n,,male", ",0400\n,,male", ",400\n,,male"),
    "group with a space": (COUNTS, ",,female,", ",, female ,", ",,female,"),
    "byte-order mark": (ORGANISATION, "schema_version", "\ufeffschema_version", "schema_version"),
    "decomposed accent in a group": (COUNTS, ",,female,", ",,fe\u0301minin,", ",,féminin,"),
    "decomposed accent in a document": (
        CARD,
        "Règle d’exemple",
        "Re\u0300gle d’exemple  # e\u0300",
        "Règle d’exemple  # è",
    ),
    "tab": (CARD, "  contact: regle", "\tcontact: regle", "  contact: regle"),
    "tabs below each other": (ORGANISATION, "name:\n  fr:", "name: # ici\n\tfr:", "name: # ici\n  fr:"),
    "colon inside a text": (
        CARD,
        "    - fr: N’existe pas.",
        "    - fr: Attention : n’existe pas. # vrai",
        '    - fr: "Attention : n’existe pas." # vrai',
    ),
    "value that starts with a reserved sign": (CARD, "fr: Personnes inventées.", "fr: @lire", 'fr: "@lire"'),
    "tab and colon": (
        CARD,
        "  limitations:\n    - fr: N’existe pas.",
        "\tlimitations:\n    - fr: Note : non.",
        '  limitations:\n    - fr: "Note : non."',
    ),
}


@pytest.mark.parametrize("case", SAFE.values(), ids=list(SAFE))
def test_what_can_be_read_in_one_way_is_mended(root: Path, write: Write, case: Case) -> None:
    path, old, written, meant = case
    whole = (root / "model_cards" / path).read_bytes().decode().replace(old, meant)
    write(path, old, written)

    saved(root, mended(root))

    assert (root / "model_cards" / path).read_bytes().decode() == whole
    assert rules_left(root) == []
    assert mended(root).files == ()


UNSAFE = {
    "near term": (CARD, "category: targeting", "category: targetting", "category: targeting"),
    "misspelt field": (CARD, "    age_min:", "    agemin:", "    age_min:"),
    "near organisation": (CARD, "- exemple-chu", "- exemple-chi", "- exemple-chu"),
    "version of the folder": (CARD, "version: 1.0.0", "version: 1.0.1", "version: 1.0.0"),
    "version that YAML reads as a number": (CARD, "version: 1.0.0", "version: 1.0", "version: 1.0.0"),
    "column of another name": (COUNTS, ",sex,", ",sexe,", ",sex,"),
    "invisible character": (CARD, "Règle d’exemple", "Rè\u200bgle d’exemple", "Règle d’exemple"),
}


@pytest.mark.parametrize("case", UNSAFE.values(), ids=list(UNSAFE))
def test_what_is_only_likely_waits_for_somebody(root: Path, write: Write, case: Case) -> None:
    path, old, written, meant = case
    whole = (root / "model_cards" / path).read_bytes().decode().replace(old, meant)
    write(path, old, written)

    assert mended(root).files == ()
    saved(root, mended(root, with_unsafe=True))

    assert (root / "model_cards" / path).read_bytes().decode() == whole
    assert rules_left(root) == []


def test_a_table_saved_with_semicolons_is_mended_line_by_line(root: Path) -> None:
    path = root / "model_cards" / CODES
    path.write_bytes("code;label\r\nI60;Hémorragie, sous-arachnoïdienne\r\nI61.0;Autre\r\nI63;\r\n".encode())

    saved(root, mended(root))

    assert path.read_bytes().decode() == 'code,label\r\nI60,"Hémorragie, sous-arachnoïdienne"\r\nI610,Autre\r\nI63,\r\n'
    assert rules_left(root) == []


LEFT = {
    "rows of unlike numbers of semicolons": (CODES, "code;label\nI60\n"),
    "quotation marks among semicolons": (CODES, 'code;label\nI60;"a;b"\n'),
    "a cell too many that says something": (CODES, "code,label\nI60,0,85\n"),
    "tabs that could be read in two ways": (
        ORGANISATION,
        "schema_version: 1\nid: exemple-chu\nname:\n  fr: |\n    a\n\tb\n",
    ),
    "a brace never closed": (ORGANISATION, "schema_version: 1\nid: exemple-chu\nname: {fr: a\n"),
    "bytes that are no text": (ORGANISATION, b"schema_version: 1 # \xe9\n"),
    "an escaped control character": (ORGANISATION, 'schema_version: 1\nid: exemple-chu\nname:\n  fr: "a\\0"\n'),
    "old line ends": (ORGANISATION, "schema_version: 1\rid: exemple-chu\rname:\r  fr: a\r"),
}


@pytest.mark.parametrize(("path", "content"), LEFT.values(), ids=list(LEFT))
def test_what_only_the_author_knows_is_left(root: Path, path: str, content: str | bytes) -> None:
    (root / "model_cards" / path).write_bytes(content.encode() if isinstance(content, str) else content)

    assert rules_left(root)
    assert mended(root, with_unsafe=True).files == ()


def test_a_mend_that_brings_a_new_finding_is_undone(root: Path, write: Write) -> None:
    write(CODES, "I63,", "i6,Court\nI63.9,")

    result = mended(root)
    saved(root, result)
    (refusal,) = result.refused

    assert (root / "model_cards" / CODES).read_text().splitlines()[3:] == ["i6,Court", "I639,Infarctus cérébral"]
    assert refusal.fix.finding.rule == "bad-code"
    assert [finding.rule for finding in refusal.regressions] == ["wide-prefix"]


def test_a_finding_that_a_fault_hid_is_not_held_against_the_mend(root: Path, write: Write) -> None:
    write(EVALUATION, "value: 0.9\n", "value: 0,7\n")

    saved(root, mended(root))

    assert "value: 0.7\n" in (root / "model_cards" / EVALUATION).read_text()
    assert "wrong-type" not in rules_left(root)


def test_many_codes_are_mended_past_what_one_report_shows(root: Path) -> None:
    path = root / "model_cards" / CODES
    path.write_text(
        "code,label\n" + "".join(f"{letter}{n:02}.{m},\n" for letter in "IJ" for n in range(20) for m in range(9))
    )

    saved(root, mended(root))

    assert path.read_text() == "code,label\n" + "".join(
        f"{letter}{n:02}{m},\n" for letter in "IJ" for n in range(20) for m in range(9)
    )


def test_code_is_never_touched(root: Path) -> None:
    path = root / "model_cards" / RULE / "versions/1.0.0/code/exemple.sql"
    path.write_text("SELECT 'e\u0301'\n")

    assert rules_left(root) == ["unreadable-text"]
    assert mended(root, with_unsafe=True).files == ()


def test_files_that_were_not_asked_for_are_not_touched(root: Path, write: Write) -> None:
    write(CODES, "I63,", "I63.9,")
    write(EVALUATION, "value: 0.9\n", "value: 0,9\n")
    tree = read_folder(root)

    result = fix_files(tree, [f"model_cards/{CODES}"], check(read_collection(tree, as_of=DAY)), DAY)

    assert [file.path for file in result.files] == [f"model_cards/{CODES}"]


COMMENTS = st.lists(st.sampled_from(["# note", "", "   ", "# a: b: c", "#\tà voir", "# 0,85"]), max_size=3)
ERRORS = st.lists(
    st.sampled_from(
        [
            ("    age_min: 18", "    age_min: '18' # ans"),
            ("period: 2015/2019", 'period:   "2015-2019"'),
            ("doi: 10.", "doi:  https://doi.org/10."),
            ("  contact:", "\tcontact:"),
            ("category: targeting", "category: 'targetting'"),
            ("Personnes inventées", "Attention : personnes"),
            ("code: EUPL-1.2", "code: eupl-1.2"),
            ("Règle d’exemple", "Re\u0300gle d’exemple"),
        ]
    ),
    unique=True,
    max_size=6,
)


@pytest.mark.no_cover  # the same lines very often, traced by other tests
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(errors=ERRORS, notes=COMMENTS, at=st.integers(0, 40), ends=st.sampled_from(["\n", "\r\n"]))
def test_every_line_that_no_mend_names_stays_byte_for_byte(
    root: Path, errors: list[tuple[str, str]], notes: list[str], at: int, ends: str
) -> None:
    text = (BASE / CARD).read_text()
    for old, new in errors:
        text = text.replace(old, new)
    lines = text.split("\n")
    before = ends.join((*lines[:at], *notes, *lines[at:]))
    path = root / "model_cards" / CARD
    path.write_bytes(before.encode())

    files = mended(root, with_unsafe=True).files
    (root / "model_cards" / CARD).write_bytes(files[0].after if files else before.encode())
    named = {line for file in files for one in file.fixes for line in list_touched_lines(one, before)}
    after = path.read_bytes().decode().split("\n")

    assert len(after) == len(before.split("\n"))
    assert {n for n, pair in enumerate(zip(before.split("\n"), after, strict=True), 1) if pair[0] != pair[1]} <= named
    assert mended(root, with_unsafe=True).files == ()
    assert rules_left(root) == []


PIECES = (
    "a:",
    " ",
    "\t",
    "- ",
    "\n",
    "fr: ",
    "x : y",
    "'",
    '"',
    "[",
    "}",
    "|",
    "#",
    ",",
    ";",
    "e\u0301",
    "\ufeff",
    "\r",
    "\u202e",
    "0,5",
    "@",
)


@pytest.mark.no_cover  # the same lines very often, traced by other tests
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    path=st.sampled_from([ORGANISATION, CODES, COUNTS]),
)
def test_whatever_a_file_holds_mending_ends_and_mending_again_changes_nothing(root: Path, text: str, path: str) -> None:
    first, *_ = (BASE / path).read_text().splitlines()
    (root / "model_cards" / path).write_bytes(f"{first}\n{text}".encode())

    saved(root, mended(root, with_unsafe=True))

    assert mended(root, with_unsafe=True).files == ()
    shutil.copytree(BASE, root / "model_cards", dirs_exist_ok=True)


def test_a_long_run_of_accents_does_not_hold_mending_up(root: Path) -> None:
    (root / "model_cards" / ORGANISATION).write_text("# " + "a" + "\u0327\u0301" * 40_000 + "\n")

    assert mended(root).files == ()
