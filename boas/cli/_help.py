"""Help and usage errors in the reader's language: the catalogue `help` translates ours, `click` those of click.

They are read when there is something to show, never before. What a catalogue lacks stays English: help does not fail.
"""

import gettext
import inspect
import os
import re
from collections.abc import Callable

import click

from boas.cli._language import find_language_option, resolve_language
from boas.translation import SOURCE_LANGUAGE, Language, find_catalogue_folder, load_catalogue

KEEP = "\b\n"
"""How a paragraph begins whose lines click keeps as they are."""


class TranslatedContext(click.Context):
    """What click knows of one command, shown in the language asked for."""

    def get_help(self) -> str:
        """The whole help, commands of a group included."""
        group = self.command
        if isinstance(group, click.Group) and _get_language() != SOURCE_LANGUAGE:
            for command in group.commands.values():
                translate_command(command, self, load_catalogue("help", _get_language()).gettext)
        self.translate()
        return super().get_help()

    def get_usage(self) -> str:
        """The line of usage; an error shows it first, so that what it names afterwards is translated as well."""
        self.translate()
        return super().get_usage()

    def translate(self) -> None:
        """Put the command into the language asked for, unless that is English, in which it stands."""
        if _get_language() != SOURCE_LANGUAGE:
            translate_command(self.command, self, load_catalogue("help", _get_language()).gettext)


def install_translations() -> None:
    """Let click's own words be in the language asked for.

    Click takes them from the program's default domain (`gettext.textdomain`), in the language that the variable
    LANGUAGE names. Words that click asks for when commands are defined, and keeps, are not in that domain: they are
    translated with the command's own, when shown.
    """
    os.environ["LANGUAGE"] = _get_language()
    gettext.bindtextdomain("click", find_catalogue_folder("click", _get_language()))
    gettext.textdomain("click")


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


def translate_help(text: str) -> str:
    """The help of a command in the language asked for."""
    return _translate_paragraphs(text, load_catalogue("help", _get_language()).gettext)


def _translate_paragraphs(text: str, say: Callable[[str], str]) -> str:
    """A help text, said paragraph by paragraph: on one line, unless its lines are kept as they are."""
    paragraphs = (one for one in re.split(r"\n[ ]*\n", inspect.cleandoc(text)) if one)
    return "\n\n".join(
        KEEP + say(one.removeprefix(KEEP)) if one.startswith(KEEP) else say(one.replace("\n", " "))
        for one in paragraphs
    )


def _get_language() -> Language:
    """The language: `--lang` says which wherever it stands, or the environment, or French is spoken."""
    return resolve_language(find_language_option())
