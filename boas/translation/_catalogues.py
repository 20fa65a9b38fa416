"""Catalogues of translations: which languages there are, and one domain of one language, read once.

They are compiled GNU gettext catalogues (`.mo`), read with the standard library. A folder named by the variable
BOAS_TRANSLATIONS, laid out as ours is, comes first: so a translator tries a catalogue without installing anything.
"""

import gettext
import os
from functools import cache
from pathlib import Path
from typing import Literal

Language = str
"""A language by its BCP 47 tag, in lower case: `fr`, `en`, `de`."""

Domain = Literal["messages", "rules", "help", "click", "fields", "vocabularies", "site"]
"""A set of texts with catalogues of its own: sentences of the program, pages of rules, help of commands, words of
click, meanings of fields, labels of terms, words of pages."""

SOURCE_LANGUAGE: Language = "en"
"""The language in which texts stand in the code; it needs no catalogue."""

_FIRST_LANGUAGE: Language = "fr"
"""The language of the program when nothing says otherwise."""

FOLDER = Path(__file__).with_name("catalogues")
"""Where the program's own catalogues lie."""


def list_languages() -> tuple[Language, ...]:
    """Languages the program has words in: French, English, then the others by name."""
    return _find_languages(get_own_folder())


@cache
def get_own_folder() -> str:
    """A translator's own folder, as the variable named it when this process first asked; empty when it names none."""
    return os.environ.get(_VARIABLE, "")


@cache
def _find_languages(own: str) -> tuple[Language, ...]:
    """The same, looked for once; a language is there when its messages are."""
    folders = (FOLDER, *([Path(own)] if own else []))
    found = {path.parents[1].name for folder in folders for path in folder.glob("*/LC_MESSAGES/messages.mo")}
    return (_FIRST_LANGUAGE, SOURCE_LANGUAGE, *sorted(found - {_FIRST_LANGUAGE, SOURCE_LANGUAGE}))


def resolve_language(language: Language) -> Language:
    """The language itself when the program has words in it, else English, in which its texts are written."""
    return language if language in list_languages() else SOURCE_LANGUAGE


def list_catalogues() -> tuple[Path, ...]:
    """The compiled catalogues, a translator's own after the program's."""
    return tuple(path for folder in reversed(_list_folders()) for path in sorted(folder.glob("*/LC_MESSAGES/*.mo")))


_ADDED: list[Path] = []
"""Folders of catalogues of packages whose rules run."""


def add_catalogues(folder: Path) -> None:
    """Let the catalogues of another package translate what ours do not."""
    if folder not in _ADDED:
        _ADDED.append(folder)


def _list_folders() -> tuple[Path, ...]:
    """Folders of catalogues: a translator's own, the program's, those of packages."""
    own = get_own_folder()
    return (*([Path(own)] if own else []), FOLDER, *_ADDED)


_VARIABLE = "BOAS_TRANSLATIONS"


def find_catalogue_folder(domain: Domain, language: Language) -> Path:
    """The folder that has a domain in a language, for readers of catalogues other than ours; else the program's."""
    folders = (folder for folder in _list_folders() if gettext.find(domain, folder, [language]))
    return next(folders, FOLDER)


def load_catalogue(domain: Domain, language: Language) -> gettext.NullTranslations:
    """One domain in one language; what no catalogue translates stays English.

    Args:
        domain: The set of texts.
        language: Any tag; one without a catalogue gives English.

    Returns:
        The standard library's catalogue, which also answers contexts and plural forms.
    """
    return _read_catalogue(domain, language, get_own_folder(), len(_ADDED))


@cache
def _read_catalogue(domain: Domain, language: Language, own: str, added: int) -> gettext.NullTranslations:  # noqa: ARG001 -- what the answer depends on
    """A catalogue from the first folder that has one; the next ones give what it lacks."""
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    first, *others = (gettext.translation(domain, folder, [language], fallback=True) for folder in _list_folders())
    for other in others:
        first.add_fallback(other)
    return first


def translate_plural(catalogue: gettext.NullTranslations, one: str, many: str, n: float) -> str:
    """A text by number in a catalogue's own forms of plural; those count whole numbers only, so 1.5 goes as 1."""
    return catalogue.ngettext(one, many, int(abs(n)) if isinstance(catalogue, gettext.GNUTranslations) else n)  # type: ignore[arg-type]
