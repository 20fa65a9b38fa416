"""Beginning an algorithm as people do: at a terminal with questions, in a script with options, from another format."""

import hashlib
import os
import pty
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.running import BASE, ENVIRONMENT, PROGRAM, boas
from tests.formats.importing import FILES

NEW = "model_cards/algorithms/sejours-avc"
CARD = f"{NEW}/versions/1.0.0/card.yaml"
OPTIONS = {
    "--kind": "rule",
    "--name": "Séjours pour AVC",
    "--summary": "Repère les séjours pour accident vasculaire cérébral.",
    "--category": "targeting",
    "--modality": "claims",
    "--domain": "cardiovascular",
    "--purpose": "Compter les séjours.",
    "--organisation": "exemple-chu",
    "--source": "exemple-entrepot:development",
    "--limitation": "Ne voit pas les AVC traités en ville.",
}


PATIENCE = 60
"""Seconds to wait for the next word at a terminal."""


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    shutil.copytree(BASE / "model_cards", tmp_path / "registry/model_cards")
    return tmp_path / "registry"


def options(**changes: str | None) -> list[str]:
    """Every option that is needed, some of them changed or left out."""
    changed = OPTIONS | {f"--{name.replace('_', '-')}": value for name, value in changes.items()}
    return [word for name, value in changed.items() if value is not None for word in (name, value)]


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_script_gives_every_answer_as_an_option_and_the_card_passes_at_once(registry: Path) -> None:
    before = files(registry)

    done = boas("new", "sejours-avc", *options(), at=registry)
    checked = boas("check", NEW, at=registry)

    assert done.returncode == 0, done.stderr.decode()
    assert files(registry) - before == {f"{NEW}/algorithm.yaml", CARD}
    assert (registry / NEW / "algorithm.yaml").read_text().endswith("id: sejours-avc\norigin: submitted\n")
    assert checked.returncode == 0, checked.stdout.decode()
    assert f"boas check {NEW}".encode() in done.stdout
    assert f"git add {NEW}\n".encode() in done.stdout


@pytest.mark.parametrize(
    ("language", "said", "comment"),
    [("fr", "Ensuite :", "#   # À qui il est destiné."), ("en", "Next:", "#   # Who is meant to use it.")],
)
def test_a_card_is_commented_in_the_author_s_language(registry: Path, language: str, said: str, comment: str) -> None:
    done = boas("new", "sejours-avc", *options(), "--lang", language, at=registry)
    card = (registry / CARD).read_text()

    assert said in done.stdout.decode()
    assert card.startswith("# yaml-language-server: $schema=../../../../../schemas/card.schema.json\n")
    assert comment in card
    assert f"purpose:\n    {language}: Compter les séjours." in card


def test_everything_that_is_missing_is_said_at_once(registry: Path) -> None:
    done = boas("new", "--name", "Séjours", "--lang", "en", at=registry)

    assert done.returncode == 2
    assert done.stdout == b""
    assert b"Missing: --kind (rule, score, ml, generative, pipeline), ID, --summary, --category (" in done.stderr
    assert b"), --purpose, --organisation, --source, --limitation.\n" in done.stderr


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "regle"}, "Essayer « rule »"),
        ({"domain": "cardiovasculer"}, "Essayer « cardiovascular »"),
        ({"category": "Ciblag"}, "Essayer « targeting »"),
        ({"source": "exemple-entrepot"}, "le rôle manque"),
        ({"organisation": "exemple-chus"}, "Écrire « exemple-chu »"),
        ({"source": "exemple-entrepots:runtime"}, "Écrire « exemple-entrepot »"),
        ({"summary": "Voir <b>ici</b>."}, "contient du HTML"),
        ({"name": "TBD"}, "n’est pas un fait"),
        ({"purpose": "Écrire à quelquun@chu.example.org"}, "adresse électronique"),
        ({"version": "1.0"}, "n’est pas un numéro de version"),
    ],
)
def test_a_wrong_answer_is_told_with_its_mend_and_nothing_is_written(
    registry: Path, change: dict[str, str | None], said: str
) -> None:
    before = files(registry)

    done = boas("new", "sejours-avc", *options(**change), at=registry)

    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert files(registry) == before


@pytest.mark.parametrize("name", ["../ailleurs", "Sejours", "ab", "aux", "a/b", "exemple-regle"])
def test_an_id_that_is_none_or_taken_is_refused(registry: Path, name: str) -> None:
    before = files(registry.parent)

    done = boas("new", name, *options(), at=registry)

    assert done.returncode == 2
    assert files(registry.parent) == before


def test_a_file_that_is_there_is_never_overwritten(registry: Path) -> None:
    (registry / NEW).mkdir()
    (registry / NEW / "notes.txt").write_text("mine")

    done = boas("new", "sejours-avc", *options(), at=registry)

    assert done.returncode == 2
    assert "existe déjà" in done.stderr.decode()
    assert files(registry / NEW) == {"notes.txt"}


def test_a_fact_may_be_absent_with_its_reason(registry: Path) -> None:
    gone = options(source=None, limitation=None)
    absent = ["--absent", "data.sources", "confidential", "--absent", "limitations", "not-assessed"]

    done = boas("new", "sejours-avc", *gone, *absent, at=registry)

    assert done.returncode == 0, done.stderr.decode()
    assert "sources:\n    absent:\n      reason: confidential\n" in (registry / CARD).read_text()


def test_a_field_that_may_not_be_absent_cannot_be_excused(registry: Path) -> None:
    done = boas("new", "sejours-avc", *options(name=None), "--absent", "name", "not-assessed", at=registry)

    assert done.returncode == 2
    assert "Champs possibles : ownership.organisations, data.sources, safety.limitations." in done.stderr.decode()


def test_an_organisation_and_a_data_source_may_come_with_the_card(registry: Path) -> None:
    new = ["--new-organisation", "chu-neuf", "CHU neuf", "--new-source", "eds-neuf", "Entrepôt neuf", "Des séjours."]
    named = options(organisation="chu-neuf", source="eds-neuf:runtime")

    done = boas("new", "sejours-avc", *named, *new, at=registry)

    assert done.returncode == 0, done.stderr.decode()
    assert (registry / "model_cards/organisations/chu-neuf.yaml").read_text().endswith("name:\n  fr: CHU neuf\n")
    assert b"model_cards/data_sources/eds-neuf.yaml" in done.stdout.partition(b"git add")[2]
    assert boas("check", at=registry).returncode == 0


@pytest.mark.parametrize("name", ["exemple-chu", "../x", "A"])
def test_a_new_organisation_has_a_new_id(registry: Path, name: str) -> None:
    done = boas("new", "sejours-avc", *options(), "--new-organisation", name, "CHU", at=registry)

    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_an_import_fills_the_card_and_lists_what_it_could_not_take(registry: Path) -> None:
    source = FILES / "citation" / "cff" / "CITATION.cff"
    left = options(name=None, source=None)

    done = boas("new", "sejours-avc", "--from", source, *left, "--absent", "sources", "not-applicable",
                "--texts-in", "en", "--origin", "submitted", at=registry)  # fmt: skip
    card, told = (registry / CARD).read_text(), done.stdout.decode()

    assert done.returncode == 0, done.stderr.decode()
    assert "CITATION.cff : fichier de citation (CFF)" in told
    assert "Repris, à confirmer (2) :" in told
    assert "Non repris (6) :" in told
    assert "Une adresse de personne n’est jamais reprise." in told
    assert "someone@example.org" not in told + card
    assert "name:\n  en: Citation File Format\n" in card
    assert 'upstream_version: "1.10"' in card
    assert "code: CC-BY-4.0 OR Apache-2.0" in card
    assert boas("check", NEW, at=registry).returncode == 0


def test_files_of_a_folder_are_read_together_and_the_first_that_says_a_thing_counts(
    registry: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "projet"
    (folder / "configs").mkdir(parents=True)
    shutil.copy(FILES / "monai/exaonepath/metadata.json", folder / "configs")
    shutil.copy(FILES / "citation/edsnlp/CITATION.cff", folder)
    (folder / "README.md").write_text("# Only a title\n")
    left = options(kind="ml", name=None, summary=None, purpose=None)

    done = boas("new", "sejours-avc", "--from", folder, *left, "--texts-in", "en", "--lang", "en",
                "--origin", "compiled", at=registry)  # fmt: skip
    card, told = (registry / CARD).read_text(), done.stdout.decode()

    assert done.returncode == 0, done.stderr.decode()
    assert told.startswith("configs/metadata.json: metadata of a MONAI bundle")
    assert "README.md" not in told
    assert "name:\n  en: EXAONEPath\n" in card
    assert "- name: Perceval Wajsburt" in card
    assert "CITATION.cff title" in told
    assert "Another file gives this field already." in told


def test_what_only_the_author_of_a_list_knows_is_asked_for(registry: Path) -> None:
    source = FILES / "opencodelists" / "stroke-icd" / "stroke-icd.csv"

    done = boas("new", "sejours-avc", "--from", source, *options(), at=registry)
    more = ["--list-system", "CIM-10", "--list-role", "include", "--list-match", "exact", "--texts-in", "en",
            "--origin", "submitted"]  # fmt: skip
    made = boas("new", "sejours-avc", "--from", source, *options(), *more, at=registry)
    codes = (registry / NEW / "versions/1.0.0/codelists/stroke-icd.csv").read_text()

    assert done.returncode == 2
    assert "Il manque : --list-system, --list-role, --list-match, --texts-in, --origin." in done.stderr.decode()
    assert made.returncode == 0, made.stderr.decode()
    assert codes.startswith("code,label_en,assigned_category\nI61,Intracerebral haemorrhage,haemorrhagic\nI630,")
    assert "path: codelists/stroke-icd.csv\n      system: CIM-10\n      role: include" in (registry / CARD).read_text()
    assert boas("check", NEW, at=registry).returncode == 0


LIST = ("--list-system", "CIM-10", "--list-role", "include", "--list-match", "exact", "--texts-in", "fr")


def test_the_imported_file_is_a_source_of_the_card(registry: Path) -> None:
    source = FILES / "citation" / "edsnlp" / "CITATION.cff"
    left = [*options(name=None, summary=None), "--texts-in", "en", "--origin", "compiled", "--lang", "en"]

    guessed = boas("new", "sejours-avc", "--from", source, *left, at=registry)
    card = (registry / CARD).read_text()
    shutil.rmtree(registry / NEW)
    told = boas("new", "sejours-avc", "--from", source, *left, "--found-at", "https://example.org/a", at=registry)

    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    assert "origin: compiled\n" in (registry / NEW / "algorithm.yaml").read_text()
    assert f'- url: https://github.com/aphp/edsnlp\n      detail: "CITATION.cff, SHA-256 {digest}"' in card
    assert b"Taken as where this file was read." in guessed.stdout
    assert '- url: https://example.org/a\n      detail: "CITATION.cff' in (registry / CARD).read_text()
    assert b"Taken as where this file was read." not in told.stdout
    assert boas("check", NEW, at=registry).returncode == 0


def test_a_file_of_no_known_address_is_told_as_no_source(registry: Path) -> None:
    source = FILES / "table" / "urgences-cp1252" / "Diagnostics.csv"
    left = [*options(), *LIST, "--origin", "submitted", "--lang", "en"]

    done = boas("new", "sejours-avc", "--from", source, *left, at=registry)
    wrong = boas("new", "sejours-avc", "--from", source, *left, "--found-at", "ftp://a", at=registry)

    assert "say it with --found-at" in done.stdout.decode()
    assert (wrong.returncode, b"`ftp://a` is no https address" in wrong.stderr) == (2, True)


def test_what_is_to_be_confirmed_and_how_many_codes_are_kept_is_told(registry: Path) -> None:
    source = FILES / "table" / "urgences-cp1252" / "Diagnostics.csv"

    done = boas("new", "sejours-avc", "--from", source, *options(), *LIST, "--origin", "submitted",
                "--lang", "en", at=registry)  # fmt: skip
    told = done.stdout.decode()

    assert done.returncode == 0, done.stderr.decode()
    assert "Diagnostics.csv: table of codes; 4 code(s) read in 1 list(s)" in told
    assert "read as cp1252" in told.partition("Taken, to confirm (3):")[2].partition("Not taken")[0]
    assert "avc" in told.partition("Not taken (2):")[2]
    assert "diagnostics.csv (Diagnostics.csv): 3 of 4 code(s) kept" in told
    assert boas("check", NEW, at=registry).returncode == 0


def test_a_card_without_its_list_is_not_written(registry: Path, tmp_path: Path) -> None:
    (tmp_path / "liste.csv").write_text("code;libellé\nAVC;a\nAIT;b\n")

    done = boas("new", "sejours-avc", "--from", tmp_path / "liste.csv", *options(), *LIST, "--origin", "submitted",
                "--lang", "en", at=registry)  # fmt: skip

    assert done.returncode == 2
    assert "liste.csv (liste.csv): 0 of 2 code(s) kept" in done.stdout.decode()
    assert "`AIT` does not have the form of a CIM-10 code" in done.stdout.decode()
    assert b"no list of codes is left" in done.stderr
    assert not (registry / NEW).exists()


def test_an_author_names_the_columns_of_a_table(registry: Path, tmp_path: Path) -> None:
    (tmp_path / "liste.txt").write_text("Truc\tMachin\nI61\tI64\n")
    told: list[str | Path] = [
        "--from",
        tmp_path / "liste.txt",
        *options(),
        *LIST,
        "--origin",
        "submitted",
        "--format",
        "table",
    ]

    asked = boas("new", "sejours-avc", *told, "--lang", "en", at=registry)
    slip = boas("new", "sejours-avc", *told, "--column", "kode=Truc", "--lang", "en", at=registry)
    made = boas("new", "sejours-avc", *told, "--column", "code=Truc", "--column", "label=Machin", at=registry)

    assert "Name it with --column code=NAME. Columns: Truc, Machin." in asked.stderr.decode()
    assert "a column holds one of: code, label, system, list" in slip.stderr.decode()
    assert made.returncode == 0, made.stderr.decode()
    assert (registry / NEW / "versions/1.0.0/codelists/liste.csv").read_text() == "code,label_fr\nI61,I64\n"


def test_the_text_of_a_readme_is_kept_only_on_request(registry: Path) -> None:
    source = FILES / "hugging-face" / "essai-complet" / "README.md"
    left = [*options(kind="ml", name=None, modality=None), "--texts-in", "fr", "--origin", "submitted"]

    plain = boas("new", "sejours-avc", "--from", source, *left, at=registry)
    shutil.rmtree(registry / NEW)
    kept = boas("new", "sejours-avc", "--from", source, *left, "--keep-text", at=registry)

    assert plain.returncode == kept.returncode == 0
    assert "--keep-text" in plain.stdout.decode()
    text = (registry / NEW / "versions/1.0.0/method.fr.md").read_text()
    assert "Un modèle inventé, pour les essais." in text
    assert "<img" not in text


def test_an_answer_goes_before_an_import_and_a_kind_without_a_field_loses_it(registry: Path) -> None:
    source = FILES / "hugging-face" / "essai-complet" / "README.md"

    done = boas("new", "sejours-avc", "--from", source, *options(modality="text"), "--texts-in", "fr",
                "--origin", "submitted", at=registry)  # fmt: skip

    assert done.returncode == 0, done.stderr.decode()
    assert "L’auteur a répondu autre chose." in done.stdout.decode()
    assert "Ce type d’algorithme n’a pas ce champ." in done.stdout.decode()
    assert "base_models" not in (registry / CARD).read_text()


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [("--list-role", "inclde", "Essayer « include »"), ("--list-system", "CIMM-10", "Essayer « CIM-10 »")],
)
def test_a_slip_in_what_is_said_of_a_list_is_told(registry: Path, option: str, value: str, said: str) -> None:
    done = boas("new", "sejours-avc", option, value, *options(), at=registry)

    assert done.returncode == 2
    assert said in done.stderr.decode()


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_nothing_to_import_is_said_in_one_line(registry: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()

    done = boas("new", "sejours-avc", "--from", tmp_path / name, *options(), at=registry)

    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def at_terminal(arguments: list[str], answers: list[str], folder: Path, language: str) -> tuple[int, str]:
    """Run the command at a terminal of its own and type each answer once a question waits for it."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "new", *arguments],
        cwd=folder,
        env=ENVIRONMENT | {"BOAS_LANG": language, "TERM": "dumb"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    shown, left = "", list(answers)
    while True:
        if not select.select([ours], [], [], PATIENCE)[0]:
            process.kill()  # it waits for an answer nobody has
            break
        try:
            shown += os.read(ours, 65536).decode()
        except OSError:  # the other side is closed
            break
        if shown.rstrip(" ").endswith((":", "]")) and left:
            time.sleep(0.02)
            os.write(ours, (left.pop(0) + "\n").encode())
    os.close(ours)
    return process.wait(), shown.replace("\r\n", "\n")


def test_at_a_terminal_each_needed_field_is_asked_with_its_terms(registry: Path) -> None:
    answers = ["1", "Séjours AVC", "", "Repère les séjours pour AVC.", "ciblage", "claims",
               "cardio, geriatrics", "o", "Compter les séjours.", "exemple-chu", "exemple-entrepot", "runtime",
               "Ne voit pas tout.", ""]  # fmt: skip

    code, shown = at_terminal([], answers, registry, "fr")
    card = (registry / CARD).read_text()

    assert code == 0, shown
    assert "1  rule        Règle de ciblage ou de requête" in shown
    assert "Identifiant (minuscules, chiffres, traits d’union) [sejours-avc] : " in shown
    assert "« cardio » n’est pas dans la liste ; vouliez-vous dire cardiovascular (Cardio-vasculaire) ? [O/n]" in shown
    assert "medical_domains:\n  - cardiovascular\n  - geriatrics\n" in card
    assert boas("check", NEW, at=registry).returncode == 0


def test_at_a_terminal_new_names_absences_and_wrong_answers_are_taken_care_of(registry: Path) -> None:
    answers = ["ml", "Stays", "exemple-regle", "sejours-avc", "Finds <b>stays</b>.", "Scoring", "zzz", "text", "other",
               "Score.", "chu-new", "", "chu-new", "New hospital", "", "3", "", "not-assessed",
               "Finds stays."]  # fmt: skip

    code, shown = at_terminal(["--lang", "en"], answers, registry, "fr")
    card = (registry / CARD).read_text()

    assert code == 0, shown
    assert "The algorithm `exemple-regle` exists already." in shown
    assert "`zzz` is not in the list." in shown
    assert "error[unsafe-html]" in shown
    assert "summary:\n  en: Finds stays.\n" in card
    assert "sources:\n    absent:\n      reason: not-assessed\n" in card
    assert "name:\n  en: New hospital\n" in (registry / "model_cards/organisations/chu-new.yaml").read_text()
    assert boas("check", at=registry).returncode == 0


def test_at_a_terminal_an_import_asks_only_for_what_it_does_not_say(registry: Path, tmp_path: Path) -> None:
    source = tmp_path / "phenotype.csv"
    told = (FILES / "hdr-uk" / "angina" / "phenotype.csv").read_text()
    source.write_text(told.replace("ICD10 codes", "ICD of ours").replace("Read codes v2", "Codes of ours"))
    answers = ["anglais", "compiled", "ICD-10 (Frenh PMSI)", "", "", "include", "2"]

    code, shown = at_terminal(["sejours-avc", "--from", str(source), *options()], answers, registry, "fr")

    assert code == 0, shown
    assert "vouliez-vous dire CIM-10 (CIM-10 (PMSI)) ? [O/n]" in shown
    assert "Codes of ours" in shown.partition("Non repris")[2]
    assert "match: prefix" in (registry / CARD).read_text()
    assert (registry / NEW / "versions/1.0.0/codelists/angina-hospital.csv").read_text().endswith("spasm\n")
