"""Citing: the card is credited to whoever wrote it, the work to its publications, and each stands apart."""

from pathlib import Path

from tests.site.reading import page, words


def citation(html: str) -> str:
    """What the section on citing says of the card."""
    return words(html.partition('id="cite"')[2].partition('id="cite-work"')[0])


def work(html: str) -> str:
    """What it says of the work."""
    return words(html.partition('id="cite-work"')[2].partition("<details")[0])


def test_a_compiled_card_is_credited_to_its_compilers(shipped_site: Path) -> None:
    card = page(shipped_site, "fr/algorithms/avc-ait-pmsi.html")

    assert (
        "L’équipe de BOAS. AVC et AIT hospitalisés (PMSI) , fiche compilée à partir de sources publiques"
        in citation(card)
    )
    assert "CHU Grenoble" not in citation(card)
    assert "doi:10.1159/000438859" in work(card)
    assert "sha256:" in citation(card)


def test_a_work_without_publication_is_said_to_be_that_of_its_producers(shipped_site: Path) -> None:
    told = [work(path.read_text()) for path in (shipped_site / "fr/algorithms").glob("*.html")]
    without = [one for one in told if "Aucune publication n’est connue ici." in one]

    assert without
    assert len(without) < len(told)
    assert any("Le travail est celui de ses producteurs : " in one for one in without)
    assert all("ses producteurs : " in one or "ne sont pas nommés" in one for one in without)


def test_exports_credit_the_same(shipped_site: Path) -> None:
    bib, cff = (
        (shipped_site / f"en/algorithms/avc-ait-pmsi/versions/1.0.0.{ending}").read_text() for ending in ("bib", "cff")
    )

    assert "author = {{L’équipe de BOAS}}" in bib
    assert "card compiled from public sources" in bib
    assert "@misc{avc-ait-pmsi-work-1,\n  year = {2015},\n  doi = {10.1159/000438859},\n}" in bib
    assert "L’équipe de BOAS" in cff
    assert "Grenoble" not in bib + cff


def test_a_card_by_its_producers_is_credited_to_them(site: Path) -> None:
    card = page(site, "en/algorithms/exemple-complet.html")

    assert "compiled from public sources" not in citation(card)
    assert "Camille Martin. Exemple complet" in citation(card) or "Camille Martin. Full example" in citation(card)
