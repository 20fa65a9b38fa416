"""Numbers as readers of a language write them."""

from dataclasses import dataclass
from functools import cache

from boas.translation._catalogues import SOURCE_LANGUAGE, Language


@dataclass(frozen=True, slots=True)
class LocalisedDigits:
    """A number with the digits it is shown with, and the signs of the reader's language: 1 234,5 or 1,234.5."""

    text: str
    """The number as English writes it."""

    def in_(self, language: Language) -> str:
        """The same digits, with the decimal sign and the thousands of a language (Unicode CLDR)."""
        return self.text if language == SOURCE_LANGUAGE else self.text.translate(_read_signs(language))


@cache
def _read_signs(language: Language) -> dict[int, str]:
    """What stands in a language for the English comma and point; those themselves for a language CLDR lacks."""
    # Reading CLDR takes a while, and most commands show no number.
    from babel.core import Locale, UnknownLocaleError  # noqa: PLC0415

    try:
        signs = Locale.parse(language, sep="-").number_symbols["latn"]
    except (UnknownLocaleError, ValueError):
        return {}
    return str.maketrans({",": signs["group"], ".": signs["decimal"]})
