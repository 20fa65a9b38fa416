"""A site that shows what is not published yet: it says so everywhere, and can be made only as far as files differ."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from boas.index import _answers as a
from boas.site import BuildResult
from tests.site.reading import page, words
from tests.site.small_facts import COMMIT
from tests.site.small_preview import CARD, previewing
from tests.site.small_registry import sparse, stroke

BANNER = "Aperçu de fichiers pas encore publiés."
Build = Callable[..., BuildResult]


@pytest.fixture
def out(build_site: Build, tmp_path: Path) -> Path:
    build_site(previewing())
    return tmp_path / "site" / "current"


@pytest.fixture
def selected(build_site: Build, tmp_path: Path) -> Path:
    build_site(previewing(), only_touched=True)
    return tmp_path / "site" / "current"


def files(folder: Path) -> set[str]:
    found = (path for path in folder.resolve().rglob("*") if path.is_file() and path.name != "manifest.json")
    return {path.relative_to(folder.resolve()).as_posix() for path in found}


def test_every_page_says_that_it_is_a_preview_and_keeps_search_engines_out(out: Path) -> None:
    pages = [url for url in files(out) if url.endswith(".html")]
    silent = [url for url in pages if '<meta name="robots" content="noindex">' not in page(out, url)]

    assert silent == []
    assert [url for url in pages if url.startswith("fr/") and BANNER not in words(page(out, url))] == []


def test_a_published_site_says_nothing_of_drafts_or_previews(site: Path) -> None:
    pages = [page(site, url) for url in files(site) if url.startswith("fr/") and url.endswith(".html")]

    assert [written for written in pages if "Brouillon" in written or BANNER in written] == []


@pytest.mark.parametrize(
    "url",
    ["algorithms/avc-ait-pmsi", "algorithms/avc-ait-pmsi/versions/1.0.0", "algorithms/avc-ait-pmsi/versions", "index"],
)
def test_a_draft_is_marked_wherever_it_is_shown(out: Path, url: str) -> None:
    written = page(out, f"fr/{url}.html")

    assert 'state-draft">Brouillon<' in written
    assert ("pas encore publiée" in words(written)) == (url != "index")


def test_only_the_draft_is_marked_in_a_list(out: Path) -> None:
    rows = page(out, "fr/algorithms.html").split('<li class="row">')

    assert [("avc-ait-pmsi" in row, "Brouillon" in row) for row in rows[1:]].count((True, True)) == 1
    assert [row for row in rows[1:] if "Brouillon" in row and "avc-ait-pmsi" not in row] == []


def test_the_page_of_a_draft_tells_what_the_rules_find_in_its_files_and_other_pages_do_not(out: Path) -> None:
    own = words(page(out, "fr/algorithms/avc-ait-pmsi.html"))
    other = words(page(out, f"fr/algorithms/{sparse().id}.html"))

    assert "Les règles trouvent 1 point à revoir dans les fichiers de cet algorithme" in own
    assert "Un chiffre sans effectif. Ajouter l’effectif." in own
    assert "Un chiffre sans effectif." not in other


def test_a_finding_that_is_mended_makes_the_page_anew(build_site: Build, tmp_path: Path) -> None:
    build_site(previewing())
    build_site(previewing(findings=()))

    assert "Un chiffre sans effectif." not in page(tmp_path / "site/current", "fr/algorithms/avc-ait-pmsi.html")


def test_the_status_names_every_file_with_the_page_about_it(out: Path) -> None:
    written = page(out, "fr/status.html")

    assert f"nouveau fichier {CARD}" in words(written)
    assert "fichier modifié model_cards/registry.yaml" in words(written)
    assert f'<a href="algorithms/avc-ait-pmsi/versions/1.0.0.html"><code>{CARD}</code></a>' in written
    assert '<a href="data_sources/snds.html"><code>model_cards/data_sources/snds.yaml</code></a>' in written


@pytest.mark.parametrize(
    ("preview", "said"),
    [
        (a.Preview(COMMIT, (), (), ()), f"Rien : tous les fichiers sont ceux du commit {COMMIT[:12]}."),
        (a.Preview("", (CARD,), (), ()), "Aucun commit ne contient encore ces fichiers."),
        (a.Preview(COMMIT, (), (), (CARD,)), f"fichier supprimé {CARD}"),
    ],
    ids=["nothing differs", "no commit yet", "a file is gone"],
)
def test_the_status_says_what_the_files_are_held_against(
    build_site: Build, tmp_path: Path, preview: a.Preview, said: str
) -> None:
    build_site(previewing(preview=preview))

    assert said in words(page(tmp_path / "site/current", "fr/status.html"))


def test_a_preview_has_no_map_for_search_engines_and_names_no_published_address_as_its_own(
    build_site: Build, tmp_path: Path
) -> None:
    build_site(previewing(base_url="https://registre.example.org"))
    out = tmp_path / "site/current"

    assert not {"sitemap.xml", "robots.txt"} & files(out)
    assert 'rel="canonical"' not in page(out, "fr/index.html")


def test_of_a_proposal_only_what_it_touches_is_made_with_what_that_names(selected: Path) -> None:
    made = {url.partition(".html")[0] for url in files(selected) if url.startswith("fr/") and url.endswith(".html")}
    about = {url for url in made if url.startswith("fr/algorithms/")}

    assert {"fr/index", "fr/status", "fr/404", "fr/algorithms", "fr/data_sources/snds"} <= made
    assert {f"fr/data_sources/{one.id}" for one in stroke().latest.data_sources} <= made
    assert {f"fr/organisations/{one.id}" for one in stroke().latest.organisations} <= made
    assert "fr/rules/missing-denominator" in made
    assert {url.split("/")[2] for url in about} == {"avc-ait-pmsi"}
    assert "fr/algorithms/avc-ait-pmsi/evidence" in about
    assert f"archives/avc-ait-pmsi-{stroke().row.version}.zip" in files(selected)
    assert [url for url in made if url.startswith("fr/browse/")] == []


def links_of(written: str) -> set[str]:
    return set(re.findall(r'<a [^>]*href="([^"]*)"', written))


def test_links_to_what_was_left_out_lead_to_a_page_that_says_so(selected: Path) -> None:
    menu = re.search(r'<nav class="menu".*?</nav>', page(selected, "fr/index.html"), re.DOTALL)
    assert menu

    assert links_of(menu[0]) == {"algorithms.html", "404.html"}
    assert "seulement les pages qu’elle touche" in words(page(selected, "fr/404.html"))


def test_links_to_what_was_left_out_lead_to_the_published_site_when_its_address_is_known(
    build_site: Build, tmp_path: Path
) -> None:
    build_site(previewing(base_url="https://registre.example.org/boas"), only_touched=True)
    written = page(tmp_path / "site/current", "fr/algorithms/avc-ait-pmsi.html")

    assert "https://registre.example.org/boas/fr/contribute.html" in links_of(written)
    assert "avc-ait-pmsi/versions.html" in links_of(written)


def test_a_page_of_a_whole_preview_is_made_again_for_a_part_of_it(build_site: Build, tmp_path: Path) -> None:
    build_site(previewing())
    build_site(previewing(), only_touched=True)

    assert "contribute.html" not in links_of(page(tmp_path / "site/current", "fr/index.html"))


@pytest.mark.parametrize("path", ["model_cards/algorithms/../x/algorithm.yaml", "<script>", "model_cards/a b.yaml", ""])
def test_a_strange_file_name_is_shown_as_text_and_chooses_no_page(build_site: Build, tmp_path: Path, path: str) -> None:
    build_site(previewing(preview=a.Preview(COMMIT, (path,), (), ())), only_touched=True)
    out = tmp_path / "site/current"

    assert "<script>" not in page(out, "fr/status.html").replace('<script src="', "")
    assert not [url for url in files(out) if ".." in url]
