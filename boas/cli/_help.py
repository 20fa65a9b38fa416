"""Help and usage errors in French too: `help.fr.po`, beside this file, says what the code says in English.

It is read when there is something to show, never before. What it lacks stays English: help does not fail.
"""

import gettext
import inspect
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import click

from boas.cli._language import find_language_option, resolve_language

CATALOGUE = Path(__file__).with_name("help.fr.po")

KEEP = "\b\n"
"""How a paragraph begins whose lines click keeps as they are."""

_STORED = {"Show this message and exit.", "directory", "file", "path"}
"""Words that click asks for each time a command runs; they become French with the command's own, when shown."""


class TranslatedContext(click.Context):
    """What click knows of one command, shown in the language asked for."""

    def get_help(self) -> str:
        """The whole help, commands of a group included."""
        group = self.command
        if isinstance(group, click.Group) and _is_french():
            for name in group.list_commands(self):
                if command := group.get_command(self, name):
                    translate_command(command, self, _translate_message)
        self.translate()
        return super().get_help()

    def get_usage(self) -> str:
        """The line of usage; an error shows it first, so that what it names afterwards is translated as well."""
        self.translate()
        return super().get_usage()

    def translate(self) -> None:
        """Put the command into French, unless English was asked for."""
        if _is_french():
            translate_command(self.command, self, _translate_message)


def install_translations() -> None:
    """Let click's own words be French, unless English was asked for.

    It takes them from the standard `gettext`, which reads compiled files only: its two look-ups are answered here.
    """
    if _is_french():
        gettext.dgettext = _translate_click_word
        gettext.dngettext = _translate_plural


def _translate_click_word(domain: str, message: str) -> str:  # noqa: ARG001 -- click has no domain of its own
    """One of click's words in French; those that it stores stay as they are until then."""
    return message if message in _STORED else _translate_message(message)


def _translate_plural(domain: str, msgid1: str, msgid2: str, n: int) -> str:
    """The same by number: French says one for 0, English does not."""
    return _translate_click_word(domain, msgid1 if abs(n) < 2 else msgid2)  # noqa: PLR2004 -- the French rule itself


def use_translated_context(command: click.Command) -> click.Command:
    """The command, and those below it, made to show themselves in the language asked for."""
    command.context_class = TranslatedContext
    for below in getattr(command, "commands", {}).values():
        use_translated_context(below)
    return command


def translate_command(command: click.Command, context: click.Context, say: Callable[[str], str]) -> None:
    """Replace each text of a command and of its parameters by what `say` makes of it."""
    if command.help:
        command.help = _translate_paragraphs(command.help, say)
    if isinstance(command, click.Group):
        command.subcommand_metavar = say(command.subcommand_metavar)
    for param in command.get_params(context):
        if param.help:
            param.help = _translate_paragraphs(param.help, say)
        if not getattr(param, "is_flag", False) and (param.metavar or not isinstance(param.type, click.Choice)):
            param.metavar = say(param.make_metavar(context))


def _translate_paragraphs(text: str, say: Callable[[str], str]) -> str:
    """A help text, said paragraph by paragraph: on one line, unless its lines are kept as they are."""
    paragraphs = (one for one in re.split(r"\n[ ]*\n", inspect.cleandoc(text)) if one)
    return "\n\n".join(
        KEEP + say(one.removeprefix(KEEP)) if one.startswith(KEEP) else say(one.replace("\n", " "))
        for one in paragraphs
    )


def _is_french() -> bool:
    """Whether to speak French: `--lang` says so wherever it stands, or the environment, or nothing says otherwise."""
    return resolve_language(find_language_option()) == "fr"


def _translate_message(message: str) -> str:
    """One message in French; as it is when nobody has translated it."""
    return load_messages().get(message, message)


@cache
def load_messages() -> Mapping[str, str]:
    """French by its English, read once; a singular and its plural stand for themselves."""
    from babel.messages.pofile import read_po

    with CATALOGUE.open("rb") as file:
        pairs = [
            (_list_forms(one.id), _list_forms(one.string)) for one in read_po(file, locale="fr", ignore_obsolete=True)
        ]
    return {english: said for ids, strings in pairs for english, said in zip(ids, strings, strict=True) if english}


def _list_forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """A message's only form, or its singular and plural."""
    return (text,) if isinstance(text, str) else tuple(text or ())
