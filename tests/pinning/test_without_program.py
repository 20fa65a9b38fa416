"""Pins without this program: the lines that a page shows, run as they stand, and the script for R."""

import html
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import boas
from tests.site.versioned_registry import BASE_URL

PAGE = "fr/algorithms/exemple-regle/versions/1.1.0.html"
NEEDS_R = pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed here")


def read_lines(mirror: Path) -> str:
    """The two lines of the page that ask for no program of ours."""
    blocks = re.findall(r"<pre[^>]*>(curl -fsS .*?)</pre>", (mirror / PAGE).read_text(), re.DOTALL)
    return html.unescape(blocks[0])


def test_the_two_lines_of_the_page_fetch_the_files_and_prove_them(mirror: Path, address: str, study: Path) -> None:
    lines = read_lines(mirror)
    assert lines.count("\n") == 1
    run = ["bash", "-c", lines.replace(BASE_URL, address)]
    done = subprocess.run(run, cwd=study, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "SHA256SUMS: OK" in done.stdout
    assert "codelists/inclusion.csv: OK" in done.stdout
    source = mirror / "files/exemple-regle/1.1.0"
    for path in source.rglob("*"):
        if path.is_file():
            assert (study / path.relative_to(source)).read_bytes() == path.read_bytes()


def test_the_two_lines_fail_when_a_file_or_the_list_is_another(mirror: Path, address: str, study: Path) -> None:
    run = ["bash", "-c", read_lines(mirror).replace(BASE_URL, address)]
    (mirror / "files/exemple-regle/1.1.0/codelists/inclusion.csv").write_text("code\nX\n")
    done = subprocess.run(run, cwd=study, capture_output=True, text=True, check=False)
    assert (done.returncode, "codelists/inclusion.csv: FAILED" in done.stdout) == (1, True)
    (mirror / "files/exemple-regle/1.1.0/SHA256SUMS").write_text("")
    done = subprocess.run(run, cwd=study, capture_output=True, text=True, check=False)
    assert "SHA256SUMS: FAILED" in done.stdout


def test_the_page_lists_files_and_names_the_package_url(mirror: Path) -> None:
    told = json.loads((mirror / PAGE.replace(".html", ".json")).read_bytes())
    page = (mirror / PAGE).read_text()

    assert f"pkg:generic/boas/exemple-regle@1.1.0?checksum=sha256:{told['digest']}" in page
    for file in told["files"]:
        assert f'href="../../../../{file["address"]}"' in page
        assert file["sha256"][:12] in page


@pytest.fixture
def platform(mirror: Path, study: Path) -> Path:
    """What somebody carried to a place without network: lock, files, machine file, script."""
    accept = ("--accept", "alerte", "--until", "2099-01-31", "--reason", "Étude.", "--files")
    boas("use", "exemple-regle@2.0.0", *accept, "--from", str(mirror), at=study)
    shutil.copy(mirror / "notices.json", study)
    shutil.copy(next((mirror / "static").glob("boas-verify.*.r")), study / "boas-verify.R")
    return study


def spoil_file(study: Path) -> None:
    file = study / "boas-files/exemple-regle/codelists/inclusion.csv"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))


def edit_json(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    told = json.loads(path.read_bytes())
    change(told)
    path.write_text(json.dumps(told, ensure_ascii=False))


def forget_acceptance(study: Path) -> None:
    edit_json(study / "boas.lock", lambda lock: lock["use"][0]["accepted"].clear())


def cut_log(study: Path) -> None:
    edit_json(study / "notices.json", lambda told: told["log"].pop())


def drop_version(study: Path) -> None:
    edit_json(study / "notices.json", lambda told: told["versions"].clear())


@NEEDS_R
@pytest.mark.parametrize(
    ("spoil", "code", "said"),
    [
        (lambda _study: None, 0, "safety alerte (accepted)"),
        (forget_acceptance, 1, "safety alerte"),
        (spoil_file, 3, "codelists/inclusion.csv is not the file that was pinned"),
        (lambda study: (study / "boas-files/exemple-regle/card.yaml").unlink(), 3, "card.yaml is missing"),
        (cut_log, 3, "The registry went back"),
        (drop_version, 3, "is not in notices.json"),
    ],
)
def test_the_script_for_r_ends_as_the_command_does(
    platform: Path, spoil: Callable[[Path], None], code: int, said: str
) -> None:
    spoil(platform)
    command = ["Rscript", "--vanilla", "boas-verify.R"]
    done = subprocess.run(command, cwd=platform, capture_output=True, text=True, check=False)

    assert said in done.stdout, done.stderr
    assert done.returncode == code
    assert boas("verify", "--lock", "--from", "notices.json", at=platform).returncode == code


def test_the_script_asks_for_no_package() -> None:
    script = (Path(__file__).parents[2] / "web/static/boas-verify.r").read_text()

    assert not re.search(r"\b(library|require|requireNamespace)\(|eval\(|parse\(|source\(", script)
    assert script.count("\n") < 60
