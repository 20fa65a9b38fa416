"""The page of a card says what a scan of its code found, what nobody looked at, and what that is worth."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from boas.site import BuildResult, build
from tests.git_registry import GitRegistry
from tests.site.conftest import OPENAPI, RULES
from tests.site.full_card import CODE_SCAN, full
from tests.site.reading import page, row, words
from tests.site.small_registry import SmallRegistry
from tests.site.versioned_registry import BASE, FORGE_URL, RULE, index_of

FULL = "fr/algorithms/exemple-complet.html"


def section(written: str) -> str:
    """The part of a card about its code; empty when there is none."""
    found = re.search(r'<section id="code".*?</section>', written, re.DOTALL)
    return found[0] if found else ""


def test_files_that_were_not_scanned_stand_before_weaknesses_by_severity(site: Path) -> None:
    told = section(page(site, FULL))
    assert row(told, "ancien.py:1 non analysé") == ["ancien.py:1 non analysé", "Ce code n’a pas pu être analysé."]
    assert row(told, "outils/compter.py:12 gravité élevée")[1] == "Bandit signale ici B602 : « shell=True »."
    assert told.index("ancien.py") < told.index("outils/compter.py") < told.index("lire.py")


def test_what_is_no_python_is_said_and_the_caution_is_last(site: Path) -> None:
    said = words(section(page(site, FULL)))
    assert "2 fichiers Python ont été lus par bandit, sans être exécutés. 1 autre fichier n’est pas du Python" in said
    assert said.endswith("Ce qu’elle ne trouve pas ne garantit rien.")


def test_a_waiver_says_its_reason_its_day_and_its_language(site: Path) -> None:
    fr, en = (section(page(site, f"{language}/algorithms/exemple-complet.html")) for language in ("fr", "en"))
    assert "Les auteurs en répondent jusqu’au 1er janvier 2027 : Le fichier lu est le nôtre." in row(fr, "lire.py")[1]
    assert '<span lang="fr">Le fichier lu est le nôtre.</span>' in en


def test_a_card_without_code_has_no_such_section(site: Path) -> None:
    written = page(site, "fr/algorithms/avc-ait-pmsi.html")
    assert section(written) == ""
    assert 'href="#code"' not in written


CLEAN = replace(CODE_SCAN, weaknesses=(), unscanned=(), n_unscanned=0)
SCANS = {
    "clean": (CLEAN, "Aucune faiblesse connue n’a été trouvée."),
    "no Python": (replace(CLEAN, n_scanned=0), "Bandit n’a pu lire aucun fichier Python. 1 autre fichier n’est pas du"),
    "other files": (replace(CLEAN, n_other=3), "3 autres fichiers ne sont pas du Python : ils n’ont pas été regardés."),
    "no room": (replace(CODE_SCAN, n_unscanned=4), "3 autres endroits : la commande « boas scan » les donne."),
}


@pytest.mark.parametrize("case", SCANS)
def test_a_scan_says_in_words_how_far_it_went(
    build_site: Callable[..., BuildResult], tmp_path: Path, case: str
) -> None:
    scan, said = SCANS[case]
    counted = replace(scan, n_by_severity={"high": len(scan.weaknesses)})
    answer = full()
    build_site(SmallRegistry(replace(answer, latest=replace(answer.latest, code_scan=counted))))
    assert said in words(section(page(tmp_path / "site" / "current", FULL)))


def test_what_an_author_writes_in_code_is_what_a_reader_meets(tmp_path: Path) -> None:
    registry = GitRegistry(tmp_path / "registry")
    shutil.copytree(BASE / "model_cards", registry.path / "model_cards")
    settings = registry.path / "model_cards/registry.yaml"
    settings.write_text(f"{settings.read_text()}forge_url: {FORGE_URL}\n")
    shell = "import subprocess\n\nsubprocess.call('<b>' + input(), shell=True)\n"
    registry.write(f"{RULE}/versions/1.0.0/code/a.py", shell)
    registry.commit("Set up")
    with index_of(registry, tmp_path / "index.sqlite") as index:
        build(index, RULES, OPENAPI, tmp_path / "site", progress=lambda _done, _total: None)
    written = page(tmp_path / "site/current", "fr/algorithms/exemple-regle/versions/1.0.0.html")
    told = section(written)
    assert row(told, "a.py:3")[1].startswith("Bandit signale ici B602 (subprocess_popen_with_shell")
    assert f'href="{FORGE_URL}/-/blob/HEAD/{RULE}/versions/1.0.0/code/a.py#L3"' in told
    assert words(told).endswith("ce qu’elle ne trouve pas ne garantit rien.")


def test_markup_in_a_finding_stays_text(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    said = {"fr": "<script>alert(1)</script>"}
    weakness = replace(CODE_SCAN.weaknesses[0], sentence=said, file='"><script>.py')
    answer = full()
    scan = replace(CODE_SCAN, weaknesses=(weakness,))
    build_site(SmallRegistry(replace(answer, latest=replace(answer.latest, code_scan=scan))))
    told = section(page(tmp_path / "site" / "current", FULL))
    assert "<script>" not in told
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in told
