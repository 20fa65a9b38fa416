"""Evidence in text, JSON and CSV: what does not add up comes first, and nothing an author wrote moves a cursor."""

import csv
import io
import json
from typing import Any

import pytest

from boas.documents import Evaluation
from boas.evidence import CountsRow, CountsTable, Evidence, Stratum, Suppression
from boas.evidence.disclosure import find_disclosures
from boas.evidence.statistics import compute_disparities, pool_sites, recompute
from boas.evidence.verification import verify_claims
from boas.reports import EvaluationResult, render_csv_evidence, render_json_evidence, render_text_evidence
from boas.translation import Language, list_languages

WOMEN, MEN = (Stratum(groups=(("sex", group),)) for group in ("F", "M"))
COUNTS = CountsTable(
    ("sex",),
    (
        CountsRow(Stratum(), 340, 160, 60, 1440, 2),
        CountsRow(WOMEN, 150, 80, 50, 760, 3),
        CountsRow(MEN, 190, 80, 10, 680, 4),
    ),
)


def nothing_written(position: int, path: tuple[str, ...]) -> str:
    """No text of any number is at hand."""
    return f"{position}{path}"


def weighing(*reported: dict[str, Any], counts: CountsTable | None = COUNTS) -> EvaluationResult:
    """An evaluation with these figures and counts."""
    evaluation = Evaluation.model_validate(
        {
            "schema_version": 1,
            "id": "an-evaluation",
            "subject": {"id": "an-algorithm", "version": "1.2.0"},
            "date": "2025",
            "population": {"description": {"fr": "Des personnes"}, "n": 2000},
            "reported": reported or None,
        }
    )
    recomputed = recompute(counts, None)
    sites = [(one.stratum.site, one.estimates["sensitivity"]) for one in recomputed if one.stratum.site]
    pooled = pool_sites("", "sensitivity", sites) if len(sites) > 1 else None
    found = Evidence(
        recomputed,
        verify_claims(evaluation, recomputed),
        (pooled,) if pooled else (),
        find_disclosures(counts, evaluation),
    )
    gaps = compute_disparities(recomputed, {"sex": "M"}, 0.05)
    return EvaluationResult("an-evaluation", evaluation, found, gaps, 11, nothing_written)


RIGHT = {"metric": "sensitivity", "value": 0.85, "n": 400}
WRONG = {"metric": "ppv", "value": 0.9, "n": 500, "ci": {"level": 0.95, "lower": 0.88, "upper": 0.92}}


def test_what_does_not_add_up_comes_first() -> None:
    text = render_text_evidence("an-algorithm", [weighing(RIGHT, WRONG)], "en")

    lines = text.splitlines()
    assert lines[0] == "an-algorithm / an-evaluation (1.2.0, 2025)"
    states = [line.split("  ")[2] for line in lines if line.startswith(("    Does not", "    Recomputed"))]
    assert states == ["Does not add up", "Recomputed"]


def test_metrics_of_everybody_and_of_groups_stand_in_columns() -> None:
    text = render_text_evidence("an-algorithm", [weighing()], "fr")

    assert "    Sensibilité                       0,850   0,812 à 0,882" in text
    assert "    Sexe : M  0,950   0,910 à 0,973  200 " in text
    assert "−0,200 (−0,26" in text
    assert "Écart montré" in text
    assert "Groupe de référence" in text


def test_a_withheld_count_has_its_reason_for_a_value() -> None:
    rows = (
        *COUNTS.rows[:1],
        CountsRow(WOMEN, Suppression.COMPLEMENT, 80, 50, 760),
        CountsRow(MEN, 190, 80, Suppression.SMALL, 680),
    )

    text = render_text_evidence("an-algorithm", [weighing(counts=CountsTable(("sex",), rows))], "en")

    assert "Sex: M    Count withheld " in text


def test_a_small_count_is_told_without_its_value() -> None:
    one = weighing(counts=CountsTable(("sex",), (CountsRow(Stratum(), 340, 160, 7, 1440, 2),)))

    text, told = (
        render_text_evidence("an-algorithm", [one], "en"),
        json.loads(render_json_evidence("an-algorithm", [one])),
    )

    assert "  Not to be published\n    False negatives (everybody): a count below 11 is published.\n" in text
    (exposure,) = told["evaluations"][0]["exposures"]
    assert exposure["value"] is None
    assert exposure["sentence"]["en"].startswith("False negatives")


def test_sites_are_put_together() -> None:
    rows = [CountsRow(Stratum(site=site), tp, 20, 200 - tp, 500) for site, tp in (("A", 150), ("B", 170), ("C", 160))]

    text = render_text_evidence("an-algorithm", [weighing(counts=CountsTable((), tuple(rows)))], "en")

    assert (
        "  All sites (random effects)\n    Metric       Value  Interval        Sites  I²\n    Sensitivity  0.80" in text
    )


def test_variants_are_told_apart() -> None:
    rows = [CountsRow(Stratum(variant), 150, 20, 50, 500) for variant in ("strict", "large")]

    text = render_text_evidence("an-algorithm", [weighing(counts=CountsTable((), tuple(rows)))], "fr")

    assert "  Recalculé — strict\n" in text
    assert "  Recalculé — large\n" in text


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "an-algorithm : aucune évaluation.\n"), ("en", "an-algorithm: no evaluation.\n")],
)
def test_no_evaluation_is_said(language: Language, said: str) -> None:
    assert render_text_evidence("an-algorithm", [], language) == said


def test_an_evaluation_without_numbers_says_so() -> None:
    assert "Neither counts nor reported figures." in render_text_evidence("an-algorithm", [weighing(counts=None)], "en")


def test_an_evaluation_with_errors_says_so() -> None:
    broken = EvaluationResult("an-evaluation", None, Evidence(), (), 11, nothing_written)

    assert "run `boas check`" in render_text_evidence("an-algorithm", [broken], "en")
    (told,) = json.loads(render_json_evidence("an-algorithm", [broken]))["evaluations"]
    assert (told["is_readable"], told["version"]) == (False, None)


HOSTILE = "\x1b[2J\u202eevil"


@pytest.mark.parametrize("language", list_languages())
def test_nothing_an_author_wrote_reaches_the_terminal_as_a_command(language: Language) -> None:
    figure = {"metric": "ppv", "as_printed": "0.9", "variant": {"fr": "evil"}, "n": 40}
    one = weighing(
        figure, counts=CountsTable(("sex",), (CountsRow(Stratum(HOSTILE, "", WOMEN.groups), 40, 20, 30, 50),))
    )

    text = render_text_evidence(HOSTILE, [one], language)

    assert "\x1b" not in text
    assert "\u202e" not in text


def test_programs_read_claims_and_recomputed_numbers() -> None:
    told = json.loads(render_json_evidence("an-algorithm", [weighing(RIGHT, WRONG)]))

    (one,) = told["evaluations"]
    assert (told["schema_version"], told["id"], one["version"]) == (1, "an-algorithm", "1.2.0")
    assert [(claim["state"], claim["reported"]["metric"]) for claim in one["claims"]] == [
        ("contradicted", "ppv"),
        ("recomputed", "sensitivity"),
    ]
    assert one["recomputed"][0]["tp"] == 340
    assert one["recomputed"][0]["estimates"]["sensitivity"]["value"] == 0.85
    assert {gap["state"] for gap in one["disparities"]} >= {"gap-shown"}


def test_withheld_counts_are_what_the_file_has() -> None:
    rows = (CountsRow(Stratum(), 340, Suppression.SMALL, Suppression.COMPLEMENT, None),)

    told = json.loads(render_json_evidence("an-algorithm", [weighing(counts=CountsTable((), rows))]))

    counted = told["evaluations"][0]["recomputed"][0]
    assert [counted[cell] for cell in ("tp", "fp", "fn", "tn")] == [340, "<11", "[c]", None]


def test_a_table_has_a_row_for_every_number() -> None:
    rows = list(csv.DictReader(io.StringIO(render_csv_evidence([weighing(RIGHT, WRONG)]))))

    assert [(row["source"], row["metric"], row["state"]) for row in rows[:2]] == [
        ("reported", "ppv", "contradicted"),
        ("reported", "sensitivity", "recomputed"),
    ]
    of_men = [row for row in rows if row["source"] == "recomputed" and row["groups"] == "sex=M"]
    assert {row["metric"]: row["value"] for row in of_men}["sensitivity"] == "0.95"


def test_no_cell_of_the_table_is_a_formula() -> None:
    figure = {"metric": "ppv", "value": 0.9, "variant": {"fr": "=HYPERLINK(1)"}, "site": "@here"}

    row = next(csv.DictReader(io.StringIO(render_csv_evidence([weighing(figure)]))))

    assert (row["variant"], row["site"]) == ("'=HYPERLINK(1)", "'@here")
