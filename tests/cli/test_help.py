"""Help and usage errors: everything said in French as in English, and as it is read at a terminal."""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from boas.cli._help import CATALOGUE, KEEP, load_messages, translate_command
from boas.cli.main import COMMANDS, Commands
from boas.cli.main import boas as group
from tests.cli.running import boas

CLICK = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")
NOT_SAID = {
    # to programmers
    "Name '{name}' defined twice",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Could not determine name for option with declarations {decls!r}",
    (
        "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? "
        "Did you mean to pass '--{name}'?"
    ),
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Invalid start character for option ({option})",
    "Missing parameter",
    "Missing parameter: {param_name}",
    "Missing {param_type}",
    "Unknown color {colour!r}",
    "Value must be an iterable.",
    "Choice({choices})",
    "(dynamic)",
    # by what no command of ours does
    "Aborted!",
    "Confirm the action without prompting.",
    "deprecated",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "Do you want to continue?",
    "Error: The two entered values do not match.",
    "Press any key to continue...",
    "Repeat for confirmation",
    "unknown error",
    "{name} {filename!r} is not executable.",
    "{name} {filename!r} is not writable.",
    "{value!r} does not match the format {format}.",
    "{value!r} does not match the formats {formats}.",
    "{value!r} is not a valid UUID.",
    # in words that are the same in French, or that stand in the messages of ours that replace them
    "%(prog)s, version %(version)s",
    "directory",
    "file",
    "path",
}
"""What click can say and `boas` does not."""


def below(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """A command and those below it, with the words that call them."""
    yield name, command
    names = COMMANDS if isinstance(command, Commands) else getattr(command, "commands", {})
    for one in sorted(names):
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), one)
        assert found
        yield from below(found, f"{name} {one}")


def texts() -> dict[str, str]:
    """Every text of every command, with one command that has it."""
    found: dict[str, str] = {}
    for name, command in below(group, "boas"):

        def heard(text: str, name: str = name) -> str:
            found.setdefault(text, name)
            return text

        translate_command(command, click.Context(command, help_option_names=["-h", "--help"]), heard)
    return found


def words_of_click() -> set[str]:
    """Every message that click translates, singular and plural."""
    found: set[str] = set()
    for name in CLICK:
        spec = find_spec(f"click.{name}")
        assert spec
        assert spec.origin
        with Path(spec.origin).open("rb") as file:
            for _, message, _, _ in extract("python", file, keywords={"_": None, "ngettext": (1, 2)}):
                found |= {message} if isinstance(message, str) else set(message)
    return found


def test_every_text_of_every_command_has_its_french() -> None:
    missing = {text: name for text, name in texts().items() if text not in load_messages()}

    assert missing == {}, "add them to boas/cli/help.fr.po"


def test_every_word_of_click_that_is_said_has_its_french() -> None:
    assert words_of_click() - NOT_SAID - set(load_messages()) == set()
    assert NOT_SAID - words_of_click() == set(), "click says them no more"


def test_no_french_is_kept_for_a_text_that_is_gone() -> None:
    assert set(load_messages()) - set(texts()) - words_of_click() == set(), "take them out of boas/cli/help.fr.po"


def test_no_translation_is_empty_or_doubtful() -> None:
    with CATALOGUE.open("rb") as file:
        read = list(read_po(file, locale="fr", abort_invalid=True))

    assert [one.id for one in read if one.fuzzy and one.id] == []
    assert [english for english, said in load_messages().items() if not said] == []


def test_french_fills_in_nothing_that_english_does_not() -> None:
    for english, said in load_messages().items():
        if english not in texts():
            assert set(re.findall(r"{.*?}", said)) <= set(re.findall(r"{.*?}", english)), english


def test_french_punctuation_never_stands_alone_on_a_line() -> None:
    assert [said for said in load_messages().values() if re.search(r" [:;!?»]|« ", said)] == []


def test_lines_that_are_kept_are_as_many_in_french_and_fit_a_hundred_columns() -> None:
    for english, said in load_messages().items():
        if english in texts():
            assert len(said.splitlines()) == len(english.splitlines())
            assert max(map(len, said.splitlines())) <= 100 - len(KEEP) or "\n" not in said, said


FIRST_HELP = {
    "fr": (
        "Usage\xa0: boas [OPTIONS] COMMANDE [ARGUMENTS]...\n\n",
        "\n  Un registre ouvert d’algorithmes en santé, tenu dans Git.\n\n",
        "\n  boas new                      commencer la fiche d’un nouvel algorithme\n  boas check        ",
        "\n\nOptions\xa0:\n  --version       Affiche la version de boas, sans rien faire d’autre.\n",
        "\n  --lang [fr|en]  Langue (à défaut\xa0: BOAS_LANG, la locale, puis fr).\n",
        "\n\nCommandes\xa0:\n  build ",
        "\n  check     Vérifie les documents.\n",
    ),
    "en": (
        "Usage: boas [OPTIONS] COMMAND [ARGS]...\n\n",
        "\n  An open, Git-backed registry of health algorithms.\n\n",
        "\n  boas new                      begin the card of a new algorithm\n  boas check        ",
        "\n\nOptions:\n  --version       Show the version and exit.\n",
        "\n  --lang [fr|en]  Language (default: BOAS_LANG, locale, fr).\n",
        "\n\nCommands:\n  build ",
        "\n  check     Check documents",
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
