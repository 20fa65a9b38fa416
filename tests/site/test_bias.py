"""The bias page: verdict first, every group kept, each picture said again in words and in a table."""

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boas.evidence import CountsRow, CountsTable, Stratum, Suppression
from boas.evidence.statistics import compute_disparities, recompute
from boas.index import BiasAnswer, ContrastRow, DisparityRow, EstimateAnswer, RecomputedRow, decode_answer
from boas.index._evidence_rows import to_rows
from boas.site import BuildResult
from boas.site._bias import list_metric_pages
from boas.site._gaps import count_by_state, name_group, select_verdict, split_metrics
from boas.site._groups import build_dimensions, select_strata
from boas.site._sheets import format_cell, render_bias_sheet
from tests.site.full_card import EVALUATION, full
from tests.site.reading import page, row, rows, words
from tests.site.small_evidence import THRESHOLD, bias, measured
from tests.site.small_facts import Json
from tests.site.small_registry import SmallRegistry

PICTURE = re.compile(r'<svg class="plot" role="img".*?\n</svg>', re.DOTALL)
BIAS = "fr/algorithms/exemple-complet/bias"


def answer(site: Path) -> Json:
    found: Json = json.loads(page(site, f"{BIAS}.json"))
    return found


def test_the_verdict_comes_before_everything_else(site: Path) -> None:
    written = page(site, f"{BIAS}.html")
    said = words(written)

    assert (
        "Plus grand écart : −14,7 points [−20,9 ; −8,5] pour « 18-39 » (tranche d’âge), comparé à « 40-64 » ; " in said
    )
    assert "marge 5 points : écart montré." in said
    assert written.index('class="verdict-line"') < written.index('<svg class="plot"')


def test_the_gravest_dimension_stands_first(site: Path) -> None:
    headings = re.findall(r"<h4[^>]*>(.*?)</h4>", page(site, f"{BIAS}.html"))

    assert headings == ["Tranche d’âge", "Sexe"]


def test_every_picture_has_a_title_and_says_its_verdict(site: Path) -> None:
    written = page(site, f"{BIAS}.html")
    pictures = re.findall(r'<svg class="plot" role="img" aria-labelledby="([^"]+)"', written)

    assert len(pictures) == 2
    for names in pictures:
        title, said = (re.search(rf'id="{name}">(.*?)<', written) for name in names.split())
        assert title
        assert "sensibilité" in title[1]
        assert said
        assert f'<p class="dimension-verdict">{said[1]}</p>' in written


def test_the_table_says_what_the_picture_shows(site: Path) -> None:
    written = page(site, f"{BIAS}.html")

    assert row(written, "18-39") == [
        "18-39", "319", "61,8 %", "[56,3 % ; 66,9 %]", "−14,7 [−20,9 ; −8,5]", "0,81 [0,73 ; 0,89]", "< 0,001",
        "Écart montré", "–",
    ]  # fmt: skip
    assert row(written, "40-64")[0] == "40-64 (référence)"
    assert row(written, "65 et plus")[-2:] == ["Données insuffisantes", "1 095"]


def test_a_withheld_group_keeps_its_row_and_its_place(site: Path) -> None:
    written = page(site, f"{BIAS}.html")

    assert row(written, "non renseigné")[1:3] == ["–", "masqué, moins de 11"]
    picture = PICTURE.search(written)
    assert picture
    assert "non renseigné" in picture[0]
    assert "masqué, moins de 11" in words(picture[0])


def test_the_reference_line_says_who_chose_it(site: Path) -> None:
    said = words(page(site, f"{BIAS}.html"))

    assert "« hommes », 75,8 %, le groupe de référence choisi par l’évaluation." in said
    assert "« 40-64 », 76,4 %, le groupe le plus nombreux, faute de référence déclarée." in said


def test_each_metric_has_its_page_and_plain_links_lead_to_it(site: Path) -> None:
    first, ppv = page(site, f"{BIAS}.html"), page(site, f"{BIAS}/ppv.html")

    assert 'href="bias/ppv.html"' in first
    assert 'href="../bias.html"' in ppv
    assert not (site / f"{BIAS}/sensitivity.html").exists()
    assert '<link rel="alternate" type="text/csv" href="../bias.csv">' in ppv
    assert '<link rel="alternate" type="application/json" href="../bias.json">' in ppv


def test_the_positive_predictive_value_stands_beside_the_prevalence(site: Path) -> None:
    written = page(site, f"{BIAS}/ppv.html")

    head = next(cells for cells in rows(written) if cells[0] == "Groupe")
    assert head[4] == "Prévalence"
    assert row(written, "femmes")[4] == "18,4 %"
    assert "Prévalence" not in next(cells for cells in rows(page(site, f"{BIAS}.html")) if cells[0] == "Groupe")


def test_no_page_speaks_of_fairness(site: Path) -> None:
    for path in site.rglob("bias*"):
        for one in path.rglob("*.html") if path.is_dir() else [path] * (path.suffix == ".html"):
            assert not re.search(r"\bfair|équitab", words(one.read_text(encoding="utf-8")), re.IGNORECASE), one


def test_dimensions_nobody_looked_at_are_named_and_excuses_are_told(site: Path) -> None:
    said = words(page(site, f"{BIAS}.html"))

    assert "Ni mesuré ni expliqué Quintile de défavorisation" in said
    assert "Non mesuré, et pourquoi Région Non recueillie." in said


def test_an_audit_says_who_judged_and_how_independent_they_are(site: Path) -> None:
    said = words(page(site, f"{BIAS}.html"))

    assert "Alex Durand Indépendant Aucune organisation en commun." in said


def test_where_nothing_was_measured_the_page_says_how_to_measure(site: Path) -> None:
    written = page(site, "fr/algorithms/mrmi-ermi/bias.html")
    said = words(written)

    assert "on ne sait pas s’il fonctionne aussi bien pour tout le monde" in said
    assert "boas evaluation new mrmi-ermi" in said
    assert "model_cards/algorithms/mrmi-ermi/evaluations/" in said
    assert '<svg class="plot"' not in written


def test_a_worked_example_says_that_its_numbers_are_invented(site: Path) -> None:
    for path in (site / "fr/algorithms/exemple-complet").rglob("*.html"):
        if path.parent.name not in {"versions", "compare"} and path.name != "versions.html":
            assert "Les nombres de cette page sont inventés" in words(path.read_text(encoding="utf-8")), path
    assert "sont inventés" not in page(site, "fr/algorithms/mrmi-ermi/bias.html")


def test_the_table_of_all_metrics_is_in_machine_form(site: Path) -> None:
    lines = list(csv.DictReader(StringIO(page(site, f"{BIAS}.csv"))))
    gaps = [gap for one in answer(site)["evaluations"] for gap in one["disparities"]]

    assert len(lines) == len(gaps)
    assert [line["group"] for line in lines] == [gap["group"] for gap in gaps]
    young = next(line for line in lines if line["group"] == "18-39" and line["metric"] == "sensitivity")
    assert float(young["difference"]) == pytest.approx(-0.1468, abs=1e-4)
    assert young["state"] == "gap-shown"
    assert young["reference_is_declared"] == "no"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("=1+1", "'=1+1"), ("@a", "'@a"), ("-1", "-1"), (-0.1, "-0.1"), (None, ""), (True, "yes"), ("+x", "'+x")],
)
def test_no_cell_is_a_formula(value: object, shown: str) -> None:
    assert format_cell(value) == shown


def test_a_group_named_like_a_formula_is_disarmed(site: Path) -> None:
    found = decode_answer(page(site, f"{BIAS}.json").encode(), BiasAnswer)
    first = found.evaluations[0]
    gap = replace(first.disparities[0], group="=HYPERLINK(1)")
    changed = replace(found, evaluations=(replace(first, disparities=(gap,)),))

    assert ",'=HYPERLINK(1)," in render_bias_sheet(changed).decode()


def test_pages_are_made_anew_only_when_what_they_tell_has_changed(build_site: Callable[..., BuildResult]) -> None:
    build_site(SmallRegistry(full()))
    renamed = full()
    result = build_site(SmallRegistry(replace(renamed, row=replace(renamed.row, level=3))))

    assert result.rendered > 0
    assert build_site(SmallRegistry(replace(renamed, row=replace(renamed.row, level=3)))).rendered == 0


@pytest.mark.parametrize(
    ("dimension", "name", "shown"),
    [
        ("sex", "female", "femmes"),
        ("sex", "F", "F"),
        ("age_band", "unknown", "non renseigné"),
        ("region", "male", "male"),
    ],
)
def test_codes_of_a_sex_and_unknown_people_have_words(dimension: str, name: str, shown: str) -> None:
    assert name_group(dimension, name, "fr") == shown.lower() or shown == name


counts = st.one_of(st.integers(0, 2000), st.just(Suppression.SMALL), st.just(Suppression.COMPLEMENT), st.none())
names = st.lists(st.text("abcdefgh<+é ", min_size=1, max_size=40).map(str.strip).filter(bool), unique=True, min_size=2)


@settings(max_examples=40)
@given(names.flatmap(lambda some: st.tuples(st.just(some), st.lists(st.tuples(*[counts] * 4), min_size=len(some)))))
def test_no_group_is_ever_hidden(made: tuple[list[str], list[tuple[object, object, object, object]]]) -> None:
    groups, cells = made
    table = CountsTable(
        ("region",),
        tuple(
            CountsRow(Stratum(groups=(("region", name),)), *four)  # type: ignore[arg-type]
            for name, four in zip(groups, cells, strict=False)
        ),
    )
    found = recompute(table, None)
    every = to_rows(compute_disparities(found), THRESHOLD, DisparityRow)
    gaps = [gap for gap in every if gap.metric == "sensitivity"]

    shown = build_dimensions(gaps, select_strata(to_rows(found, THRESHOLD, RecomputedRow), ""), "x", "fr")

    assert [one.label for one in shown[0].groups] == groups
    assert len(shown[0].plot.rows) == len(groups)
    assert sum(n for _, n in count_by_state(gaps)) == len(groups) - 1


ESTIMATE = EstimateAnswer("sensitivity", None, None, None, 0.95, "wilson", None, None, "")
GAP = DisparityRow(
    variant="",
    dimension="region",
    metric="sensitivity",
    group="b",
    reference="a",
    is_declared=False,
    estimate=ESTIMATE,
    reference_estimate=ESTIMATE,
    difference=None,
    ratio=None,
    p_value=None,
    n_compared=1,
    margin=None,
    state="no-margin",
    n_to_decide=None,
)


def test_a_gap_that_is_shown_is_told_before_a_larger_one_that_is_not() -> None:
    def gap(difference: float, state: str, group: str) -> DisparityRow:
        bounds = ContrastRow(difference, difference - 0.1, difference + 0.1, "newcombe")
        return replace(GAP, difference=bounds, state=state, group=group)

    told = select_verdict([gap(-0.3, "not-enough-data", "b"), gap(-0.1, "gap-shown", "c")], "fr")

    assert told
    assert told.group == "c"
    assert select_verdict([], "fr") is None


def test_a_metric_no_group_has_a_value_for_has_no_page_and_is_named_with_its_reason() -> None:
    def gap(metric: str, value: float | None, missing: str) -> DisparityRow:
        nothing = replace(ESTIMATE, missing=missing)
        return replace(GAP, metric=metric, estimate=replace(nothing, value=value), reference_estimate=nothing)

    def of(*gaps: DisparityRow) -> BiasAnswer:
        told = bias(full(), (measured(EVALUATION, None),))
        return replace(told, evaluations=(replace(told.evaluations[0], disparities=gaps),))

    found = [gap("sensitivity", None, "not-estimable"), gap("ppv", None, "withheld"), gap("ppv", 0.8, "")]

    assert split_metrics(found) == (("ppv",), {"not-estimable": ["sensitivity"]})
    assert list_metric_pages(of(found[0])) == ("sensitivity",)
    assert list_metric_pages(of()) == ()


@pytest.mark.parametrize(
    ("dimension", "name", "shown"),
    [
        ("age_band × sex", "75+ × female", "75+, femmes"),
        ("age_band × sex", "unknown × male", "non renseigné, hommes"),
        ("device", "fixe × 2", "fixe × 2"),
    ],
)
def test_groups_of_several_dimensions_are_named_in_each(dimension: str, name: str, shown: str) -> None:
    assert name_group(dimension, name, "fr") == shown
