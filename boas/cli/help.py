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

from boas.cli.language import asked_for, language_from

CATALOGUE = Path(__file__).with_name("help.fr.po")

KEEP = "\b\n"
"""How a paragraph begins whose lines click keeps as they are."""

STORED = {"Show this message and exit.", "directory", "file", "path"}
"""Words that click asks for each time a command runs; they become French with the command's own, when shown."""


class Spoken(click.Context):
    """What click knows of one command, shown in the language asked for."""

    def get_help(self) -> str:
        """The whole help, commands of a group included."""
        group = self.command
        if isinstance(group, click.Group) and is_french():
            for name in group.list_commands(self):
                if command := group.get_command(self, name):
                    put(command, self, french)
        self.translate()
        return super().get_help()

    def get_usage(self) -> str:
        """The line of usage; an error shows it first, so that what it names afterwards is translated as well."""
        self.translate()
        return super().get_usage()

    def translate(self) -> None:
        """Put the command into French, unless English was asked for."""
        if is_french():
            put(self.command, self, french)


def speak() -> None:
    """Let click's own words be French, unless English was asked for.

    It takes them from the standard `gettext`, which reads compiled files only: its two look-ups are answered here.
    """
    if is_french():
        gettext.dgettext = word
        gettext.dngettext = word_by_number


def word(domain: str, message: str) -> str:  # noqa: ARG001 -- click has no domain of its own
    """One of click's words in French; those that it stores stay as they are until then."""
    return message if message in STORED else french(message)


def word_by_number(domain: str, msgid1: str, msgid2: str, n: int) -> str:
    """The same by number: French says one for 0, English does not."""
    return word(domain, msgid1 if abs(n) < 2 else msgid2)  # noqa: PLR2004 -- the French rule itself


def spoken(command: click.Command) -> click.Command:
    """The command, and those below it, made to show themselves in the language asked for."""
    command.context_class = Spoken
    for below in getattr(command, "commands", {}).values():
        spoken(below)
    return command


def put(command: click.Command, context: click.Context, say: Callable[[str], str]) -> None:
    """Replace each text of a command and of its parameters by what `say` makes of it."""
    if command.help:
        command.help = put_paragraphs(command.help, say)
    if isinstance(command, click.Group):
        command.subcommand_metavar = say(command.subcommand_metavar)
    for param in command.get_params(context):
        if param.help:
            param.help = put_paragraphs(param.help, say)
        if not getattr(param, "is_flag", False) and (param.metavar or not isinstance(param.type, click.Choice)):
            param.metavar = say(param.make_metavar(context))


def put_paragraphs(text: str, say: Callable[[str], str]) -> str:
    """A help text, said paragraph by paragraph: on one line, unless its lines are kept as they are."""
    paragraphs = (one for one in re.split(r"\n[ ]*\n", inspect.cleandoc(text)) if one)
    return "\n\n".join(
        KEEP + say(one.removeprefix(KEEP)) if one.startswith(KEEP) else say(one.replace("\n", " "))
        for one in paragraphs
    )


def is_french() -> bool:
    """Whether to speak French: `--lang` says so wherever it stands, or the environment, or nothing says otherwise."""
    return language_from(asked_for()) == "fr"


def french(message: str) -> str:
    """One message in French; as it is when nobody has translated it."""
    return messages().get(message, message)


@cache
def messages() -> Mapping[str, str]:
    """French by its English, read once; a singular and its plural stand for themselves."""
    from babel.messages.pofile import read_po

    with CATALOGUE.open("rb") as file:
        pairs = [(forms(one.id), forms(one.string)) for one in read_po(file, locale="fr", ignore_obsolete=True)]
    return {english: said for ids, strings in pairs for english, said in zip(ids, strings, strict=True) if english}


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """A message's only form, or its singular and plural."""
    return (text,) if isinstance(text, str) else tuple(text or ())
