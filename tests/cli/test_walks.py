"""The lines of the Contribute page, copied as they stand there, lead from a blank page to a merged card.

The commands are read from the built page in French and run by a shell, against a forge that is a bare repository.
"""

import csv
import html
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import BASE, PROGRAM, UNTRACED, boas
from tests.git_registry import GitRegistry

BLOCK = re.compile(r"<pre[^>]*><code>(.*?)</code></pre>", re.DOTALL)
ELSEWHERE = (
    "gh ",
    "glab ",
    "boas serve",
    "boas review --registry",
    'approved="$(glab',
    "git worktree add",
    "git fetch origin merge",
)
"""What a test cannot run: it asks a forge, or goes on until somebody ends it."""
ANSWERS = (
    *("1", "Mon algorithme", "Compte des séjours inventés.", "ciblage", "claims", "Cardio-vasculaire"),
    *("Compter des séjours.", "exemple-chu", "exemple-entrepot", "runtime", "Ne voit pas tout.", ""),
)
NEW = "model_cards/algorithms/mon-algorithme"
NAMED = {"NAME": "Camille Exemple", "EMAIL": "camille@example.org"}
AUTHOR = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in NAMED.items()}
"""Whoever walks has told Git a name, which a machine of tests need not have."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A forge, the site of what its main line holds, and a command `boas` for shells."""
    folder = tmp_path_factory.mktemp("world")
    registry = GitRegistry(folder / "first")
    shutil.copytree(BASE / "model_cards", registry.path / "model_cards")
    forge = (folder / "forge.git").as_uri()
    settings = registry.path / "model_cards/registry.yaml"
    settings.write_text(re.sub(r"(?m)^forge_url:.*\n", "", settings.read_text()))
    registry.write(".gitignore", ".boas/\n.venv/\n*.csv\n!model_cards/**/*.csv\n")
    registry.write("ci/setup", f'#!/bin/sh\nmkdir -p .venv/bin\necho "PATH={folder}/bin:$PATH" > .venv/bin/activate\n')
    (registry.path / "ci/setup").chmod(0o755)
    registry.set_up_frozen()
    registry.git("clone", "--quiet", "--bare", ".", str(folder / "forge.git"))
    subprocess.run(["git", "config", "receive.advertisePushOptions", "true"], cwd=folder / "forge.git", check=True)
    (folder / "bin").mkdir()
    (folder / "bin/boas").write_text(f"#!{sys.executable}\n{PROGRAM}\n")
    (folder / "bin/boas").chmod(0o755)
    done = boas("build", at=registry.path)
    assert done.returncode == 0, done.stderr.decode()
    shutil.copytree(registry.path / ".boas/site/current", folder / "site")
    (folder / "forge").write_text(forge)
    return folder


def blocks(world: Path, page: str, section: str = "") -> list[str]:
    """The commands of a page, or of a section of it, a text for each box; what cannot be run here is left out."""
    text = (world / "site" / page).read_text()
    if section:
        text = text.split(f'<section id="{section}">')[1].split("</section>")[0]
    boxes = (html.unescape(re.sub(r"<[^>]+>", "", box)) for box in BLOCK.findall(text))
    forge = (world / "forge").read_text()
    lines = (
        [line for line in box.replace("\\\n", " ").splitlines() if not line.startswith(ELSEWHERE)] for box in boxes
    )
    commands = ("\n".join(box) for box in lines if box and re.match(r"(git|boas|cd|ci/setup|\.) ?", box[0]))
    return [re.sub(r"git clone <[^>]+>", f"git clone --quiet {forge}", box) for box in commands]


def run(world: Path, place: Path, lines: list[str], answers: tuple[str, ...] = ()) -> tuple[int, str]:
    """Type lines into a shell at a terminal, with the answers that a question will wait for."""
    ours, theirs = pty.openpty()
    os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
    script = "set -e\n" + "\n".join(lines)
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=place,
        env=UNTRACED | AUTHOR | {"PATH": f"{world / 'bin'}:{os.environ['PATH']}", "BOAS_LANG": "fr", "TERM": "dumb"},
        stdin=theirs,
        capture_output=True,
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    return done.returncode, (done.stdout + done.stderr).decode()


def merge(world: Path, branch: str) -> Path:
    """What a maintainer does: the proposal comes to the main line, and the site is built."""
    place = world / f"merging-{branch}"
    registry = GitRegistry(place)
    registry.git("fetch", "--quiet", (world / "forge").read_text(), "main", branch)
    registry.git("fetch", "--quiet", (world / "forge").read_text(), f"main:merged-{branch}", f"{branch}:proposal")
    registry.git("checkout", "--quiet", f"merged-{branch}")
    registry.git("merge", "--quiet", "--no-ff", "--message=Merge the proposal", "proposal")
    registry.git("push", "--quiet", (world / "forge").read_text(), "HEAD:main")
    return place


def test_from_a_blank_page_to_a_merged_card(world: Path, tmp_path: Path) -> None:
    lines = [line for line in blocks(world, "fr/contribute.html", "card") if "--from README.md" not in line]
    before_release = [box for box in lines if "boas release" not in box]
    pushes = [box for box in before_release if box.startswith("git push")]

    code, said = run(world, tmp_path, [box for box in before_release if box not in pushes[1:]], ANSWERS)

    assert code == 0, said
    assert "git switch --create" not in said, "it is on its branch already"
    assert "Rien à corriger" in said
    place = merge(world, "mon-algorithme")
    built = boas("build", at=place)
    assert built.returncode == 0, built.stdout.decode()
    assert "Mon algorithme" in (place / ".boas/site/current/fr/algorithms/mon-algorithme.html").read_text()

    two_authors_at_once(world, tmp_path, lines)


def two_authors_at_once(world: Path, folder: Path, lines: list[str]) -> None:
    """Both edit the published version, both release it; the second one goes on by the page alone."""
    release, since = (next(box for box in lines if box.startswith(start)) for start in ("boas release", "git fetch"))
    forge = (world / "forge").read_text()
    clones = [GitRegistry(folder / name) for name in ("un", "deux")]
    for clone, edit in zip(clones, ("Ne voit pas tout.", "Mon algorithme"), strict=True):
        clone.git("remote", "add", "origin", forge)
        clone.git("fetch", "--quiet", "origin")
        clone.git("checkout", "--quiet", "-B", clone.path.name, "origin/main")
        clone.edit(f"{NEW}/versions/1.0.0/card.yaml", edit, f"{edit} ({clone.path.name})")
        code, said = run(world, clone.path, [release])
        assert code == 0, said
        clone.commit("Version suivante")
    one, two = clones
    one.git("push", "--quiet", "origin", "HEAD:un")
    merge(world, "un")

    code, said = run(world, two.path, [since])

    assert code == 0, said
    two.commit("Vient après")
    two.git("push", "--quiet", "origin", "HEAD:deux")
    merged = merge(world, "deux")
    versions = sorted(path.name for path in merged.glob(f"{NEW}/versions/*"))
    card = (merged / NEW / f"versions/{versions[-1]}/card.yaml").read_text()
    assert "Ne voit pas tout. (un)" in card
    assert "Mon algorithme (deux)" in card
    assert boas("verify", at=merged).returncode == 0


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_evaluation_is_begun_by_the_lines_of_the_page(world: Path, tmp_path: Path, language: str) -> None:
    place = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", (world / "forge").read_text(), str(place)], check=True)
    new, *after = blocks(world, f"{language}/contribute.html", "evaluation")
    columns = re.findall(r"--(?:truth|prediction) (\S+)", new)
    with (place / re.findall(r"--rows (\S+)", new)[0]).open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([*columns, *re.findall(r"--by (\S+)", new)[0].split(",")])
        rows.writerows(
            [n % 2, n // 2 % 2, ("18-64", "65+")[n // 4 % 2], ("female", "male")[n // 8 % 2]] for n in range(960)
        )

    made, said = run(world, place, [new])
    checked, found = run(world, place, after[:1])
    shown, numbers = run(world, place, after[1:])

    assert made == 0, said
    assert checked == 1, found
    assert re.findall(r"^erreur\[(.*?)\]", found, re.MULTILINE) == ["placeholder-text"], found
    assert shown == 0, numbers
    assert "0,5" in numbers


FILES = ("ledger.json", "notices.json")


def test_every_line_of_every_page_that_needs_nothing_more_runs(world: Path, tmp_path: Path) -> None:
    place = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", (world / "forge").read_text(), str(place)], check=True)
    for path in (*(world / "site" / name for name in FILES), *(world / "site/archives").glob("*.zip")):
        shutil.copy(path, place)
    pages = sorted((world / "site").glob("*/**/*.html"))
    found = {
        line
        for page in pages
        for box in blocks(world, page.relative_to(world / "site").as_posix())
        for line in box.splitlines()
    }
    lines = sorted(line for line in found if line.startswith("boas ") and not line.startswith(NEEDING_MORE))

    failed = {line: said for line in lines for code, said in [run(world, place, [line])] if code}

    assert lines
    assert failed == {}, failed


NEEDING_MORE = (
    *("boas new", "boas release", "boas evaluation new", "boas use", "boas verify --lock"),
    *("boas check model_cards/algorithms/mon-algorithme", "boas check model_cards/algorithms/my-algorithm"),
    *("boas fix model_cards", "boas level mon-algorithme", "boas level my-algorithm", "boas review"),
)
"""Lines that belong to a walk, tested above, or that ask the published address."""
