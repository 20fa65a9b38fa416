"""Small counts: told wherever one starts to check, by the registry's own threshold, and repeated nowhere."""

import shutil
from pathlib import Path

import pytest

from boas.checks import check
from boas.finding import Finding
from boas.parsing import read_collection, read_folder
from tests.checks.test_cases import HERE, findings_of

FOLDER = "model_cards/algorithms/exemple-modele/evaluations/exemple-validation"
COUNTS = f"{FOLDER}/counts.csv"
HEADER = "variant,site,sex,age_band,tp,fp,fn,tn\n"
SMALL = f"{HEADER},,,,340,160,60,1440\n,,female,,180,80,30,760\n,,male,,153,80,26,680\n,,unknown,,7,0,4,0\n"


def told(root: Path, counts: str, path: str = COUNTS, threshold: int = 11) -> list[Finding]:
    """What is found in one file, when it alone is checked."""
    shutil.copytree(HERE / "base", root, dirs_exist_ok=True)
    (root / COUNTS).write_text(counts)
    settings = root / "model_cards/registry.yaml"
    settings.write_text(settings.read_text().replace("threshold: 11", f"threshold: {threshold}"))
    tree = read_folder(root)
    return list(check(read_collection(tree, [path]), [tree.files[path]]))


def test_the_table_alone_is_told_when_it_alone_is_checked(tmp_path: Path) -> None:
    findings = told(tmp_path, SMALL)

    assert [(one.rule, one.location.line, one.location.column) for one in findings] == [
        ("small-cell", 5, 12),
        ("small-cell", 5, 16),
    ]


@pytest.mark.parametrize(("threshold", "expected"), [(11, 2), (7, 1), (8, 2), (5, 1), (4, 0)])
def test_the_threshold_is_the_registrys_also_when_its_settings_are_not_checked(
    threshold: int, expected: int, tmp_path: Path
) -> None:
    findings = told(tmp_path, SMALL, threshold=threshold)

    assert [one.rule for one in findings] == ["small-cell"] * expected


def test_a_small_count_is_repeated_by_no_finding(tmp_path: Path) -> None:
    for finding in told(tmp_path, SMALL):
        assert finding.source == ",,unknown,,•,0,•,0"
        assert "7" not in finding.message.in_("fr") + finding.message.in_("en") + finding.help.in_(
            "fr"
        ) + finding.help.in_("en")


def test_a_row_about_a_person_is_repeated_by_no_finding(tmp_path: Path) -> None:
    (finding,) = findings_of("row-level-data/fail-one-person-a-row", tmp_path)

    assert (finding.location.line, finding.source) == (2, "")


def test_of_a_line_with_quoted_cells_nothing_is_repeated(tmp_path: Path) -> None:
    quoted = SMALL.replace(",,unknown,,7,0,4,0", ',"ouest, est",unknown,,7,0,11,0')
    (finding,) = (one for one in told(tmp_path, quoted) if one.rule == "small-cell")

    assert (finding.location.line, finding.location.column, finding.source) == (5, 1, "")
