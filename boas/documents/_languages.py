"""Languages that the texts of a registry are written in: which there are, and which its settings name."""

from collections.abc import Mapping
from functools import cache
from itertools import takewhile

import boas.translation  # what names all languages is loaded when one is looked up
from boas.documents._vocabularies import load_vocabulary
from boas.translation import SOURCE_LANGUAGE

DEFAULT_LANGUAGES = ("fr", "en")
"""Languages of a registry whose settings name none that can be read."""

VOCABULARY = "languages"
"""The list that languages are taken from."""


def is_language(code: object) -> bool:
    """Whether something is the code of a language that texts may be written in."""
    return isinstance(code, str) and code in _list_codes()


@cache
def _list_codes() -> frozenset[str]:
    """Every code: it is asked of every key of every document."""
    return frozenset(load_vocabulary(VOCABULARY).terms)


def find_languages(settings: object) -> tuple[str, ...]:
    """The languages that settings name, the first one first, each once; the usual ones when a code is unknown.

    Args:
        settings: what stands in `registry.yaml`, as a plain value that nothing has been checked of.
    """
    written = settings.get(VOCABULARY) if isinstance(settings, Mapping) else None
    listed = written if isinstance(written, list) else []
    known = list(takewhile(is_language, listed))
    return tuple(dict.fromkeys(known)) if known and len(known) == len(listed) else DEFAULT_LANGUAGES


def find_language(text: str) -> str | None:
    """The code of a language written with three letters (ISO 639-2 and 639-3) or with a country; None for the rest."""
    stem = text.strip().lower().replace("_", "-").partition("-")[0]
    code = boas.translation.map_language_aliases().get(stem, stem)
    return code if is_language(code) else None


def name_language(code: str) -> str:
    """The English name of a language."""
    return load_vocabulary(VOCABULARY).terms[code].in_(SOURCE_LANGUAGE)
