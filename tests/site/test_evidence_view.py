"""The evidence page: what does not add up first, each claim with its file, sites and scores drawn and written."""

import csv
import json
import re
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from boas.evidence import ClaimVerdict
from boas.evidence._estimates import ClaimIssue
from boas.index import JudgementRow, PooledRow
from boas.index._evidence_rows import to_rows
from boas.site._claims import list_reasons
from boas.site._forest_plots import build_forest
from tests.bilingual import Bilingual
from tests.site.reading import page, row, rows, words
from tests.site.small_evidence import pooled, recomputed

EVIDENCE = "fr/algorithms/exemple-complet/evidence"


def test_the_head_counts_claims_by_what_became_of_them(site: Path) -> None:
    said = words(page(site, f"{EVIDENCE}.html"))

    assert "1 Ne concorde pas 2 Déclaré 1 Cohérent 1 Recalculé" in said


def test_a_review_by_the_registry_is_said_on_the_card_and_beside_its_evidence(site: Path) -> None:
    french = "Relu par Noor Exemple (autre organisation) le 2 mars 2026 ; la relecture porte sur la version 2.1.0."
    english = "Reviewed by Noor Exemple (other organisation) on 2 March 2026; the review is of version 2.1.0."

    for name in ("exemple-complet", "exemple-complet/evidence"):
        assert french in words(page(site, f"fr/algorithms/{name}.html"))
        assert english in words(page(site, f"en/algorithms/{name}.html"))
    assert "Relu par" not in words(page(site, "fr/algorithms/avc-ait-pmsi.html")), "no review, no word of one"


def test_what_does_not_add_up_comes_first(site: Path) -> None:
    written = page(site, f"{EVIDENCE}.html")
    states = re.findall(r'<tr role="row" class="row-([a-z]+)">', written)

    assert states == ["contradicted", "declared", "declared", "consistent", "recomputed"]


def test_a_claim_stands_with_its_recomputed_value_its_reason_and_its_file(site: Path) -> None:
    written = page(site, f"{EVIDENCE}.html")
    found = next(cells for cells in rows(written) if len(cells) == 6 and "85 %" in cells[0])

    assert "Sensibilité 85 % [82 % ; 88 %] n = 400" in found[0]
    assert found[1] == "74,0 % [72,0 % ; 75,9 %] n = 1 910 Wilson"
    assert found[2] == "Recalculé Même valeur."
    assert found[3] == "counts.csv reported[0]"
    assert found[4] == "8c37456f0e1d 20 novembre 2026"
    assert found[5] == "1f" * 6


def test_a_digest_stands_whole_beside_its_file(site: Path) -> None:
    written = page(site, f"{EVIDENCE}.html")

    assert row(written, "counts.csv")[-1] == f"{'1f' * 6} {'1f' * 32}"


def test_on_a_narrow_screen_each_cell_says_what_it_is(site: Path) -> None:
    table = re.search(r'<table class="stacked".*?</table>', page(site, f"{EVIDENCE}.html"), re.DOTALL)

    assert table
    heads = re.findall(r'<th role="columnheader" scope="col">(.*?)</th>', table[0])
    named = re.findall(r'<td role="cell"[^>]* data-head="(.*?)"', table[0])
    assert named == heads[1:] * table[0].count('<th role="rowheader"')


def test_a_claim_nobody_could_check_is_shown_with_its_own_file(site: Path) -> None:
    found = row(page(site, f"{EVIDENCE}.html"), "Aire sous la courbe ROC 0,71 à 0,99")

    assert found[1].endswith("pas d’effectifs pour ce chiffre")
    assert "evaluation.yaml" in found[3]


def test_a_reason_is_said_once_and_leads_to_its_rule(site: Path) -> None:
    written = page(site, f"{EVIDENCE}.html")

    assert 'href="../../rules.html"><code>metric-mismatch</code></a>' in written
    problem = ClaimIssue("metric-mismatch", "", Bilingual("Deux.", "Two."), Bilingual("", ""))
    reasons = (Bilingual("Un.", "One."), Bilingual("Deux.", "Two."))
    (judgement,) = to_rows(
        (ClaimVerdict(0, "contradicted", None, None, None, (), reasons, (problem,)),), 11, JudgementRow
    )
    assert [(said.text, rule) for said, rule in list_reasons(judgement, "fr")] == [
        ("Un.", ""),
        ("Deux.", "metric-mismatch"),
    ]


def test_what_figures_imply_together_is_told_in_words_and_ranges(site: Path) -> None:
    said = words(page(site, f"{EVIDENCE}.html"))

    assert "Deux chiffres laissent 120 à 123 vrais positifs." in said
    assert "vrais positifs de 120 à 123 faux positifs de 40 à 44" in said


def test_every_file_can_be_checked_to_the_byte(site: Path) -> None:
    written = words(page(site, f"{EVIDENCE}.html"))
    folder = "model_cards/algorithms/exemple-complet/evaluations/mesure-2026"

    assert "git clone https://gitlab.example.org/sante/boas boas cd boas && ci/setup boas evidence" in written
    for place, name in enumerate(("evaluation.yaml", "counts.csv", "scores.csv")):
        assert f"{f'{place}f' * 32} {folder}/{name}" in written


def test_sites_are_drawn_with_what_another_site_may_expect(site: Path) -> None:
    written = page(site, f"{EVIDENCE}.html")
    said = words(written)

    assert "I² = 96 % : l’essentiel des différences entre sites n’est pas dû au hasard" in said
    assert row(written, "Lyon") == ["Lyon", "739", "80,0 %", "[76,9 % ; 82,7 %]"]
    assert row(written, "Tous les sites ensemble")[1:3] == ["1 918", "73,5 %"]
    assert row(written, "Attendu dans un autre site") == ["Attendu dans un autre site", "–", "–", "[0,5 % ; 99,9 %]"]
    assert written.count('<svg class="plot" role="img"') == 3


@pytest.mark.parametrize(("share", "spread"), [(0.0, "little"), (0.3, "some"), (0.75, "much")])
def test_how_much_sites_differ_has_three_words(share: float, spread: str) -> None:
    (first, *_) = to_rows(pooled(recomputed()), 11, PooledRow)
    found = replace(first, i_squared=share, prediction=None)

    drawn = build_forest(found, "x", "fr")

    assert drawn.spread == spread
    assert drawn.elsewhere == ""
    assert [placed.shape for placed, _ in drawn.plot.rows] == ["dot", "dot", "dot", "square", "diamond"]


def test_calibration_is_drawn_and_written(site: Path) -> None:
    written = page(site, f"{EVIDENCE}.html")

    assert written.count('class="plot plot-square" role="img"') == 1
    assert row(written, "0,4 – 0,5") == ["0,4 – 0,5", "0,45", "48,4 %", "[41,3 % ; 55,5 %]", "186"]
    assert "1 tranche manque" in words(written)


def test_metrics_without_a_value_say_why(site: Path) -> None:
    said = words(page(site, f"{EVIDENCE}.html"))

    assert "Effectif masqué : aire sous la courbe ROC, score de Brier" in said


def test_claims_are_a_table_in_machine_form_too(site: Path) -> None:
    lines = list(csv.DictReader(StringIO(page(site, f"{EVIDENCE}.csv"))))

    assert [line["field"] for line in lines] == [f"reported[{place}]" for place in range(5)]
    assert lines[0]["state"] == "recomputed"
    assert float(lines[0]["recomputed"]) == pytest.approx(1414 / 1910)
    assert lines[1]["subgroup"] == "sex=femmes"
    assert lines[1]["rules"] == "metric-mismatch"
    assert lines[0]["commit"] == "8c37456f0e1d2c3b4a5968778695a4b3c2d1e0f1"


def test_an_algorithm_without_figures_says_that_there_is_nothing_to_check(site: Path) -> None:
    said = words(page(site, "fr/algorithms/mrmi-ermi/evidence.html"))

    assert "Aucun chiffre n’est publié sur cet algorithme" in said
    assert "Pour atteindre le niveau 1 (Documenté) : Remplissez quatre champs." in said


def test_the_card_tells_the_state_of_each_figure(site: Path) -> None:
    written = page(site, "fr/algorithms/exemple-complet.html")
    _, _, figures = written.partition('<table class="figures"')

    assert [cells[-1].split(" publication")[0] for cells in rows(figures)[:6]] == [
        "État", "Recalculé", "Ne concorde pas", "Cohérent", "Déclaré", "Déclaré",
    ]  # fmt: skip


def test_the_card_leads_to_both_pages_and_tells_the_next_step(site: Path) -> None:
    full, sparse = (page(site, f"fr/algorithms/{name}.html") for name in ("exemple-complet", "mrmi-ermi"))

    assert 'href="exemple-complet/bias.html"' in full
    assert 'href="exemple-complet/evidence.html"' in full
    assert "Aucun niveau n’est plus élevé." in words(full)
    assert "Pour atteindre le niveau 1 (Documenté) : Remplissez quatre champs." in words(sparse)
    assert '<span class="caution">Exemple fictif</span>' in full


def test_the_twin_is_the_answer(site: Path) -> None:
    found = json.loads(page(site, f"{EVIDENCE}.json"))

    assert found["n_by_state"] == {"declared": 2, "consistent": 1, "recomputed": 1, "contradicted": 1}
