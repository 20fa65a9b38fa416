"""A third language is data only: with catalogues alone, everything is said in it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import click
import html5lib
import pytest

from boas.checks import RULES
from boas.documents import DOCUMENTS, list_fields
from boas.serving import build_application
from boas.translation import LocalisedTexts, Message, list_languages
from boas.translation._catalogues import get_own_folder
from boas.translation._message import CasedMessage
from ci.extract_messages import iter_commands
from tests.api.asking import ask
from tests.checks.test_cases import CASES, findings_of
from tests.cli.running import boas
from tests.cli.test_languages import begin
from tests.git_registry import GitRegistry
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
def speaking(catalogues: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("BOAS_TRANSLATIONS", str(catalogues))
    get_own_folder.cache_clear()  # a process asks once
    yield
    get_own_folder.cache_clear()


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


AUTHORS = {"name": "Ж1", "summary": "Ж2.", "purpose": "Ж3", "limitation": "Ж4."}
"""What the only card says, in letters that are not Latin."""

NAMES_ON_PAGES = {
    *("boas", "schlaganfall", "Klinik", "Daten", "Aufenthalte", "Verfahren", "der"),
    *(
        "BibTeX",
        "CITATION",
        "cff",
        "CodeMeta",
        "JSON",
        "SHA",
        "sha",
        "ZIP",
        "GET",
        "POST",
        "GitHub",
        "GitLab",
        *("node", "semver", "semantic", "packaging", "python"),  # libraries that read ranges otherwise
        "ledger",
        "json",
        "fr",
    ),
    *("formulaire", "defenseurdesdroits", "main", "check", "approval", "Deutsch", "Januar", "November"),
}
"""The words of the registry's titles, formats and standards, addresses, the name of the language and its months."""


@pytest.fixture(scope="module")
def registry(catalogues: Path, tmp_path_factory: pytest.TempPathFactory) -> GitRegistry:
    """A registry in the language, with one card, built by a program that has catalogues for it."""
    made = begin(tmp_path_factory.mktemp("registry") / "registry", LANGUAGE, AUTHORS)
    built = boas("build", at=made.path, environment={"BOAS_TRANSLATIONS": str(catalogues)})
    assert built.returncode == 0, built.stderr.decode()
    return made


def test_no_page_has_an_untranslated_word(registry: GitRegistry) -> None:
    names = {word for name in (*RULES, *list_field_names()) for word in re.split("[^a-z]", name)}
    pages = sorted((registry.path / ".boas/site/current" / LANGUAGE).rglob("*.html"))

    left = {page.name: list_page_words(page.read_text()) - names - NAMES_ON_PAGES for page in pages}

    assert len(pages) > 100
    assert all(f'<html lang="{LANGUAGE}">' in page.read_text() for page in pages)
    assert {name: words for name, words in left.items() if words} == {}


def list_field_names() -> Iterator[str]:
    for kind in DOCUMENTS:
        yield from (field.path for field in list_fields(kind))


def list_page_words(page: str) -> set[str]:
    """Latin words of a page outside code, and outside what says that it is in another language or in none."""
    words: set[str] = set()

    def walk(node: Element, *, is_shown: bool) -> None:
        shown = (
            is_shown
            and node.tag not in {"code", "pre", "script", "style"}
            and node.get("lang", LANGUAGE) == LANGUAGE
            and node.get("translate") != "no"
        )
        if shown:
            spoken = (node.text, node.get("title"), node.get("aria-label"), node.get("alt"), node.get("placeholder"))
            words.update(*(find_latin_words(text) for text in spoken if text))
        for inner in node:
            walk(inner, is_shown=shown)
            words.update(find_latin_words(inner.tail or "") if shown else ())

    walk(html5lib.parse(page, namespaceHTMLElements=False), is_shown=True)
    return words - {commit for commit in words if re.fullmatch("[0-9a-f]+", commit)}


@pytest.mark.parametrize(
    "address",
    ["/api/v1/algorithms/unknown", "/api/v1/algorithms?limit=x", "/api/v1/nothing", "/api/v1/algorithms?q=%XX"],
)
def test_a_problem_is_told_in_the_language(registry: GitRegistry, address: str) -> None:
    state = registry.path / ".boas"
    answer = ask(
        build_application(state / "site", state / "index.sqlite"), address, headers={"accept-language": LANGUAGE}
    )

    said = answer.json()["detail"]
    assert answer.status >= 400
    assert find_latin_words(said) <= {"unknown", "nothing", "limit", "UTF", "XX"}, said
    assert translate("a") <= max(said) <= translate("z")
