"""`boas check --format …`, run as forges run it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from boas.checks import check
from boas.parsing import read_collection, read_folder
from boas.reports import REPORT_FORMATS
from tests.cli.running import BASE, UNTRACED, boas
from tests.reports.formats import JUDGES, WRITERS, Shown

CHU = "model_cards/organisations/exemple-chu.yaml"
SUMMARY = {"GITHUB_STEP_SUMMARY": ""}
"""As outside GitHub, also when these tests run there."""


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A registry with one error."""
    registry = Path(shutil.copytree(BASE, tmp_path / "registry"))
    text = (registry / CHU).read_text()
    (registry / CHU).write_text(text.replace("country: FR", "contry: FR"))
    return registry


def test_every_format_but_text_is_judged() -> None:
    assert set(REPORT_FORMATS) - {"text"} == WRITERS.keys() == JUDGES.keys()


@pytest.mark.parametrize("form", [form for form in REPORT_FORMATS if form not in {"text", "json", "markdown"}])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_format_is_printed_as_it_is_written(faulty: Path, form: str, language: str) -> None:
    run = boas("check", CHU, "--format", form, "--lang", language, at=faulty, environment=SUMMARY)
    findings = check(read_collection(read_folder(faulty)))

    said = run.stdout.decode()
    if form == "github":
        said, _, last = said[:-1].rpartition("\n")
        said += "\n"
        assert last.startswith(("1 erreur, 0 avertissement dans 1 fichier", "1 error, 0 warnings in 1 file"))
    assert said == WRITERS[form](findings, "fr" if language == "fr" else "en")
    assert (run.returncode, run.stderr) == (1, b"")


@pytest.mark.parametrize("form", REPORT_FORMATS)
def test_the_exit_code_does_not_depend_on_the_format(faulty: Path, form: str) -> None:
    assert boas("check", "--format", form, at=faulty, environment=SUMMARY).returncode == 1
    assert boas("check", "--format", form, "--exit-zero", at=faulty, environment=SUMMARY).returncode == 0


def test_the_summary_counts_the_files_read(faulty: Path) -> None:
    run = boas("check", CHU, "--format", "markdown", "--lang", "en", at=faulty)

    assert run.stdout.decode().splitlines()[0] == "### `boas check`: 1 error, 0 warnings in 1 file (1 read)"


def test_on_github_the_summary_is_added_to_the_page_of_the_run(faulty: Path) -> None:
    page = faulty / "summary.md"
    page.write_text("Before.\n")
    for _ in range(2):
        boas("check", CHU, "--format", "github", at=faulty, environment={"GITHUB_STEP_SUMMARY": str(page)})

    assert page.read_text().startswith("Before.\n### `boas check` : 1 erreur")
    assert page.read_text().count("| 6 | erreur | `unknown-field` |") == 2
    assert "contry" in Shown(page.read_text()).code


@pytest.mark.parametrize("form", ["text", "sarif", "markdown"])
def test_other_formats_leave_the_page_of_the_run_alone(faulty: Path, form: str) -> None:
    page = faulty / "summary.md"
    boas("check", CHU, "--format", form, at=faulty, environment={"GITHUB_STEP_SUMMARY": str(page)})

    assert not page.exists()


def test_a_page_that_cannot_be_written_is_an_error_of_the_machine(faulty: Path) -> None:
    nowhere = {"GITHUB_STEP_SUMMARY": str(faulty / "missing" / "summary.md")}

    assert boas("check", "--format", "github", at=faulty, environment=nowhere).returncode == 4


def test_sarif_links_to_the_pages_of_a_site_with_an_address(faulty: Path) -> None:
    settings = faulty / "model_cards/registry.yaml"
    settings.write_text(f"{settings.read_text()}base_url: https://boas.example.org/registre/\n")
    run = boas("check", CHU, "--format", "sarif", "--lang", "en", at=faulty)

    (rule,) = json.loads(run.stdout)["runs"][0]["tool"]["driver"]["rules"]
    assert rule["helpUri"] == "https://boas.example.org/registre/en/rules/unknown-field.html"


def test_a_check_at_a_terminal_imports_no_format_of_a_forge(faulty: Path) -> None:
    program = (
        "import sys, atexit\n"
        "atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr))\n"
        "from boas.cli.main import main\n"
        "main()\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, "check", "--exit-zero"],
        cwd=faulty,
        env=dict(UNTRACED) | {"PATH": os.environ["PATH"]},
        capture_output=True,
        check=True,
        text=True,
    )
    imported = set(run.stderr.split())

    assert "boas.reports._text" in imported
    assert imported & {f"boas.reports._{form}_report" for form in REPORT_FORMATS} == {"boas.reports._json_report"}
    assert "xml.etree.ElementTree" not in imported
