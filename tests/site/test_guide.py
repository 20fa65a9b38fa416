"""The field guide and the pages of rules: each field has an address, each rule an example, and they name each other."""

import re
from html import unescape
from pathlib import Path

import pytest

from boas.checks import RULES, load_examples
from boas.documents import DOCUMENTS, describe_field, describe_form, list_card_fields, list_fields
from boas.site import build, make_rule_page
from boas.site._guide import FORMS, build_guide_sections
from boas.site._rule_jobs import find_rule_fields
from boas.site._templates import render_inline
from boas.translation import Language, list_languages
from tests.site.conftest import OPENAPI
from tests.site.reading import heavy, page, words
from tests.site.small_registry import SmallRegistry


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a registry without cards, with all rules there are."""
    out = tmp_path_factory.mktemp("guide")
    rules = [make_rule_page(rule) for rule in RULES.values()]
    build(SmallRegistry(), rules, OPENAPI, out, progress=lambda _done, _total: None)
    return out / "current"


def test_every_kind_of_document_has_its_page(guide: Path) -> None:
    for language in list_languages():
        for kind in DOCUMENTS.values():
            assert words(kind.about.in_(language)) in words(page(guide, f"{language}/fields/{kind.name}.html"))


def test_no_page_of_the_guide_is_heavier_than_a_page_may_be(guide: Path) -> None:
    assert heavy(guide) == {}


def test_every_form_of_a_value_has_a_name() -> None:
    forms = [describe_form(field) for kind in DOCUMENTS for field in list_fields(kind)]

    assert {name for form in forms for name in form.names} == set(FORMS)


@pytest.mark.parametrize("language", list_languages())
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_each_field_has_its_address_and_its_meaning(guide: Path, kind: str, language: Language) -> None:
    html = page(guide, f"{language}/fields/{kind}.html")
    told = words(html)

    assert re.findall(r'<(?:section|div|h2)[^>]* id="([^"]+)"', html).count("whole") == 1
    for field in list_fields(kind):
        assert html.count(f' id="{field.path}"') == 1
        assert words(render_inline(describe_field(field).in_(language))) in told


@pytest.mark.parametrize(
    ("path", "said"),
    [
        pytest.param(
            "data.sources",
            ["needed", "counts for level 1", "may be declared absent", "change: minor version"],
            id="a needed list",
        ),
        pytest.param(
            "model.prompting",
            ["expected", "generative", "counts for level 1", "change: minor version"],
            id="a field of one kind",
        ),
        pytest.param("keywords", ["optional", "change: patch version"], id="an optional field"),
        pytest.param("waivers", ["optional", "change: no new version"], id="a field that is never compared"),
    ],
)
def test_a_field_of_the_card_tells_who_is_asked_what_it_counts_for_and_which_step(
    guide: Path, path: str, said: list[str]
) -> None:
    html = page(guide, "en/fields/card.html")
    tags = re.search(rf'id="{re.escape(path)}">.*?<p class="guide-marks">(.*?)</p>', html, re.DOTALL)

    assert tags
    found = words(tags[1])
    assert [one for one in said if one not in found.replace("Generative model", "generative")] == []


def test_level_1_counts_the_same_fields_here_as_in_the_registry() -> None:
    counted = {one.path for part in build_guide_sections("card", "en") for one in part.fields if one.for_level}

    assert counted == {field.path for field in list_card_fields() if field.need != "optional"}


def test_a_long_list_of_terms_stands_on_a_page_of_its_own(guide: Path) -> None:
    card, lists = page(guide, "fr/fields/card.html"), page(guide, "fr/fields/terms.html")

    assert 'href="terms.html#code_systems"' in card
    assert ' id="code_systems"' in lists
    assert "<code>R</code>" not in card
    assert "<code>rule</code>" in card


@pytest.mark.parametrize("language", list_languages())
@pytest.mark.parametrize("rule", RULES)
def test_the_page_of_a_rule_shows_what_is_wrong_as_it_is_printed_and_mended(
    guide: Path, rule: str, language: Language
) -> None:
    example, html = load_examples()[rule], unescape(page(guide, f"{language}/rules/{rule}.html"))
    shown = html.replace("\u00a0", " ").replace("\u202f", " ")

    assert example.told.in_(language).strip() in html
    for lines in (example.mended, example.passes):
        assert lines.text.strip().replace("\u202f", " ") in shown
    assert not re.search("[\u2066-\u2069]", html)


def test_a_rule_names_the_fields_it_looks_at_and_each_leads_there(guide: Path) -> None:
    html = page(guide, "fr/rules/missing-release.html")

    assert 'href="../fields/card.html#logic.codelists.release"' in html
    assert "fields/card.html" in page(guide, "fr/rules/unknown-term.html")
    assert len(find_rule_fields("unknown-term")["card"]) > 24


@pytest.mark.parametrize("language", list_languages())
def test_every_family_of_rules_is_headed_by_its_name_in_the_page_s_language(guide: Path, language: Language) -> None:
    headings = re.findall(r"<section><h2>(.*?)</h2>", page(guide, f"{language}/rules.html"))

    assert len(headings) == len(set(headings)) == len({rule.family for rule in RULES.values()})
    assert ("Dérogations" if language == "fr" else "Waivers") in headings
    assert not {rule.family for rule in RULES.values()} & {*headings}


def test_a_field_names_the_rules_that_look_at_it_and_each_leads_there(guide: Path) -> None:
    html = page(guide, "fr/fields/audit.html")

    assert 'href="../rules/stale-digest.html"' in html
    assert "placeholder-text" in page(guide, "fr/fields.html")


def test_a_build_without_rules_has_a_guide_all_the_same(tmp_path: Path) -> None:
    build(SmallRegistry(), [], OPENAPI, tmp_path, progress=lambda _done, _total: None)
    html = page(tmp_path / "current", "en/fields/audit.html")

    assert "stale-digest" in html
    assert "rules/stale-digest.html" not in html


def test_the_contribute_page_goes_from_a_blank_page_to_the_merge(guide: Path) -> None:
    html = words(page(guide, "fr/contribute.html"))
    steps = [
        "git switch -c",
        "boas new",
        "boas serve --working-tree",
        "boas check",
        "boas fix",
        "boas level",
        "git commit",
        "boas review",
        "git push -u origin HEAD",
        "gh pr create",
        "merge_request.create",
        "fusionne",
        "boas release",
    ]

    assert [html.find(step) for step in steps] == sorted(html.find(step) for step in steps)
    assert min(html.find(step) for step in steps) > 0


@pytest.mark.parametrize("language", list_languages())
def test_a_missing_field_leads_to_its_place_in_the_guide(site: Path, language: Language) -> None:
    html = page(site, f"{language}/algorithms/mrmi-ermi.html")
    missing = re.search(r'<details class="missing">.*?</details>', html, re.DOTALL)

    assert missing
    links = set(re.findall(r'href="\.\./fields/card\.html#([\w.]+)"', missing[0]))
    assert len(links) > 3
    assert links <= {field.path for field in list_card_fields()}
    assert "boas level mrmi-ermi" in words(missing[0])
