"""Words of the pages: the interface in French and English, labels of terms, texts of documents.

Templates and the rooms' modules write English; `web/translations/fr.po` holds the French. Texts of
documents are taken as they were written and only chosen by language; nothing is translated here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from babel.messages.pofile import read_po

from boas.documents import find_package_folder, load_vocabulary
from boas.finding import Language, Message


@dataclass(frozen=True, slots=True)
class LocalisedText:
    """A text as a reader gets it, and whether it had to stay in the other language."""

    text: str
    language: Language
    foreign: bool


def get_other_language(language: Language) -> Language:
    """The other one of the two languages."""
    return "en" if language == "fr" else "fr"


def choose(text: Mapping[str, str | None], language: Language) -> LocalisedText:
    """The reader's language when the text has it, the other one when it does not."""
    if own := text.get(language):
        return LocalisedText(own, language, foreign=False)
    return LocalisedText(text.get(get_other_language(language)) or "", get_other_language(language), foreign=True)


def name_term(name: str, term: str, language: Language) -> str:
    """What a vocabulary calls a term; the term itself when a newer registry knows it and we do not."""
    words = load_vocabulary(name).terms.get(term)
    return words.in_(language) if words else term


def mark(message: str) -> str:
    """Mark a message for translation where it is written; it is translated where it is shown."""
    return message


@dataclass(frozen=True, slots=True)
class _MessageCatalogue:
    """Messages of the interface in one language, by their English."""

    messages: Mapping[str, tuple[str, ...]]
    """Singular and plural; empty for English, which stands in the templates."""
    language: Language

    def gettext(self, message: str) -> str:
        """One message; raises `KeyError` when the French is missing, which is a bug."""
        return message if self.language == "en" else self.messages[message][0]

    def ngettext(self, one: str, many: str, n: float) -> str:
        """One message by number: French says one for 0, English does not."""
        if self.language == "en":
            return one if n == 1 else many
        return self.messages[one][1 if abs(n) >= 2 else 0]  # noqa: PLR2004 -- the French rule itself


@cache
def load_catalogue(language: Language) -> _MessageCatalogue:
    """The interface in one language, read once."""
    if language == "en":
        return _MessageCatalogue({}, language)
    with (find_package_folder("web") / "translations" / "fr.po").open("rb") as file:
        messages = read_po(file, locale="fr", ignore_obsolete=True)
    return _MessageCatalogue(
        {_get_message_key(message.id): _typeset(message.string) for message in messages if message.id}, language
    )


def _get_message_key(message: str | list[str] | tuple[str, ...]) -> str:
    """The English by which a message is looked up: its singular."""
    return message if isinstance(message, str) else message[0]


def _typeset(translation: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """French spaces that never break: before high punctuation, inside quotation marks."""
    forms = (translation,) if isinstance(translation, str) else tuple(translation or ())
    return tuple(insert_no_break_spaces(form) for form in forms)


def insert_no_break_spaces(text: str) -> str:
    """One French text with its no-break spaces."""
    text = re.sub(r" (?=[;!?]|%(?!\())", "\u202f", text)
    return re.sub(r" (?=[:»])|(?<=«) ", "\u00a0", text)


def typeset_message(message: Message, language: Language) -> str:
    """What the program says in both languages, as a page in one of them shows it."""
    return insert_no_break_spaces(message.fr) if language == "fr" else message.en


def lower_initial(words: str) -> str:
    """A label as it stands inside a sentence: no capital, unless it is an abbreviation."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
