"""In which language the command line speaks: `--lang`, else BOAS_LANG, else the locale, else French."""

import os
import sys
from itertools import pairwise

from boas.finding import Language


def resolve_language(choice: str | None) -> Language:
    """French unless English was asked for, by option or by the environment."""
    if choice is None:
        asked = (os.environ.get(name) for name in ("BOAS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))
        choice = next((value for value in asked if value and value not in {"C", "POSIX", "C.UTF-8"}), "fr")
    return "en" if choice.lower().startswith("en") else "fr"


def find_language_option() -> str | None:
    """What `--lang` says on the command line, for those who speak when no option was read; nothing without it."""
    arguments = sys.argv[1:]
    named = [one.removeprefix("--lang=") for one in arguments if one.startswith("--lang=")]
    after = [value for option, value in pairwise(arguments) if option == "--lang"]
    return next((value for value in (*named, *after) if value in {"fr", "en"}), None)
