"""Words of the pages: those of the interface in each language, labels of terms, texts of documents.

Templates and this room's modules write English; the catalogue `site` translates it. Texts of documents are taken as
they were written and only chosen by language; nothing of them is translated here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from gettext import NullTranslations

from babel.core import Locale

from boas.documents import load_vocabulary, name_licence
from boas.translation import Language, Message, load_catalogue, resolve_language, translate_plural


@dataclass(frozen=True, slots=True)
class LocalisedText:
    """A text as a reader gets it, and whether its language is another than that of the page around it."""

    text: str
    language: Language
    foreign: bool


def name_language(language: Language) -> str:
    """What a language is called by those who speak it."""
    name = Locale(language).get_display_name(language) or language
    return name[:1].upper() + name[1:]


def choose(text: Mapping[str, str | None], language: Language) -> LocalisedText:
    """The reader's language when the text has it, else that of the interface, else the first that it has.

    It is foreign when its language is not that of the interface around it.
    """
    interface = resolve_language(language)
    given = {name: words for name, words in text.items() if words}
    chosen = next((name for name in (language, interface, *given) if name in given), interface)
    return LocalisedText(given.get(chosen, ""), chosen, foreign=chosen != interface)


def name_term(name: str, term: str, language: Language) -> str:
    """What a vocabulary calls a term; the term itself when a newer registry knows it and we do not."""
    words = load_vocabulary(name).terms.get(term)
    return words.in_(language) if words else term


def name_licence_of(code: str, language: Language) -> str:
    """What a licence is called: a usual one in the reader's language, any other by SPDX, else what was written."""
    usual = name_term("licences", code, language)
    return usual if usual != code else name_licence(code) or code


def mark(message: str) -> str:
    """Mark a message for translation where it is written; it is translated where it is shown."""
    return message


COLON = mark(": ")
"""What stands between a name and what is said of it."""


@dataclass(frozen=True, slots=True, eq=False)
class _PageCatalogue:
    """Words of the pages in one language, set as it is typeset."""

    catalogue: NullTranslations
    language: Language
    """That of the words: English where there are none in the reader's."""

    def gettext(self, message: str) -> str:
        """One message; English when nobody has translated it."""
        return _typeset_message(self, message)

    def ngettext(self, one: str, many: str, n: float) -> str:
        """One message by number, in the forms of plural of the language."""
        return _typeset(translate_plural(self.catalogue, one, many, n), self.language)


@cache
def load_page_catalogue(language: Language) -> _PageCatalogue:
    """Words of the pages in one language, read once."""
    return _PageCatalogue(load_catalogue("site", language), language)


@cache
def _typeset_message(words: _PageCatalogue, message: str) -> str:
    """A message of the program, which has few of them and says each on many pages."""
    return _typeset(words.catalogue.gettext(message), words.language)


def _typeset(text: str, language: Language) -> str:
    """A text of the program with the spaces of its language: French ones never break."""
    return insert_no_break_spaces(text) if language == "fr" else text


def insert_no_break_spaces(text: str) -> str:
    """One French text with its no-break spaces."""
    text = re.sub(r" (?=[;!?]|%(?!\())", "\u202f", text)
    return re.sub(r" (?=[:»])|(?<=«) ", "\u00a0", text)


def typeset_message(message: Message, language: Language) -> str:
    """What the program says, as a page in one language shows it."""
    return _typeset(message.in_(language), language)
