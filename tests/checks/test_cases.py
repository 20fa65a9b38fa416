"""Every rule on every case: a small registry in which one thing is wrong, or nearly so.

`base/` is a registry without fault. `cases/<rule>/<pass|fail>-<what>/` holds the files that are laid over it, a file
`DELETE` with paths to remove, and for a fail the file `expected.txt`: all that is found, as `path:line:col rule`.
`releases/` holds invented releases of code systems, against which the cases that pin them are held.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from boas.checks import RULES, check
from boas.finding import Finding
from boas.nomenclatures import NomenclatureFolder
from boas.parsing import read_collection, read_folder
from boas.translation import list_languages

HERE = Path(__file__).parent
RELEASES = HERE / "releases"
"""Small built releases of code systems."""
DAY = "2026-06-01"
"""The day on which cases are judged."""
CODE = "algorithms/exemple-regle/versions/1.0.0/code/exemple.sql"
EXCLUSION = "algorithms/exemple-regle/versions/1.0.0/codelists/exclusion.csv"


def link(folder: Path) -> None:
    (folder / EXCLUSION).unlink()
    (folder / EXCLUSION).symlink_to("inclusion.csv")


def executable(folder: Path) -> None:
    (folder / CODE).chmod(0o755)


def plain(folder: Path) -> None:
    (folder / CODE).chmod(0o600)


def long_document(folder: Path) -> None:
    with (folder / "organisations/exemple-universite.yaml").open("ab") as file:
        file.write(b"# long\n" * 40_000)


def long_table(folder: Path) -> None:
    (folder / EXCLUSION).write_text("code,label\n" + f"I620,{'x' * 100}\n" * 55_000)


def nearly_long_table(folder: Path) -> None:
    rows = (f"{letter}{number:05},{'x' * 40}\n" for letter in "IJKLMN" for number in range(16_000))
    (folder / EXCLUSION).write_text("code,label\n" + "".join(rows))


def crlf(folder: Path) -> None:
    (folder / EXCLUSION).write_bytes(b'code,label\r\nI620,"Un ""mot"", puis un autre"\r\n')


def windows_device(folder: Path) -> None:
    (folder / "organisations/aux.yaml").write_text("schema_version: 1\nid: aux\nname:\n  fr: Laboratoire d’exemple\n")


def not_utf8(folder: Path) -> None:
    (folder / "organisations/exemple-universite.yaml").write_bytes("schema_version: 1 # été\n".encode("latin-1"))


def byte_order_mark(folder: Path) -> None:
    path = folder / "organisations/exemple-universite.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def merge_in_a_card(folder: Path) -> None:
    path = folder / "algorithms/exemple-regle/versions/1.0.0/card.yaml"
    first, *lines = path.read_text().splitlines(keepends=True)
    sides = ("<<<<<<< HEAD\n", lines[0], "=======\n", "id: autre\n", ">>>>>>> origin/main\n")
    path.write_text("".join((first, *sides, *lines[1:])))


def merge_in_a_table(folder: Path) -> None:
    (folder / EXCLUSION).write_text(
        "code,label\n<<<<<<< HEAD\nI620,Un\n||||||| 5ee1ce0\nI620,Zéro\n=======\nI620,Deux\n>>>>>>> origin/main\n"
    )


def underlined_heading(folder: Path) -> None:
    (folder / "algorithms/exemple-regle/versions/1.0.0/method.fr.md").write_text("Méthode\n=======\n\nUn texte.\n")


def twin_versions(folder: Path) -> None:
    versions = folder / "algorithms/exemple-score/versions"
    card = (versions / "1.0.0/card.yaml").read_text()
    said = "changes:\n  - kind: changed\n    text:\n      en: One thing changed.\n"
    for version in ("2.0.0-RC.1", "2.0.0-rc.1"):
        (versions / version).mkdir()
        (versions / version / "card.yaml").write_text(card.replace("1.0.0", version) + said)


MADE: dict[str, Callable[[Path], None]] = {
    "bad-id/fail-windows-device": windows_device,
    "file-too-large/fail-document": long_document,
    "file-too-large/fail-table": long_table,
    "file-too-large/pass-large-table": nearly_long_table,
    "symlink/fail-executable": executable,
    "symlink/fail-link": link,
    "symlink/pass-plain-file": plain,
    "unfinished-merge/fail-card": merge_in_a_card,
    "unfinished-merge/fail-table": merge_in_a_table,
    "unfinished-merge/pass-underlined-heading": underlined_heading,
    "unreadable-csv/pass-quoted-comma-and-crlf": crlf,
    "unreadable-text/fail-byte-order-mark": byte_order_mark,
    "unreadable-text/fail-not-utf8": not_utf8,
    "version-not-new/fail-other-case": twin_versions,
}
"""Cases that Git, a disk or an editor would not keep as they are: these are made on the spot."""

FOLDERS = {path.relative_to(HERE / "cases").as_posix() for path in HERE.glob("cases/*/*")}
CASES = tuple(sorted(FOLDERS | set(MADE)))


def findings_of(case: str, root: Path) -> tuple[Finding, ...]:
    """What is found in the base registry with one case laid over it."""
    lay_over(case, root)
    return check(replace(read_collection(read_folder(root), as_of=DAY), releases=NomenclatureFolder(RELEASES)))


def lay_over(case: str, root: Path) -> None:
    """Make the base registry with one case laid over it."""
    overlay = HERE / "cases" / case
    shutil.copytree(HERE / "base", root, dirs_exist_ok=True)
    if (overlay / "model_cards").is_dir():
        shutil.copytree(overlay / "model_cards", root / "model_cards", dirs_exist_ok=True)
    if (overlay / "DELETE").is_file():
        for path in (overlay / "DELETE").read_text().splitlines():
            (root / path).unlink()
    if case in MADE:
        MADE[case](root / "model_cards")


def assert_can_be_followed(finding: Finding) -> None:
    """Two sentences in each language, about a place that is there."""
    for language in list_languages():
        assert finding.message.in_(language).endswith(".")
        assert finding.help.in_(language).endswith(".")
    assert finding.message.in_("fr") != finding.message.in_("en")
    assert finding.help.in_("fr") != finding.help.in_("en")
    assert not finding.source or 1 <= finding.location.column <= len(finding.source)


def line_of(finding: Finding) -> str:
    """One line of `expected.txt`."""
    place = finding.location
    return f"{place.path}:{place.line}:{place.column} {finding.rule}\n"


def test_the_base_registry_has_no_fault(tmp_path: Path) -> None:
    assert findings_of("", tmp_path) == ()


@pytest.mark.parametrize("case", [case for case in CASES if "/fail-" in case])
def test_a_fault_is_found_at_its_place_and_nothing_else_is(case: str, tmp_path: Path) -> None:
    findings = findings_of(case, tmp_path)

    assert case.partition("/")[0] in {finding.rule for finding in findings}
    assert "".join(map(line_of, findings)) == (HERE / "cases" / case / "expected.txt").read_text()
    for finding in findings:
        assert_can_be_followed(finding)


@pytest.mark.parametrize("case", [case for case in CASES if "/pass-" in case])
def test_what_only_looks_like_a_fault_is_left_alone(case: str, tmp_path: Path) -> None:
    assert "".join(map(line_of, findings_of(case, tmp_path))) == ""


@pytest.mark.parametrize("rule", [rule.name for rule in RULES.values() if not rule.frozen])
def test_every_rule_about_files_has_a_case_that_passes_and_one_that_fails(rule: str) -> None:
    own = {what.partition("-")[0] for folder, _, what in (case.partition("/") for case in CASES) if folder == rule}

    assert own == {"pass", "fail"}


def test_every_case_belongs_to_a_rule_and_lays_something_over_the_base() -> None:
    assert {case.partition("/")[0] for case in CASES} <= set(RULES)
    for case in FOLDERS - set(MADE):
        laid = {path.name for path in (HERE / "cases" / case).iterdir()}
        assert laid & {"model_cards", "DELETE"}
