"""What the pages hold: the same set in both languages, every field, every text escaped, sound HTML."""

import gzip
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import html5lib
import pytest

from boas.documents import Card, DocumentPart, LocalText, Notice
from boas.index import AlgorithmList, AlgorithmQuery, Written, decode_answer
from boas.site import BuildResult, Settings, render_browse
from boas.site._assets import load_assets
from boas.site._fields import ELSEWHERE, SECTIONS, name_field
from boas.site._gaps import describe_worst_group
from boas.site._search import _group_facet_values
from tests.site.full_card import CARD, NOTICE, full
from tests.site.reading import heavy, words
from tests.site.small_registry import SmallRegistry, least_served, sparse, stroke, with_texts

HTML_LIMIT = 100 * 1024


def pages(site: Path) -> list[Path]:
    found = sorted(site.rglob("*.html"))
    assert len(found) > 60
    return found


def text(site: Path, url: str) -> str:
    return (site / url).read_text(encoding="utf-8")


def test_both_languages_have_the_same_pages(site: Path) -> None:
    sets = [{path.relative_to(site / language) for path in (site / language).rglob("*.*")} for language in ("fr", "en")]

    assert sets[0] == sets[1]


def test_every_page_is_html_a_strict_parser_accepts(site: Path) -> None:
    for path in pages(site):
        try:
            html5lib.HTMLParser(strict=True).parse(path.read_bytes(), transport_encoding="utf-8")
        except html5lib.html5parser.ParseError as error:
            pytest.fail(f"{path.relative_to(site)}: {error}")


def test_no_page_holds_a_style_or_a_script_of_its_own(site: Path) -> None:
    inline = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", re.IGNORECASE)

    assert [str(path) for path in pages(site) if inline.search(path.read_text())] == []


def test_every_page_keeps_to_its_budget(site: Path) -> None:
    assert [str(path) for path in pages(site) if path.stat().st_size > HTML_LIMIT] == []


@pytest.mark.parametrize(("name", "limit"), [("style.css", 15 * 1024), ("site.js", 10 * 1024)])
def test_shared_files_keep_to_their_budget(name: str, limit: int) -> None:
    assert len(gzip.compress(load_assets()[name].content)) <= limit


def test_every_page_has_one_title_one_heading_and_its_language(site: Path) -> None:
    for path in pages(site):
        written = path.read_text(encoding="utf-8")
        language = path.relative_to(site).parts[0].replace("index.html", "fr")
        assert written.count("<h1") == 1, path
        assert written.count("<title>") == 1, path
        assert f'<html lang="{language}">' in written, path
        assert written.count(' id="main"') == 1, path


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    for path in pages(site):
        ids = re.findall(r'\sid="([^"]+)"', path.read_text(encoding="utf-8"))
        assert len(ids) == len(set(ids)), path


def test_the_twin_of_a_page_is_the_answer_byte_for_byte(site: Path) -> None:
    answers = SmallRegistry(stroke(), sparse(), full())

    for path, body in answers.bodies.items():
        for language in ("fr", "en"):
            assert (site / language / f"{path}.json").read_bytes() == body


def fields_of(part: type[DocumentPart], before: str = "") -> Iterator[str]:
    """Paths of the fields of a card, one level deep."""
    for name, field in part.model_fields.items():
        inner = [one for one in (field.annotation, *get_args(field.annotation)) if isinstance(one, type)]
        below = (
            next((one for one in inner if issubclass(one, DocumentPart) and one is not LocalText), None)
            if not before
            else None
        )
        yield from fields_of(below, f"{name}.") if below else (before + name,)


def test_every_field_of_a_card_has_its_place_on_the_page() -> None:
    shown = {field.path for section in SECTIONS for field in section.fields}

    assert set(fields_of(Card)) == shown | ELSEWHERE


def test_a_card_that_fills_every_field_shows_each_of_them(site: Path) -> None:
    written = text(site, "en/algorithms/exemple-complet.html")

    for section in SECTIONS:
        for field in section.fields:
            assert f"<dt>{name_field(field.path, 'en')}</dt>" in written, field.path
    assert "Not given" not in written


def test_an_unknown_fact_is_said_in_words_and_counted(site: Path) -> None:
    written = text(site, "fr/algorithms/mrmi-ermi.html")

    assert "Non évalué par sous-groupe." in written
    assert "Non dit par les sources lues" in written
    assert "<strong>4 sur 8</strong>" in written
    assert "comment les biais ont été cherchés" in written


def test_a_compiled_card_of_medium_confidence_says_so(site: Path) -> None:
    written = text(site, "fr/algorithms/mrmi-ermi.html")

    assert "Fiche compilée à partir de sources publiques." in written
    assert "Confiance moyenne" in written
    assert "Confiance moyenne" not in text(site, "fr/algorithms/avc-ait-pmsi.html")


def test_a_notice_about_an_old_version_stands_with_the_versions_and_not_on_top(site: Path) -> None:
    written = text(site, "fr/algorithms/exemple-complet.html")
    head, _, versions = written.partition('<section id="versions"')

    assert "versions &lt;2.0.0" not in head
    assert "<strong>Déconseillé</strong>" in versions


def test_a_withdrawn_version_says_so_first(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    answer = full()
    notice = NOTICE | {"kind": "withdrawn", "versions": ">=2.0.0", "replacement": "exemple-complet"}
    latest = replace(answer.latest, notices=(Written(notice, Notice),), status="withdrawn")
    card = Written(CARD | {"lineage": None, "model": None}, Card)
    withdrawn = replace(
        answer, latest=replace(latest, card=card), row=replace(answer.row, status="withdrawn", origin="compiled")
    )
    build_site(SmallRegistry(withdrawn))

    written = text(tmp_path / "site" / "current", "fr/algorithms/exemple-complet.html")
    listed = text(tmp_path / "site" / "current", "fr/browse/status/withdrawn.html")

    assert written.index('<div class="notice notice-withdrawn strong"') < written.index("<h1")
    assert '<span class="state state-withdrawn">Retiré</span>' in listed


def test_a_text_without_translation_keeps_its_language(site: Path) -> None:
    written = text(site, "en/algorithms/mrmi-ermi.html")

    assert '<p class="lead" lang="fr">Indices de morbidité' in written
    assert "exist in French only" in written
    assert "exist in French only" not in text(site, "en/algorithms/avc-ait-pmsi.html")


def test_figures_are_written_the_way_each_language_reads_them(site: Path) -> None:
    french, english = (text(site, f"{language}/algorithms/avc-ait-pmsi.html") for language in ("fr", "en"))

    assert "88,26\xa0%" in french
    assert "n = 1\u202f669" in french
    assert "88.26%" in english
    assert "n = 1,669" in english


def test_the_worst_subgroup_stands_among_the_essentials(site: Path) -> None:
    said = words(text(site, "fr/algorithms/exemple-complet.html"))

    assert "« 18-39 » (tranche d’âge) : sensibilité −14,7 points [−20,9 ; −8,5], comparé à « 40-64 »" in said


def test_a_list_and_a_search_say_for_whom_it_works_least_well(
    build_site: Callable[..., BuildResult], tmp_path: Path
) -> None:
    build_site(SmallRegistry(least_served(), sparse()))

    site = tmp_path / "site" / "current"
    phrase = "Groupe le moins bien servi : femmes · −16,3 points (sensibilité)"
    assert words(text(site, "fr/algorithms.html")).count(phrase) == 1
    entries = json.loads(text(site, "fr/search.json"))["algorithms"]
    assert [words(one["worst"]) for one in entries if "worst" in one] == [phrase]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        pytest.param({}, "Least well served group: female · −16.3\u00a0points (sensitivity)", id="a gap that is shown"),
        pytest.param(
            {"state": "not-enough-data"},
            "Least well served group: female · −16.3\u00a0points (sensitivity) · not enough data",
            id="a gap that may be chance says so",
        ),
        pytest.param({"difference": 0.02}, "", id="nobody below the reference"),
        pytest.param({"difference": 0.0}, "", id="no difference"),
    ],
)
def test_the_phrase_about_a_group_never_says_more_than_the_data(more: dict[str, object], said: str) -> None:
    worst = least_served(**more).row.worst

    assert describe_worst_group(worst, "en") == said
    assert describe_worst_group(None, "en") == ""


def test_no_page_is_heavier_than_a_page_may_be(site: Path, versioned: Path) -> None:
    assert heavy(site) == heavy(versioned) == {}


def test_a_source_used_to_build_and_to_evaluate_is_pointed_out(site: Path) -> None:
    assert "peuvent être flatteurs" in text(site, "fr/data_sources/snds-pmsi-mco.html")
    assert "peuvent être flatteurs" not in text(site, "fr/data_sources/snds-cartographie.html")


HOSTILE = "\"'<>& <script>alert(1)</script> [x](javascript:alert(1)) ![i](https://t.example/p.gif)"


def test_an_organisation_says_who_judged_whom_and_that_it_goes_both_ways(site: Path) -> None:
    written = words(text(site, "fr/organisations/cnam.html"))

    judged = written[written.index("Audits et relectures") :]
    assert "CHU Dijon – Registre dijonnais des AVC – jugements croisés : des membres de chacune" in judged
    given, received = judged.split("Reçus par ses algorithmes")
    assert "Relecture – AVC et AIT hospitalisés (PMSI) 1.0.0, 4 mai 2026 – Claude Ailleurs autre organisation" in given
    assert "Claude Ailleurs, CHU Dijon – Registre dijonnais des AVC autre organisation" in received


def test_an_organisation_without_audits_says_nothing_of_them(
    build_site: Callable[..., BuildResult], tmp_path: Path
) -> None:
    build_site(SmallRegistry())

    assert 'id="judged"' not in text(tmp_path / "site" / "current", "fr/organisations/cnam.html")


def test_no_text_of_an_author_becomes_markup(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    build_site(SmallRegistry(*(with_texts(one, lambda _: HOSTILE) for one in (stroke(), sparse(), full()))))

    for path in (tmp_path / "site" / "current").rglob("*.html"):
        written = path.read_text(encoding="utf-8")
        html5lib.HTMLParser(strict=True).parse(written)
        assert "<script>alert" not in written, path
        assert 'href="javascript:' not in written, path
        assert (
            re.sub(
                r'<img src="\.\./badges/[a-z/-]+\.svg" alt="[^"<>]*" height="20" loading="lazy">', "", written
            ).count("<img")
            == 0
        ), path


@pytest.mark.parametrize(
    "strange",
    [
        pytest.param("x" * 200, id="200 letters without a break"),
        pytest.param("🫀🧠 algorithme 👩‍⚕️", id="emoji"),
        pytest.param("خوارزمية السكتة الدماغية", id="Arabic"),
        pytest.param("# Titre\n\n- un\n- deux\n\n| a | b |\n|---|---|\n| 1 | 2 |", id="blocks of Markdown"),
    ],
)
def test_strange_texts_give_sound_pages(build_site: Callable[..., BuildResult], tmp_path: Path, strange: str) -> None:
    build_site(SmallRegistry(*(with_texts(one, lambda _: strange) for one in (stroke(), full()))))

    for path in (tmp_path / "site" / "current" / "fr").rglob("*.html"):
        html5lib.HTMLParser(strict=True).parse(path.read_bytes(), transport_encoding="utf-8")


def test_an_empty_registry_invites_to_write_the_first_card(
    build_site: Callable[..., BuildResult], tmp_path: Path
) -> None:
    build_site(SmallRegistry())

    assert "Ce registre est encore vide" in text(tmp_path / "site" / "current", "fr/index.html")


def settings() -> Settings:
    return Settings.from_status(SmallRegistry(stroke()).bodies["status"], ("fr", "en"))


def test_a_server_answers_a_query_with_the_page_of_the_list() -> None:
    registry = SmallRegistry(stroke(), sparse(), full())
    body = registry.list_algorithms(AlgorithmQuery(filters={"kind": ("rule",), "medical_domain": ("neurology",)}))

    written = render_browse(body, "fr", settings()).decode()

    assert " data-answered" in written
    assert "1 algorithme" in written
    assert written.count('class="row-name"') == 1
    assert 'href="browse/medical_domain/neurology.html"' in written  # the chip of the other filter
    assert '<input type="hidden" name="kind" value="rule">' in written


def test_an_answer_without_result_says_what_to_do() -> None:
    body = SmallRegistry(stroke()).list_algorithms(AlgorithmQuery("<b>zzz", {"kind": ("ml",)}))

    written = render_browse(body, "fr", settings()).decode()

    assert "Aucun algorithme ne répond à cette recherche." in written
    assert "&lt;b&gt;zzz" in written


def test_a_later_page_of_a_query_leads_on_and_back() -> None:
    body = SmallRegistry(stroke(), sparse(), least_served()).list_algorithms(AlgorithmQuery(limit=1, after="1"))

    written = render_browse(body, "en", settings(), after="1").decode()

    assert 'rel="next" href="algorithms.html?sort=name&amp;after=2"' in written
    assert 'rel="prev" href="algorithms.html?sort=name"' in written


def test_the_search_index_finds_without_accents_and_in_both_languages(site: Path) -> None:
    entries = {one["id"]: one for one in json.loads(text(site, "fr/search.json"))["algorithms"]}

    assert set(entries) == {"avc-ait-pmsi", "mrmi-ermi", "exemple-complet"}
    assert "hospitalises" in entries["avc-ait-pmsi"]["words"]
    assert "stroke" in entries["avc-ait-pmsi"]["words"]
    assert entries["avc-ait-pmsi"]["facets"]["figures"] == ["yes"]


def test_the_search_index_knows_every_facet_of_the_list() -> None:
    registry = SmallRegistry(stroke())
    answer = decode_answer(registry.list_algorithms(AlgorithmQuery()), AlgorithmList)

    found = _group_facet_values(answer.algorithms[0])

    assert found == {facet.name: [one.value for one in facet.values] for facet in answer.facets if facet.values}
    assert len(found) > 8


def test_addresses_are_only_told_to_others_when_they_are_known(
    build_site: Callable[..., BuildResult], tmp_path: Path
) -> None:
    build_site(SmallRegistry(stroke(), base_url="https://boas.example.org/registre/"), tmp_path / "known")
    build_site(SmallRegistry(stroke()), tmp_path / "unknown")

    known, unknown = tmp_path / "known" / "current", tmp_path / "unknown" / "current"
    assert "https://boas.example.org/registre/fr/algorithms/avc-ait-pmsi.html" in text(known, "sitemap.xml")
    assert "Contact: https://gitlab.example.org/sante/boas" in text(known, ".well-known/security.txt")
    assert "Expires: 2027-11-20T08:00:00Z\n" in text(known, ".well-known/security.txt")  # a year after the status
    assert 'href="/registre/fr/index.html"' in text(known, "fr/404.html")
    assert not (unknown / "sitemap.xml").exists()
    assert 'href="/fr/index.html"' in text(unknown, "fr/404.html")
