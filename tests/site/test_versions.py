"""Versions as a reader meets them: what stands first, what changed, what proves them, whether one may stay."""

import json
import re
import shutil
from hashlib import sha256
from pathlib import Path

import html5lib
import pytest

from boas.index import AlgorithmAnswer, Index, VersionAnswer, VersionRow, decode_answer
from boas.site import build
from boas.site._versions import build_stay_advice, build_version_line, has_breaking_step, restrict_to_version
from tests.site.conftest import OPENAPI, RULES
from tests.site.versioned_registry import BASE_URL, FORGE_URL, grown, index_of, release

RULE = "algorithms/exemple-regle"


def text(site: Path, url: str) -> str:
    return (site / url).read_text(encoding="utf-8")


def main(written: str) -> str:
    return written.partition('<main id="main"')[2].partition(">")[2].partition("</main>")[0]


def words(html: str) -> str:
    """Text of a page without its markup, spaces made plain."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").replace("\u202f", " ").split())


def read(index: Index, path: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(index.read_body(path) or b"null")
    return found


@pytest.fixture(scope="session")
def pages(versioned: Path) -> list[Path]:
    """Pages about algorithms."""
    about_evidence = re.compile(r"/(bias|evidence)(/|\.html$)")
    found = sorted(page for page in versioned.glob("*/algorithms/**/*.html") if not about_evidence.search(str(page)))
    assert len(found) == 2 * (3 + 3 + 6 + 6 + 3)  # cards, timelines, versions, dossiers, comparisons
    return found


def test_pages_about_versions_are_sound_small_and_free_of_scripts(pages: list[Path]) -> None:
    for path in pages:
        written = path.read_bytes()
        html5lib.HTMLParser(strict=True).parse(written, transport_encoding="utf-8")
        ids = re.findall(rb'\sid="([^"]+)"', written)
        assert len(written) <= 100 * 1024, path
        assert len(ids) == len(set(ids)), path
        assert not re.search(rb"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", written), path
        assert written.count(b"<h1") == 1, path


def test_both_languages_tell_of_the_same_versions(versioned: Path) -> None:
    french, english = (
        {path.relative_to(versioned / one) for path in (versioned / one).rglob("*")} for one in ("fr", "en")
    )

    assert french == english


def test_an_older_version_first_says_that_a_newer_one_exists(versioned: Path) -> None:
    told = words(main(text(versioned, f"fr/{RULE}/versions/1.1.0.html")))

    assert told.startswith(
        "Une version plus récente existe : 2.0.0 (une version majeure). Vous lisez la version 1.1.0."
    )


def test_a_deprecated_version_says_so_before_anything_else(versioned: Path) -> None:
    told = words(main(text(versioned, f"fr/{RULE}/versions/1.0.0.html")))

    assert told.startswith("Déconseillé · 1er février 2026 · Remplacé · versions <1.1.0".replace("<", "&lt;"))
    assert told.index("Erratum ·") < told.index("Une version plus récente existe")


def test_a_safety_notice_stands_on_the_card_and_not_on_versions_it_does_not_touch(versioned: Path) -> None:
    assert words(main(text(versioned, f"fr/{RULE}.html"))).startswith("Alerte de sécurité")
    head = main(text(versioned, f"fr/{RULE}/versions/1.1.0.html")).partition("<h1")[0]
    assert "Alerte de sécurité" not in head


def test_a_pre_release_says_what_it_is_and_is_kept_out_of_search_engines(versioned: Path) -> None:
    written = text(versioned, f"en/{RULE}/versions/2.1.0-rc.1.html")

    assert "Pre-release. It announces a version" in words(main(written).partition("<h1")[0])
    assert '<meta name="robots" content="noindex">' in written
    assert "noindex" not in text(versioned, f"en/{RULE}/versions/2.0.0.html")


def test_a_removed_algorithm_keeps_its_content_under_the_reason(versioned: Path) -> None:
    written = text(versioned, "en/algorithms/exemple-ancien.html")
    told = words(main(written))

    assert told.startswith(
        "Removed · 4 February 2026 · Safety · versions &gt;=1.0.0 Notice fin. Who is touched Children"
    )
    assert "it must not be used" in told
    assert "Shows the least a card may hold." in told


def test_a_withdrawn_algorithm_names_what_to_use_instead(versioned: Path) -> None:
    written = main(text(versioned, "fr/algorithms/exemple-score.html"))

    assert '<a href="exemple-regle.html">exemple-regle</a>' in written.partition("<h1")[0]
    assert '<span class="state state-withdrawn">Retiré</span>' in written


def test_what_was_withdrawn_stands_last_in_lists_and_in_that_of_its_status(versioned: Path) -> None:
    listed = main(text(versioned, "fr/algorithms.html"))
    assert listed.index("exemple-regle.html") < listed.index("exemple-score.html") < listed.index("exemple-ancien.html")
    assert 'href="browse/status/withdrawn.html"' in text(versioned, "fr/algorithms.html")
    assert "exemple-score" in main(text(versioned, "fr/browse/status/withdrawn.html"))
    assert "exemple-ancien" in main(text(versioned, "fr/browse/status/removed.html"))


def test_the_home_page_tells_withdrawals_and_safety_notices_gravest_first(versioned: Path, site: Path) -> None:
    told = words(main(text(versioned, "fr/index.html")))

    places = [told.index(kind) for kind in ("Supprimé · 4", "Retiré · 3", "Alerte de sécurité · 2", "coup d’œil")]
    assert places == sorted(places)
    assert "Retraits et alertes de sécurité" not in text(site, "fr/index.html")


def test_the_newest_version_s_page_leads_to_the_card(versioned: Path) -> None:
    card, newest, older = (
        text(versioned, f"fr/{RULE}{rest}.html") for rest in ("", "/versions/2.0.0", "/versions/1.1.0")
    )

    assert f'rel="canonical" href="{BASE_URL}/fr/{RULE}.html"' in card
    assert f'rel="canonical" href="{BASE_URL}/fr/{RULE}.html"' in newest
    assert f'rel="canonical" href="{BASE_URL}/fr/{RULE}/versions/1.1.0.html"' in older
    assert "La version 2.0.0 est la plus récente." in words(newest)


def test_each_version_shows_its_own_digest_and_archive(versioned: Path, versioned_index: Index) -> None:
    for row in json.loads(versioned_index.read_body(f"{RULE}/versions") or b"")["versions"]:
        written = text(versioned, f"en/{RULE}/versions/{row['version']}.html")
        archive = f"archives/exemple-regle-{row['version']}.zip"
        size = (versioned / archive).stat().st_size
        assert f'<code class="long">{row["digest"]}</code>' in written
        assert f'href="../../../../{archive}"' in written
        assert f"ZIP, {size:,} bytes" in words(written)
        assert f"boas verify exemple-regle-{row['version']}.zip --ledger ledger.json" in written


def test_archives_and_ledger_are_those_of_the_index(versioned: Path, versioned_index: Index) -> None:
    for path, key in versioned_index.list_archives():
        assert sha256((versioned / path).read_bytes()).hexdigest() == key
    assert (versioned / "ledger.json").read_bytes() == versioned_index.read_body("ledger")
    assert "boas verify --ledger ledger.json" in text(versioned, "fr/status.html")


def test_waivers_stand_on_the_card_with_their_reason_and_end(versioned: Path) -> None:
    told = words(text(versioned, f"fr/{RULE}.html"))

    assert "Constats dont les auteurs répondent" in told
    assert "one-language summary La traduction est en cours. 31 décembre 2099" in told
    assert "Constats dont les auteurs répondent" not in text(versioned, f"fr/{RULE}/versions/1.1.0.html")


def test_an_evaluation_stands_with_the_version_that_was_measured(versioned: Path) -> None:
    assert 'id="evaluation-exemple-relecture"' in text(versioned, f"fr/{RULE}/versions/1.0.0.html")
    limited = text(versioned, f"fr/{RULE}/versions/1.1.0.html")
    assert 'id="evaluation-exemple-relecture"' in limited
    assert "1.0.0, inchangée depuis" in limited
    assert 'id="evaluation-exemple-relecture"' not in text(versioned, f"fr/{RULE}/versions/2.1.0-rc.1.html")


def test_another_versions_figures_are_shown_as_such_with_what_changed_since(versioned: Path) -> None:
    told = text(versioned, f"fr/{RULE}.html")
    assert "Ces chiffres ne sont pas ceux de cette version." in told
    assert "Ce qui a pu changer les résultats depuis la version 1.0.0" in told
    since = told.partition("Ce qui a pu changer les résultats depuis la version 1.0.0")[2]
    assert re.search(r"CIM-10 I\d+.{1,3}: code ajouté à l’", since[:600])
    row = json.loads((versioned / f"fr/{RULE}.json").read_text())["row"]
    assert (row["version"], row["headline"], row["evidence"]) == ("2.0.0", None, [])
    other = row["other_headline"]
    assert (other["version"], other["standing"]) == ("1.0.0", "changed")
    assert other["changes"]


def test_a_comparison_says_whether_figures_of_the_one_are_those_of_the_other(versioned: Path) -> None:
    small, great = (text(versioned, f"fr/{RULE}/compare/{pair}.html") for pair in ("1.0.0...1.1.0", "1.1.0...2.0.0"))
    assert "les chiffres mesurés sur 1.0.0 valent pour 1.1.0." in small
    assert "les chiffres mesurés sur 1.1.0 ne sont pas ceux de 2.0.0." in great


def test_the_line_of_versions_goes_from_the_newest_to_the_first(versioned: Path) -> None:
    written = main(text(versioned, f"fr/{RULE}/versions.html"))

    assert re.findall(r'<li id="v([^"]+)"', written) == ["2.1.0-rc.1", "2.0.0", "1.1.0", "1.0.0"]
    told = words(written)
    assert "2.0.0 En vigueur majeure dernière" in told
    assert "1.1.0 En vigueur mineure" in told
    assert "Première version : rien à comparer." in told


def test_a_user_of_an_older_version_is_told_whether_to_stay(versioned: Path) -> None:
    told = words(main(text(versioned, f"fr/{RULE}/versions.html")).partition('id="staying"')[2])

    assert "1.1.0 En vigueur Oui, mais une étape majeure la sépare de la 2.0.0" in told
    assert "1.0.0 Déconseillé Plus pour longtemps" in told


def row(version: str, status: str = "active") -> VersionRow:
    return VersionRow(version, "0" * 64, None, None, (), status, draft=False)


@pytest.mark.parametrize(
    ("status", "versions", "verdict"),
    [
        pytest.param("active", ["1.2.0", "1.1.0"], "yes", id="nothing against it"),
        pytest.param("active", ["2.0.0", "1.1.0"], "read", id="a major step"),
        pytest.param("active", ["2.1.0", "2.0.0", "1.1.0"], "read", id="a major step further up"),
        pytest.param("active", ["0.2.0", "0.1.0"], "read", id="a minor step before 1.0.0"),
        pytest.param("active", ["0.1.1", "0.1.0"], "yes", id="a patch before 1.0.0"),
        pytest.param("deprecated", ["1.2.0", "1.1.0"], "prepare", id="deprecated"),
        pytest.param("withdrawn", ["1.2.0", "1.1.0"], "no", id="withdrawn"),
        pytest.param("removed", ["2.0.0", "1.1.0"], "no", id="removed"),
    ],
)
def test_the_status_and_the_steps_decide_whether_one_may_stay(status: str, versions: list[str], verdict: str) -> None:
    rows = [*(row(version) for version in versions[:-1]), row(versions[-1], status)]

    assert build_stay_advice(rows, versions[0])[-1].verdict == verdict


def test_a_backport_is_measured_against_the_version_below_it() -> None:
    steps = build_version_line([row("1.1.0"), row("1.0.1"), row("1.0.0")])

    assert [(one.version, one.before, one.bump) for one in steps] == [
        ("1.1.0", "1.0.1", "minor"),
        ("1.0.1", "1.0.0", "patch"),
        ("1.0.0", "", ""),
    ]
    assert not has_breaking_step(["1.1.0", "1.0.1", "1.0.0"], "1.0.0", "1.1.0")


def test_the_latest_version_s_answer_is_left_as_it_is(versioned_index: Index) -> None:
    answer = decode_answer(versioned_index.read_body(RULE) or b"", AlgorithmAnswer)
    version = decode_answer(versioned_index.read_body(f"{RULE}/versions/2.0.0") or b"", VersionAnswer)

    assert restrict_to_version(answer, version) is answer


def test_a_comparison_counts_codes_and_names_them(versioned: Path, versioned_index: Index) -> None:
    told = words(main(text(versioned, f"fr/{RULE}/compare/1.1.0...2.0.0.html")))
    answer = read(versioned_index, f"{RULE}/compare/1.1.0...2.0.0")

    assert "Il faut au moins une version majeure ; le numéro annonce une version majeure." in told
    for one in answer["codelists"]:  # type: ignore[attr-defined]
        counts = [len(one["left_only"]), len(one["right_only"]), one["common"], len(one["moved"])]
        shown = (
            "seulement dans la 1.1.0 {} seulement dans la 2.0.0 {} dans les deux {} passés de l’inclusion à l’exclusion"
        )
        assert shown.format(*counts) in told
        assert all(code in told for code in one["left_only"] + one["right_only"])


def test_what_was_added_and_removed_is_said_and_not_only_coloured(versioned: Path) -> None:
    written = main(text(versioned, f"en/{RULE}/compare/1.1.0...2.0.0.html"))

    assert '<del><span class="hidden">removed: </span>I620</del>' in written
    assert '<ins><span class="hidden">added: </span>I64</ins>' in written


def test_versions_that_differ_in_nothing_are_called_identical(versioned: Path) -> None:
    told = words(main(text(versioned, f"fr/{RULE}/compare/2.0.0...2.1.0-rc.1.html")))

    assert "Versions identiques : seul le numéro diffère." in told
    assert "Ce qui a changé" not in told


def test_other_comparisons_are_reached_from_one_to_the_next(versioned: Path) -> None:
    written = main(text(versioned, f"fr/{RULE}/compare/1.1.0...2.0.0.html"))

    assert 'href="1.0.0...1.1.0.html"' in written
    assert 'href="2.0.0...2.1.0-rc.1.html"' in written
    assert "/api/v1/algorithms/exemple-regle/compare/1.0.0...2.1.0-rc.1" in written


def test_a_link_to_a_file_of_the_version_leads_to_the_forge(versioned: Path) -> None:
    folder = "model_cards/algorithms/exemple-regle/versions/1.0.0"

    written = text(versioned, f"fr/{RULE}/versions/1.0.0.html")

    assert f'href="{FORGE_URL}/-/blob/HEAD/{folder}/codelists/inclusion.csv"' in written


def test_a_new_version_leaves_the_files_of_older_ones_alone(tmp_path: Path) -> None:
    registry, out = grown(tmp_path / "registry"), tmp_path / "site"

    def built(name: str) -> Path:
        with index_of(registry, tmp_path / name) as index:
            build(index, RULES, OPENAPI, out, progress=lambda _done, _total: None)
        return (out / "current").resolve()

    old = built("before.sqlite")
    release(registry, "2.0.0", "2.0.1", lambda card: card, ("Rien.", "Nothing."))
    registry.commit("Correct")
    new = built("after.sqlite")

    kept = (
        "archives/exemple-regle-1.0.0.zip",
        f"fr/{RULE}/versions/1.0.0.bib",
        f"fr/{RULE}/compare/1.0.0...1.1.0.json",
    )
    assert [url for url in kept if not (new / url).samefile(old / url)] == []
    assert "Version 2.0.1" in text(new, f"en/{RULE}.html")
    assert "A newer version exists: 2.0.1" in words(text(new, f"en/{RULE}/versions/2.0.0.html"))
    shutil.rmtree(out)
