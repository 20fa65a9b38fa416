"""What pages say of whoever publishes the site: what the registry tells of it, and plainly what it does not."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from boas.documents import LegalNotice
from boas.index import Written
from boas.site import BuildResult
from tests.site.reading import page, words
from tests.site.small_registry import SmallRegistry, sparse, stroke
from tests.site.versioned_registry import BASE_URL

BASE = "https://boas.example.org/registre"
FORGE = "https://github.com/example/boas"
LEGAL = {
    "publisher": "GIP d’exemple, SIREN 000 000 000",
    "director": "Camille Exemple",
    "host": "Hébergeur d’exemple, 1 rue de l’Exemple",
    "contact": "https://registre.example.org/contact",
}
Build = Callable[..., BuildResult]


@pytest.fixture
def unknown(build_site: Build, tmp_path: Path) -> Path:
    """A site whose registry says neither where it is published nor where its sources are."""
    build_site(SmallRegistry(stroke(), sparse(), base_url=None, forge_url=None), tmp_path / "unknown")
    return tmp_path / "unknown/current"


@pytest.fixture
def known(build_site: Build, tmp_path: Path) -> Path:
    """A site whose registry says everything."""
    said = {"legal": Written(LEGAL, LegalNotice), "security_contact": "mailto:securite@example.org"}
    build_site(SmallRegistry(stroke(), sparse(), base_url=f"{BASE}/", forge_url=FORGE, **said), tmp_path / "known")
    return tmp_path / "known/current"


def test_a_registry_without_addresses_gets_none_invented(unknown: Path) -> None:
    for path in unknown.rglob("*.html"):
        text = path.read_text()
        assert "localhost" not in text, path
        assert not re.search(r'(?:href|src)="(?:None|/|https?:///?)"', text), path
        assert 'rel="canonical"' not in text, path
    assert not list(unknown.rglob("security.txt"))
    assert not (unknown / "sitemap.xml").exists()


def test_commands_name_the_address_that_is_not_known_once(shipped_site: Path) -> None:
    card, guide = (words(page(shipped_site, f"fr/{name}.html")) for name in ("algorithms/avc-ait-pmsi", "api"))

    for text in (card, guide):
        assert 'BOAS="<adresse de ce site>"' in text
        assert "Ce registre ne dit pas à quelle adresse il est publié." in text
    assert "curl $BOAS/fr/status.json" in guide
    assert "--from $BOAS" in card
    assert "](<adresse de ce site>/fr/algorithms/avc-ait-pmsi.html)" in card
    assert "localhost" not in card + guide


def test_commands_name_the_address_that_is_known(versioned: Path, known: Path) -> None:
    card, guide = words(page(versioned, "fr/algorithms/exemple-regle.html")), words(page(known, "fr/api.html"))

    assert f"curl {BASE}/fr/status.json" in guide
    assert f"--from {BASE_URL}" in card
    assert "$BOAS/" not in card + guide


def test_the_legal_notice_says_what_is_known_and_what_is_not(unknown: Path, known: Path) -> None:
    silent, full = (words(page(site, "fr/legal.html")) for site in (unknown, known))

    assert "Éditeur Non renseigné." in silent
    assert "Hébergeur Non renseigné." in silent
    assert "sous « legal », dans model_cards/registry.yaml" in silent
    assert "Éditeur GIP d’exemple, SIREN 000 000 000" in full
    assert "Responsable de la publication Camille Exemple" in full
    assert "sous « legal »" not in full
    assert f'href="{BASE}/"' in page(known, "fr/legal.html")


def test_the_name_a_registry_gives_its_publisher_stands_in_its_legal_notice(shipped_site: Path) -> None:
    assert "L’équipe de BOAS (nom que le registre donne à son éditeur)" in words(page(shipped_site, "fr/legal.html"))


def test_a_weakness_is_told_in_private_or_the_page_says_that_nobody_is_named(
    build_site: Build, tmp_path: Path, unknown: Path, known: Path
) -> None:
    build_site(SmallRegistry(stroke(), base_url=BASE, forge_url=FORGE), tmp_path / "forge")
    by_forge = (tmp_path / "forge/current/.well-known/security.txt").read_text()

    assert "n’indique pas encore à qui s’adresser" in words(page(unknown, "fr/security.html"))
    assert 'href="mailto:securite@example.org"' in page(known, "en/security.html")
    told = (known / ".well-known/security.txt").read_text()
    assert "Contact: mailto:securite@example.org\n" in told
    assert f"Policy: {BASE}/fr/security.html\n" in told
    assert f"Contact: {FORGE}/security/advisories/new\n" in by_forge


def test_every_page_leads_to_both_and_says_commit_and_day_or_where_they_stand(unknown: Path) -> None:
    for path in unknown.rglob("fr/**/*.html"):
        text = path.read_text()
        if path.name in {"404.html", "legal.html", "security.html"} or "footer" not in text:
            continue
        assert 'legal.html"' in text, path
        assert 'security.html"' in text, path
        stamp = text.partition('<p class="stamp">')[2]
        assert re.search(r"Contenu <code>[0-9a-f]{12}</code> · <time", stamp) or "Commit et date du contenu" in stamp
    for name in ("contribute", "finder", "organisations", "data_sources", "reuses", "api", "legal", "security"):
        assert "Contenu <code>" in page(unknown, f"fr/{name}.html"), name
