"""Help and usage errors: as they are read at a terminal, in French as in English."""

import re
from pathlib import Path

import pytest

from boas.cli._help import KEEP
from ci.extract_messages import iter_click_words, read_catalogue
from tests.cli.running import boas

ROOT = Path(__file__).parents[2]


def french(domain: str) -> dict[str, str]:
    """What the catalogue says for each English, singular and plural standing for themselves."""
    messages = [message for message in read_catalogue("fr", domain) if message.id]
    pairs = ((as_tuple(message.id), as_tuple(message.string)) for message in messages)
    return {english: said for ids, forms in pairs for english, said in zip(ids, forms, strict=True)}


def as_tuple(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]


def test_what_click_is_said_never_to_say_is_something_it_can_say() -> None:
    unsaid = set((ROOT / "ci" / "unsaid_by_click.txt").read_text().splitlines())
    words = {text for one in iter_click_words() for text in (one.one, one.many)}

    assert unsaid - words == set()


def test_french_fills_in_nothing_that_click_does_not() -> None:
    for english, said in french("click").items():
        assert set(re.findall(r"{.*?}", said)) <= set(re.findall(r"{.*?}", english)), english


@pytest.mark.parametrize("domain", ["help", "click"])
def test_french_punctuation_never_stands_alone_on_a_line(domain: str) -> None:
    assert [said for said in french(domain).values() if re.search(r" [:;!?»]|« ", said)] == []


def test_lines_that_are_kept_are_as_many_in_french_and_fit_a_hundred_columns() -> None:
    for english, said in french("help").items():
        assert len(said.splitlines()) == len(english.splitlines())
        assert max(map(len, said.splitlines())) <= 100 - len(KEEP) or "\n" not in said, said


FIRST_HELP = {
    "fr": (
        "Usage\xa0: boas [OPTIONS] COMMANDE [ARGUMENTS]...\n\n",
        "\n  Un registre ouvert d’algorithmes en santé, tenu dans Git.\n\n",
        "\n  boas new                      commencer la fiche d’un nouvel algorithme\n  boas check        ",
        "\n\nOptions\xa0:\n  --version       Affiche la version de boas, sans rien faire d’autre.\n",
        "\n  --lang [fr|en]  Langue (à défaut\xa0: BOAS_LANG, la locale, puis fr).\n",
        "\n\nCommandes\xa0:\n  affected ",
        "\n  check         Vérifie les documents.\n",
    ),
    "en": (
        "Usage: boas [OPTIONS] COMMAND [ARGS]...\n\n",
        "\n  An open, Git-backed registry of health algorithms.\n\n",
        "\n  boas new                      begin the card of a new algorithm\n  boas check        ",
        "\n\nOptions:\n  --version       Show the version and exit.\n",
        "\n  --lang [fr|en]  Language (default: BOAS_LANG, locale, fr).\n",
        "\n\nCommands:\n  affected ",
        "\n  check         Check documents",
    ),
}


@pytest.mark.parametrize("language", FIRST_HELP)
def test_the_first_help_is_in_the_language_asked_for(tmp_path: Path, language: str) -> None:
    run = boas("--lang", language, "--help", at=tmp_path)
    shown = run.stdout.decode()

    assert run.returncode == 0
    assert [part for part in FIRST_HELP[language] if part not in shown] == []


@pytest.mark.parametrize("order", [("--lang", "en", "--help"), ("--help", "--lang=en")])
def test_the_help_of_a_command_is_in_english_wherever_that_was_said(tmp_path: Path, order: tuple[str, ...]) -> None:
    shown = boas("new", *order, at=tmp_path).stdout.decode()

    assert shown.startswith("Usage: boas new [OPTIONS] [ID]\n\n  Begin a new algorithm")
    assert "\n  --source ID:ROLE " in shown
    assert "Show this message and exit." in shown


@pytest.mark.parametrize("locale", ["fr_FR.UTF-8", "C.UTF-8"])
def test_the_help_of_a_command_is_in_french_by_the_locale_and_without_one(tmp_path: Path, locale: str) -> None:
    run = boas("new", "--help", at=tmp_path, environment={"BOAS_LANG": "", "LC_ALL": "", "LANG": locale})
    shown = run.stdout.decode()

    assert shown.startswith("Usage\xa0: boas new [OPTIONS] [ID]\n\n  Commence un nouvel algorithme.")
    assert "\n  boas new                                   pose toutes les questions (dans un terminal)\n" in shown
    assert re.search(r"\n  --name TEXTE +Nom, pour des lecteurs.\n", shown)
    assert re.search(r"\n  --version TEXTE +Numéro de la première version\.  \[défaut\xa0:", shown)
    assert re.search(r"\n  -h, --help +Affiche cette aide, sans rien faire d’autre.\n", shown)


def test_the_commands_of_a_command_are_spoken_too(tmp_path: Path) -> None:
    assert "\n  from-rows  Compte un fichier CSV" in boas("evidence", "--help", at=tmp_path).stdout.decode()
    shown = boas("evidence", "from-rows", "--help", at=tmp_path).stdout.decode()

    assert re.search(r"\n  --truth COLONNE +Ce qui est vrai, 0 ou 1\.  \[obligatoire\]\n", shown)


@pytest.mark.parametrize(
    ("arguments", "french", "english"),
    [
        ("chek", "La commande « chek » n’existe pas. Vouliez-vous dire « check » ?", "No command `chek`. Did"),
        ("check --formt json", "L’option '--formt' n’existe pas. Vouliez-vous dire '--format' ?", "No such option"),
        ("check --format x", "Valeur refusée pour '--format' : 'x' n’est pas dans la liste : 'text'", "Invalid value"),
        ("check --registry", "L’option '--registry' demande une valeur.", "requires an argument."),
        ("check --registry f", "Valeur refusée pour '--registry' : 'f' est un fichier ; il faut un", "'f' is a file."),
        ("new --absent x", "L’option '--absent' demande 2 valeurs.", "requires 2 arguments."),
        ("check --exit-zero=1", "L’option '--exit-zero' ne prend pas de valeur.", "does not take a value."),
        ("diff", "Argument manquant : 'ALGORITHME'.", "Missing argument 'ALGORITHM'."),
        ("evidence from-rows f", "Option manquante : '--truth'.", "Missing option '--truth'."),
        ("diff a 1.0.0 2.0.0 d", "Argument en trop : d", "Got unexpected extra argument (d)"),
        ("serve --port x", "Valeur refusée pour '--port' : 'x' n’est pas un nombre entier.", "not a valid integer"),
        ("serve --port 99999", "Valeur refusée pour '--port' : 99999 est hors des bornes : 0<=x<=65535.", "range"),
        ("evidence from-rows no", "Valeur refusée pour 'FICHIER' : 'no' n’existe pas.", "File 'no' does not exist."),
    ],
)
def test_a_wrong_use_is_told_in_the_language_asked_for(
    tmp_path: Path, arguments: str, french: str, english: str
) -> None:
    (tmp_path / "f").touch()
    for language, error, wanted in (("fr", "Erreur : ", french), ("en", "Error: ", english)):
        run = boas("--lang", language, *arguments.split(), at=tmp_path)
        *_, told = run.stderr.decode().rstrip("\n").replace("\xa0", " ").replace("\u202f", " ").split("\n")

        assert (run.returncode, run.stdout) == (2, b"")
        assert told.startswith(error)
        assert wanted in told


def test_a_wrong_use_shows_the_usage_and_where_help_is(tmp_path: Path) -> None:
    told = boas("diff", at=tmp_path).stderr.decode()

    assert told.startswith(
        "Usage\xa0: boas diff [OPTIONS] ALGORITHME [AVANT] [APRÈS]\n«\xa0boas diff --help\xa0» affiche"
    )


def test_nothing_a_command_s_name_holds_reaches_the_terminal(tmp_path: Path) -> None:
    told = boas("\x1b[2Jchek", at=tmp_path).stderr

    assert b"\x1b" not in told
    assert b"\\u001b[2Jchek" in told


def test_the_language_said_first_is_that_of_the_command_unless_it_has_its_own(tmp_path: Path) -> None:
    english = boas("explain", "unknown-term", "--lang", "en", at=tmp_path).stdout
    french = boas("explain", "unknown-term", at=tmp_path).stdout

    assert boas("--lang", "en", "explain", "unknown-term", at=tmp_path).stdout == english != french
    assert boas("--lang", "en", "explain", "unknown-term", "--lang", "fr", at=tmp_path).stdout == french
