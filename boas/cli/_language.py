"""In which language the command line speaks: `--lang`, else BOAS_LANG, else the locale, else French."""

import os
import sys
from itertools import pairwise

from boas.translation import Language, list_languages

_VARIABLES = ("BOAS_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
_NO_LANGUAGE = {"C", "POSIX", "C.UTF-8"}
"""Locales that name no language."""


def resolve_language(choice: str | None) -> Language:
    """The language asked for, by option or by the environment; the first one when the program has no words in it."""
    languages = list_languages()
    if choice is None:
        asked = (os.environ.get(name) for name in _VARIABLES)
        choice = next((value for value in asked if value and value not in _NO_LANGUAGE), languages[0])
    wanted = choice.lower().replace("_", "-").partition(".")[0]
    return next((one for one in (wanted, wanted.partition("-")[0]) if one in languages), languages[0])


def find_language_option() -> str | None:
    """What `--lang` says on the command line, for those who speak when no option was read; nothing without it."""
    arguments = sys.argv[1:]
    named = [one.removeprefix("--lang=") for one in arguments if one.startswith("--lang=")]
    after = [value for option, value in pairwise(arguments) if option == "--lang"]
    return next((value for value in (*named, *after) if value in list_languages()), None)
