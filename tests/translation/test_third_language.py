"""A third language is data only: with catalogues alone, everything is said in it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from boas.checks import RULES
from boas.translation import LocalisedTexts, Message, list_languages
from boas.translation._message import CasedMessage
from ci.extract_messages import iter_commands
from tests.checks.test_cases import CASES, findings_of
from tests.cli.running import boas
from tests.pseudo_language import find_latin_words, translate, write_catalogues

LANGUAGE = "de"
FIRST_FAILS = {case.partition("/")[0]: case for case in reversed(CASES) if "/fail-" in case}
"""One case that fails for each rule."""


NAMES_OF_CLICK = {"integer", "range"}
"""A type of value, which click puts into a message as it is; a translator can leave it out, as the French does."""


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_catalogues(tmp_path_factory.mktemp("catalogues"), LANGUAGE)


@pytest.fixture(autouse=True)
def speaking(catalogues: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOAS_TRANSLATIONS", str(catalogues))


def say(*arguments: str, at: Path) -> str:
    """What a command prints in the language."""
    environment = {"BOAS_TRANSLATIONS": os.environ["BOAS_TRANSLATIONS"], "COLUMNS": "100"}
    run = boas("--lang", LANGUAGE, *arguments, at=at, environment=environment)
    return (run.stdout + run.stderr).decode()


def test_the_language_is_there() -> None:
    assert list_languages() == ("fr", "en", LANGUAGE)
    assert Message("The address is too long.").in_(LANGUAGE) == translate("The address is too long.")


@pytest.mark.parametrize(("name", "command"), [pytest.param(*one, id=one[0]) for one in iter_commands()])
def test_help_has_no_untranslated_word(name: str, command: click.Command, tmp_path: Path) -> None:
    shown = say(*name.split()[1:], "--help", at=tmp_path)

    bare = re.sub(r"--?[a-z][a-z-]*|\[OPTIONS\]", "", shown)
    assert find_latin_words(bare) <= {LANGUAGE, *find_latin_words(name), *list_literals(command)}


def list_literals(command: click.Command) -> Iterator[str]:
    """Words that a reader types as they are: names of commands, closed lists of values, values when none is given."""
    for below in getattr(command, "list_commands", lambda _: ())(click.Context(command)):
        yield from find_latin_words(below)
    for param in command.params:
        default = param.default if isinstance(param.default, str) else ""
        choices = param.type.choices if isinstance(param.type, click.Choice) else ()
        for literal in (*choices, default):
            yield from find_latin_words(str(literal))


@pytest.mark.parametrize(
    "arguments", ["chekc", "check --nonsense", "check --format x", "diff", "serve --port x", "explain no-such-rule"]
)
def test_a_wrong_use_is_told_without_an_untranslated_word(arguments: str, tmp_path: Path) -> None:
    shown = re.sub(r"--?[a-z][a-z-]*|\[OPTIONS\]|'[^']*'", "", say(*arguments.split(), at=tmp_path))

    assert find_latin_words(shown) <= {"boas", *arguments.split(), *NAMES_OF_CLICK}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_explained_without_an_untranslated_word(rule: str) -> None:
    for message in (RULES[rule].what, RULES[rule].why, RULES[rule].help):
        assert find_latin_words(message.in_(LANGUAGE)) == set()


@pytest.mark.parametrize("case", FIRST_FAILS.values(), ids=list(FIRST_FAILS))
def test_what_is_found_is_said_in_words_of_the_language_and_of_the_author(case: str, tmp_path: Path) -> None:
    for finding in findings_of(case, tmp_path):
        for message in (finding.message, finding.help):
            assert find_latin_words(message.in_(LANGUAGE)) <= list_words(message), message


def list_words(value: object) -> set[str]:
    """Latin words of the parameters of a message, which are an author's, or names."""
    match value:
        case Message():
            return set().union(*(list_words(inner) for _, inner in value.params))
        case CasedMessage():
            return list_words(value.message)
        case LocalisedTexts():
            return set().union(*(find_latin_words(text) for _, text in value.texts))
    return find_latin_words(value.replace("`", "")) if isinstance(value, str) else set()
