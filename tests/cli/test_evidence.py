"""`boas evidence` as people run it: what numbers come to, and tables from rows about people."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import BASE, boas

EVALUATION = "model_cards/algorithms/exemple-modele/evaluations/exemple-validation"


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """The small registry without fault."""
    shutil.copytree(BASE / "model_cards", tmp_path / "registry" / "model_cards")
    return tmp_path / "registry"


def test_an_evaluation_is_shown_with_its_claims_and_groups(registry: Path) -> None:
    done = boas("evidence", "exemple-modele", "--lang", "en", at=registry)

    text = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert text.startswith("exemple-modele / exemple-validation (1.0.0, 2025-05-20)\n")
    assert "Recomputed  Sensitivity                0.85" in text
    assert "Age band: 65+" in text


def test_the_same_is_told_to_programs(registry: Path) -> None:
    told = json.loads(boas("evidence", "--format", "json", "exemple-modele", at=registry).stdout)
    table = boas("evidence", "exemple-modele", "--format", "csv", at=registry).stdout.decode()

    assert [one["id"] for one in told["evaluations"]] == ["exemple-validation"]
    assert table.splitlines()[0].startswith("evaluation,source,position,metric")
    assert "exemple-validation,recomputed,,sensitivity,,,,0.85," in table


def test_the_registry_says_what_is_small(registry: Path) -> None:
    settings = registry / "model_cards/registry.yaml"
    settings.write_text(settings.read_text().replace("small_cell_threshold: 11", "small_cell_threshold: 100"))

    done = boas("evidence", "exemple-modele", "--lang", "fr", at=registry)

    assert "À ne pas publier" in done.stdout.decode()
    assert "inférieur à 100" in done.stdout.decode()


def test_an_algorithm_without_evaluations_says_so(registry: Path) -> None:
    done = boas("evidence", "exemple-score", at=registry)

    assert (done.returncode, done.stdout.decode()) == (0, "exemple-score : aucune évaluation.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["exemple-model"], "Essayer « exemple-modele »"),
        (["exemple-modele", "--evaluation", "exemple-validatio"], "Essayer « exemple-validation »"),
        (["exemple-modele", "--evaluation", "x"], "Évaluations présentes : exemple-validation"),
        (["exemple-score", "--evaluation", "x"], "Évaluations présentes : aucune"),
    ],
    ids=["algorithm", "evaluation", "no evaluation alike", "no evaluation at all"],
)
def test_what_is_not_there_is_answered_with_what_is(registry: Path, arguments: list[str], said: str) -> None:
    done = boas("evidence", *arguments, at=registry)

    assert done.returncode == 2
    assert said in done.stderr.decode()


def test_an_evaluation_with_errors_is_no_traceback(registry: Path) -> None:
    (registry / EVALUATION / "evaluation.yaml").write_text("id: [\n")

    done = boas("evidence", "exemple-modele", "--lang", "en", at=registry)

    assert done.returncode == 0
    assert b"run `boas check`" in done.stdout


ROWS = "patient,y,flag,p,age,sexe,site\n" + "".join(
    f"{number},{int(number * 37 % 101 < 25)},{int(number * 53 % 103 < 35)},{number % 97 / 100},{age},{sex},{site}\n"
    for number, (age, sex, site) in enumerate(
        [(age, sex, site) for age in ("18-49", "50+", "") for sex in "FM" for site in ("Brest", "Lille")] * 60
    )
)
ASKED = ("--truth", "y", "--prediction", "flag", "--by", "age_band=age,sex=sexe")


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """A file with a row a person, outside of the registry."""
    path = tmp_path / "rows.csv"
    path.write_text(ROWS)
    return path


@pytest.fixture
def folder(registry: Path) -> Path:
    """The folder of an evaluation that has no table yet."""
    path = registry / EVALUATION
    (path / "counts.csv").unlink()
    return path


def from_rows(rows: Path, folder: Path, *more: str, at: Path) -> subprocess.CompletedProcess[bytes]:
    """Run the command in English."""
    return boas("evidence", "from-rows", rows, *ASKED, "--to", folder, *more, at=at, environment={"BOAS_LANG": "en"})


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_rows_become_tables_and_nothing_else_is_written(
    rows: Path, folder: Path, registry: Path, tmp_path: Path
) -> None:
    before = files_below(tmp_path)

    done = from_rows(rows, folder, "--site", "site", "--score", "p", "--cross", "age_band,sex", at=registry)

    assert (done.returncode, done.stderr) == (0, b"")
    after = files_below(tmp_path)
    assert after.keys() - before.keys() == {f"registry/{EVALUATION}/{name}.csv" for name in ("counts", "scores")}
    assert {name: after[name] for name in before} == before
    counts = (folder / "counts.csv").read_text().splitlines()
    assert counts[0] == "site,age_band,sex,tp,fp,fn,tn"
    assert sum(map(int, counts[1].split(",")[3:])) == 720
    assert len(counts) == 1 + 1 + 2 + 3 + 2 + 6
    assert "720 people, 14 rows" in done.stdout.decode()
    assert (
        (folder / "scores.csv").read_text().startswith("site,age_band,sex,score_low,score_high,positives,negatives\n")
    )


def test_what_was_counted_is_found_sound(rows: Path, folder: Path, registry: Path) -> None:
    assert (
        from_rows(rows, folder, "--site", "site", "--score", "p", "--cross", "site,age_band", at=registry).returncode
        == 0
    )

    done = boas("check", folder / "counts.csv", folder / "scores.csv", "--format", "json", at=registry)

    assert [one["rule"] for one in json.loads(done.stdout)["findings"] if one["path"].endswith(".csv")] == []
    assert boas("evidence", "exemple-modele", at=registry).returncode == 0


def test_the_same_rows_give_the_same_tables(rows: Path, tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
        assert from_rows(rows, folder, "--score", "p", at=tmp_path).returncode == 0

    assert files_below(folders[0]) == files_below(folders[1])


@pytest.mark.parametrize("name", ["counts.csv", "scores.csv"])
def test_no_table_that_is_there_is_overwritten(name: str, rows: Path, folder: Path, registry: Path) -> None:
    (folder / name).write_text("mine\n")

    done = from_rows(rows, folder, "--score", "p", at=registry)

    assert done.returncode == 2
    assert f"{name} exists already" in done.stderr.decode()
    assert (folder / name).read_text() == "mine\n"
    assert not (folder / ("scores.csv" if name == "counts.csv" else "counts.csv")).exists()


def test_rows_about_people_are_not_taken_from_inside_the_registry(rows: Path, folder: Path, registry: Path) -> None:
    inside = registry / "rows.csv"
    shutil.move(rows, inside)

    done = from_rows(inside, folder, at=registry)

    assert done.returncode == 2
    assert b"lies in the registry" in done.stderr
    assert not (folder / "counts.csv").exists()


def test_small_counts_are_withheld_at_the_threshold_asked_for(rows: Path, folder: Path, registry: Path) -> None:
    done = from_rows(rows, folder, "--site", "site", "--cross", "site,age_band,sex", "--threshold", "20", at=registry)

    text = (folder / "counts.csv").read_text()
    assert done.returncode == 0
    assert "<20" in text
    assert not [
        cell for line in text.splitlines()[1:] for cell in line.split(",")[-4:] if cell.isdigit() and 0 < int(cell) < 20
    ]


WRONG = {
    "no such column": (["--site", "hospital"], "`hospital` does not exist"),
    "no dimension": (["--by", "agge_band"], "Try `age_band`"),
    "nothing alike": (["--by", "xyzzy"], "Write DIMENSION=COLUMN"),
    "site as a dimension": (["--by", "site"], "with --site"),
    "a dimension twice": (["--by", "sex=sexe,sex=age"], "given twice"),
    "a crossing of what is not counted": (["--cross", "sex,region"], "`region` cannot be crossed"),
    "a truth that is neither": (["--truth", "age"], "Line 2: the column `age` holds neither 0 nor 1"),
    "too many groups": (["--by", "region=patient"], "are no groups"),
}


@pytest.mark.parametrize(("more", "said"), WRONG.values(), ids=list(WRONG))
def test_what_cannot_be_counted_is_told(more: list[str], said: str, rows: Path, folder: Path, registry: Path) -> None:
    done = from_rows(rows, folder, *more, at=registry)

    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert not (folder / "counts.csv").exists()


def test_a_name_that_no_table_may_hold_is_refused(rows: Path, folder: Path, registry: Path) -> None:
    rows.write_text(ROWS.replace("Brest", "=cmd"))

    done = from_rows(rows, folder, "--site", "site", at=registry)

    assert done.returncode == 2
    assert b"counts.csv could not be read back" in done.stderr
    assert b"cmd" not in done.stderr


def test_too_few_people_for_scores_are_told(folder: Path, registry: Path, rows: Path) -> None:
    rows.write_text("\n".join(ROWS.splitlines()[:12]))

    done = from_rows(rows, folder, "--score", "p", at=registry)

    assert done.returncode == 0
    assert b"scores.csv is not written" in done.stdout
    assert b"The overall row is suppressed in part" in done.stdout
    assert not (folder / "scores.csv").exists()


def test_a_breakdown_that_scores_cannot_have_is_named(folder: Path, registry: Path, rows: Path) -> None:
    rows.write_text(ROWS + "999,1,1,0.5,18-49,X,Brest\n")

    done = from_rows(rows, folder, "--score", "p", "--lang", "fr", at=registry)

    assert "Sans répartition par sexe" in done.stdout.decode()


def test_help_says_how_to_count_rows(tmp_path: Path) -> None:
    assert b"from-rows" in boas("evidence", "--help", at=tmp_path).stdout
    assert b"--truth" in boas("evidence", "from-rows", "--help", at=tmp_path).stdout


def test_a_folder_that_cannot_be_written_to_is_told(rows: Path, folder: Path, registry: Path) -> None:
    gone = folder / "not-there"

    done = from_rows(rows, gone, at=registry)

    assert done.returncode == 2
