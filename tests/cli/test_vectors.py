"""`boas vectors`: a program of one's own on the invented rows of a version, and what becomes of it."""

import json
import shutil
import sys
import time
from pathlib import Path

import pytest

from boas.parsing import read_yaml
from tests.cli.running import BASE, boas

RULE = "model_cards/algorithms/exemple-regle"
VERSION = f"{RULE}/versions/1.0.0"
USES = """vectors:
  - path: vectors/sejours
    synthetic: true
    run_by: codelists
  - path: vectors/scores
    synthetic: true
    run_by: command
    absolute_tolerance: 0.001
    relative_tolerance: 0.01
"""
FILES = {
    "vectors/sejours/input.csv": "row,dgn_pal\ns1,I610\ns2,I620\n",
    "vectors/sejours/expected.csv": "row,selected\ns1,1\ns2,0\n",
    "vectors/scores/input.csv": "patient,age\np1,50\np2,60\np3,70\n",
    "vectors/scores/expected.csv": "patient,score,group\np1,0.5,low\np2,0.6,low\np3,0.7,high\n",
}
SCORE = """
import csv, sys
print("group,patient,score,seconds")
for row in csv.DictReader(sys.stdin):
    print(f"{'high' if row['age'] == '70' else 'low'},{row['patient']},{int(row['age']) / 100 + 0.005:.6f},1")
"""


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """The small registry without fault, and two test vectors."""
    root = tmp_path / "registry"
    shutil.copytree(BASE / "model_cards", root / "model_cards")
    with (root / VERSION / "card.yaml").open("a") as card:
        card.write(USES)
    for name, text in FILES.items():
        path = root / VERSION / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def program(folder: Path, text: str) -> str:
    """The command that runs a script."""
    path = folder / "my script.py"
    path.write_text(text)
    return f"{sys.executable} '{path}'"


AT_HOME = {"CI": ""}


def test_a_registry_with_vectors_has_nothing_to_fix(registry: Path) -> None:
    assert boas("check", at=registry).returncode == 0


def test_a_program_that_answers_within_tolerances_is_right(registry: Path) -> None:
    asked = ("vectors", "exemple-regle", "--vector", "scores", "--command", program(registry.parent, SCORE))
    done = boas(*asked, at=registry, environment=AT_HOME)

    assert (done.returncode, done.stdout.decode()) == (0, "vectors/scores : 6 réponses attendues sur 6.\n")
    assert (
        "6 of 6 answers as expected" in boas(*asked, "--lang", "en", at=registry, environment=AT_HOME).stdout.decode()
    )


def test_answers_that_differ_are_told_with_line_row_and_column(registry: Path) -> None:
    wrong = SCORE.replace("0.005", "0.0075").replace("'high' if row['age'] == '70' else 'low'", "'low'")
    asked = ("vectors", "exemple-regle@1.0.0", "--vector", "vectors/scores", "--lang", "en")
    done = boas(*asked, "--command", program(registry.parent, wrong), at=registry, environment=AT_HOME)

    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        "vectors/scores: 3 of 6 answers as expected.",
        "  expected.csv:2, row `p1`, `score`: `0.5` expected, `0.507500` given.",
        "  expected.csv:3, row `p2`, `score`: `0.6` expected, `0.607500` given.",
        "  expected.csv:4, row `p3`, `group`: `high` expected, `low` given.",
    ]


def test_every_vector_is_run_and_rows_that_lack_or_are_too_much_are_told(registry: Path) -> None:
    text = (
        "import sys\n"
        "asked = sys.stdin.read()\n"
        "print('row,selected\\ns1,1\\nz9,1' if 'dgn_pal' in asked else 'patient,score,group\\np1,0.5,low')\n"
    )
    done = boas(
        "vectors",
        "exemple-regle",
        "--lang",
        "en",
        "--command",
        program(registry.parent, text),
        at=registry,
        environment=AT_HOME,
    )

    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        "vectors/sejours: 1 of 2 answers as expected.",
        "  expected.csv:3, row `s2`: no answer.",
        "  row `z9`: nobody asked for it.",
        "vectors/scores: 2 of 6 answers as expected.",
        "  expected.csv:3, row `p2`: no answer.",
        "  expected.csv:4, row `p3`: no answer.",
    ]


def test_what_comes_of_it_is_an_evaluation_that_the_registry_takes(registry: Path) -> None:
    target = registry.parent / "evaluation.yaml"
    asked = ("vectors", "exemple-regle", "--vector", "scores", "--command", program(registry.parent, SCORE))
    done = boas(*asked, "--evidence", target, at=registry, environment=AT_HOME)
    again = boas(*asked, "--evidence", target, at=registry, environment=AT_HOME)

    assert (done.returncode, again.returncode) == (0, 2)
    written = read_yaml(target.read_text()).value
    assert isinstance(written, dict)
    (run,) = written["vectors"]
    assert (written["benefit"], run["n"], run["agreeing"]) == ("technical", 6, 6)
    assert run["command"] == Path(sys.executable).name
    place = registry / RULE / "evaluations" / written["id"]
    place.mkdir()
    shutil.copy(target, place)
    checked = boas("check", "--format", "json", at=registry)
    assert checked.returncode == 0, checked.stdout.decode()
    (registry / VERSION / "vectors/scores/input.csv").write_text("patient,age\np1,51\np2,60\np3,70\n")
    stale = json.loads(boas("check", "--format", "json", at=registry).stdout)
    assert {one["rule"] for one in stale["findings"]} >= {"stale-vector-run"}


def test_programs_read_the_same_as_json(registry: Path) -> None:
    asked = ("vectors", "exemple-regle", "--command", program(registry.parent, SCORE), "--format", "json")
    done = boas(*asked, "--vector", "scores", at=registry, environment=AT_HOME)

    found = json.loads(done.stdout)
    assert (found["algorithm"], found["version"], len(found["digest"])) == ("exemple-regle", "1.0.0", 64)
    assert found["vectors"][0]["mismatches"] == []


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("no-such-program-anywhere", 4, "cannot be run"),
        ("", 2, "is no command"),
        ("python 'open", 2, "is no command"),
        ("false", 2, "ended with code 1"),
        ("true", 2, "no table"),
        ("yes", 2, "more than 5 MiB"),
        ("cat", 2, "no column `score`"),
        ("printf 'patient;score\\n'", 2, "no table"),
    ],
)
def test_a_program_that_does_not_answer_is_one_line_and_a_remedy(
    registry: Path, command: str, code: int, said: str
) -> None:
    asked = ("vectors", "exemple-regle", "--vector", "scores", "--lang", "en", "--command", command)
    done = boas(*asked, at=registry, environment=AT_HOME)

    error = done.stderr.decode()
    assert (done.returncode, said in error, "Traceback" in error) == (code, True, False), error


def test_a_program_that_takes_too_long_ends_with_all_that_it_started(registry: Path) -> None:
    mark = registry.parent / "mark"
    text = f"import subprocess, sys\nsubprocess.run(['sh', '-c', 'sleep 3; touch {mark}'])\n"
    asked = ("vectors", "exemple-regle", "--vector", "scores", "--lang", "en", "--timeout", "0.5")
    start = time.monotonic()
    done = boas(*asked, "--command", program(registry.parent, text), at=registry, environment=AT_HOME)

    assert (done.returncode, time.monotonic() - start < 3) == (2, True)
    assert "took longer than 0.5 s" in done.stderr.decode()
    time.sleep(3)
    assert not mark.exists()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("exemple-inconnu",), "No algorithm"),
        (("exemple-regle@9.0.0",), "There is no version"),
        (("exemple-regle", "--vector", "autre"), "vectors/sejours, vectors/scores"),
        (("exemple-score",), "names no test vector"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(registry: Path, asked: tuple[str, ...], said: str) -> None:
    done = boas("vectors", *asked, "--command", "cat", "--lang", "en", at=registry, environment=AT_HOME)

    assert (done.returncode, said in done.stderr.decode()) == (2, True), done.stderr


def test_tables_that_cannot_be_used_are_left_to_check(registry: Path) -> None:
    (registry / VERSION / "vectors/scores/expected.csv").write_text("patient,score\np9,1\n")
    asked = ("vectors", "exemple-regle", "--vector", "scores", "--command", "cat", "--lang", "en")

    assert "boas check" in boas(*asked, at=registry, environment=AT_HOME).stderr.decode()


def test_no_program_is_run_in_continuous_integration(registry: Path) -> None:
    mark = registry.parent / "mark"
    done = boas("vectors", "exemple-regle", "--command", f"touch {mark}", at=registry, environment={"CI": "true"})

    assert (done.returncode, mark.exists()) == (2, False)
