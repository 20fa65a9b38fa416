"""The summary of a pull request."""

from dataclasses import replace

import pytest

from boas.finding import Severity
from boas.reports import render_markdown_report
from boas.reports._markdown_report import MOST_CHARACTERS
from boas.translation import Language
from tests.bilingual import Bilingual
from tests.reports.findings import CARD, UNKNOWN, finding
from tests.reports.formats import Shown, judge_markdown


def test_a_summary_counts_and_then_shows_a_table_for_each_file() -> None:
    warning = replace(
        finding(line=0, severity="warning", rule="missing-release"),
        message=Bilingual("L’édition n’est pas dite.", "The release is not given."),
        help=Bilingual("Ajouter « release: … ».", "Add `release: …`."),
    )

    assert render_markdown_report((warning, UNKNOWN), 17, "fr") == (
        "### `boas check` : 1 erreur, 1 avertissement dans 2 fichiers (17 lus)\n\n"
        "#### `model_cards/organisations/exemple-chu.yaml`\n\n"
        "| Ligne | Gravité | Règle | Constat | Corriger |\n|---:|---|---|---|---|\n"
        "| 6 | erreur | `unknown-field` | Le champ `contry` n’existe pas ici. "
        "| Écrire `country`, ou supprimer la ligne. |\n\n"
        f"#### `{CARD}`\n\n"
        "| Ligne | Gravité | Règle | Constat | Corriger |\n|---:|---|---|---|---|\n"
        "|  | avertissement | `missing-release` | L’édition n’est pas dite. | Ajouter `release: …`. |\n"
    )


HEADLINES: list[tuple[tuple[Severity, ...], str, str]] = [
    ((), " : rien à corriger (17 fichiers lus)", ": nothing to fix (17 files read)"),
    (
        ("error", "error"),
        " : 2 erreurs, 0 avertissement dans 1 fichier (17 lus)",
        ": 2 errors, 0 warnings in 1 file (17 read)",
    ),
    (
        ("info",),
        " : 0 erreur, 0 avertissement, 1 information dans 1 fichier (17 lus)",
        ": 0 errors, 0 warnings, 1 remark in 1 file (17 read)",
    ),
]


@pytest.mark.parametrize(("severities", "french", "english"), HEADLINES)
def test_the_first_line_counts_in_good_french_and_english(
    severities: tuple[Severity, ...], french: str, english: str
) -> None:
    findings = tuple(finding(severity=severity) for severity in severities)

    assert render_markdown_report(findings, 17, "fr").splitlines()[0] == f"### `boas check`{french}"
    assert render_markdown_report(findings, 17, "en").splitlines()[0] == f"### `boas check`{english}"


def test_files_with_errors_come_first_and_lines_in_order() -> None:
    findings = (
        *(finding("a.yaml", 1, severity="info"), finding("b.yaml", 2, severity="warning"), finding("b.yaml", 3)),
        *(finding("c.yaml", 4, severity="warning"), finding("d.yaml", 5)),
    )
    shown = Shown(render_markdown_report(findings, 9, "fr"))

    assert shown.cells[::5] == ["2", "3", "5", "4", "1"]
    assert [code for code in shown.code if code.endswith(".yaml")] == ["b.yaml", "d.yaml", "c.yaml", "a.yaml"]


SENTENCES = {
    "words": ("Rien n’est dit, ou presque.", "Rien n’est dit, ou presque."),
    "numbers": ("0,85 au lieu de 0.91 (12).", "0,85 au lieu de 0.91 (12)."),
    "long number": ("Le compte 1234567.", "Le compte `1234567.`"),
    "quoted": ("Écrire « a: b » ; rien d’autre.", "Écrire `a: b` ; rien d’autre."),
    "mention": ("Demander à @equipe !", "Demander à `@equipe` !"),
    "address": ("Voir https://a.fr ici.", "Voir `https://a.fr` ici."),
    "bar": ("a|b et c\\|d", "`a\\|b` et `c\\\\\\|d`"),
    "two spans": ("`a``b`", "`a` `b`"),
    "fence": ("« a`b » ici", "`` a`b `` ici"),
}


@pytest.mark.parametrize(("said", "cell"), SENTENCES.values(), ids=list(SENTENCES))
def test_only_plain_words_stand_outside_code(said: str, cell: str) -> None:
    text = render_markdown_report((replace(UNKNOWN, message=Bilingual(said, said)),), 1, "fr")

    assert f"| `unknown-field` | {cell} | Écrire" in text


@pytest.mark.parametrize(("language", "last"), [("fr", "… et {} de plus."), ("en", "… and {} more.")])
def test_what_does_not_fit_in_a_comment_is_counted(language: Language, last: str) -> None:
    findings = tuple(finding(path=f"{line % 7}.yaml", line=line) for line in range(1, 3_001))
    text = render_markdown_report(findings, 7, language)
    told = judge_markdown(text)

    assert MOST_CHARACTERS - 400 < len(text) <= MOST_CHARACTERS
    assert text.splitlines()[-1] == last.format(len(findings) - told)


@pytest.mark.parametrize("length", range(50))
def test_the_last_line_fits_too(length: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("boas.reports._markdown_report.MOST_CHARACTERS", 1_000)
    one = replace(finding(), message=Bilingual("x" * length, "x"))

    assert 800 - 150 < len(render_markdown_report((one,) * 1_000, 1, "fr")) <= 1_000


def test_a_finding_that_never_fits_is_counted_and_not_cut_in_the_middle() -> None:
    long = replace(UNKNOWN, help=Bilingual("x " * MOST_CHARACTERS, "x"))

    assert render_markdown_report((long,), 1, "fr").splitlines()[1:] == ["", "… et 1 de plus."]
