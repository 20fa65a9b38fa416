"""Brings the catalogues of translations up to date with the texts of the program.

    .venv/bin/python -m ci.extract_messages          says what the catalogues lack or have too much
    .venv/bin/python -m ci.extract_messages --write  adds what they lack, untranslated, and drops what is gone

Texts come from where they are written: messages from calls in the code, pages of rules from docstrings of rules, help
from commands, meanings from docstrings of fields, labels from vocabularies, words of pages from templates.
"""

import ast
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from boas.checks import RULES, load_examples
from boas.cli._help import translate_command
from boas.cli.main import boas as group
from boas.documents import iter_field_meanings, list_vocabularies, load_vocabulary
from boas.translation import SIGN_CONTEXT, SIGNS, compile_catalogues

ROOT = Path(__file__).parents[1]
CATALOGUES = ROOT / "boas" / "translation" / "catalogues"
DOMAINS = ("messages", "rules", "help", "click", "fields", "vocabularies", "site")
JINJA = {"extensions": "jinja2.ext.do", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}


@dataclass(frozen=True, slots=True)
class Text:
    """One text to translate."""

    one: str
    many: str = ""
    context: str = ""
    place: str = ""
    """The file or thing it comes from, for the translator."""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it apart in its catalogue."""
        return self.context, self.one


def collect_texts(domain: str) -> tuple[Text, ...]:
    """Every text of a domain, once, in the order of the code."""
    found = {text.key: text for text in reversed(list(_COLLECTORS[domain]()))}
    return tuple(reversed(found.values()))


def _iter_messages() -> Iterator[Text]:
    """Texts of `Message(…)` and `make_plural(…)` in the code, after the signs inside numbers."""
    yield from (Text(sign, context=SIGN_CONTEXT, place="boas/translation/_numbers.py") for sign in SIGNS)
    for path in sorted((ROOT / "boas").rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        if place.startswith("boas/translation/"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield from _read_call(node, node.func.id, place)


def _read_call(call: ast.Call, name: str, place: str) -> Iterator[Text]:
    """The text that one call gives, when it gives one."""
    texts = [part.value for part in call.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    named = {word.arg: word.value.value for word in call.keywords if isinstance(word.value, ast.Constant)}
    context = str(named.get("_context", ""))
    if name == "Message" and texts and texts[0] and "_domain" not in {word.arg for word in call.keywords}:
        yield Text(texts[0], context=context, place=place)
    elif name == "make_plural":
        yield Text(texts[0], texts[1], context, place)


def _iter_rules() -> Iterator[Text]:
    """The three texts of each rule of the program."""
    for rule in RULES.values():
        for message in (rule.what, rule.why, rule.help):
            yield Text(message.template, place=rule.name)
    for example in (one for one in load_examples().values() if one.told.template):
        yield Text(
            example.told.template, context=example.told.context, place=f"boas/checks/examples/{example.rule}.toml"
        )


def iter_commands(command: click.Command = group, name: str = "boas") -> Iterator[tuple[str, click.Command]]:
    """A command and those below it, each with the words that call it."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for below in command.list_commands(context):
            if found := command.get_command(context, below):
                yield from iter_commands(found, f"{name} {below}")


def _iter_help() -> Iterator[Text]:
    """Paragraphs of help, and names of values."""
    for name, command in iter_commands():
        found: list[str] = []

        def keep(text: str, found: list[str] = found) -> str:
            found.append(text)
            return text

        translate_command(command, click.Context(command, help_option_names=["-h", "--help"]), keep)
        yield from (Text(text, place=name.replace(" ", "-")) for text in found if text)


def iter_click_words() -> Iterator[Text]:
    """What click itself can say."""
    for name in ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types"):
        spec = find_spec(f"click.{name}")
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError(name)
        with Path(spec.origin).open("rb") as file:
            for _, message, _, _ in extract("python", file, keywords={"_": None, "ngettext": (1, 2)}):
                yield _make_text(message, f"click.{name}")


def _make_text(message: str | tuple[str, ...], place: str) -> Text:
    """A text that Babel found, with its plural when it has one."""
    return Text(message, place=place) if isinstance(message, str) else Text(message[0], message[1], place=place)


def _iter_click() -> Iterator[Text]:
    """What click says in our commands."""
    unsaid = set((ROOT / "ci" / "unsaid_by_click.txt").read_text().splitlines())
    return (text for text in iter_click_words() if text.one not in unsaid)


def _iter_fields() -> Iterator[Text]:
    """What each field of each part of a document means."""
    return (Text(message.template, context=message.context, place=message.context) for message in iter_field_meanings())


def _iter_vocabularies() -> Iterator[Text]:
    """Names of vocabularies and labels of terms."""
    for name in list_vocabularies():
        words = load_vocabulary(name)
        for message in (words.label, *words.terms.values()):
            yield Text(message.template, context=message.context, place=f"schemas/vocabularies/{name}.yaml")


def _iter_site() -> Iterator[Text]:
    """Words of templates, and those that pages are given by the code."""
    for path in sorted((ROOT / "web" / "templates").rglob("*.html")):
        with path.open("rb") as file:
            for _, message, _, _ in extract("jinja2.ext:babel_extract", file, options=JINJA):
                yield _make_text(message, path.relative_to(ROOT).as_posix())
    for path in sorted((ROOT / "boas" / "site").glob("*.py")):
        with path.open("rb") as file:
            marks = {"_": None, "mark": None, "gettext": None, "ngettext": (1, 2)}
            for _, message, _, _ in extract("python", file, keywords=marks):
                yield _make_text(message, path.relative_to(ROOT).as_posix())


_COLLECTORS = {
    "messages": _iter_messages,
    "rules": _iter_rules,
    "help": _iter_help,
    "click": _iter_click,
    "fields": _iter_fields,
    "vocabularies": _iter_vocabularies,
    "site": _iter_site,
}


def read_catalogue(language: str, domain: str) -> Catalog:
    """The catalogue as it is kept; an empty one when nobody has begun it."""
    path = locate_catalogue(language, domain)
    if not path.is_file():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def locate_catalogue(language: str, domain: str) -> Path:
    """Where the catalogue of a language and domain lies."""
    return CATALOGUES / language / "LC_MESSAGES" / f"{domain}.po"


def map_translations(catalogue: Catalog) -> dict[tuple[str, str], tuple[str, ...]]:
    """What a catalogue says for each text; forms of plural stand in a row."""
    return {
        (message.context or "", _get_first(message.id)): _to_tuple(message.string)
        for message in catalogue
        if message.id and not message.fuzzy and all(_to_tuple(message.string))
    }


def _get_first(text: str | Iterable[str]) -> str:
    """The singular."""
    return text if isinstance(text, str) else next(iter(text))


def _to_tuple(text: str | Iterable[str] | None) -> tuple[str, ...]:
    """The forms of a translation."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def rebuild_catalogue(language: str, domain: str, said: dict[tuple[str, str], tuple[str, ...]]) -> Catalog:
    """A catalogue of all texts there are, with the translations there are."""
    catalogue = Catalog(locale=language, fuzzy=False)
    for text in collect_texts(domain):
        translation = said.get(text.key, ())
        forms = translation or ("",) * catalogue.num_plurals
        catalogue.add(
            (text.one, text.many) if text.many else text.one,
            forms if text.many else (translation[0] if translation else ""),
            locations=[(text.place, 0)],
            context=text.context or None,
            flags=["python-brace-format"] if domain == "messages" and "{" in text.one else [],
        )
    return catalogue


def write_catalogue(language: str, domain: str, catalogue: Catalog) -> None:
    """Write a catalogue without the dates and names that would change each time."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=110, include_lineno=False)
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(_UNSTABLE)]
    start = next(number for number, line in enumerate(kept) if line.startswith("msgid"))
    path = locate_catalogue(language, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(kept[start:]))


_UNSTABLE = tuple(
    f'"{name}' for name in ("Project-Id", "Report-Msgid", "POT-", "PO-Rev", "Last-Tr", "Language-Team", "Generated-By")
)


def compare_catalogue(language: str, domain: str) -> tuple[list[str], list[str]]:
    """Texts that a catalogue does not translate, and entries whose text is gone."""
    texts = {text.key for text in collect_texts(domain)}
    said = set(map_translations(read_catalogue(language, domain)))
    return sorted(one for _, one in texts - said), sorted(one for _, one in said - texts)


def main() -> int:
    """Compare or write the catalogues of each language there is; 1 when something is missing."""
    is_incomplete = False
    for language in sorted(path.name for path in CATALOGUES.iterdir() if path.is_dir()):
        for domain in DOMAINS:
            if "--write" in sys.argv[1:]:
                said = map_translations(read_catalogue(language, domain))
                write_catalogue(language, domain, rebuild_catalogue(language, domain, said))
            missing, gone = compare_catalogue(language, domain)
            is_incomplete = is_incomplete or bool(missing or gone)
            for what, texts in (("lacks", missing), ("has too much", gone)):
                sys.stdout.writelines(f"{language} {domain} {what}: {text}\n" for text in texts)
    compile_catalogues(CATALOGUES)
    return int(is_incomplete)


if __name__ == "__main__":
    sys.exit(main())
